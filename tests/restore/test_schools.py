"""A page teaches which thesaurus its spinner used, and its mentions teach each other."""

from __future__ import annotations

import pytest

from qa.formats import parse
from qa.language.analysis import Analysis
from qa.restore.chances import believed, chances
from qa.restore.grounds import Grounds
from qa.restore.odds import Vector
from qa.restore.ranking import LASTING, PASSING, weights
from qa.restore.schools import EXPERTS, SCHOOLS, experts, shares
from qa.restore.second_look import EVIDENCE, Known, second_looks
from qa.restore.suspicion import Signs
from qa.settings import Settings

#: What stood there was: car, situation, pays, eau, arbres, rue.
_TRANSLATED = (
    "La route est coupée, because la neige est tombée. Le maire suit la situation de tout le country. Il manque de "
    "water dans la vallée, et les trees du parc sont tombés dans la street principale."
)


def _known(text: str) -> list[Known]:
    return second_looks(Analysis(parse(text), Settings()))


@pytest.mark.parametrize(
    ("name", "columns"),
    [("lasting", LASTING), ("passing", PASSING), ("signs", Signs._fields), ("grounds", Grounds._fields),
     ("mean", EVIDENCE), ("spread", EVIDENCE), *((f"{expert}.straight", EVIDENCE) for expert in EXPERTS)],
)  # fmt: skip
def test_every_item_of_evidence_has_a_weight(name: str, columns: tuple[str, ...]) -> None:
    assert len(weights()[name]) == len(columns) == len(set(columns))


def test_there_is_an_expert_for_each_name() -> None:
    assert len(experts()) == len(EXPERTS)


def test_without_intruders_all_schools_are_believed_alike() -> None:
    even = shares([])
    assert even.sum() == pytest.approx(1)
    assert len(set(even[: len(SCHOOLS)])) == 1


def test_a_page_that_was_translated_is_taken_for_one() -> None:
    share = believed(_known(_TRANSLATED))
    assert share.sum() == pytest.approx(1)
    assert EXPERTS[int(share[: len(SCHOOLS)].argmax())] == "translation"


def _distance(known: list[Known], found: list[Vector]) -> float:
    """How far two mentions are apart on what stood there: the sum of the differences."""
    first, second = (
        {candidate.text: float(p) for candidate, p in zip(one.found.candidates, likely, strict=True)}
        for one, likely in zip(known, found, strict=True)
    )
    return sum(abs(first.get(text, 0.0) - second.get(text, 0.0)) for text in first.keys() | second.keys())


def test_mentions_of_one_form_agree_on_what_stood_there() -> None:
    text = "Le préfet suit la state of affairs dans la vallée.\n\nIl juge la state of affairs grave pour le pays."
    known = [k for k in _known(text) if k.suspect.mention.form == "state of affairs"]
    share = believed(known)
    alone = [chances([one], share)[0] for one in known]
    together = chances(known, share)
    assert len(known) == 2
    assert _distance(known, together) < _distance(known, alone)
    assert all(found.sum() == pytest.approx(1) for found in together)
