"""Placeholders that the translation lost, added, damaged or put in the wrong order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qa.bilingual.pairs import Pair
from qa.bilingual.placeholders import Placeholder, damaged, numbered, placeholders, with_numbers
from qa.bilingual.rendered import rendered
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule, replacement
from qa.settings import Wording

#: English that says one where a message for several has the number.
_ONE = frozenset(("one", "a", "an", "single", "once", "1"))


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in rendered(analysis):
        english, french = placeholders(pair.english), placeholders(pair.text)
        # A width that is itself given (`%.*s`) takes a place of its own.
        if (english or french) and "*" not in "".join(p.name for p in (*english, *french)):
            yield from _held(analysis, pair, english, french)


def _held(analysis: Analysis, pair: Pair, english: list[Placeholder], french: list[Placeholder]) -> Iterator[Finding]:
    if numbered(french) != numbered(english):
        english, french = with_numbers(english), with_numbers(french)
    missing = [p for p in _surplus(english, french) if not _touched(p, pair.english, pair.text)]
    strange = [p for p in _surplus(french, english) if not _touched(p, pair.text, pair.english)]
    for wanted in list(missing):
        if (spoilt := damaged(pair.text, _written(pair, wanted))) is not None:
            missing.remove(wanted)
            strange = [p for p in strange if not (p.start < spoilt.end() and spoilt.start() < p.end)]
            yield _changed(analysis, pair, spoilt.start(), spoilt.end(), wanted, sure=True)
    alone = len(missing) == len(strange) == 1
    for wanted in missing:
        if strange:
            instead = strange.pop(0)
            yield _changed(analysis, pair, instead.start, instead.end, wanted, sure=alone)
        else:
            yield RULE.finding(
                analysis,
                pair.passage,
                pair.start,
                pair.end,
                confidence=0.97,
                message=_MISSING,
                right=_written(pair, wanted),
            )
    one = bool(_ONE.intersection(pair.english.lower().split()))
    for added in strange:
        if not (added.numeric and one):
            start, end = pair.start + added.start, pair.start + added.end
            yield RULE.finding(analysis, pair.passage, start, end, confidence=0.97, message=_ADDED)
    if not missing and not strange:
        yield from _disordered(analysis, pair, english, french)


def _touched(placeholder: Placeholder, there: str, other: str) -> bool:
    """Whether the other text has it after all, touched by letters, which make it look like a word (`%so`)."""
    written = there[placeholder.start : placeholder.end]
    return written.startswith("%") and other.count(written) >= there.count(written)


def _surplus(those: list[Placeholder], others: list[Placeholder]) -> list[Placeholder]:
    """What one side has and the other lacks; the arms of a choice may have a placeholder any number of times."""
    left = Counter(other.name for other in others)
    free = {p.name for p in (*those, *others) if p.inside}
    surplus = []
    for placeholder in those:
        if left[placeholder.name] > 0:
            left[placeholder.name] -= placeholder.name not in free
        else:
            surplus.append(placeholder)
    return surplus


def _disordered(
    analysis: Analysis, pair: Pair, english: list[Placeholder], french: list[Placeholder]
) -> Iterator[Finding]:
    """Placeholders that only their order tells apart, in another order."""
    wanted, got = ([p for p in found if p.ordered] for found in (english, french))
    for right, placeholder in zip(wanted, got, strict=False):
        if right.name != placeholder.name:
            start, end = pair.start + placeholder.start, pair.start + placeholder.end
            yield RULE.finding(analysis, pair.passage, start, end, confidence=0.95, message=_ORDER, right=right.name)
            return


def _written(pair: Pair, wanted: Placeholder) -> str:
    """A placeholder of the English as it is written there, with its number where the French numbers them."""
    return (
        wanted.name if "$" in wanted.name and wanted.name.startswith("%") else pair.english[wanted.start : wanted.end]
    )


def _changed(analysis: Analysis, pair: Pair, start: int, end: int, wanted: Placeholder, *, sure: bool) -> Finding:
    start, end = pair.start + start, pair.start + end
    # That of a choice is its head alone, which says nothing of what follows it.
    right = _written(pair, wanted)
    put = () if ", " in wanted.name else replacement(pair.passage, start, end, right, confidence=0.97)
    return RULE.finding(analysis, pair.passage, start, end, confidence=0.98, safe=sure, suggestions=put, right=right)


_MISSING = Wording(
    "Le paramètre « {right} » de l’anglais manque dans la traduction.",
    "The placeholder “{right}” of the English is missing in the translation.",
)
_ADDED = Wording("Le paramètre « {text} » n’est pas dans l’anglais.", "The placeholder “{text}” is not in the English.")
_ORDER = Wording(
    "« {text} » recevra la valeur de « {right} » : numérotez les paramètres (%1$s, %2$s).",
    "“{text}” will get the value of “{right}”: number the placeholders (%1$s, %2$s).",
)

RULE = Rule(
    name="placeholder-mismatch",
    category="design/markup",
    severity="error",
    title=Wording("Paramètre perdu, ajouté ou abîmé", "Placeholder lost, added or damaged"),
    reason=Wording(
        "Le programme met ses valeurs à la place des paramètres, comme %s. Traduit, coupé d’une espace ou oublié, un "
        "paramètre s’affiche tel quel, ou fait échouer le programme.",
        "The program puts its own values in place of placeholders, like %s. Translated, broken by a space or "
        "forgotten, a placeholder is shown as it is, or makes the program fail.",
    ),
    message=Wording("« {text} » : l’anglais a le paramètre « {right} ».", "“{text}”: the English has “{right}”."),
    check=_check,
    bad=(
        Bad(
            "Bonjour {nom}, bienvenue !",
            ("{nom}",),
            "Bonjour {name}, bienvenue !",
            english="Hello {name}, welcome!",
        ),
        Bad("Il reste % d fichiers.", ("% d",), "Il reste %d fichiers.", english="%d files left."),
        Bad("Tout a été supprimé.", ("Tout a été supprimé.",), english="%(count)s items deleted."),
    ),
    good=(
        Good("%2$s a envoyé %1$s.", "les paramètres numérotés changent de place", english="%s was sent by %s."),
        Good(
            "{n, plural, one {un fichier} many {# de fichiers} other {# fichiers}}",
            "le français a ses propres formes",
            english="{n, plural, one {one file} other {# files}}",
        ),
        Good("Une remise de 50 % de moins.", "un pourcentage", english="A 50% discount."),
    ),
)
