"""The Python API: one text, many texts, many threads, and an import that costs next to nothing."""

from __future__ import annotations

import ast
import doctest
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import qa
from qa.finding import apply_edits
from qa.glossary import UnreadableGlossary

TEXT = "Le maire parle parle trop.\n\nLa motorcar est partie. The town hall will be closed for the whole of the week."


def _found(findings: tuple[qa.Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in findings]


def test_the_examples_of_the_documentation_run() -> None:
    assert doctest.testmod(qa) == (0, doctest.testmod(qa).attempted)
    assert doctest.testmod(qa).attempted > 5


def test_findings_come_in_reading_order_with_offsets_of_the_text() -> None:
    findings = qa.check(TEXT)
    assert ("repeated-word", "parle parle") in _found(findings)
    assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)
    assert all(TEXT[finding.start : finding.end] == finding.text for finding in findings)


def test_settings_are_plain_arguments(tmp_path: Path) -> None:
    glossary = tmp_path / "maison.tsv"
    glossary.write_text("term\tright\nmairie\thôtel de ville\n", encoding="utf-8")
    text = "La mairie parle parle trop."
    assert _found(qa.check(text, select="glossary-term", glossaries=glossary)) == [("glossary-term", "mairie")]
    assert _found(qa.check(text, ignore=["design", "terminology"], glossaries=[str(glossary)])) == _found(
        qa.check(text, ignore="design, terminology")
    )
    (french,) = qa.check(text, select="repeated-word")
    (english,) = qa.check(text, select=("repeated-word",), lang="en")
    assert french.message != english.message


def test_words_and_severities_are_plain_arguments() -> None:
    text = "La state of affairs reste tendue."
    (finding,) = qa.check(text, severities={"accuracy": "info"})
    assert (finding.rule, finding.severity) == ("untranslated", "info")
    assert qa.check(text, accept=["state of affairs"]) == ()
    assert _found(qa.check(text, accept=["state of affairs"], reject=["tendue"])) == [("forbidden-term", "tendue")]
    with pytest.raises(ValueError, match="'accuracie'"):
        qa.check(text, severities={"accuracie": "info"})


def test_the_format_is_named_or_read_from_the_path() -> None:
    code = "Il dit :\n\n    que que la mer\n"
    assert qa.check(code, select="repeated-word")
    assert qa.check(code, select="repeated-word", format="markdown") == ()
    assert qa.check(code, select="repeated-word", path="notes.md") == ()


def test_a_fix_says_what_it_did_and_what_is_left() -> None:
    fixed = qa.fix("Le maire dit que que la mer monte.", unsafe=True, select="repeated-word")
    assert (fixed.output, _found(fixed.applied)) == ("Le maire dit que la mer monte.", [("repeated-word", "que que")])
    assert fixed.remaining == ()
    assert apply_edits(fixed.document.source, fixed.edits) == fixed.output


def test_what_cannot_be_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'repeated-wrod'"):
        qa.check("Un texte.", select="repeated-wrod")
    with pytest.raises(ValueError, match="'docbook'"):
        qa.check("Un texte.", format="docbook")
    with pytest.raises(ValueError, match="surrogate pair at 4"):
        qa.check("Mot \ud83d mot.")
    with pytest.raises(TypeError, match="langue"):
        qa.check("Un texte.", langue="en")  # type: ignore[call-arg]
    with pytest.raises(UnreadableGlossary, match="n’existe pas"):
        qa.check("Un texte.", glossaries=tmp_path / "absente.tsv")
    with pytest.raises(AttributeError, match="verify"):
        qa.verify  # noqa: B018


def test_every_public_name_is_there() -> None:
    assert all(getattr(qa, name) is not None for name in qa.__all__)
    assert set(qa.__all__) <= set(dir(qa))


def test_to_import_it_loads_nothing_but_the_standard_library() -> None:
    code = "import sys; import qa; print(sorted({name.partition('.')[0] for name in sys.modules if name != 'qa'}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"qa", "spacy", "numpy", "langdetect", "marisa_trie", "pathlib"} & set(ast.literal_eval(run.stdout))


def test_threads_that_share_a_checker_find_what_one_finds() -> None:
    checker = qa.Checker()
    articles = sorted((Path(__file__).parents[1] / "corpora" / "articles").glob("*[!n].txt"))
    documents = [qa.parse(path.read_text(encoding="utf-8")) for path in articles][:3] * 2
    alone = [checker.check(document) for document in documents]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(qa.Checker().check, documents)) == alone
