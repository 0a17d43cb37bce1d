"""A document with what is known of its language, worked out when first asked for."""

from __future__ import annotations

from dataclasses import dataclass

from qa.document import Document
from qa.settings import Settings


@dataclass(frozen=True)
class Analysis:
    """One document under check. Rules read it; nothing writes to it."""

    document: Document
    settings: Settings
