"""The compiled word data: frequencies of both languages, French forms, thesaurus links. Memory-mapped, nothing of
`qa` imported.
"""
