"""URLs and e-mail addresses that the translation lost or changed."""

from __future__ import annotations

from collections.abc import Iterator

from qa.bilingual.addresses import Address, all_addresses, same, slipped
from qa.bilingual.pairs import Pair
from qa.bilingual.rendered import rendered
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule, replacement
from qa.settings import Wording

#: How sure it is that an address was changed, that one was lost, that one was put in.
_CHANGED, _LOST, _ADDED = 0.97, 0.9, 0.8


def _check(analysis: Analysis) -> Iterator[Finding]:
    for pair in rendered(analysis):
        if found := all_addresses(pair.english, pair.english_codes):
            yield from _held(analysis, pair, found)


def _held(analysis: Analysis, pair: Pair, english: list[Address]) -> Iterator[Finding]:
    french = all_addresses(pair.text, pair.codes)
    missing = [e for e in english if not any(same(e.text, f.text) for f in french)]
    strange = [f for f in french if not any(same(e.text, f.text) for e in english)]
    for wanted in missing:
        instead = next((f for f in strange if f.mail == wanted.mail), None)
        if instead is not None:
            strange.remove(instead)
            start, end = pair.start + instead.start, pair.start + instead.end
            put = replacement(pair.passage, start, end, wanted.text, confidence=0.97)
            slip = len(missing) == 1 and not strange and slipped(wanted.text, instead.text)
            yield RULE.finding(
                analysis,
                pair.passage,
                start,
                end,
                confidence=_CHANGED,
                safe=slip,
                suggestions=put,
                address=instead.text,
                right=wanted.text,
            )
        elif wanted.text not in pair.text:
            yield RULE.finding(
                analysis,
                pair.passage,
                pair.start,
                pair.end,
                confidence=_LOST,
                message=_LOST_WORDING,
                right=wanted.text,
            )
    if not missing:
        for added in strange:
            start, end = pair.start + added.start, pair.start + added.end
            yield RULE.finding(
                analysis,
                pair.passage,
                start,
                end,
                confidence=_ADDED,
                message=_ADDED_WORDING,
                address=added.text,
            )


_LOST_WORDING = Wording(
    "L’adresse « {right} » de l’anglais manque dans la traduction.",
    "The address “{right}” of the English is missing in the translation.",
)
_ADDED_WORDING = Wording(
    "« {address} » : l’anglais donne une autre adresse.", "“{address}”: the English gives another address."
)

RULE = Rule(
    name="address-mismatch",
    category="accuracy/mistranslation",
    severity="error",
    title=Wording("Adresse perdue ou changée", "Address lost or changed"),
    reason=Wording(
        "Une adresse web ou électronique se recopie : à une lettre près, le lecteur arrive ailleurs ou nulle part. La "
        "version française d’un même site (/fr/ pour /en/, fr. pour en.) n’est pas une faute.",
        "A web or e-mail address is to be copied: one letter off, it leads readers elsewhere or nowhere. The French "
        "version of the same site (/fr/ for /en/, fr. for en.) is no fault.",
    ),
    message=Wording("« {address} » : l’anglais donne « {right} ».", "“{address}”: the English gives “{right}”."),
    check=_check,
    bad=(
        Bad(
            "Écrivez à contact@exemple.org avant vendredi.",
            ("contact@exemple.org",),
            "Écrivez à contact@example.org avant vendredi.",
            english="Write to contact@example.org before Friday.",
        ),
        Bad(
            "Le formulaire est en ligne.",
            ("Le formulaire est en ligne.",),
            english="The form is online at https://city.example/forms.",
        ),
    ),
    good=(
        Good(
            "Voir https://example.org/fr/aide.",
            "la page française du même site",
            english="See https://example.org/en/help.",
        ),
        Good("Écrivez à anna@example.org.", english="Write to anna@example.org."),
    ),
)
