"""What changes around a replacement, what does not, and what the surroundings say beforehand.

A phrase is written with the replaced text in square brackets.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.restore.agreement import Piece, repair
from qa.restore.expectation import agreement, fits


def marked(phrase: str) -> tuple[str, int, int]:
    start, end = phrase.index("["), phrase.index("]") - 1
    return phrase.replace("[", "").replace("]", ""), start, end


def apply(text: str, pieces: tuple[Piece, ...]) -> str:
    for piece in reversed(pieces):
        text = text[: piece.start] + piece.text + text[piece.end :]
    return text


def mended(phrase: str, replacement: str, **known: str) -> str:
    text, start, end = marked(phrase)
    return apply(text, repair(text, start, end, replacement, **known))  # type: ignore[arg-type]


PHRASES = [
    # articles
    ("le [setback]", "déception", "la déception"),
    ("Le [thing] compte", "action", "L’action compte"),
    ("L'[event] est importante", "journée", "La journée est importante"),
    ("l’[issue]", "hauteur", "la hauteur"),
    ("la [thing]", "héroïne", "l’héroïne"),
    ("la [thing]", "héros", "le héros"),
    ("la [party]", "onzième", "la onzième"),
    ("un [event]", "réunion", "une réunion"),
    ("une [meeting]", "entretien", "un entretien"),
    ("la [thing]", "yaourt", "le yaourt"),
    ("le [events]", "parties", "les parties"),
    ("les [events]", "partie", "la partie"),
    ("des [data]", "information", "une information"),
    ("l'auteur des [facts]", "crime", "l'auteur du crime"),
    # contraction
    ("du [event]", "partie", "de la partie"),
    ("du [event]", "accord", "de l’accord"),
    ("de l'[event]", "groupe", "du groupe"),
    ("de l’[event]", "réunion", "de la réunion"),
    ("de la [event]", "action", "de l’action"),
    ("de la [event]", "pays", "du pays"),
    ("au [meeting]", "école", "à l’école"),
    ("à la [house]", "bureau", "au bureau"),
    ("à l'[office]", "maisons", "aux maisons"),
    ("aux [houses]", "hangar", "au hangar"),
    ("de le [x]", "pays", "du pays"),
    ("à les [x]", "réunion", "à la réunion"),
    ("Du [start]", "origine", "De l’origine"),
    # demonstratives, possessives, other determiners
    ("ce [thing]", "homme", "cet homme"),
    ("ce [thing]", "hérisson", "ce hérisson"),
    ("cet [thing]", "femme", "cette femme"),
    ("cette [thing]", "héros", "ce héros"),
    ("ma [friend]", "amie", "mon amie"),
    ("mon [friend]", "copine", "ma copine"),
    ("sa [story]", "histoire", "son histoire"),
    ("son [axe]", "hache", "sa hache"),
    ("notre [x]", "pays", "notre pays"),
    ("aucun [x]", "raison", "aucune raison"),
    ("quel [x] étrange", "idée", "quelle idée étrange"),
    ("un certain [x]", "idée", "une certaine idée"),
    ("chaque [x]", "pays", "chaque pays"),
    ("tout le [x]", "ville", "toute la ville"),
    ("tous les [events] récents", "réunions", "toutes les réunions récentes"),
    ("toutes les [x]", "autorisations", "toutes les autorisations"),
    ("l'une des [events]", "pays", "l'un des pays"),
    ("chacun des [events]", "réunions", "chacune des réunions"),
    # adjectives
    ("le petit [event] vert", "maison", "la petite maison verte"),
    ("un beau [thing]", "homme", "un bel homme"),
    ("un bel [thing]", "garçon", "un beau garçon"),
    ("une belle [thing]", "appartement", "un bel appartement"),
    ("le nouveau [event]", "accord", "le nouvel accord"),
    ("au nouvel [x]", "pays", "au nouveau pays"),
    ("un vieil [x]", "amie", "une vieille amie"),
    ("les [teams] gagnantes", "clubs", "les clubs gagnants"),
    ("l'[event] grave et urgent", "crise", "la crise grave et urgente"),
    ("un [event] très lent", "procédure", "une procédure très lente"),
    ("deux [events] importants", "réunions", "deux réunions importantes"),
    ("de nombreux [events]", "réunions", "de nombreuses réunions"),
    ("des [wares] étrangers", "marchandises", "des marchandises étrangères"),
    # copula and participle
    ("Le [lake] est gelé", "rivière", "La rivière est gelée"),
    ("la [event] est arrivée", "invités", "les invités sont arrivés"),
    ("la [report] en Hongrie a été publiée", "rapport", "le rapport en Hongrie a été publié"),
    ("les [children] ont été évacués", "familles", "les familles ont été évacuées"),
    ("le [x] n'est pas clair", "situation", "la situation n'est pas claire"),
    # words that are shortened or not
    ("d’[uncles]", "voisins", "de voisins"),
    ("beaucoup de [pupils]", "élèves", "beaucoup d’élèves"),
    ("il dit qu'[tomorrow] tout va", "demain", "il dit que demain tout va"),
    ("il s'[event]", "prépare", "il se prépare"),
    ("il se [event]", "amuse", "il s’amuse"),
    ("elle n’[x] pas", "viendra", "elle ne viendra pas"),
    ("j'[x] cela", "pense", "je pense cela"),
    ("[through] le port", "à", "au port"),
    ("[through] Alger", "lors de", "lors d’Alger"),
    # case and apostrophe are the document's
    ("LE [STATE] GRAVE", "SITUATION", "LA SITUATION GRAVE"),
    ("L'[EVENT]", "RÉUNION", "LA RÉUNION"),
    ("l'or et la [x]", "idée", "l'or et l'idée"),
    # a phrase agrees by its head, elides by its first word
    ("le [x]", "remise en cause", "la remise en cause"),
    ("la [x]", "état des lieux", "l’état des lieux"),
    ("le [x]", "ancienne usine", "l’ancienne usine"),
]


@pytest.mark.parametrize(("phrase", "replacement", "expected"), PHRASES)
def test_repair(phrase: str, replacement: str, expected: str) -> None:
    assert mended(phrase, replacement) == expected


@pytest.mark.parametrize(
    ("replacement", "right"), [(word, right) for _, word, right in PHRASES if word not in ("à", "lors de")]
)
def test_a_word_that_already_fits_changes_nothing(replacement: str, right: str) -> None:
    start = right.index(replacement)
    end = start + len(replacement)
    assert repair(right, start, end, replacement) == (Piece(start, end, replacement),)


@pytest.mark.parametrize(
    ("phrase", "replacement"),
    [
        ("des joueurs du [town] blessés hier", "village"),  # the players are hurt
        ("dans un jardin [small]", "minuscule"),  # the adjective follows its noun
        ("afin de le [see]", "voir"),
        ("il la [event] demain", "porte"),  # a pronoun, whatever the gender of the noun porte
        ("le [x], fatigué", "problème"),
        ("la [x] que le ministre est venu voir", "ville"),
        ("vers une [age] lointaine", "époque"),
        ("la taille des [x] est petite", "pays"),
        ("la [x] d'un groupe puissant", "direction"),
        ("il voit la [x] est ouvert", "route"),
        ("avant tout la [x]", "paix"),
        ("tout à l'[x]", "heure"),
        ("le [x]", "Canada"),
        ("une [x]", "API"),  # no api, the little red apple
        ("une robe à [x] neuve", "pois"),
        ("essaie de les [read]", "lire"),
        ("les prix, le [x] sont connus", "lieu"),
        ("l'[x] Grand reportage", "émission"),
        ("l'[x] subit toujours sa loi", "entreprise"),
    ],
)
def test_words_that_belong_elsewhere_stay(phrase: str, replacement: str) -> None:
    text, start, end = marked(phrase)
    assert repair(text, start, end, replacement) == (Piece(start, end, replacement),)


def test_what_is_known_of_the_replacement_goes_before_the_dictionary() -> None:
    assert mended("le [x]", "globicrac", gender="f") == "la globicrac"
    assert mended("la [x]", "globicrac") == "la globicrac"
    assert mended("le [x] vert", "tour", gender="f") == "la tour verte"
    assert mended("la [x]", "commercial", pos="adj") == "la commercial"


NOUNS = ["situation", "pays", "homme", "héros", "amie", "réunions", "accords", "œuvre", "hache", "parties"]
FRAMES = [
    "le {} vert",
    "un {}",
    "ce {}",
    "sa {}",
    "du {}",
    "au {}",
    "tous les {}",
    "un vieux {} gris",
    "La {} est grande.",
]


@given(st.sampled_from(FRAMES), st.sampled_from(NOUNS), st.sampled_from(NOUNS))
def test_one_replacement_after_another_equals_the_last_alone(frame: str, first: str, second: str) -> None:
    """Gender and number lost on the way come back, so that nothing is left behind of the word between."""
    phrase = frame.format("[x]")
    once = mended(phrase, first)
    twice = mended(once.replace(first, f"[{first}]", 1), first)
    assert once == twice
    straight, round_about = mended(phrase, second), mended(once.replace(first, f"[{first}]", 1), second)
    if first[-1] != "s" and second[-1] != "s":
        assert round_about == straight


@given(st.text(alphabet="lade’' éaunx[]stz.,h", max_size=30), st.integers(0, 30), st.integers(0, 10))
def test_pieces_never_overlap(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    pieces = repair(text, start, end, "école")
    assert all(one.end <= other.start for one, other in pairwise(pieces))


def expected_of(phrase: str) -> tuple[str, str, str]:
    found = agreement(*marked(phrase))
    return found.gender.value, found.number.value, found.sound.value


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("la [report] a été publiée", ("f", "s", "consonant")),
        ("l'[event] grave", ("", "s", "vowel")),
        ("les trois [boys] ont ri", ("", "p", "")),
        ("les [teams] gagnantes", ("f", "p", "")),
        ("sacs d'[gold]", ("", "", "vowel")),
        ("mon [friend]", ("m", "s", "")),
        ("cet [x]", ("m", "s", "vowel")),
        ("du [x]", ("m", "s", "consonant")),
        ("une robe [green]", ("f", "s", "")),
        ("elles ont été [x]", ("f", "p", "")),
        ("il [likes] cela", ("", "", "")),
    ],
)
def test_agreement(phrase: str, expected: tuple[str, str, str]) -> None:
    assert expected_of(phrase) == expected


def test_agreement_of_a_verb() -> None:
    assert agreement(*marked("ils [like] cela")).person.value == "3p"
    assert agreement(*marked("il ne [likes] pas")).person.value == "3s"
    assert agreement(*marked("il peut [make] cela")).pos[0].value == "infinitive"
    assert agreement(*marked("il a [made] cela")).pos[0].value == "participle"


@pytest.mark.parametrize(
    ("phrase", "better", "worse"),
    [
        ("la [report] a été publiée", "lettre", "rapport"),
        ("les [teams] gagnantes", "équipes", "clubs"),
        ("sacs d'[gold]", "or", "blé"),
        ("ils [like] cela", "aiment", "aime"),
        ("il peut [make] cela", "faire", "fait"),
        ("une robe [green]", "verte", "vert"),
        ("du [x]", "conflit", "accord"),
        ("il ne [likes] pas", "aime", "amour"),
    ],
)
def test_fits(phrase: str, better: str, worse: str) -> None:
    expectation = agreement(*marked(phrase))
    assert fits(expectation, better).total > fits(expectation, worse).total
