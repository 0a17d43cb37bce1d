"""Checks in haste: what changed is looked at, all else moves along, and the whole is as if there had been no haste."""

from __future__ import annotations

import pytest

from qa import Checker, Settings, parse
from qa.lsp.checking import Checked, hasty, whole

TEXT = (
    "La state of affairs reste tendue. Le préfet a parlé.\n\n"
    "Les deux parties ont repris les discussions mardi. Le maire parle parle trop, dit-il. La nuit tombe.\n\n"
    "Les pêcheurs réclament un blueprint de relance.\n"
)


@pytest.fixture(scope="module")
def before() -> Checked:
    return whole(Checker(), parse(TEXT, "a.md"))


def told(checked: Checked) -> list[tuple[str, int, str]]:
    """The findings; what they are about is held against the source on the way."""
    for finding in checked.findings:
        assert checked.document.source[finding.start : finding.end] == finding.text
        for suggestion in finding.suggestions:
            (edit,) = suggestion.edits
            assert finding.start <= edit.start <= edit.end <= finding.end
    return [(finding.rule, finding.start, finding.text) for finding in checked.findings]


CHANGES = {
    "a word": ("La nuit tombe", "La nuit tombe vite"),
    "a fault": ("Le préfet", "Le blueprint"),
    "a fault typed on": ("state of affairs", "state of affairss"),
    "a correction": ("state of affairs", "situation"),
    "half a correction": ("parle parle", "parle"),
    "a new paragraph": ("Les pêcheurs", "Le tourisme parle parle.\n\nLes pêcheurs"),
    "a paragraph less": ("La state of affairs reste tendue. Le préfet a parlé.\n\n", ""),
    "two made one": ("parlé.\n\nLes deux", "parlé. Les deux"),
    "made code": ("Les pêcheurs", "```\nLes pêcheurs"),
    "all": (TEXT, "Un blueprint."),
    "nothing left": (TEXT, ""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_haste_finds_what_a_check_of_the_whole_finds(before: Checked, change: tuple[str, str]) -> None:
    after = parse(TEXT.replace(*change), "a.md")
    assert after.source != TEXT
    assert told(hasty(before, after)) == told(whole(before.checker, after))


def test_haste_upon_haste_gives_the_same(before: Checked) -> None:
    text, checked = TEXT, before
    at = text.index("La nuit")
    for letter in "Un blueprint attend. ":
        text, at = text[:at] + letter + text[at:], at + 1
        checked = hasty(checked, parse(text, "a.md"))
    assert told(checked) == told(whole(before.checker, parse(text, "a.md")))
    assert sum(text == "blueprint" for _, _, text in told(checked)) == 2


def test_settings_hold_in_haste() -> None:
    checker = Checker(Settings(ignore=("accuracy/untranslated",), severities=(("repeated-word", "info"),)))
    before = whole(checker, parse(TEXT, "a.md"))
    after = hasty(before, parse(TEXT.replace("La nuit", "Le préfet parle parle du motorcar. La nuit"), "a.md"))
    assert [(f.rule, f.severity) for f in after.findings] == [("repeated-word", "info")] * 2
