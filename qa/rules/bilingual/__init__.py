"""The rules that hold a text against the English that it translates, one file each."""
