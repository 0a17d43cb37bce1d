"""Kills at random moments, and what is left: `python -m tests.kills WHAT --times N`. One file a command."""
