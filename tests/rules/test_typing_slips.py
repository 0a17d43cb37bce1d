"""What slips from keyboards and programs: repeated words and paragraphs, fragments, spacing, doubled marks."""

from __future__ import annotations

import pytest

from qa.finding import Finding, apply_edits
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.rules import registry
from qa.settings import Settings, Variant

_OURS = (
    "doubled-punctuation",
    "left-over-fragment",
    "mixed-quotation-marks",
    "mojibake",
    "punctuation-spacing",
    "repeated-paragraph",
    "repeated-word",
    "unclosed-quotation",
)

_LONG = (
    "Le canal relie les deux ports depuis trois siècles et les péniches y passent encore chaque matin, chargées "
    "de sable, de grain ou de charbon, tandis que les promeneurs longent ses berges plantées de peupliers."
)


def _check(name: str, text: str, path: str = "<text>") -> list[Finding]:
    return sorted(registry()[name].check(Analysis(parse(text, path), Settings())), key=lambda finding: finding.order)


def _found(name: str, text: str) -> list[str]:
    return [finding.text for finding in _check(name, text)]


def _fixed(name: str, text: str) -> str:
    findings = _check(name, text)
    return apply_edits(text, [edit for finding in findings for edit in finding.suggestions[0].edits])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_repeated_headline_goes_with_its_blank_line(end: str) -> None:
    title, body = "La bibliothèque rouvre samedi matin", "Elle prête aussi des jeux."
    twice, once = (end * 2).join((title, title, body)), (end * 2).join((title, body))
    assert _fixed("repeated-paragraph", twice + end) == once + end


def test_a_paragraph_at_the_end_goes_without_a_trace() -> None:
    assert _fixed("repeated-paragraph", f"{_LONG}\n\nFin.\n\n{_LONG}\n") == f"{_LONG}\n\nFin.\n"


def test_case_space_and_punctuation_do_not_tell_paragraphs_apart() -> None:
    (finding,) = _check("repeated-paragraph", f"{_LONG}\n\n« {_LONG.upper()} »")
    assert not finding.safe
    assert "ligne 1" in finding.message


def test_every_repetition_is_found() -> None:
    assert len(_check("repeated-paragraph", "\n\n".join([_LONG] * 4))) == 3


def test_stanzas_and_short_lines_may_come_back() -> None:
    refrain = "\n".join(["Sur le pont du vieux village", "On y chante et l’on y boit tout le jour"] * 4)
    assert _found("repeated-paragraph", f"{refrain}\n\nUn couplet.\n\n{refrain}") == []
    assert (
        _found("repeated-paragraph", "Elle revient demain, je crois.\n\nUn couplet.\n\nElle revient demain, je crois.")
        == []
    )


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Il vient de de\nde partir.", "Il vient de partir."),
        ("Les\nles enfants jouent.", "Les enfants jouent."),
        ("Un un\u00a0train.", "Un\u00a0train."),
    ],
)
def test_function_words_are_said_once(text: str, fixed: str) -> None:
    assert _fixed("repeated-word", text) == fixed
    assert all(finding.safe for finding in _check("repeated-word", text))


@pytest.mark.parametrize(
    "text",
    [
        "Oh la la ! Il chante la la la la.",
        "Il leur leur a dit ? Non : la leur leur plaît.",
        "Le Mans, le Le Corbusier des villes.",
        "Je je euh je vais dans dans la rue.",
        "Voici les lettres À à B b.",
        "Le la sonne, là, là, dit-il.",
        "Elle rit, rit, rit.",
    ],
)
def test_doubles_that_are_meant_pass(text: str) -> None:
    assert _found("repeated-word", text) == []


def test_doubt_is_reported_and_not_mended_unasked() -> None:
    (finding,) = _check("repeated-word", "Le château château domine la vallée.")
    assert not finding.safe


def test_a_fragment_may_end_its_paragraph() -> None:
    text = "Le port s’étend vers le large. zone industrielle\n\nIl emploie mille personnes."
    assert _fixed("left-over-fragment", text) == "Le port s’étend vers le large.\n\nIl emploie mille personnes."


@pytest.mark.parametrize(
    "text",
    [
        "le port dort. la ville aussi. tout se tait.",
        "Il cite l’art. premier, le no. deux et la fig. trois du vol. six.",
        "Il habite au 3. rue haute.",
        "Elle arrive. puis elle repart sans un mot vers la gare.",
        "Il lit J.-C. de près.",
        "Le fichier s’appelle liste. json par défaut.",
        "Il sort. iPhone en main.",
    ],
)
def test_what_follows_a_full_stop_rightly_passes(text: str) -> None:
    assert _found("left-over-fragment", text) == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Le vent tombe,mais la mer reste grosse.", "Le vent tombe, mais la mer reste grosse."),
        ("Il dort enfin.Elle veille encore, dit-on.", "Il dort enfin. Elle veille encore, dit-on."),
        ("Le vent tombe ,la mer aussi, dit-on ici.", "Le vent tombe, la mer aussi, dit-on ici."),
        ("Il a dit « non » , puis il est parti.", "Il a dit « non », puis il est parti."),
    ],
)
def test_spaces_around_marks(text: str, fixed: str) -> None:
    assert _fixed("punctuation-spacing", text) == fixed
    assert all(finding.safe for finding in _check("punctuation-spacing", text))


@pytest.mark.parametrize(
    "text",
    [
        "Voyez exemple.fr,ou www.exemple.org/le,la pour le reste du jeu.",
        "Des auteur.rice.s et des élu·e·s, de 1,5 à 2,5 mètres, à 12.30 pile.",
        "La méthode this.Sum et la classe Console.Write, dans Node.js ou ASP.NET.",
        "Un fichier .env, dit-il, contient des secrets.",
        "La touche , du clavier ne marche plus depuis hier soir.",
        "Accueil . Contact . Plan",
        "M.Durand et J.Petit ont signé, p.ex. hier.",
    ],
)
def test_codes_numbers_and_names_keep_their_marks(text: str) -> None:
    assert _found("punctuation-spacing", text) == []


def test_markup_between_doubled_words_is_left_whole() -> None:
    text = "Elle vit dans *dans* la montagne.\n"
    findings = _check("repeated-word", text, "page.md")
    assert [finding.text for finding in findings] == ["dans dans"]
    fixed = apply_edits(text, [edit for finding in findings for s in finding.suggestions for edit in s.edits])
    assert fixed.count("*") == 2


@pytest.mark.parametrize("name", _OURS)
@pytest.mark.parametrize(
    "unit",
    ["a" * 20, " ", "le ", ", ", ". a", "Ã©", "« a ", '"a ', "a.B", "mot,mot ", "x" * 30 + ". y", "\ufffd", "a » "],
    ids=repr,
)
def test_what_is_found_in_one_long_line_stands_there(name: str, unit: str) -> None:
    text = "a" + unit * (60_000 // len(unit)) + "z"
    for finding in _check(name, text):
        assert finding.text == text[finding.start : finding.end]


@pytest.mark.parametrize("name", _OURS)
@pytest.mark.parametrize("text", ["", " ", "\n\n", "«", "»", '"', ".", ",", "Ã", "\ufffd", "à", "le le", "É»"])
def test_the_smallest_texts_are_read(name: str, text: str) -> None:
    for finding in _check(name, text):
        assert text[finding.start : finding.end] == finding.text


def test_letters_spoilt_twice_are_read_twice() -> None:
    assert _fixed("mojibake", "Un cafÃƒÂ© noir, Ã‚Â«\u00a0ouiÃ‚Â\u00a0Ã‚Â».") == "Un café noir, «\u00a0oui\u00a0»."


@pytest.mark.parametrize(
    "text",
    ["Déjà l’été, forêt, naïve, Noël, ÇA, ŒUVRE, 20 €, «\u202foui\u202f»…", "À Malmö, Åse dit “É”. ÉLÉGANT… PRÉ» 😀"],
)
def test_good_letters_are_never_taken_for_damage(text: str) -> None:
    assert _found("mojibake", text) == []
    damaged = text.encode().decode("cp1252", errors="replace")
    assert _found("mojibake", damaged)


@pytest.mark.parametrize(
    ("variant", "fixed"),
    [
        ("fr-FR", "Quoi\u202f? Dis\u00a0: «\u00a0oui\u00a0»."),
        ("fr-BE", "Quoi\u202f? Dis\u00a0: «\u00a0oui\u00a0»."),
        ("fr-CA", "Quoi? Dis\u00a0: «\u00a0oui\u00a0»."),
        ("fr-CH", "Quoi\u202f? Dis\u202f: «\u202foui\u202f»."),
    ],
)
def test_each_country_has_its_spaces(variant: Variant, fixed: str) -> None:
    text = "Quoi ? Dis : « oui »."
    analysis = Analysis(parse(text), Settings(variant=variant))
    findings = list(registry()["french-spacing"].check(analysis))
    assert apply_edits(text, [edit for finding in findings for edit in finding.suggestions[0].edits]) == fixed
    mended = Analysis(parse(fixed), Settings(variant=variant))
    assert list(registry()["french-spacing"].check(mended)) == []


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("json", '{"body": "Le maire parle parle trop, dit-il.", "title": "Bla bla"}', ["parle parle"]),
        ("yaml", "body: Le maire parle parle trop, dit-il.\ntitle: Chanson chanson\n", ["parle parle"]),
        (
            "markdown",
            "| Titre | Texte |\n|---|---|\n| Chanson chanson | Il est parti dans dans le bois. |\n",
            ["dans dans"],
        ),
    ],
)
def test_a_sentence_in_a_field_or_a_cell_is_read_as_a_sentence(name: str, source: str, found: list[str]) -> None:
    findings = registry()["repeated-word"].check(Analysis(parse(source, format=name), Settings()))
    assert [finding.text for finding in findings] == found
