"""English inside of words, with odd capitals and for little words: what is reported, mended, and mended unasked."""

from __future__ import annotations

import pytest

from qa.finding import Finding, apply_edits
from qa.formats import parse
from qa.language.analysis import Analysis
from qa.rules import registry
from qa.settings import Settings

_BROKEN_PAGE = "Ces outils allowstent de lire.\n\nLes byamètres changent souvent.\n\n"


def _check(text: str) -> list[Finding]:
    found = registry()["replaced-inside"].check(Analysis(parse(text, "<text>"), Settings()))
    return sorted(found, key=lambda finding: finding.order)


def _mended(text: str, *, safe: bool = False) -> str:
    return apply_edits(text, [e for f in _check(text) if f.safe or not safe for e in f.suggestions[0].edits])


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Il faut savoir qu'East venu le temps de partir.", "Il faut savoir qu'est venu le temps de partir."),
        ("Tapez les Commands suivantes au clavier.", "Tapez les commandes suivantes au clavier."),
        ("Il a signé IN la même semaine que son frère.", "Il a signé dans la même semaine que son frère."),
        ("Le maire and son adjoint ont voté contre.", "Le maire et son adjoint ont voté contre."),
        ("Allowstent-ils de lire ? Oui.", "Allowstent-ils de lire ? Oui."),
    ],
)
def test_whole_words_are_restored_but_not_unasked(text: str, mended: str) -> None:
    assert _mended(text) == mended
    assert _mended(text, safe=True) == text


def test_a_word_with_one_reading_is_mended_unasked() -> None:
    damaged = "Ces réglages allowstent de lire le courrier."
    assert _mended(damaged, safe=True) == "Ces réglages permettent de lire le courrier."


def test_short_english_inside_of_a_word_is_only_offered() -> None:
    (finding,) = _check("Il faut régler les byamètres du four.")
    assert not finding.safe
    assert finding.suggestions[0].text == "paramètres"


def test_a_doubtful_word_is_believed_on_a_broken_page() -> None:
    doubtful = "Les jurés, which sont tirés au sort, jugent."
    assert _check(doubtful) == []
    assert "which" in [finding.text for finding in _check(_BROKEN_PAGE + doubtful)]


def test_a_capital_opens_the_sentence_still() -> None:
    assert _mended("Againstfaçon et fraude se ressemblent.") == "Contrefaçon et fraude se ressemblent."


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (
            "Porr créer un norveau compte, vors devez orvrir la page.",
            "Pour créer un nouveau compte, vous devez ouvrir la page.",
        ),
        (
            "Candte page permand de mandtre un titre. Le fichier and le dossier restent là.",
            "Cette page permet de mettre un titre. Le fichier et le dossier restent là.",
        ),
        (
            "Il faut throrgh exemple orvrir le norveau jorrnal porr lire, c’est torjorrs ainsi.",
            "Il faut par exemple ouvrir le nouveau journal pour lire, c’est toujours ainsi.",
        ),
        ("Donne un last namebre aléatoire de un à dix.", "Donne un nombre aléatoire de un à dix."),
        (
            "Le borton est rorge and la corleur du forrreau, torjorrs morvante, compte beaucorp.",
            "Le bouton est rouge et la couleur du fourreau, toujours mouvante, compte beaucoup.",
        ),
    ],
)
def test_the_pages_own_table_mends_what_is_doubtful_alone(text: str, mended: str) -> None:
    assert _mended(text) == mended


_OU_PAGE = (
    "Porr créer un norveau compte, vors devez orvrir la page and cliquer sur le borton rorge.\n\n"
    "Le retorr est torjorrs possible le jorr même, sors réserve que la corleur reste la même.\n\n"
)


def test_a_good_word_is_doubted_where_the_table_may_have_made_it() -> None:
    moment = "Vous pouvez, à tort moment, fermer la page."
    assert _check(moment) == []
    assert "à tout moment" in _mended(_OU_PAGE + moment)
    right = "Il a eu tort de le dire, la sorte de métal importe peu."
    assert _mended(_OU_PAGE + right).endswith(right)


def test_what_the_page_shows_often_is_mended_unasked() -> None:
    damaged = _OU_PAGE + "Nors avons vendu le norveau jorrnal."
    mended = _mended(damaged, safe=True)
    assert "Pour créer un nouveau compte, vous devez ouvrir la page" in mended
    assert mended.endswith("Nous avons vendu le nouveau journal.")


def test_capitals_that_the_english_brought_along_go_with_it() -> None:
    page = _BROKEN_PAGE + "Le moteur East très bruyant la nuit. Il est allé IN le jardin de sa mère."
    assert _mended(page).endswith("Le moteur est très bruyant la nuit. Il est allé dans le jardin de sa mère.")


@pytest.mark.parametrize(
    "text",
    [
        "Le navire a rejoint l’East River au petit matin.",
        "Les Rolling Stones et les Kings Singers chantent ce soir.",
        "Il cite « The sound and the fury » dans son discours.",
        "Le mot and signifie et, la commande at lance un programme.",
        "La requête combine deux champs AND trois valeurs logiques.",
        "Le fichier allowstent.txt et l’adresse www.allowstent.fr sont vides.",
        "Il relève de l’AT comme son collègue, soumis à l’IS depuis un an.",
        "La pluie a duré eniron une heure.",
        "Or le vent tourne, or la mer monte, et l’or coule à flots.",
        "He said that the rain and the wind were strong, and nobody answered him at all.",
    ],
)
def test_names_titles_code_and_slips_pass(text: str) -> None:
    assert [finding.text for finding in _check(text)] == []


def test_what_another_rule_reports_is_not_reported_twice() -> None:
    from qa.pipeline import Checker

    text = _BROKEN_PAGE + "La state of affairs du pays inquiète les automotive and les maires du canton."
    findings = Checker().check(parse(text, "<text>"))
    spans = [(finding.start, finding.end) for finding in findings]
    assert len(spans) == len(set(spans))
    assert {"replaced-inside", "untranslated"} <= {finding.rule for finding in findings}
