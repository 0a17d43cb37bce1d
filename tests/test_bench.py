"""The texts that speed is measured on are the same every time, and processes are measured one by one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.containers import container_of, read
from tests.bench import __main__ as bench
from tests.bench import cost, peers, segments, texts


def test_texts_are_as_long_as_asked_and_always_the_same() -> None:
    text = "".join(texts.clean_text(3000))
    assert 3000 <= texts.count_words(text) < 3200
    assert text == "".join(texts.clean_text(3000))
    assert text.count("«") == text.count("»") > 0
    paragraphs = text.split("\n\n")
    assert len(set(paragraphs)) == len(paragraphs)


def test_the_article_is_made_of_whole_paragraphs() -> None:
    article = texts.clean_article(1000)
    assert 1000 <= texts.count_words(article) < 1150
    assert set(article.strip().split("\n\n")) <= set("\n\n".join(texts.clean_articles()).split("\n\n"))


def test_a_process_costs_what_it_alone_takes() -> None:
    # Measured from a small process: until it runs its own program, a child is as large as its parent.
    code = (
        "import sys; from tests.bench import cost\n"
        "spend = lambda code: cost.spend((sys.executable, '-c', code))\n"
        "large, small = spend('bytearray(200 << 20)'), spend('pass')\n"
        "print(large.peak - small.peak, small.processor, small.seconds)"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    more, processor, seconds = map(float, done.stdout.split())
    assert more > 100
    assert 0 < processor < 5
    assert seconds > 0


def test_a_process_that_fails_ends_the_measurement() -> None:
    with pytest.raises(SystemExit, match="ended with 3"):
        cost.spend((sys.executable, "-c", "raise SystemExit(3)"))


def test_a_slow_command_is_run_less_often_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    took = iter((50.0, 60.0, 40.0, 30.0))
    monkeypatch.setattr(cost, "spend", lambda *_: cost.Cost(next(took), 1.0, 1.0))
    slow = cost.measure("slow", ("x",), 5, words=100)
    assert (slow.runs, slow.seconds) == (2, 55)
    assert "(2 runs)" in bench.line(slow, 5)
    took = iter((9.0, 1.0, 2.0, 6.0))
    quick = cost.measure("quick", ("x",), 3, words=100)
    assert (quick.runs, quick.seconds, quick.rate) == (3, 2, 50)
    assert "runs" not in bench.line(quick, 3)


def test_peers_are_compared_by_the_word_and_those_missing_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def measured(what: str, command: Sequence[str], runs: int, *, words: int) -> cost.Measure:
        seconds = 1.0 if what.startswith("relecture") else 2.0
        assert all(Path(name).exists() for name in command if name.startswith(str(tmp_path)))
        return cost.Measure(what, seconds, seconds, seconds, 1.0, 1.0, words, runs)

    sizes = {"_WORDS": 4_000, "_FEWER": 1_000, "MANY": 3, "_FEWER_FILES": 1, "EACH": 200}
    for name, size in sizes.items():
        monkeypatch.setattr(peers, name, size)
    monkeypatch.setattr(peers, "measure", measured)
    listed = (
        peers.Peer("quick", ("cat",), 1 / 4, slow=False),
        peers.Peer("slow", ("cat",), 8, many=False),
        peers.Peer("missing", ("no-such-checker",), 40),
    )
    monkeypatch.setattr(peers, "PEERS", listed)
    told = [result if isinstance(result, str) else result.what for result in peers.peers(tmp_path, 1)]
    assert "missing: not installed" in told
    assert "slow: takes one file at a time" in told
    ratios = [re.search(r"is ([\d.]+) times .* \(goal: (\S+)\)", text) for text in told]
    assert [(ratio[1], ratio[2]) for ratio in ratios if ratio][:2] == [("2.00", "0.25"), ("2.00", "0.25")]
    by_the_word = [float(ratio[1]) for ratio in ratios if ratio][2]
    assert 6 < by_the_word < 10  # a quarter of the text in twice the time


def test_spun_text_is_clean_text_with_other_words() -> None:
    clean, spun = "".join(texts.clean_text(300)).split(), "".join(texts.spun_text(300)).split()
    assert 0.01 < sum(word not in clean for word in spun) / len(spun) < 0.3


def test_the_machine_is_described() -> None:
    assert {"processor", "cores", "system", "python"} <= set(bench.machine())


@pytest.mark.parametrize("ending", ["xlf", "tmx", "po", "csv"])
def test_files_of_segments_hold_all_of_them(ending: str, tmp_path: Path) -> None:
    made = list(segments.translated(50))
    assert made == list(segments.translated(50))
    assert len(set(made)) > 40
    path = tmp_path / f"many.{ending}"
    segments.written(path, made)
    document = read(path.read_bytes(), str(path), container_of(str(path), path.read_bytes()) or "").document
    told = [("".join(piece.text for piece in unit.english or ()), unit.text) for unit in document.units]
    assert len(told) == len(made)
    plain = [(one, other) for one, other in zip(told, made, strict=True) if "<" not in other.french]
    assert len(plain) > 30
    assert all(one == other for one, other in plain)


def test_what_one_more_segment_costs_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(segments, "SEGMENTS", 30)
    monkeypatch.setattr(segments, "FEWER", 10)
    costs = iter([cost.Cost(1.0, 1.0, 50.0), cost.Cost(1.0, 1.002, 50.1)] * 20)
    monkeypatch.setattr(cost, "spend", lambda *_: next(costs))
    told = [result for result in segments.bilingual(tmp_path, 1) if isinstance(result, str)]
    assert len(told) == 5
    assert all(re.search(r"\d µs, [\d,]+ bytes", line) for line in told)
