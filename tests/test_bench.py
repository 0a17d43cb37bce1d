"""The texts that speed is measured on are the same every time, and processes are measured one by one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.bench import cost, texts


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
