"""Terms: reading and writing them, and finding their inflected forms in text."""
