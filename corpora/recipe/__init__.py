"""Compiles the word data and the context model from published data. `python -m corpora.recipe --help`."""
