"""Names and terms that the user's glossary keeps as they are, translated all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qa.bilingual.rendered import rendered
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Good, Rule
from qa.rules.terms import GlossaryFile, glossary, glossary_files
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    kept = _kept(glossary_files(analysis.settings))
    if kept is None:
        return
    for pair in rendered(analysis):
        for name in dict.fromkeys(kept.findall(pair.english)):
            if name not in pair.text:
                yield RULE.finding(analysis, pair.passage, pair.start, pair.end, confidence=0.9, name=name)


@lru_cache(maxsize=8)
def _kept(files: tuple[GlossaryFile, ...]) -> re.Pattern[str] | None:
    """What finds the wordings that are to stay: those with their own wording as the only right one, and a capital."""
    names = {
        term.wrong
        for file in files
        for term in glossary(file).terms
        if term.right == (term.wrong,) and term.wrong != term.wrong.lower()
    }
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


RULE = Rule(
    name="translated-name",
    category="accuracy/do-not-translate",
    severity="error",
    title=Wording("Nom à ne pas traduire", "Name that should not be translated"),
    reason=Wording(
        "Un nom que le glossaire donné par --glossary corrige par lui-même (« term » et « right » pareils, avec une "
        "capitale) reste tel quel dans toute langue : l’anglais l’a, la traduction ne l’a pas.",
        "A name that the glossary given by --glossary corrects by itself (“term” and “right” alike, with a capital) "
        "stays as it is in every language: the English has it, the translation has not.",
    ),
    message=Wording(
        "« {name} » doit rester tel quel et manque ici.", "“{name}” must stay as it is and is missing here."
    ),
    check=_check,
    # What it finds is in the user's glossary: without one there is nothing to find.
    bad=(),
    good=(
        Good("Sans glossaire, un nom se traduit ou non.", english="Without a glossary, a name is translated or not."),
    ),
)
