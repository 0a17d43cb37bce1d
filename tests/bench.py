"""How fast the program is, as whole processes, beside what it costs to load spaCy: `python -m tests.bench`.

Every figure is the median of several runs of a fresh process, pinned to one core where the system allows it. The texts
are made from the project's own clean articles and are the same on every machine. Memory is never less than this
program's own, which the system counts for its children before they start.
"""

from __future__ import annotations

import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import click

ARTICLES = Path(__file__).parents[1] / "corpora" / "articles"
RELECTURE = (sys.executable, "-m", "qa", "check", "--output-format=concise", "--exit-zero")

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀÉÊ])")
#: Lengths in words of the texts that show whether time and memory grow with the file.
_LONG = (100_000, 300_000, 900_000)
#: Long enough for start-up not to count, short enough for the slowest peer.
_PEER_WORDS = 30_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds by the clock, seconds of processor time, most memory resident in MiB."""

    seconds: float
    processor: float
    peak: float


@dataclass(frozen=True, slots=True)
class Measure:
    """The medians of some runs of one command, the quickest and the slowest; `words` are those of the text it read."""

    what: str
    seconds: float
    quickest: float
    slowest: float
    processor: float
    peak: float
    words: int = 0

    @property
    def rate(self) -> float:
        """Words a second, start-up included."""
        return self.words / self.seconds


def spend(command: Sequence[str], text: Path | None = None) -> Cost:
    """Runs a command, with a text as its standard input if one is given. Ends the program where the command fails."""
    with tempfile.TemporaryFile() as complaint, text.open("rb") if text else tempfile.TemporaryFile() as given:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL, stderr=complaint)
        # wait4 tells what this one child used; getrusage would mix it with those before.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            complaint.seek(0)
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {complaint.read().decode()[-500:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20)


def measure(what: str, command: Sequence[str], runs: int, *, words: int = 0, text: Path | None = None) -> Measure:
    """The medians of so many runs, after one that is not counted: it fills the caches of the disk."""
    spend(command, text)
    costs = [spend(command, text) for _ in range(runs)]
    seconds = [cost.seconds for cost in costs]
    return Measure(
        what,
        statistics.median(seconds),
        min(seconds),
        max(seconds),
        statistics.median(cost.processor for cost in costs),
        statistics.median(cost.peak for cost in costs),
        words,
    )


def count_words(text: str) -> int:
    """The runs of letters in a text."""
    return sum(1 for _ in _WORD.finditer(text))


def clean_articles() -> Iterator[str]:
    """The clean articles in plain text, without their last line break."""
    for path in sorted(ARTICLES.glob("*.clean.txt")):
        yield path.read_text(encoding="utf-8").rstrip("\n")


def clean_article(words: int = 1000) -> str:
    """Clean articles one after the other, whole paragraphs, up to so many words."""
    taken, count = [], 0
    for paragraph in "\n\n".join(clean_articles()).split("\n\n"):
        taken.append(paragraph)
        count += count_words(paragraph)
        if count >= words:
            break
    return "\n\n".join(taken) + "\n"


def clean_text(words: int, seed: int = 1) -> Iterator[str]:
    """Paragraphs of sentences of the clean articles, drawn by chance, of so many words in all."""
    paragraphs = [paragraph for article in clean_articles() for paragraph in article.split("\n\n")[1:]]
    sentences = [sentence for paragraph in paragraphs for sentence in _SENTENCE_END.split(paragraph)]
    # A quotation of two sentences would be torn apart, and half a quotation is a fault.
    whole = [sentence for sentence in sentences if sentence.count("«") == sentence.count("»") and "." in sentence[-3:]]
    lengths = {sentence: count_words(sentence) for sentence in whole}
    chance, count = random.Random(seed), 0
    while count < words:
        paragraph = chance.sample(whole, 5)
        count += sum(lengths[sentence] for sentence in paragraph)
        yield " ".join(paragraph) + "\n\n"


def machine() -> dict[str, str]:
    """What it all ran on."""
    processor = platform.processor()
    if (info := Path("/proc/cpuinfo")).exists():
        names = re.findall(r"^model name\s*: (.+)$", info.read_text(), re.MULTILINE)
        processor = names[0] if names else processor
    described = {
        "processor": processor or platform.machine(),
        "cores": str(os.cpu_count()),
        "system": platform.platform(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }
    if hasattr(os, "getloadavg"):
        described["load before"] = f"{os.getloadavg()[0]:.2f}"
    return described


def ours(folder: Path, runs: int) -> Iterator[Measure]:
    """The program on short and long texts."""
    article = folder / "clean.txt"
    article.write_text(clean_article(), encoding="utf-8")
    words = count_words(clean_article())
    yield measure(f"relecture check, clean article of {words:,} words", (*RELECTURE, str(article)), runs, words=words)
    sample = ARTICLES / "sample.txt"
    words = count_words(sample.read_text(encoding="utf-8"))
    yield measure(f"relecture check, damaged article of {words:,} words", (*RELECTURE, str(sample)), runs, words=words)
    for length in _LONG:
        path = folder / f"{length}.txt"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(clean_text(length))
        words = count_words(path.read_text(encoding="utf-8"))
        yield measure(f"relecture check, clean text of {words:,} words", (*RELECTURE, str(path)), runs, words=words)


def beside(runs: int) -> Iterator[Measure | str]:
    """What Python and spaCy cost before the first word; a sentence for what is not installed."""
    yield measure("python -c pass", (sys.executable, "-c", "pass"), runs)
    loads = {"spacy": "spacy.blank('fr')", "fr_core_news_sm": "spacy.load('fr_core_news_sm')"}
    for package, load in loads.items():
        if find_spec(package):
            yield measure(load, (sys.executable, "-c", f"import spacy; {load}"), runs)
        else:
            yield f"{load}: {package} is not installed"


def peers(folder: Path, runs: int) -> Iterator[Measure | str]:
    """Other checkers on the same texts; a sentence for those not installed."""
    texts = {"article": folder / "clean.txt", "text": folder / "peers.txt"}
    with texts["text"].open("w", encoding="utf-8") as file:
        file.writelines(clean_text(_PEER_WORDS))
    commands = {
        "relecture check": RELECTURE,
        "hunspell -l -d fr": ("hunspell", "-l", "-d", "fr", "-i", "utf-8"),
        "grammalecte-cli": ("grammalecte-cli", "-f"),
        "codespell": ("codespell",),
    }
    for name, command in commands.items():
        if shutil.which(command[0]) is None:
            yield f"{name}: not installed"
            continue
        for path in texts.values():
            words = count_words(path.read_text(encoding="utf-8"))
            # codespell's exit code is the number of its findings.
            whole = ("sh", "-c", '"$@" || true', "sh", *command, str(path))
            yield measure(f"{name}, {words:,} words", whole, runs, words=words)


def line(result: Measure | str) -> str:
    """One line of the report."""
    if isinstance(result, str):
        return f"  {result}"
    rate = f"{result.rate:12,.0f}" if result.words else " " * 12
    spread = f"{result.quickest:.2f}–{result.slowest:.2f}"
    return f"  {result.what:50} {result.seconds:7.2f} {spread:>13} {result.processor:7.2f} {result.peak:6.0f} {rate}"


@click.command()
@click.option("--runs", default=5, show_default=True, type=click.IntRange(min=1), help="Runs behind each median.")
@click.option("--peers", "with_peers", is_flag=True, help="Measure hunspell, grammalecte-cli and codespell too.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(runs: int, with_peers: bool, as_json: bool) -> None:
    """Measures the program as whole processes on one core: time, memory, words a second."""
    described = machine()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        described["pinned to"] = "one core"

    def results() -> Iterator[Measure | str]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            yield from ours(folder, runs)
            yield from beside(runs)
            if with_peers:
                yield from peers(folder, runs)

    if as_json:
        from json import dumps

        figures = [result if isinstance(result, str) else asdict(result) for result in results()]
        click.echo(dumps({"machine": described, "runs": runs, "results": figures}, ensure_ascii=False, indent=1))
        return
    for key, value in described.items():
        click.echo(f"{key:12} {value}")
    click.echo(f"\n  {f'median of {runs} runs':50} seconds   from–to      CPU s    MiB      words/s")
    for result in results():
        click.echo(line(result))


if __name__ == "__main__":
    main()
