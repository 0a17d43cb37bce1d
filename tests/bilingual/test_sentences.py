"""Where sentences end, in both languages, by offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.bilingual.sentences import sentences

#: Texts with "|" where a sentence begins.
DIVIDED = [
    "M. Duval est venu. |Il a parlé.",
    "Mr. J. R. Smith of the U.S. Army met Dr. Who at 5 p.m. on Jan. 3. |It rained.",
    "He lives at no. 10 Downing St. |He said no. |The end.",
    "La loi date du 3.5.1998, art. 12, p. 4. |L’autre, de 2001.",
    "« Vraiment ? » dit-il. |« Oui ! » |Il partit.",
    "« Viens ! |Nous partons. » |Il partit… |Puis il revint.",
    "Ils attendaient… des heures. |“No!” she said. |“Why?” |Nobody knew.",
    "It costs $3.50. |€5 is too much. |3 is fine.",
    "1. Remplissez la cuve. |2. Fermez-la.",
    "— Viens, dit-il. |— Non.",
    "Il faut :\n|- du sel ;\n|- du poivre.",
    "See www.example.org. |Write to a.b@example.org for more.",
    "Un titre sans point",
    "On a vu des lions, des tigres, etc. |Les enfants riaient.",
    "Voir Le Monde, etc. Paris en parle.",
    "Jésus-Christ naquit en 4 av. J.-C. selon certains.",
    "Il a dit (en riant). |Puis il a ri.",
    "Elle crie !!! |Personne ne vient ?! |Si.",
]  # fmt: skip


@pytest.mark.parametrize("divided", DIVIDED)
def test_sentences_begin_where_a_reader_says(divided: str) -> None:
    text = divided.replace("|", "")
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in divided.split("|")]


@given(st.text(alphabet="aB.!?… \n«»“”’\u00a0\u202f1-—\ufffcé", max_size=60))
def test_all_but_white_space_is_in_one_sentence(text: str) -> None:
    found = sentences(text)
    rest, at = "", 0
    for start, end in found:
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        rest += text[at:start]
        at = end
    assert not (rest + text[at:]).strip()
