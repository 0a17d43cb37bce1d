"""Learns `qa/restore/weights.json`: who is an intruder, which candidate stood there, which school spun a page.

From clean text, half of it spun by every school of `corpora.spin`. The learning is deterministic: fixed seeds,
full-batch L-BFGS. Run it as `python -m corpora.recipe weights CLEAN.txt`; it needs PyTorch.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from corpora.gold import Row
from corpora.spin import Spinner, rows
from qa.document import Passage
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.language.slot import slot
from qa.language.surroundings import Surroundings
from qa.language.tokens import tokens
from qa.language.vocabulary import Vocabulary
from qa.restore.chances import believed, chances
from qa.restore.grounds import Grounds, grounds
from qa.restore.odds import Vector
from qa.restore.ranking import LASTING, PASSING, field, passing, shortlist, weights
from qa.restore.schools import EXPERTS, SCHOOLS, experts, marks, standardised
from qa.restore.second_look import EVIDENCE, second_look, second_looks
from qa.restore.suspicion import DOUBTFUL, Signs, mentions, observed
from qa.settings import Settings

#: The share of words that give way; a translator finds many more that may.
RATE, RATE_TRANSLATED = 0.15, 0.05
#: The lines that are learnt on are of no page.
NO_PAGE = Vocabulary(())
#: Share of the plainly French mentions that are looked at in learning; the others count through their weight.
_SAMPLED = 0.15
#: Hidden units of an expert.
_HIDDEN = 12
#: What a case of another school counts in teaching an expert, and every how many-th of them is shown.
_OTHER_SCHOOL, _EVERY = 0.08, 4
#: Pages to learn the second look on: so many paragraphs, spun at one of these rates.
_PAGE, _RATES = 24, (0.15, 0.1, 0.05, 0.02, 0.0)
#: On so many of them the page's school is kept from the experts: most spinners out there are of none that we know.
_UNKNOWN = 0.5


class Case(NamedTuple):
    """An intruder's candidates, a row of evidence each, and which of them stood there (-1: none)."""

    evidence: Vector
    answer: int


class Mentioned(NamedTuple):
    """A mention's evidence at first or second look, whether it is an intruder, how many such mentions it stands for."""

    signs: Signs | Grounds
    intruder: bool
    weight: float


def reset() -> None:
    """Forgets what was computed under older weights."""
    weights.cache_clear()
    field.cache_clear()
    experts.cache_clear()


def keep(target: Path, learnt: dict[str, list[float] | list[list[float]]]) -> None:
    """Adds tables to the file of weights."""
    known = json.loads(target.read_text("utf-8")) if target.exists() else {}
    known.update(learnt)
    target.write_text(json.dumps(known, separators=(",", ":")) + "\n", encoding="utf-8")
    reset()


def _rounded(values: torch.Tensor | Vector) -> list[float] | list[list[float]]:
    array = values.detach().numpy() if isinstance(values, torch.Tensor) else values
    return np.round(array.astype(float), 4).tolist()


def _minimise(parameters: Sequence[torch.Tensor], loss: Callable[[], torch.Tensor], rounds: int) -> None:
    optimiser = torch.optim.LBFGS(list(parameters), max_iter=rounds)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return value

    optimiser.step(closure)


class _Choices:
    """Many cases as one matrix, for a conditional choice."""

    def __init__(self, cases: Sequence[Case], importance: Sequence[float]) -> None:
        self.evidence = torch.tensor(np.concatenate([case.evidence for case in cases]), dtype=torch.float32)
        sizes = [len(case.evidence) for case in cases]
        self.owner = torch.repeat_interleave(torch.arange(len(cases)), torch.tensor(sizes))
        starts = np.cumsum([0, *sizes[:-1]])
        self.answers = torch.tensor([int(start) + case.answer for start, case in zip(starts, cases, strict=True)])
        self.importance = torch.tensor(importance, dtype=torch.float32)

    def loss(self, scores: torch.Tensor) -> torch.Tensor:
        """The mean negative log-probability of the answers."""
        count = len(self.answers)
        most = torch.full((count,), -1e9).scatter_reduce(0, self.owner, scores.detach(), "amax")
        sums = torch.zeros(count).scatter_add(0, self.owner, torch.exp(scores - most[self.owner]))
        negative = torch.log(sums) + most - scores[self.answers]
        return (negative * self.importance).sum() / self.importance.sum()


def first_cases(spun: Iterable[Row]) -> list[Case]:
    """The cases of the first choice: all candidates that are looked at, with the columns `LASTING` and `PASSING`."""
    cases = []
    for row in spun:
        for edit in row["edits"]:
            place = slot(row["spun"], edit["start"], edit["end"])
            known = field(edit["spun"].lower())
            answer = [i for i, c in enumerate(known.candidates) if c.text == edit["original"].lower()]
            if answer:
                said = passing(place, known)
                cases.append(Case(np.concatenate((known.evidence, said), axis=1), answer[0]))
    return cases


def learn_first(cases: Sequence[Case], target: Path) -> None:
    """The weights of `LASTING` and `PASSING`."""
    choices = _Choices(cases, [1.0] * len(cases))
    spread = choices.evidence.std(0) + 1e-6
    learnt = torch.zeros(len(LASTING) + len(PASSING), requires_grad=True)
    scaled = choices.evidence / spread
    _minimise([learnt], lambda: choices.loss(scaled @ learnt) + 1e-3 * (learnt**2).sum(), 80)
    values = (learnt.detach() / spread).numpy()
    keep(target, {"lasting": _rounded(values[: len(LASTING)]), "passing": _rounded(values[len(LASTING) :])})


def second_cases(spun: Iterable[Row]) -> list[Case]:
    """The cases of the last word: the shortlisted candidates with all evidence."""
    cases = []
    for row in spun:
        for edit in row["edits"]:
            place = slot(row["spun"], edit["start"], edit["end"])
            found = shortlist(place, edit["spun"].lower())
            if found.candidates:
                answer = [i for i, c in enumerate(found.candidates) if c.text == edit["original"].lower()]
                evidence = second_look(row["spun"], edit["start"], edit["end"], place, found, page=NO_PAGE).evidence
                cases.append(Case(evidence, answer[0] if answer else -1))
    return cases


def learn_schools(cases: dict[str, list[Case]], target: Path) -> None:
    """The experts, one a school and one of all, and the gate that tells the schools apart."""
    everything = np.concatenate([case.evidence for school in SCHOOLS for case in cases[school]])
    mean, spread = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    keep(target, {"mean": _rounded(mean), "spread": _rounded(spread)})
    mean, spread = weights()["mean"], weights()["spread"]
    usable = {
        school: [Case((c.evidence - mean) / spread, c.answer) for c in cases[school] if c.answer >= 0]
        for school in SCHOOLS
    }
    for expert in EXPERTS:
        own = usable.get(expert, [c for school in SCHOOLS for c in usable[school]])
        # A little of the other schools keeps an expert from taking its own for the whole world.
        others = (
            [c for school in SCHOOLS if school != expert for c in usable[school]][::_EVERY] if expert in SCHOOLS else []
        )
        choices = _Choices([*own, *others], [1.0] * len(own) + [_OTHER_SCHOOL] * len(others))
        torch.manual_seed(0)
        straight = torch.zeros(len(EVIDENCE), requires_grad=True)
        inner = (torch.randn(len(EVIDENCE), _HIDDEN) * 0.2).requires_grad_()
        bias = torch.zeros(_HIDDEN, requires_grad=True)
        outer = (torch.randn(_HIDDEN) * 0.1).requires_grad_()
        parameters = {"straight": straight, "inner": inner, "bias": bias, "outer": outer}

        def loss(choices: _Choices = choices, p: dict[str, torch.Tensor] = parameters) -> torch.Tensor:
            hidden = torch.tanh(choices.evidence @ p["inner"] + p["bias"]) @ p["outer"]
            decay = sum(((value**2).sum() for value in p.values()), torch.zeros(()))
            return choices.loss(choices.evidence @ p["straight"] + hidden) + 1e-3 * decay

        _minimise(list(parameters.values()), loss, 150)
        keep(target, {f"{expert}.{name}": _rounded(value) for name, value in parameters.items()})
    _learn_gate(cases, target)


def _learn_gate(cases: dict[str, list[Case]], target: Path) -> None:
    last = experts()[-1]
    table = [
        (marks(c.evidence, last.judge(standardised(c.evidence))), k) for k, s in enumerate(SCHOOLS) for c in cases[s]
    ]
    seen = torch.tensor(np.array([row for row, _ in table]), dtype=torch.float32)
    school = torch.tensor([k for _, k in table])
    balance = 1 / torch.bincount(school).float()
    gate = torch.zeros(seen.shape[1], len(SCHOOLS), requires_grad=True)
    cross = torch.nn.functional.cross_entropy
    _minimise([gate], lambda: cross(seen @ gate, school, weight=balance) + 1e-4 * (gate**2).sum(), 100)
    keep(target, {"gate": _rounded(gate)})


def sign_cases(texts: Iterable[tuple[str, list[tuple[int, int]]]], choice: random.Random) -> list[Mentioned]:
    """The local evidence of the mentions of texts given with the extents of their intruders."""
    cases = []
    for text, gold in texts:
        passage = Passage.verbatim(text, 0, len(text))
        found = tokens(text)
        around = Surroundings(passage, found)
        for mention in (*mentions(around, plain=False), *mentions(around, plain=True)):
            over = [span for span in gold if span[0] < mention.end and mention.start < span[1]]
            exact = (mention.start, mention.end) in over
            if (over and not exact) or around.foreign_on_purpose(
                mention.start, mention.end, mention.first, mention.last
            ):
                continue
            weight = 1.0
            if not exact and min(around.word(i).foreignness for i in range(mention.first, mention.last + 1)) < DOUBTFUL:
                if choice.random() > _SAMPLED:
                    continue
                weight = 1 / _SAMPLED
            cases.append(Mentioned(observed([(around, mention)])[0].signs, exact, weight))
    return cases


def learn_signs(cases: Sequence[Mentioned], target: Path) -> None:
    """The weights of `Signs`, as logarithms of likelihood ratios: the share of intruders in the cases is taken out."""
    signs = torch.tensor(np.array([case.signs for case in cases]), dtype=torch.float32)
    spread = signs.std(0) + 1e-6
    spread[0] = 1.0
    truth = torch.tensor([float(case.intruder) for case in cases])
    weight = torch.tensor([case.weight for case in cases])
    learnt = torch.zeros(len(Signs._fields), requires_grad=True)
    entropy = torch.nn.functional.binary_cross_entropy_with_logits

    def loss() -> torch.Tensor:
        each = entropy((signs / spread) @ learnt, truth, reduction="none")
        return (each * weight).sum() / weight.sum() + 1e-5 * (learnt[1:] ** 2).sum()

    _minimise([learnt], loss, 400)
    values = (learnt.detach() / spread).numpy().astype(float)
    share = float((weight * truth).sum() / weight.sum())
    values[0] -= np.log(share / (1 - share))
    keep(target, {"signs": _rounded(values)})


def _without(share: Vector, school: int) -> Vector:
    """The shares with one school forgotten, the others believed in its stead."""
    rest = share.copy()
    rest[school] = 0.0
    return rest / rest.sum()


def ground_cases(clean: Sequence[str], choice: random.Random) -> list[Mentioned]:
    """The second look's evidence on pages of clean paragraphs, spun by one school each, some hardly at all."""
    cases = []
    for school in SCHOOLS:
        spinner = Spinner(school)
        for at in range(0, len(clean) - _PAGE, _PAGE):
            rate = choice.choice(_RATES) * (RATE_TRANSLATED / RATE if school == "translation" else 1)
            parts = [spinner.spin(" ".join(line.split()), rate, choice) for line in clean[at : at + _PAGE]]
            source = "\n\n".join(text for text, _ in parts)
            gold, start = set(), 0
            for text, edits in parts:
                gold |= {(start + e["start"], start + e["end"]) for e in edits}
                start += len(text) + 2
            known = second_looks(Analysis(parse(source), Settings()))
            share = believed(known)
            if choice.random() < _UNKNOWN:
                share = _without(share, SCHOOLS.index(school))
            for one, likely in zip(known, chances(known, share), strict=True):
                mention = one.suspect.mention
                first = one.suspect.passage.source_start(mention.start)
                span = (first, first + mention.end - mention.start)
                partly = any(low < span[1] and span[0] < high for low, high in gold)
                if span in gold or not partly:
                    cases.append(Mentioned(grounds(one, share, likely), span in gold, 1.0))
    return cases


def learn_grounds(cases: Sequence[Mentioned], target: Path) -> None:
    """The weights of `Grounds`: their sum is the logarithm of the odds."""
    table = torch.tensor(np.array([case.signs for case in cases]), dtype=torch.float32)
    spread = table.std(0) + 1e-6
    spread[0] = 1.0
    truth = torch.tensor([float(case.intruder) for case in cases])
    learnt = torch.zeros(len(Grounds._fields), requires_grad=True)
    entropy = torch.nn.functional.binary_cross_entropy_with_logits
    _minimise([learnt], lambda: entropy((table / spread) @ learnt, truth) + 1e-4 * (learnt[1:] ** 2).sum(), 300)
    keep(target, {"grounds": _rounded(learnt.detach() / spread)})


def learn(clean: Sequence[str], target: Path, sets: Sequence[str] = ("first", "schools", "signs", "grounds")) -> None:
    """Learns all tables from clean paragraphs. `sets` names those to learn anew.

    The second look is learnt on the half that the other tables have not seen.
    """
    torch.set_num_threads(2)
    clean, unseen = clean[: len(clean) // 2], clean[len(clean) // 2 :]
    lines = [("text", line) for line in clean]
    rates = {school: RATE_TRANSLATED if school == "translation" else RATE for school in SCHOOLS}
    spun = {s: list(rows(lines, Spinner(s), rates[s], number + 1)) for number, s in enumerate(SCHOOLS)}
    if "first" in sets:
        learn_first([case for school in SCHOOLS for case in first_cases(spun[school])], target)
    if "schools" in sets:
        learn_schools({school: second_cases(spun[school]) for school in SCHOOLS}, target)
    if "signs" in sets:
        choice = random.Random(3)
        texts: list[tuple[str, list[tuple[int, int]]]] = [(line, []) for line in clean[: len(clean) // 2]]
        for school in SCHOOLS:
            texts += [(row["spun"], [(e["start"], e["end"]) for e in row["edits"]]) for row in spun[school]]
        learn_signs(sign_cases(texts, choice), target)
    if "grounds" in sets:
        learn_grounds(ground_cases(unseen, random.Random(5)), target)
