"""The tests speak French, as the program does where nothing else is asked for, whoever runs them."""

from __future__ import annotations

import os

os.environ["LC_ALL"] = "C.UTF-8"
