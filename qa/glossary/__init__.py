"""Terms: reading and writing them, and finding their inflected forms in text."""

from __future__ import annotations

from qa.glossary.files import ENDINGS, curated, load, save
from qa.glossary.term import Fault, Glossary, GlossaryError, Term, UnreadableGlossary

__all__ = ["ENDINGS", "Fault", "Glossary", "GlossaryError", "Term", "UnreadableGlossary", "curated", "load", "save"]
