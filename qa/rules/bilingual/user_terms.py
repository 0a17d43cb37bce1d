"""What the rules share that hold a translation against the user's glossary: its terms where the English has them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from qa.bilingual.pairs import Pair
from qa.bilingual.rendered import rendered
from qa.bilingual.terminology import EnglishTerms, Mention
from qa.glossary.match import Match, Matcher
from qa.glossary.term import Glossary, Term
from qa.language.analysis import Analysis
from qa.rules.terms import GlossaryFile, glossary, glossary_files


def mentioned(analysis: Analysis) -> tuple[tuple[Pair, Mention], ...]:
    """The terms of the user's glossaries that the English of each pair has. Raises GlossaryError."""
    return analysis.once(_mentioned)


def _mentioned(analysis: Analysis) -> tuple[tuple[Pair, Mention], ...]:
    known = english_terms(glossary_files(analysis.settings))
    if not known:
        return ()
    return tuple((pair, mention) for pair in rendered(analysis) for mention in known.mentions(pair.english))


@lru_cache(maxsize=8)
def english_terms(files: tuple[GlossaryFile, ...]) -> EnglishTerms:
    """The terms of glossary files that have an English side; an earlier file goes before a later one."""
    terms = {(term.wrong, term.when, term.unless): term for file in reversed(files) for term in glossary(file).terms}
    return EnglishTerms(terms.values())


def found(term: Term, wordings: tuple[str, ...], pair: Pair) -> Iterator[Match]:
    """Where the French of a pair has one of these wordings of a term, inflected or not, in the passage's offsets."""
    matcher = _matcher(wordings, term.pos)
    # A passage may be long: only where the pair has the wording is the rest of it read.
    if not matcher.matches(pair.text):
        return
    for match in matcher.matches(pair.passage.text):
        if pair.start <= match.start and match.end <= pair.end:
            yield match


@lru_cache(maxsize=4096)
def _matcher(wordings: tuple[str, ...], pos: str) -> Matcher:
    return Matcher(Glossary("", tuple(Term(wording, pos=pos) for wording in wordings)))  # type: ignore[arg-type]
