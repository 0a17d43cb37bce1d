"""Quotation marks that never close, or that nothing opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from qa.document import Passage
from qa.finding import Edit, Finding, Suggestion
from qa.language.analysis import Analysis
from qa.language.quotations import Quotation, has_marks, inner_space, quotations
from qa.rules.guillemets import guillemets
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

_UNOPENED = Wording(
    "Guillemet fermant que rien n’ouvre : {text}",
    "Closing quotation mark that nothing opens: {text}",
)
_MISMATCH = Wording(
    "Guillemets dépareillés : {text} … {closing}",
    "Quotation marks that do not match: {text} … {closing}",
)

#: Through how many passages a quotation may run without a mark at the head of each.
_REACH = 8
#: So far from a mark the next word or mark is looked for, in characters.
_BESIDE = 200
#: A passage of fewer words with a single mark is a label ("Lire la suite »").
_LABEL = 5

_FIRST_WORD = re.compile(r"\s*[\w’'-]*")
_LAST_WORD = re.compile(r"[\w’'-]*\W*$")
_SENTENCE_END = re.compile(r"[.!?…]\s")
_MARK = re.compile(r"[«»“”„\"]")
#: A passage that goes on with what was said before: a mark repeated at its head, or the dash of a dialogue.
_TAKES_UP = re.compile(r"\s*(?:[«»“”„\"]|[—–‒―-]\s)")
_CLOSING = {"«": "»", "“": "”", '"': '"'}


class _Half(NamedTuple):
    """A quotation that lacks a mark, in the passage of this number."""

    number: int
    passage: Passage
    quotation: Quotation

    @property
    def is_label(self) -> bool:
        return len(self.passage.text[:80].split()) < _LABEL

    @property
    def taken_up(self) -> bool:
        return bool(_TAKES_UP.match(self.passage.text))

    @property
    def may_run_on(self) -> bool:
        """Whether whole sentences are quoted. Only these go on into the next paragraph, a few words do not."""
        text, start = self.passage.text, self.quotation.start
        # No slices to the ends: a passage may be as long as a book.
        before, after = text[max(0, start - _BESIDE) : start], text[start + 1 : start + 1 + _BESIDE]
        return before.rstrip()[-1:] in ("", ":", ".", "!", "?") or not after.lstrip()[:1].islower()


def _check(analysis: Analysis) -> Iterator[Finding]:
    passages = analysis.document.passages
    halves = list(_halves(passages))
    space = inner_space(passage.text for passage in passages) if halves else ""
    ran_on = False
    for half, following in zip_longest(halves, halves[1:]):
        if half.quotation.closed:
            if not (ran_on or half.taken_up or half.is_label):
                yield _unopened(analysis, half)
            ran_on = False
            continue
        if following is not None and _is_mismatch(half, following):
            yield _mismatched(analysis, half, following, space)
            ran_on = True
            continue
        ran_on = following is not None and _closes(half, following)
        next_passage = passages[half.number + 1].text if half.number + 1 < len(passages) else ""
        if not (ran_on or half.is_label or _TAKES_UP.match(next_passage)):
            yield _unclosed(analysis, half, space)


def _halves(passages: Sequence[Passage]) -> Iterator[_Half]:
    for number, passage in enumerate(passages):
        if has_marks(passage.text):
            halves = [q for q in quotations(passage.text) if not (q.opened and q.closed)]
            if halves and not _are_arrows(halves):
                yield from (_Half(number, passage, q) for q in halves if not _is_mentioned(passage, q))


def _are_arrows(halves: list[Quotation]) -> bool:
    """Marks that lead from one label to the next: "Accueil » Articles » Europe"."""
    return len(halves) > 1 and len({(q.mark, q.closed) for q in halves}) == 1 and halves[0].mark == "«"


def _is_mentioned(passage: Passage, quotation: Quotation) -> bool:
    """A mark that is spoken of rather than used (a lone " between spaces), or that stands in a foreign stretch."""
    at = quotation.start
    lone = quotation.mark == '"' and passage.text[at - 1 : at].isspace() and passage.text[at + 1 : at + 2].isspace()
    return lone or any(start <= at < end for start, end in passage.breaks)


def _is_mismatch(half: _Half, following: _Half) -> bool:
    """Whether the two are the ends of one quotation: “oui »."""
    return following.number == half.number and following.quotation.closed


def _closes(half: _Half, following: _Half) -> bool:
    same_mark = following.quotation.closed and following.quotation.mark == half.quotation.mark
    return same_mark and 0 < following.number - half.number <= _REACH and half.may_run_on


def _mismatched(analysis: Analysis, half: _Half, following: _Half, space: str) -> Finding:
    passage, start, stop = half.passage, half.quotation.start, following.quotation.end
    word = _FIRST_WORD.match(passage.text, start + 1)
    end = word.end() if word else start + 1
    suggestions = guillemets(passage, start, stop, end, space)
    return RULE.finding(
        analysis,
        passage,
        start,
        end,
        confidence=0.9,
        suggestions=suggestions,
        message=_MISMATCH,
        closing=passage.text[stop - 1],
    )


def _unclosed(analysis: Analysis, half: _Half, space: str) -> Finding:
    text, start = half.passage.text, half.quotation.start
    word = _FIRST_WORD.match(text, start + 1)
    end = word.end() if word else start + 1
    return RULE.finding(
        analysis, half.passage, start, end, confidence=0.9, suggestions=_close(half, text[start:end], space)
    )


def _close(half: _Half, found: str, space: str) -> tuple[Suggestion, ...]:
    """Close at the end of the passage, where the quotation is one sentence at most and so ends nowhere else."""
    text, quotation, passage = half.passage.text, half.quotation, half.passage
    if _MARK.search(text, quotation.start + 1):
        return ()
    end = len(text.rstrip(".!?… "))
    if end <= quotation.start or _SENTENCE_END.search(text, quotation.start, end):
        return ()
    at = passage.source_end(end)
    return (
        Suggestion(
            found, 0.5, "rule", (Edit(at, at, (space if quotation.mark == "«" else "") + _CLOSING[quotation.mark]),)
        ),
    )


def _unopened(analysis: Analysis, half: _Half) -> Finding:
    text, at = half.passage.text, half.quotation.start
    word = _LAST_WORD.search(text, max(0, at - 40), at)
    start = word.start() if word else at
    return RULE.finding(analysis, half.passage, start, at + 1, confidence=0.9, message=_UNOPENED)


RULE = Rule(
    name="unclosed-quotation",
    category="linguistic-conventions/quotation-marks",
    severity="warning",
    title=Wording("Guillemets dépareillés", "Quotation marks without their pair"),
    reason=Wording(
        "Une citation dont un guillemet manque ne dit plus où finissent les mots d’autrui. Une citation de plusieurs "
        "paragraphes peut reprendre le guillemet en tête de chacun d’eux et ne le fermer qu’au dernier.",
        "A quotation that lacks one of its marks no longer says where the words of others end. One that runs over "
        "several paragraphs may repeat its mark at the head of each and close with the last.",
    ),
    message=Wording("Guillemets ouverts et jamais fermés : {text}", "Quotation marks that never close: {text}"),
    check=_check,
    bad=(
        Bad(
            "La maire invite « les habitants du quartier à venir nombreux.",
            finds=("« les",),
            fix="La maire invite « les habitants du quartier à venir nombreux\u00a0».",
        ),
        Bad(
            "Elle promet “un budget en hausse. Le conseil en débattra lundi prochain.",
            finds=("“un",),
            fix=None,
        ),
        Bad(
            "Elle parle d’un “vrai tournant » pour la région.",
            finds=("“vrai",),
            fix="Elle parle d’un «\u00a0vrai tournant\u00a0» pour la région.",
        ),
        Bad("Le préfet a parlé d’une situation maîtrisée » devant la presse.", finds=("maîtrisée »",)),
    ),
    good=(
        Good("Il répond : « J’ai lu “Les Misérables” deux fois. »"),
        Good(
            "« Nous partirons demain, annonce le guide.\n\n« Nous serons douze. »",
            "Le guillemet est repris en tête de chaque paragraphe.",
        ),
        Good(
            "Elle a déclaré : « Le projet est prêt.\n\nNous l’ouvrirons en mai, après les travaux. »",
            "La citation court sur deux paragraphes.",
        ),
        Good('Un écran de 15" posé sur l’établi, un autre de 7" au mur.', "Ce sont des pouces."),
        Good("Accueil » Actualités » Europe » Élections", "Les guillemets servent de flèches."),
    ),
)
