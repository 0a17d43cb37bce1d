"""What a project writes down about its checks: `[tool.relecture]` in `pyproject.toml`, or a `relecture.toml`.

`keys` is the one table of what may stand there, `reading` holds a file against it, `search` finds the file that holds
for a path, `holding` lays command line, file and defaults over each other, `shown` prints the outcome. `schema` and
`describe` draw the JSON Schema and the page of the documentation from the same table.
"""
