"""Passages left in English: each found once and as a whole, and nothing that is English by right."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qa.document import Document, Passage
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.language.detection import english
from qa.rules.untranslated_passage import RULE
from qa.settings import Settings

SENTENCE = "The harbour was closed for three days because of the storm."


def _found(document: Document | str) -> list[str]:
    document = parse(document) if isinstance(document, str) else document
    return [finding.text for finding in RULE.check(Analysis(document, Settings()))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SENTENCE, SENTENCE),
        (f"Le port a fermé. {SENTENCE} Il a rouvert jeudi.", SENTENCE),
        (f"Le port a fermé. {SENTENCE} It is open again. Il a rouvert.", f"{SENTENCE} It is open again."),
        ("What are the best ways to reach the island?", "What are the best ways to reach the island?"),
        (f"Il faut lire : {SENTENCE}", SENTENCE),
        ("- The ferry leaves at noon and comes back at six\n- Le bac part à midi", None),
        (
            "Mr. Lowell said on Monday that the U.S. team had lost the map. He was not amused.",
            "Mr. Lowell said on Monday that the U.S. team had lost the map. He was not amused.",
        ),
        (
            "The mayor said “we will rebuild it” and went back to the town hall in the rain.",
            "The mayor said “we will rebuild it” and went back to the town hall in the rain.",
        ),
    ],
)
def test_english_is_one_finding_from_its_first_word_to_its_last(text: str, found: str | None) -> None:
    assert _found(text) == [found or "The ferry leaves at noon and comes back at six"]


def test_lines_of_a_paragraph_are_read_as_one() -> None:
    text = "The harbour was closed\nfor three days because\nof the storm that came."
    assert _found(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "La state of affairs est grave, car the events en cours ont touché the whole région du nord.",
        f"Le communiqué dit : « {SENTENCE} »",
        f"« {SENTENCE} {SENTENCE}",
        "Le groupe a joué The Ballad of the Old Mill, puis The Girl from the North.",
        "The Lord of the Rings: The Return of the King",
        "Un homme crie. He was here. Puis rien.",
        "De burgemeester was in het dorp en is met de kinderen naar zee gegaan, maar het was te laat.",
        "Der Hafen war wegen des Sturms drei Tage lang geschlossen, und die Fähre ist nicht gefahren.",
        "Quod erat demonstrandum, is fecit cui prodest, et in pace requiescat.",
        "El puerto estuvo cerrado tres días a causa de la tormenta que vino del norte.",
        "Lowell (A.), The harbours of the north and their storms, Oxford University Press, 1987, p. 12.",
        "if (user.is_ready() && was == that) { return the.result; } // of the call",
        "THE SHORES OF THE NORTH AND THE STORMS THAT CAME FOR THEM",
        "",
    ],
)
def test_english_by_right_and_other_languages_are_left_alone(text: str) -> None:
    assert _found(text) == []


def test_a_block_quote_is_a_quotation() -> None:
    assert _found(parse(f"> {SENTENCE}", format="markdown")) == []
    assert _found(parse(f"# {SENTENCE}", format="markdown")) == [SENTENCE]


def test_what_is_marked_as_foreign_is_left_alone() -> None:
    segments = Passage.verbatim(SENTENCE, 0, len(SENTENCE)).segments
    assert _found(Document(SENTENCE, (Passage(SENTENCE, segments, breaks=((0, len(SENTENCE)),)),))) == []


def test_quoted_english_is_known_to_be_english_all_the_same() -> None:
    analysis = Analysis(parse(f"Un mot.\n\n« {SENTENCE} »"), Settings())
    nothing, ((start, end),) = analysis.once(english)
    assert nothing == ()
    assert SENTENCE in analysis.document.passages[1].text[start:end]


def test_a_long_passage_is_shown_by_its_beginning() -> None:
    (finding,) = RULE.check(Analysis(parse(" ".join([SENTENCE] * 50)), Settings()))
    assert len(finding.text) > 2000
    assert len(finding.message) < 120
    assert finding.suggestions == ()


def test_french_never_loads_the_detector() -> None:
    code = (
        "import sys; from qa.formats import parse; from qa.language.detection import english_extents;"
        "print([english_extents(p) for p in parse('Le Times a titré The End of the Road sur la mer.').passages],"
        "'langdetect' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[()] False"
