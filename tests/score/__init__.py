"""How well the program finds and mends what spinners do to French, on text anyone may have: `python -m tests.score`."""
