"""What earlier runs found, kept so that a file which has not changed is not checked again.

The key (`key.py`) says all that an answer hangs on, the store (`store.py`) keeps answers by key, `place.py` says where.
A run in which every file is known loads no rule and no word data, so nothing here may import them.
"""
