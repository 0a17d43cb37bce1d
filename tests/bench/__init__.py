"""How fast the program is, as whole processes, and how fast others are beside it: `python -m tests.bench`.

Every figure is the median of several runs of a fresh process. The texts are made from the project's own clean articles
and are the same on every machine. Where one core is measured, processes are pinned to one where the system allows it.
Memory is never less than this program's own, which the system counts for its children before they start.
"""
