"""English words and phrases left in French text, by a spinner or an unfinished translation."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.restore.intruders import Intruder, intruders
from qa.restore.suggestions import Wording as Restored
from qa.restore.suggestions import suggestions
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: A first suggestion is applied unasked from this probability on, all told.
SAFE = 0.97


def found(rule: Rule, analysis: Analysis, intruder: Intruder) -> Finding:
    """The finding of a rule on an intruder, with what may have stood there."""
    suspect = intruder.suspect
    mention = suspect.mention
    wordings = [
        Restored(candidate.text, probability, "thesaurus" if candidate.relations else "context")
        for candidate, probability in intruder.restored
    ]
    offered = suggestions(suspect.passage, mention.start, mention.end, wordings)
    return rule.finding(
        analysis,
        suspect.passage,
        mention.start,
        mention.end,
        confidence=intruder.probability,
        safe=bool(offered) and intruder.probability * offered[0].confidence >= SAFE,
        suggestions=offered,
    )


def check(analysis: Analysis) -> Iterator[Finding]:
    for intruder in intruders(analysis):
        if intruder.suspect.english:
            yield found(RULE, analysis, intruder)


RULE = Rule(
    name="untranslated",
    category="accuracy/untranslated",
    severity="error",
    title=Wording("Anglais laissé dans le texte", "English left in the text"),
    reason=Wording(
        "Un programme qui réécrit ou traduit un article y laisse des mots anglais : il prend « car » pour une automobile, "
        "« parties » pour des fêtes, et met le synonyme anglais à la place. Les mots d’alentour disent ce qui se trouvait là.",
        "A program that rewrites or translates an article leaves English words in it: it takes French “car” (because) for a "
        "vehicle, “parties” for feasts, and puts the English synonym. The words around tell what stood there.",
    ),
    message=Wording("Anglais non traduit : « {text} ».", "English left untranslated: “{text}”."),
    check=check,
    bad=(
        Bad("Le maire a rappelé que la state of affairs financière de la ville restait fragile.", ("state of affairs",),
            "Le maire a rappelé que la situation financière de la ville restait fragile."),
        Bad("Le match a été arrêté, automotive la pluie rendait le terrain impraticable.", ("automotive",),
            "Le match a été arrêté, car la pluie rendait le terrain impraticable."),
    ),
    good=(
        Good("Le groupe a chanté « Let it be » devant dix mille personnes.", "a title in quotation marks"),
        Good("La start-up a levé deux millions d’euros grâce au crowdfunding (financement participatif)."),
        Good("Selon le Wall Street Journal, la banque songe à vendre sa filiale Direct Energy."),
    ),
)  # fmt: skip
