"""What must hold of any input whatever; each function takes one input and raises AssertionError, or what broke.

The errors by which the program refuses an input in one sentence are no faults: their sentence is asked for here.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Protocol
from xml.etree import ElementTree
from zlib import crc32

import qa
from qa.baseline import BaselineError
from qa.containers import read as read_container
from qa.decisions import DecisionsError
from qa.document import OBJECT, Document, Passage
from qa.finding import Finding, apply_edits
from qa.formats import parse
from qa.glossary.term import GlossaryError
from qa.ignores import ignores, sics
from qa.reports import FORMATS, Kind, render
from qa.rules import registry
from qa.rules.quieting import quieted
from qa.rules.standing import written
from qa.settings import Lang, Settings
from qa.source import SourceError, decode
from tests.formats.mapping import assert_exact, edited

_LANGS: tuple[Lang, ...] = ("fr", "en")
#: What no report for a terminal may hold raw; the escape of colours is made by the program itself.
_RAW = re.compile("[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class _Says(Protocol):
    def say(self, lang: Lang) -> str: ...


def _is_a_sentence(error: _Says) -> None:
    assert all(error.say(lang).strip() for lang in _LANGS)


def passages_map_back(text: str, format: str) -> None:
    """A reader's passages are copies of the source or units with it, no two claim a character, all can be edited."""
    document = parse(text, format=format)
    assert_exact(text, document.passages)
    _apart(document)
    rng = Random(len(text))
    for passage in document.passages:
        for end in (passage.source_end(len(passage.text)), passage.source_start(0)):
            position = document.position(end)
            assert position.line >= 1
            assert position.column >= 1
        _editable(text, format, passage, rng)


def _apart(document: Document) -> None:
    extents = sorted(
        (segment.source_start, segment.source_end)
        for passage in document.passages
        for segment in passage.segments
        if segment.verbatim
    )
    assert all(end <= start for (_, end), (start, _) in pairwise(extents)), "two claim a place"


def _editable(text: str, format: str, passage: Passage, rng: Random) -> None:
    """A word put for another leaves a text that can be read, and what came before and after it as it was."""
    start = rng.randrange(len(passage.text))
    end = rng.randrange(start, len(passage.text)) + 1
    if OBJECT in passage.text[start:end]:
        return
    changed = edited(text, passage, start, end, rng.choice(("mot", "", 'l’é"t<é&:', "un\nmot")))
    if changed is not None:
        first, last = passage.source_start(start), passage.source_end(end)
        assert changed.startswith(text[:first])
        assert changed.endswith(text[last:])
        parse(changed, format=format)


def comments_are_heeded(text: str, format: str) -> None:
    """Ignores lie in the text, in order, and heeding them loses no finding that none of them means."""
    found = ignores(text, format)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert list(found) == sorted(found, key=lambda one: one.start)
    assert all(0 <= one.start < one.word_end <= one.end <= len(text) for one in sics(text))
    document = parse(text, format=format)
    standing = written(document, Settings())
    assert set(standing) <= set(found)
    finding = Finding("untranslated", "accuracy/untranslated", "error", 0, len(text), text, "")
    heeded = quieted(document, standing, (finding,))
    assert standing or heeded.findings == (finding,)


@cache
def _checker(lang: Lang, everything: bool) -> qa.Checker:
    return qa.Checker(Settings(lang=lang, select=tuple(registry()) if everything else ()))


@cache
def _kinds() -> dict[str, Kind]:
    return {
        name: Kind(rule.category, rule.severity, rule.title.fr, rule.reason.fr) for name, rule in registry().items()
    }


def text_is_mended_for_good(text: str, format: str) -> None:
    """Check and fix with all that is promised of them, and a report on both."""
    choice = Random(crc32(text.encode()))
    checker = _checker(choice.choice(_LANGS), choice.random() < 0.7)
    document = parse(text, format=format, path=choice.choice(("article.txt", "dé\x1b[1mpôt/<a>.md", "a\udcff.txt")))
    unsafe = choice.random() < 0.6
    fixed = checker.fix(document, unsafe=unsafe)
    assert all(0 <= finding.start <= finding.end <= len(text) for finding in (*fixed.applied, *fixed.pending))
    assert list(fixed.edits) == sorted(fixed.edits)
    assert apply_edits(text, fixed.edits) == fixed.output
    assert bool(fixed.edits) == bool(fixed.applied)
    for before, after in pairwise(fixed.edits):
        assert before.end <= after.start
    source = decode(text.encode()) if "\0" not in text else None
    assert source is None or source.encode(fixed.output).decode() == source.mark.decode() + fixed.output
    again = parse(fixed.output, path=document.path, format=format)
    _in_place(again, fixed.remaining)
    if fixed.edits:
        assert checker.fix(again, unsafe=unsafe).output == fixed.output, "fix is not idempotent"
    _reported(choice, again, fixed)


def _in_place(document: Document, findings: tuple[Finding, ...]) -> None:
    source = document.source
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(source)
        if document.format == "text" and "relecture" not in source:
            assert source[finding.start : finding.end] == finding.text
        for suggestion in finding.suggestions:
            assert all(0 <= edit.start <= edit.end <= len(source) for edit in suggestion.edits)
            apply_edits(source, suggestion.edits)


def _reported(choice: Random, document: Document, fixed: qa.Fix) -> None:
    from qa.reports import Report, diff

    name = choice.choice(FORMATS)
    lang = choice.choice(_LANGS)
    reports = [Report(document, fixed.remaining)]
    told = "".join(render(name, reports, lang=lang, color=choice.random() < 0.5, width=80, version="1", kinds=_kinds()))
    if name in ("full", "concise", "github"):
        assert not _RAW.search(told), "a control character reaches the terminal"
    elif name in ("json", "sarif", "gitlab"):
        json.loads(told)
    elif name in ("jsonl", "rdjsonl"):
        for line in filter(None, told.split("\n")):
            json.loads(line)
    elif name in ("checkstyle", "junit"):
        ElementTree.fromstring(told.encode("utf-8", "backslashreplace"))
    if choice.random() < 0.2:
        if name != "html":
            from qa.reports.html import review

            told = review([fixed], lang=lang, reasons={}, encodings={})
        _holds_no_markup(told)
    assert bool(diff.unified(document.path, fixed.document.source, fixed.output)) == bool(fixed.edits)
    diff.colored(document.path, fixed.document.source, fixed.output)


def _holds_no_markup(page: str) -> None:
    """Nothing that an article, a path or a message holds is markup to the page."""
    assert "<script>alert" not in page
    assert page.count("<script") == page.count("</script>")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", page)


def container_comes_back(data: bytes, name: str) -> None:
    """A container is refused in a sentence, or comes back byte for byte but for the characters of an edit."""
    try:
        container = read_container(data, name)
    except SourceError as error:
        _is_a_sentence(error)
        return
    document = container.document
    assert_exact(document.source, document.passages)
    assert container.write(()) == data
    rng = Random(crc32(data))
    passages = [passage for passage in document.passages if passage.text.strip(OBJECT)]
    if not passages:
        return
    passage = rng.choice(passages)
    start = rng.randrange(len(passage.text))
    end = rng.randrange(start, len(passage.text)) + 1
    if not passage.editable(start, end):
        return
    edit = qa.Edit(passage.source_start(start), passage.source_end(end), rng.choice(("mot", "l’é<t>&é", "deux mots")))
    after = read_container(container.write([edit], tracked=container.tracks and rng.random() < 0.3), name).document
    if not container.tracks:
        assert "".join(after.source.split()) == "".join(apply_edits(document.source, [edit]).split())


def glossary_is_read_or_refused(data: bytes, ending: str) -> None:
    """A glossary is refused with its faults, or can be written and read again."""
    from importlib import import_module

    from qa.glossary.files import _MODULES

    module = import_module(f"qa.glossary.{_MODULES[ending]}")
    try:
        glossary = module.read(Path(f"terms{ending}"), data)
    except GlossaryError as error:
        _is_a_sentence(error)
        return
    if glossary.terms and ending != ".xlsx":
        delimiters = {".csv": (",",), ".tsv": ("\t",)}.get(ending, ())
        again = module.write(glossary, *delimiters)
        assert module.read(Path(f"terms{ending}"), again).terms == glossary.terms, "written and read it differs"


def configuration_is_read_or_refused(text: str, folder: Path) -> None:
    """A configuration is refused in a sentence, or holds for a path."""
    from qa.configuration.error import ConfigurationError
    from qa.configuration.holding import Given, excluded, holding
    from qa.configuration.reading import read

    path = folder / ("pyproject.toml" if "tool.relecture" in text else ".relecture.toml")
    path.write_text(text, encoding="utf-8", newline="")
    try:
        configuration = read(str(path))
        holding(configuration, "un/dossier/a.md", Given())
        excluded(configuration, "un/dossier/a.md")
    except (ConfigurationError, SourceError) as error:
        _is_a_sentence(error)


def decisions_are_read_or_refused(text: str, folder: Path) -> None:
    """Decisions and baselines are refused in a sentence, or are such."""
    from qa.baseline import read
    from qa.decisions import load

    try:
        for decided in load(text, "decisions.json"):
            decided.edits_of("Le maire parle parle.")
    except DecisionsError as error:
        _is_a_sentence(error)
    path = folder / "baseline.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        baseline = read(str(path))
        baseline.of_missing_files()
    except (BaselineError, SourceError) as error:
        _is_a_sentence(error)


def bytes_come_back(data: bytes) -> None:
    """What can be decoded is encoded to the same bytes; all else is refused in a sentence."""
    try:
        source = decode(data, "a.txt")
    except SourceError as error:
        _is_a_sentence(error)
        return
    assert source.encode(source.text) == data
