"""Trains the window network of the context model: which French homograph fits between these words?

Five tokens on either side in their places, ten more on either side as a bag; one hidden layer; one output for every
French form that English spells alike, and for the commonest of the others, which a translation may have stood for.
PyTorch trains it; numpy runs it (`qa.language.window`).
"""

from __future__ import annotations

import lzma
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.recipe.counting import WEIGHTS
from qa.language.window import ENDINGS, FAR, HIDDEN, NEAR, NONE, PAD, VOCABULARY, WIDTH, Window, ending
from qa.lexicon import store
from qa.lexicon.words import Words

#: Share of context tokens hidden in training: a damaged text has intruders in its context too.
_HIDDEN_SHARE = 0.06
_BATCH, _FROM_PRESS = 2048, 409
#: So many classes besides the batch's own stand for all in the softmax; what each is drawn with is taken out again.
_NEGATIVES = 3000
#: The learning rate from scratch, and for weights that were trained before.
_RATE, _RATE_AGAIN = 1.5e-3, 8e-4
SEED = 11


#: Windows of press tokens as vector numbers (n, 2·NEAR), the class of each, its count.
Press = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]


def input_numbers(vocabulary: list[str], counts: NDArray[np.float32]) -> tuple[NDArray[np.int32], list[str]]:
    """For each token number the number of its vector (0 is padding), and the tokens that have one of their own."""
    order = np.argsort(-counts, kind="stable")[: VOCABULARY - 1]
    numbers = np.array([ending(token) for token in vocabulary], dtype=np.int32)
    numbers[order] = np.arange(1, len(order) + 1)
    return numbers, [vocabulary[i] for i in order]


@dataclass(slots=True)
class Examples:
    """Tokens of all lines in one array (as vector numbers), and where in it the targets stand, each with its class
    and weight.
    """

    stream: NDArray[np.int32]
    positions: NDArray[np.int32]
    classes: NDArray[np.int32]
    chance: NDArray[np.float64]


def examples(lines: dict[str, NDArray[np.int32]], inputs: NDArray[np.int32], classes: NDArray[np.int32]) -> Examples:
    """Every place of the running text where a homograph stands. `classes` gives a token's class, -1 for none."""
    gap = np.full(NEAR + FAR, PAD, dtype=np.int32)
    streams, positions, targets, chances, at = [gap], [], [], [], len(gap)
    for name, array in lines.items():
        # Lines are kept apart by their own ends; a window may look over them, as a paragraph's sentences follow each
        # other.
        target = classes[array]
        places = np.flatnonzero(target >= 0)
        streams.append(inputs[array])
        positions.append((places + at).astype(np.int32))
        targets.append(target[places])
        chances.append(np.full(len(places), WEIGHTS[name]))
        at += len(array)
    streams.append(gap)
    return Examples(
        np.concatenate(streams), np.concatenate(positions), np.concatenate(targets), np.concatenate(chances)
    )


def press_examples(
    folder: Path, number: dict[str, int], inputs: NDArray[np.int32], classes: NDArray[np.int32]
) -> Press:
    """Windows of four press tokens around each homograph in them: (n, 2·NEAR) vector numbers, classes, counts."""
    windows, targets, counts = [], [], []
    with lzma.open(folder / "press-4grams.tsv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            gram, count = line.rstrip("\n").rsplit("\t", 1)
            numbers = [number.get(token, 0) for token in gram.split(" ")]
            if len(numbers) != 4:
                continue
            for place in range(4):
                label = classes[numbers[place]]
                if label < 0:
                    continue
                window = [PAD] * (2 * NEAR)
                for other in range(4):
                    if other != place:
                        offset = other - place
                        window[NEAR + offset - (offset > 0)] = inputs[numbers[other]]
                windows.append(window)
                targets.append(label)
                counts.append(float(count))
    return np.array(windows, dtype=np.int32), np.array(targets, dtype=np.int32), np.array(counts)


def train(
    text: Examples,
    press: Press,
    class_count: int,
    minutes: float,
    checkpoint: Path,
    *,
    start: dict[str, NDArray[np.float32]] | None = None,
) -> None:
    """Trains for so many minutes of wall-clock time, from `start` if given; keeps the weights in `checkpoint` (npz) as
    it goes.
    """
    import torch
    from torch import nn

    torch.manual_seed(SEED)
    vectors = nn.Embedding(VOCABULARY + ENDINGS, WIDTH, padding_idx=PAD)
    nn.init.normal_(vectors.weight, std=0.08)
    first = nn.Linear((2 * NEAR + 2) * WIDTH, HIDDEN)
    second = nn.Linear(HIDDEN, WIDTH)
    output = nn.Linear(WIDTH, class_count)
    nn.init.normal_(output.weight, std=0.05)
    modules = nn.ModuleList([vectors, first, second, output])
    if start:
        modules.load_state_dict({name: torch.from_numpy(array) for name, array in start.items()})
    top = _RATE_AGAIN if start else _RATE
    parameters = list(modules.parameters())
    optimiser = torch.optim.Adam(parameters, lr=top, betas=(0.9, 0.99), fused=True)
    draw = _batches(text, press, class_count)
    drawn_with = torch.from_numpy(_log_chances(text, press, class_count))
    begun, step, running = time.time(), 0, 0.0
    while (spent := (time.time() - begun) / 60) < minutes:
        rate = top * min(1.0, (step + 1) / 300) * max(0.02, 1 - spent / minutes)
        for group in optimiser.param_groups:
            group["lr"] = rate
        close, wide, shown_classes, answers = next(draw)
        shown, labels = torch.from_numpy(shown_classes), torch.from_numpy(answers)
        bags = vectors(torch.from_numpy(wide)).sum(2) / FAR
        hidden = torch.cat((vectors(torch.from_numpy(close)).flatten(1), bags.flatten(1)), dim=1)
        shared = second(torch.relu(first(hidden)))
        logits = shared @ output.weight[shown].T + output.bias[shown] - drawn_with[shown]
        loss = nn.functional.cross_entropy(logits, labels)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        step += 1
        value = loss.item()
        running += 0.01 * (value - running) if step > 1 else value
        if step % 500 == 0:
            print(f"{spent:.1f} min, step {step}, loss {running:.3f}", flush=True)
        if step % 3000 == 0:
            _save(modules, checkpoint)
    _save(modules, checkpoint)


def _batches(text: Examples, press: Press, class_count: int) -> Iterator[tuple[NDArray[Any], ...]]:
    """Endless batches: tokens in place (n, 2·NEAR), tokens in the bags (n, 2, FAR), the classes that are shown (m,) and
    which of them is the answer (n,).
    """
    choice = np.random.default_rng(SEED)
    near = np.r_[-NEAR:0, 1 : NEAR + 1]
    left, right = np.arange(-NEAR - FAR, -NEAR), np.arange(NEAR + 1, NEAR + FAR + 1)
    cumulative, press_cumulative = np.cumsum(text.chance), np.cumsum(np.sqrt(press[2]))
    while True:
        drawn = np.searchsorted(cumulative, choice.random(_BATCH - _FROM_PRESS) * cumulative[-1])
        places = text.positions[drawn][:, None]
        close = text.stream[places + near]
        wide = np.stack((text.stream[places + left], text.stream[places + right]), axis=1)
        close[choice.random(close.shape) < _HIDDEN_SHARE] = PAD
        picked = np.searchsorted(press_cumulative, choice.random(_FROM_PRESS) * press_cumulative[-1])
        wanted = np.concatenate((text.classes[drawn], press[1][picked]))
        shown = np.unique(np.concatenate((wanted, choice.integers(class_count, size=_NEGATIVES)))).astype(np.int64)
        yield (
            np.concatenate((close, press[0][picked])),
            np.concatenate((wide, np.zeros((_FROM_PRESS, 2, FAR), dtype=np.int32))),
            shown,
            np.searchsorted(shown, wanted),
        )


def _log_chances(text: Examples, press: Press, class_count: int) -> NDArray[np.float32]:
    """For each class the logarithm of the probability that a batch shows it."""
    missed = np.full(class_count, _NEGATIVES * np.log1p(-1 / class_count))
    for classes, chances, count in (
        (text.classes, text.chance, _BATCH - _FROM_PRESS),
        (press[1], np.sqrt(press[2]), _FROM_PRESS),
    ):
        share = np.bincount(classes, weights=chances, minlength=class_count) / chances.sum()
        missed += count * np.log1p(-np.minimum(share, 0.999))
    return np.log(-np.expm1(missed)).astype(np.float32)


def _save(modules: object, checkpoint: Path) -> None:
    arrays = {name: value.detach().numpy() for name, value in modules.state_dict().items()}  # type: ignore[attr-defined]
    np.savez(checkpoint, **arrays)


def trained(words: Words, outputs: list[str]) -> dict[str, NDArray[np.float32]]:
    """The weights of the `window.bin` that ships, for `outputs`; those it has no weights for start from nothing."""
    known = Window(words)
    choice = np.random.default_rng(SEED)
    output = choice.normal(0, 0.05, (len(outputs), WIDTH)).astype(np.float32)
    bias = np.full(len(outputs), known.biases.min(), dtype=np.float32)
    for number, token in enumerate(outputs):
        row = known.class_of(words.number(token))
        if row != NONE:
            output[number], bias[number] = known.output(row), known.biases[row]
    return {
        "0.weight": known.vectors(),
        "1.weight": known.first,
        "1.bias": known.first_bias,
        "2.weight": known.second,
        "2.bias": known.second_bias,
        "3.weight": output,
        "3.bias": bias,
    }


def _bytes(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as bytes, and the scale of each row."""
    scales = np.maximum(np.abs(table).max(axis=1), 1e-9) / 127
    return np.round(table / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def compile(checkpoint: Path, own: list[str], outputs: list[str], target: Path) -> None:
    """Writes `window.bin`: `own` are the tokens with a vector of their own, from number 1 on; `outputs` the classes
    in order.
    """
    words = Words()
    arrays = np.load(checkpoint)
    vector_of = np.zeros(len(words.trie), dtype=np.uint16)
    class_of = np.full(len(words.trie), NONE, dtype=np.uint16)
    for number, token in enumerate(own, 1):
        if (word := words.number(token)) >= 0:
            vector_of[word] = number
    for number, token in enumerate(outputs):
        class_of[words.number(token)] = number
    columns: dict[str, tuple[str, bytes]] = {
        "vector_of": ("H", vector_of.tobytes()),
        "class_of": ("H", class_of.tobytes()),
    }
    for name, key, scale in (
        ("vectors", "0.weight", "vector_scales"),
        ("first", "1.weight", "first_scales"),
        ("second", "2.weight", "second_scales"),
        ("outputs", "3.weight", "output_scales"),
    ):
        table, scales = _bytes(arrays[key])
        columns[name] = ("b", table.tobytes())
        columns[scale] = ("f", scales.tobytes())
    for name, key in (("first_bias", "1.bias"), ("second_bias", "2.bias"), ("biases", "3.bias")):
        columns[name] = ("f", arrays[key].astype(np.float32).tobytes())
    store.write(target / "window.bin", columns)
