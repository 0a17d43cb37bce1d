"""How many links between the sentences of an article and its translation are found right, whatever happened to both.

    python -m tests.score.alignment --rounds 20 --seed 1

The articles of `corpora/bilingual` are linked by hand. A seeded generator removes, adds, merges, divides and swaps
paragraphs and sentences; what became of the links is known. A sentence that has none counts as a link to nothing.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.bilingual.parallel import links
from qa.document import Passage
from qa.formats import parse
from tests.score.bilingual import Article, Gold, load, names, with_nothing

# What may happen to an article.

Change = Callable[[Article, Article, random.Random], Article]
#: Begins a line that is an item of a list, and one that is no prose.
_ITEM = re.compile(r"- |\d+\. ")
_MARKED = re.compile(rf"[#>]|{_ITEM.pattern}")

_Paragraphs = tuple[tuple[str, ...], ...]


def _is_prose(article: Article, paragraph: Sequence[str]) -> bool:
    return not _MARKED.match(article.text[paragraph[0]])


def _put(article: Article, side: str, paragraphs: Iterable[Sequence[str]]) -> Article:
    kept = tuple(tuple(paragraph) for paragraph in paragraphs if paragraph)
    return replace(article, english=kept) if side == "english" else replace(article, french=kept)


def _on(side: str, change: Callable[[Article, list[list[str]], Article, random.Random], Article | None]) -> Change:
    def changed(article: Article, other: Article, rng: random.Random) -> Article:
        own: _Paragraphs = getattr(article, side)
        paragraphs = [list(paragraph) for paragraph in own]
        return change(article, paragraphs, _put(other, side, getattr(other, side)), rng) or _put(
            article, side, paragraphs
        )

    return changed


def _remove_paragraph(_a: Article, paragraphs: list[list[str]], _o: Article, rng: random.Random) -> None:
    del paragraphs[rng.randrange(len(paragraphs))]


def _add_paragraph(side: str) -> Change:
    def changed(article: Article, other: Article, rng: random.Random) -> Article:
        paragraphs = [list(paragraph) for paragraph in getattr(article, side)]
        new = rng.choice([each for each in getattr(other, side) if _is_prose(other, each)])
        paragraphs.insert(rng.randrange(1, len(paragraphs) + 1), list(new))
        return _put(replace(article, text=article.text | other.text), side, paragraphs)

    return changed


def _merge_paragraphs(article: Article, paragraphs: list[list[str]], _o: Article, rng: random.Random) -> None:
    able = [n for n in range(1, len(paragraphs)) if all(_is_prose(article, each) for each in paragraphs[n - 1 : n + 1])]
    at = rng.choice(able)
    paragraphs[at - 1] += paragraphs.pop(at)


def _divide_paragraph(article: Article, paragraphs: list[list[str]], _o: Article, rng: random.Random) -> None:
    able = [n for n, each in enumerate(paragraphs) if len(each) > 1 and _is_prose(article, each)]
    at = rng.choice(able)
    cut = rng.randrange(1, len(paragraphs[at]))
    paragraphs[at : at + 1] = [paragraphs[at][:cut], paragraphs[at][cut:]]


def _swap_paragraphs(_a: Article, paragraphs: list[list[str]], _o: Article, rng: random.Random) -> None:
    at = rng.randrange(1, len(paragraphs) - 1)
    paragraphs[at], paragraphs[at + 1] = paragraphs[at + 1], paragraphs[at]


def _remove_sentence(_a: Article, paragraphs: list[list[str]], _o: Article, rng: random.Random) -> None:
    paragraph = rng.choice([each for each in paragraphs if len(each) > 1])
    del paragraph[rng.randrange(len(paragraph))]


def _add_sentence(side: str) -> Change:
    def changed(article: Article, other: Article, rng: random.Random) -> Article:
        paragraphs = [list(paragraph) for paragraph in getattr(article, side)]
        new = rng.choice([line for each in getattr(other, side) if _is_prose(other, each) for line in each])
        paragraph = rng.choice([each for each in paragraphs if _is_prose(article, each)])
        paragraph.insert(rng.randrange(len(paragraph) + 1), new)
        return _put(replace(article, text=article.text | other.text), side, paragraphs)

    return changed


def _merge_sentences(article: Article, paragraphs: list[list[str]], _o: Article, rng: random.Random) -> Article | None:
    text = article.text
    able = [
        (p, n)
        for p, each in enumerate(paragraphs)
        if _is_prose(article, each)
        for n in range(1, len(each))
        if text[each[n - 1]].endswith(".") and text[each[n]][0].isupper()
    ]
    if not able:
        return None
    p, n = rng.choice(able)
    first, second = paragraphs[p][n - 1 : n + 1]
    joined = f"{first}+{second}"
    both = f"{text[first][:-1]}, et {text[second][0].lower()}{text[second][1:]}"
    paragraphs[p][n - 1 : n + 1] = [joined]
    more = {(one, joined) for one, other in article.links if other in (first, second)}
    changed = replace(article, text=text | {joined: both}, links=article.links | more)
    return _put(changed, "french", paragraphs)


CHANGES: dict[str, Change] = {
    "nothing": lambda article, _other, _rng: article,
    "French paragraph removed": _on("french", _remove_paragraph),
    "English paragraph removed": _on("english", _remove_paragraph),
    "French paragraph added": _add_paragraph("french"),
    "English paragraph added": _add_paragraph("english"),
    "French paragraphs merged": _on("french", _merge_paragraphs),
    "English paragraphs merged": _on("english", _merge_paragraphs),
    "French paragraph divided": _on("french", _divide_paragraph),
    "English paragraph divided": _on("english", _divide_paragraph),
    "French paragraphs swapped": _on("french", _swap_paragraphs),
    "French sentence removed": _on("french", _remove_sentence),
    "English sentence removed": _on("english", _remove_sentence),
    "French sentence added": _add_sentence("french"),
    "English sentence added": _add_sentence("english"),
    "French sentences merged": _on("french", _merge_sentences),
}


# What is found.


@dataclass
class Count:
    """Links that were found right, that there are, and that were found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, found: set[Gold], gold: set[Gold]) -> None:
        self.right += len(found & gold)
        self.gold += len(gold)
        self.found += len(found)

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


@dataclass(frozen=True)
class Written:
    """One language of an article as a file: its passages, and where each line stands in the source."""

    passages: tuple[Passage, ...]
    extents: tuple[tuple[int, int, str], ...]

    @classmethod
    def of(cls, article: Article, paragraphs: _Paragraphs) -> Written:
        source, extents = "", []
        for paragraph in paragraphs:
            between = "\n" if _ITEM.match(article.text[paragraph[0]]) else " "
            for n, line in enumerate(paragraph):
                source += between if n else ""
                extents.append((len(source), len(source) + len(article.text[line]), line))
                source += article.text[line]
            source += "\n\n"
        return cls(parse(source, format="markdown").passages, tuple(extents))

    def lines(self, passage: int, start: int, end: int) -> Iterator[str]:
        """The lines that `text[start:end]` of a passage holds a good part of."""
        first, last = self.passages[passage].source_start(start), self.passages[passage].source_end(end)
        for begin, stop, line in self.extents:
            common = min(stop, last) - max(begin, first)
            if common > 0.3 * min(stop - begin, last - first):
                yield line


def found_links(article: Article) -> set[Gold]:
    """The links that the program finds in an article."""
    english, french = Written.of(article, article.english), Written.of(article, article.french)
    both: set[Gold] = set()
    for link in links(english.passages, french.passages):
        ours = [line for sentence in link.english for line in english.lines(*sentence)]
        theirs = [line for sentence in link.french for line in french.lines(*sentence)]
        both |= {(one, other) for one in ours for other in theirs}
    every = ([line for each in side for line in each] for side in (article.english, article.french))
    return with_nothing(both, *every)


def measure(rounds: int, seed: int, verbose: bool = False) -> dict[str, Count]:
    """The links of all articles after each kind of change, done to each article `rounds` times, and after several."""
    articles = {name: load(name) for name in names()}
    counts: dict[str, Count] = {}
    for kind in (*CHANGES, "four changes"):
        counts[kind] = Count()
        rng = random.Random(f"{seed} {kind}")
        for turn in range(rounds if kind != "nothing" else 1):
            for name, article in articles.items():
                other = articles[rng.choice([each for each in articles if each != name])]
                kinds = [kind] if kind in CHANGES else rng.sample(sorted(CHANGES), 4)
                changed = article
                for each in kinds:
                    changed = CHANGES[each](changed, other, rng)
                found, gold = found_links(changed), changed.gold()
                counts[kind].add(found, gold)
                if verbose and found != gold:
                    print(f"{name}, turn {turn}: {', '.join(kinds)}")
                    for sign, some in (("-", gold - found), ("+", found - gold)):
                        for pair in sorted(some, key=str):
                            print(f"  {sign} " + " | ".join(f"{p} {changed.text[p][:50]}" if p else "–" for p in pair))
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.score.alignment", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="show each wrong link")
    options = parser.parse_args()
    total = Count()
    print(f"{'change':28} {'links':>7} {'found':>7} {'right':>7}")
    for kind, count in measure(options.rounds, options.seed, options.verbose).items():
        print(f"{kind:28} {count.gold:7} {count.recall:7.3f} {count.precision:7.3f}")
        total.right += count.right
        total.gold += count.gold
        total.found += count.found
    print(f"{'all':28} {total.gold:7} {total.recall:7.3f} {total.precision:7.3f}")


if __name__ == "__main__":
    main()
