"""What the rules about terms share: the terms of a document, found once, and the findings made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from qa.document import Passage
from qa.extents import Extent
from qa.finding import Edit, Finding, Suggestion
from qa.glossary.files import curated, load
from qa.glossary.match import Match, Matcher
from qa.glossary.term import Glossary, Kind, Term
from qa.glossary.wording import Replacement, replacements
from qa.language.analysis import Analysis
from qa.rules.rule import Rule
from qa.settings import Lang, Settings

_SENTENCE_START = re.compile(r"(?:^|[.!?…:«“\"\n–—])\s*(?:\w{1,2}['’])?$")
#: So far back the start of a sentence is looked for, in characters.
_REACH = 200
_MOST_SUGGESTIONS = 5
#: How much each letter that is not as the term has it takes from the confidence that the term is meant.
_SLIP = 0.2


#: A glossary file in the state in which it was found: what is drawn from it may be kept as long as that is the same.
GlossaryFile = tuple[Path, int, int]


@lru_cache(maxsize=8)
def _matcher(files: tuple[GlossaryFile, ...], accept: tuple[str, ...], reject: tuple[str, ...]) -> Matcher:
    listed = (*(Term(word, (word,)) for word in accept), *(Term(word) for word in reject))
    return Matcher(Glossary("", listed), *(glossary(file) for file in files), curated())


def matcher(settings: Settings) -> Matcher:
    """The matcher of the user's lists of words, their glossary files and the curated terms, in this order.

    It is kept as long as the files do not change. Raises GlossaryError.
    """
    return _matcher(glossary_files(settings), settings.accept, settings.reject)


def glossary_files(settings: Settings) -> tuple[GlossaryFile, ...]:
    """The user's glossary files as they are now."""
    return tuple(_state(path) for path in settings.glossaries)


@lru_cache(maxsize=8)
def glossary(file: GlossaryFile) -> Glossary:
    """What a glossary file holds. Raises GlossaryError."""
    return load(file[0])


def _state(path: Path) -> GlossaryFile:
    try:
        found = path.stat()
    except OSError:
        return path, 0, 0  # `load` says what is wrong with it
    return path, found.st_mtime_ns, found.st_size


def terms(analysis: Analysis) -> tuple[tuple[Passage, Match], ...]:
    """The terms of a document with their passages, accepted words included, in reading order. Raises GlossaryError."""
    return analysis.once(_terms)


def _terms(analysis: Analysis) -> tuple[tuple[Passage, Match], ...]:
    passages = zip(analysis.document.passages, analysis.once(claims), strict=True)
    return tuple((passage, match) for passage, matches in passages for match in matches)


def claims(analysis: Analysis) -> tuple[tuple[Match, ...], ...]:
    """The terms of each passage of a document, accepted words included. Raises GlossaryError."""
    found = matcher(analysis.settings).claims
    return tuple(found(passage.text) for passage in analysis.document.passages)


def accepted(analysis: Analysis) -> tuple[Extent, ...]:
    """What the user's lists and glossaries accept, in offsets of the source: no rule about words speaks there.

    Raises GlossaryError.
    """
    return _own_extents(analysis, accepted=True)


def own_findings(analysis: Analysis) -> tuple[Extent, ...]:
    """What the user's lists and glossaries correct or forbid, in offsets of the source: other rules need not repeat it.

    Raises GlossaryError.
    """
    return _own_extents(analysis, accepted=False)


def _own_extents(analysis: Analysis, *, accepted: bool) -> tuple[Extent, ...]:
    if not analysis.settings.own_terms:
        return ()
    return tuple(
        (passage.source_start(match.start), passage.source_end(match.end))
        for passage, match in terms(analysis)
        if own(analysis, match) and match.term.accepted == accepted and not touches_break(passage, match)
    )


def touches_break(passage: Passage, match: Match) -> bool:
    """Whether a match touches what is not of the passage's own voice."""
    return any(start < match.end and match.start < end for start, end in passage.breaks)


def own(analysis: Analysis, match: Match) -> bool:
    """Whether a term is of the user's lists or glossaries, not of the curated one."""
    return match.rank <= len(analysis.settings.glossaries)


def findings(
    analysis: Analysis,
    rule: Callable[[], Rule],
    wanted: Callable[[Match], bool],
    confidence: float,
    *,
    names: bool = True,
) -> Iterator[Finding]:
    """A finding for each term that is `wanted` and not accepted, and, unless `names`, does not look like a name.

    `rule` gives the rule, which is made after its check.
    """
    for passage, match in terms(analysis):
        if match.term.accepted or not wanted(match):
            continue
        if not names and _is_name(passage.text, match):
            continue
        if touches_break(passage, match):
            continue
        made = suggestions(passage, match)
        term = match.term
        lang: Lang = analysis.settings.lang
        yield rule().finding(
            analysis,
            passage,
            match.start,
            match.end,
            confidence=max(0.1, confidence - _SLIP * match.slips),
            safe=term.safe and not match.slips and bool(made) and made[0][1],
            suggestions=tuple(suggestion for suggestion, _ in made),
            right=listed(term.right, lang),
            note=" " + term.note if term.note and lang == "fr" else "",
        )


def curated_findings(analysis: Analysis, rule: Callable[[], Rule], kind: Kind, confidence: float) -> Iterator[Finding]:
    """A finding for each curated term of a kind, names left out."""
    return findings(
        analysis,
        rule,
        lambda match: match.term.kind == kind and not own(analysis, match) and not match.slips,
        confidence,
        names=False,
    )


def suggestions(passage: Passage, match: Match) -> list[tuple[Suggestion, bool]]:
    """The suggestions that a term's right wordings make, best first, each with whether its form is beyond doubt."""
    if not passage.editable(match.start, match.end):
        return []
    made = []
    for number, replacement in enumerate(replacements(match, passage.text)[:_MOST_SUGGESTIONS]):
        edits, whole = _edits(passage, match, replacement)
        suggestion = Suggestion(replacement.text, round(0.9 / (number + 1), 2), "glossary", edits)
        made.append((suggestion, replacement.sure and whole))
    return made


def _edits(passage: Passage, match: Match, replacement: Replacement) -> tuple[tuple[Edit, ...], bool]:
    """The replacement and what the words around it need, in the source; and whether markup leaves room for all of it.

    The replacement itself may change with its neighbours: *à* before *le* becomes *au*, *de* before a vowel *d’*.
    """
    from qa.restore.agreement import repair

    alone = (match.start, match.end, replacement.text)
    pieces: Sequence[tuple[int, int, str]] = repair(passage.text, *alone, pos=match.term.pos, gender=replacement.gender)
    whole = all(passage.editable(start, end) for start, end, _ in pieces)
    if not whole:
        pieces = (alone,)
    edits = (Edit(passage.source_start(start), passage.source_end(end), text) for start, end, text in pieces)
    return tuple(edits), whole


def _is_name(text: str, match: Match) -> bool:
    """Whether the match has a capital that neither the term nor the beginning of a sentence explains."""
    if not text[match.start].isupper() or match.term.wrong[0].isupper() or text.isupper():
        return False
    return not _SENTENCE_START.search(text, max(0, match.start - _REACH), match.start)


def listed(right: tuple[str, ...], lang: Lang) -> str:
    """Right wordings as a message names them: « a », « b » ou « c »."""
    marks = "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»" if lang == "fr" else "“{}”"
    quoted = [marks.format(wording) for wording in right[:3]]
    if len(quoted) < 2:
        return "".join(quoted)
    return ", ".join(quoted[:-1]) + (" ou " if lang == "fr" else " or ") + quoted[-1]
