"""JSON, YAML, CSV and subtitles: which of their values are prose."""

from __future__ import annotations

import pytest

from qa.document import OBJECT
from qa.formats import reader
from tests.formats.mapping import assert_exact


@pytest.mark.parametrize(
    ("format", "source", "prose"),
    [
        ("json", r'{"title": "Un \"titre\" \u00e9crit\n\nSuite \ud83d\ude00 \ud83d.", "slug": "un-titre"}',
         ['Un "titre" écrit', "Suite 😀 \ufffd."]),
        ("json", '{"metaDescription": ["Un", {"text": "Deux", "id": "non"}], "messageId": "non"}', ["Un", "Deux"]),
        ("json", '{"alt": {"fr": "Oui", "en": "Yes", "de": {"title": "Nein"}}, "en": {"text": "No"}}', ["Oui"]),
        ("json", '// "title": "non"\n{/* "title": "non" */ "title": "https://a.fr/b", "text": "a.png"}', []),
        ("json", '{"content": "<p>Deux <b>mots</b></p><p lang=\\"en\\">Two</p><img alt=\\"Un chat\\">"}',
         ["Deux mots", "Un chat"]),
        ("json", '{"text": "un"}\n{"text": "deux"}\n', ["un", "deux"]),
        ("json", '{"text": "un", "texte": "ouvert\n "titre": "deux"', ["un", "deux"]),
        ("yaml", 'title: "Un \\"titre\\" \\u00e9crit\n  sur deux \\\n  lignes" # title: x\nslug: non',
         ['Un "titre" écrit sur deux lignes']),
        ("yaml", "text: 'L''été\n  arrive\n\n  enfin'", ["L'été arrive", "enfin"]),
        ("yaml", "text: |2\n    deux\n   un\ntitle: >-\n    plié\n    en deux\n\n    fin\n",
         ["deux\n un", "plié\nen deux", "fin"]),
        ("yaml", "a:\n  body: Un texte\n    nu # rien\n  ? [x, y]\n  : non\n  text: &a Ancré\n  title: *a",
         ["Un texte nu", "Ancré"]),
        ("yaml", "title: {fr: Oui, en: Yes, text: [un mot, 'deux']}\n---\ntext: autre\n...\n",
         ["Oui", "un mot", "deux", "autre"]),
        ("yaml", "text: avant\nb: ]\ntext: après", ["avant"]),
        ("csv", 'id;titre;texte\n1;Un titre;"Un ""mot"" ici; et là\n\nDeux"\n2; "espace" ;l\'été',
         ["Un titre", 'Un "mot" ici; et là', "Deux", "espace", "l'été"]),
        ("csv", "ref,note\nA1,Le chat est parti hier\nA2,Le chien est parti aussi\n",
         ["Le chat est parti hier", "Le chien est parti aussi"]),
        ("csv", "Un texte sans en-tête ni clé\tx\n", ["Un texte sans en-tête ni clé"]),
        ("csv", "id,texte\n1,\"jamais fermé\n2,deux\n", ['"jamais fermé', "deux"]),
        ("srt", "1\n00:00:01,000 --> 00:00:02,000\n<i>Bonjour à\ntous</i>\n\n2\n00:00:03,000 --> 00:00:04,000 X1:10\n"
         "- Oui.\n- {\\an8}Non.\n", ["Bonjour à\ntous", "Oui.", "Non."]),
        ("webvtt", "WEBVTT - title\n\nNOTE\nnot this\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:start\n"
         "<v Jean>Il dit &amp; redit</v>\n<00:01.500>à tous\n", ["Il dit & redit\nà tous"]),
    ],
)  # fmt: skip
def test_which_values_are_prose(format: str, source: str, prose: list[str]) -> None:
    passages = reader(format)(source)
    assert_exact(source, passages)
    assert [passage.text.replace(OBJECT, "□") for passage in passages] == prose


def test_a_subtitle_in_another_language_is_set_apart() -> None:
    (passage,) = reader("webvtt")("00:01.000 --> 00:02.000\nIl dit <lang en>yes we can</lang> et <lang fr>oui</lang>")
    assert [passage.text[start:end] for start, end in passage.breaks] == ["yes we can"]
