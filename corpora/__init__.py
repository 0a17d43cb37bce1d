"""Texts, glossaries and the recipes that compile the word data."""
