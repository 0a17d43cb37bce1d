"""One long document looked at by several processes: they find what one finds."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from qa import workers
from qa.document import Document
from qa.finding import Finding
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.pipeline import Checker
from qa.rules import sharing
from qa.settings import Settings

ARTICLES = Path(__file__).parents[2] / "corpora/articles"


@pytest.fixture
def _worth_sharing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shortest document is long enough to be shared out."""
    monkeypatch.setattr(sharing, "_WORTH_A_FORK", 1)
    monkeypatch.setattr(sharing, "_WORTH_A_START", 1)


@pytest.fixture
def start_method(request: pytest.FixtureRequest) -> Iterator[str]:
    before = multiprocessing.get_start_method()
    if request.param not in multiprocessing.get_all_start_methods():
        pytest.skip(f"the system cannot {request.param}")
    multiprocessing.set_start_method(request.param, force=True)
    yield request.param
    multiprocessing.set_start_method(before, force=True)


def articles(ending: str = ".txt") -> Document:
    """All damaged articles of a format, as one document."""
    texts = [path.read_text("utf-8") for path in sorted(ARTICLES.glob(f"*{ending}")) if ".clean." not in path.name]
    # What is of the page as a whole: a paragraph that stands twice, far apart, and a name in two spellings.
    texts += [texts[0], "Ferroukhanov a parlé. Le maire a reçu Ferroukhanov, puis Ferroukhanof est reparti."]
    return parse("\n\n".join(texts), f"article{ending}")


def found(document: Document, count: int, settings: Settings = Settings()) -> tuple[Finding, ...]:
    return Checker(settings, processes=count).check(document)


@pytest.mark.usefixtures("_worth_sharing")
@pytest.mark.parametrize("start_method", ["fork", "spawn"], indirect=True)
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_several_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch, start_method: str, ending: str) -> None:
    document = articles(ending)
    alone = found(document, 1)
    assert len({finding.rule for finding in alone}) > 4
    received: list[object] = []
    receive = Analysis.receive

    def noting(analysis: Analysis, made: Mapping[Callable[[Analysis], object], object]) -> None:
        received.extend(made)
        receive(analysis, made)

    monkeypatch.setattr(Analysis, "receive", noting)
    assert found(document, 3) == alone
    assert len(received) > 3, f"nothing came back from processes that {start_method} made"


@pytest.mark.usefixtures("_worth_sharing")
def test_html_is_shared_out_though_what_writes_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = "".join(f"<p>{passage.text}</p>\n" for passage in articles().passages)
    document = parse(paragraphs, "article.html")
    monkeypatch.setattr(workers, "get_start_method", lambda: "spawn")
    assert found(document, 2) == found(document, 1) != ()


@pytest.mark.usefixtures("_worth_sharing")
def test_the_rules_that_were_chosen_run_and_no_others() -> None:
    settings = Settings(select=("style", "misplaced-word"), extend_select=("anglicism",), accept=("deadline",))
    document = articles()
    assert found(document, 2, settings) == found(document, 1, settings)


def ended(_start: int, _end: int) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def failing(_start: int, _end: int) -> bytes:
    raise MemoryError


@pytest.mark.usefixtures("_worth_sharing")
@pytest.mark.skipif(os.name == "nt", reason="needs fork")
@pytest.mark.parametrize("fate", [ended, failing], ids=lambda fate: str(fate.__name__))
def test_a_process_that_is_ended_takes_nothing_along(monkeypatch: pytest.MonkeyPatch, fate: object) -> None:
    document = articles()
    alone = found(document, 1)
    monkeypatch.setattr(workers, "_elsewhere", fate)
    assert found(document, 2) == alone


@pytest.mark.usefixtures("_worth_sharing")
def test_where_the_system_gives_no_process_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_more: object) -> None:
        raise OSError("no semaphores here")

    document = articles()
    alone = found(document, 1)
    monkeypatch.setattr(workers, "ProcessPoolExecutor", refused)
    assert found(document, 2) == alone


def test_a_short_document_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "at_work", None)
    assert found(articles(), 2) == found(articles(), 1)
