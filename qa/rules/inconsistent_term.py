"""One term of the user's glossary rendered in two ways: *toile* here, *web* there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from qa.document import Passage
from qa.finding import Finding
from qa.glossary.match import Match, Matcher
from qa.glossary.term import Glossary, Term
from qa.language.analysis import Analysis
from qa.rules.rule import Good, Rule
from qa.rules.terms import GlossaryFile, glossary, glossary_files, suggestions, touches_break
from qa.settings import Wording


class _Use(NamedTuple):
    """A right wording of a term where it stands, inflected or not."""

    passage: Passage
    match: Match


def _check(analysis: Analysis) -> Iterator[Finding]:
    choices, matcher = _choices(glossary_files(analysis.settings))
    if not choices:
        return
    uses = _uses(analysis, matcher)
    told: set[tuple[int, int]] = set()
    for term in choices:
        used = [wording for wording in term.right if uses[wording]]
        # Of equally common ones the glossary's better one stands first.
        usual = max(used, key=lambda wording: len(uses[wording]), default="")
        for use in (use for wording in used if wording != usual for use in uses[wording]):
            finding = _finding(analysis, term, use, usual, uses[usual][0])
            # One wording may serve two terms; once is enough to be told of it.
            if (finding.start, finding.end) not in told and use.match.term.wrong not in analysis.settings.accept:
                told.add((finding.start, finding.end))
                yield finding


@lru_cache(maxsize=8)
def _choices(files: tuple[GlossaryFile, ...]) -> tuple[tuple[Term, ...], Matcher]:
    """The terms for which the glossaries leave a choice, each once; and what finds the wordings to choose from."""
    # As everywhere, an earlier glossary goes before a later one.
    terms = {term.wrong: term for file in reversed(files) for term in glossary(file).terms}
    choices = tuple(term for term in terms.values() if len(set(term.right)) > 1)
    wordings = {wording: Term(wording, pos=term.pos) for term in choices for wording in term.right}
    return choices, Matcher(Glossary("", tuple(wordings.values())))


def _uses(analysis: Analysis, matcher: Matcher) -> dict[str, list[_Use]]:
    """Where the document has each right wording, in its own voice and without a slip of the pen."""
    uses: dict[str, list[_Use]] = defaultdict(list)
    for passage in analysis.document.passages:
        for match in matcher.matches(passage.text):
            if not match.slips and not touches_break(passage, match):
                uses[match.term.wrong].append(_Use(passage, match))
    return uses


def _finding(analysis: Analysis, term: Term, use: _Use, usual: str, there: _Use) -> Finding:
    passage, match = use
    gender = term.gender if usual == term.right[0] else ""
    asked = replace(match, term=replace(match.term, right=(usual,), gender=gender))
    return RULE.finding(
        analysis,
        passage,
        match.start,
        match.end,
        confidence=0.6,
        suggestions=tuple(suggestion for suggestion, _ in suggestions(passage, asked)),
        term=term.wrong,
        right=usual,
        line=analysis.document.lines.position(there.passage.source_start(there.match.start))[0],
    )


RULE = Rule(
    name="inconsistent-term",
    category="terminology/inconsistent-use",
    severity="info",
    title=Wording("Terme de votre glossaire rendu de deux façons", "Term of your glossary rendered in two ways"),
    reason=Wording(
        "Le glossaire donné par --glossary laisse parfois le choix entre plusieurs traductions d’un terme ; dans un "
        "même document, en changer fait croire au lecteur qu’on parle d’autre chose. La plus rare est signalée, la "
        "plus fréquente proposée. Le choix dépend souvent du sens : la règle n’agit que si on la demande "
        "(--select=inconsistent-term).",
        "The glossary given by --glossary may leave a choice between several translations of a term; within one "
        "document, a change of wording makes readers believe that something else is meant. The rarer one is reported, "
        "the commoner suggested. The choice often hangs on the sense: the rule acts only where it is asked for "
        "(--select=inconsistent-term).",
    ),
    message=Wording(
        "« {term} » est rendu ici par « {text} », par « {right} » à la ligne {line}.",
        "“{term}” is rendered here by “{text}”, by “{right}” on line {line}.",
    ),
    check=_check,
    # What it finds is in the user's glossary: without one there is nothing to find.
    bad=(),
    good=(Good("Sans glossaire, la toile et le web font bon ménage."),),
    default=False,
)
