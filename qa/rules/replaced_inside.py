"""English inside of words, with odd capitals, or for little words: what a translator leaves that replaces strings."""

from __future__ import annotations

from collections.abc import Iterator

from qa.document import Passage
from qa.finding import Edit, Finding, Suggestion
from qa.language.analysis import Analysis
from qa.restore.damage import Damage, damages
from qa.rules.rule import Bad, Good, Rule
from qa.rules.terms import terms
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    heard, page_is_broken = analysis.once(damages)
    if any(not damage.known_here for damage in heard):
        known = list(_reported_elsewhere(analysis))
        heard = [
            d
            for d in heard
            if d.known_here or not any(p is d.passage and s < d.end and d.start < e for p, s, e in known)
        ]
    for d in heard:
        confidence = 0.97 if d.safe else 0.9 if d.broken or page_is_broken else 0.8
        yield RULE.finding(
            analysis, d.passage, d.start, d.end, confidence=confidence, safe=d.safe, suggestions=_suggestions(d)
        )


def _reported_elsewhere(analysis: Analysis) -> Iterator[tuple[Passage, int, int]]:
    """Where the rule `untranslated` finds English."""
    from qa.restore.intruders import intruders

    for passage, match in terms(analysis):
        if match.term.kind == "spin":
            yield passage, match.start, match.end
    for intruder in intruders(analysis):
        suspect = intruder.suspect
        yield suspect.passage, suspect.mention.start, suspect.mention.end


def _suggestions(damage: Damage) -> tuple[Suggestion, ...]:
    from qa.restore.agreement import repair

    passage, offered = damage.passage, []
    shares = (0.97,) if len(damage.wordings) == 1 else (0.8, 0.15, 0.05)
    for word, share in zip(damage.wordings, shares, strict=False):
        if damage.broken:
            pieces = [(damage.start, damage.end, word)]
        else:
            pieces = [(p.start, p.end, p.text) for p in repair(passage.text, damage.start, damage.end, word)]
        if all(passage.editable(start, end) for start, end, _ in pieces):
            edits = tuple(
                Edit(passage.source_start(start), passage.source_end(end), replacement)
                for start, end, replacement in pieces
            )
            offered.append(Suggestion(word, share, "bilingual", edits))
    return tuple(offered)


RULE = Rule(
    name="replaced-inside",
    category="accuracy/untranslated",
    severity="error",
    title=Wording("Anglais au milieu d’un mot", "English inside of a word"),
    reason=Wording(
        "Un programme qui traduit en remplaçant des lettres met de l’anglais jusque dans les mots : il prend "
        "« permet » dans « permettent » et laisse « allowstent », met des capitales où il n’en faut pas (« c’East ») "
        "et remplace les petits mots. Le mot français que l’on remet à sa place dit si c’est le bon.",
        "A program that translates by replacing letters puts English inside of words: it takes “permet” in "
        "“permettent” and leaves “allowstent”, puts capitals where none belong (“c’East”) and replaces little words. "
        "Whether the French put back makes a word tells whether it is right.",
    ),
    message=Wording("Anglais mis à la place du français : « {text} ».", "English in place of French: “{text}”."),
    check=_check,
    contextual=True,
    bad=(
        Bad("Ces réglages allowstent de lire le courrier sans attendre.", ("allowstent",),
            "Ces réglages permettent de lire le courrier sans attendre."),
        Bad("Les byamètres du four sont faciles à modifier.", ("byamètres",),
            "Les paramètres du four sont faciles à modifier."),
        Bad("Je crois que c’East la meilleure façon de faire.", ("East",),
            "Je crois que c’est la meilleure façon de faire."),
        Bad("Il vit dans l’ouEast de la France avec sa famille.", ("ouEast",),
            "Il vit dans l’ouest de la France avec sa famille."),
    ),
    good=(
        Good("C’est l’East London Line qui dessert le quartier.", "un nom propre"),
        Good("Le site JavaScript et YouTube sont indisponibles depuis hier."),
        Good("La commande at lance un programme plus tard."),
        Good("Il a payé en or, or personne ne le savait, et l’or vaut cher.", "« or » est aussi un mot français"),
        Good("Le webinaire portait sur l’hameçonnage et la cyberattaque."),
    ),
)  # fmt: skip
