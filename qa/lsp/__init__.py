"""The language server: findings in an editor while a text is being written, and what to do about them.

`server` speaks the protocol, `checking` keeps up with a text that changes, `session` knows which settings hold for it.
`positions` counts as the editor does, `client` knows what it understands. `actions` offers what may be done, with
`ignoring` for the comments that keep the checker quiet and `accepting` for words put on the configuration's list;
`hover` tells of a rule.
"""
