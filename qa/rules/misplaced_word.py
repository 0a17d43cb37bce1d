"""Good French words that a spinner or a literal translation put where another belongs."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.rules.restored import found, place_of
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording


def _check(analysis: Analysis) -> Iterator[Finding]:
    from qa.restore.intruders import intruders
    from qa.restore.originals import originals

    for intruder in intruders(analysis):
        if not intruder.suspect.english:
            yield found(RULE, analysis, place_of(intruder), intruder.probability, originals(intruder))


RULE = Rule(
    name="misplaced-word",
    category="accuracy/mistranslation",
    severity="warning",
    title=Wording("Mot français qui n’est pas à sa place", "French word out of place"),
    reason=Wording(
        "Un synonyme pris pour un autre : le mot est français, mais aucun rédacteur ne l’aurait mis là. La règle ne "
        "parle que dans un texte où d’autres traces montrent qu’une machine l’a réécrit.",
        "One synonym taken for another: the word is French, but no writer would have put it there. The rule speaks "
        "only in a text that other traces show to have been rewritten by a machine.",
    ),
    message=Wording("« {text} » n’est sans doute pas le mot juste ici.", "“{text}” is hardly the right word here."),
    check=_check,
    contextual=True,
    bad=(
        Bad(
            "La state of affairs est grave, automotive le barrage menace de céder. Le pays traverse une place "
            "économique difficile. Le maire demande un blueprint de relance pour la itinerary nationale.",
            ("place",),
            "La state of affairs est grave, automotive le barrage menace de céder. Le pays traverse une situation "
            "économique difficile. Le maire demande un blueprint de relance pour la itinerary nationale.",
        ),
        Bad(
            "Le gouvernement a pris une commitment forte, automotive la crise dure. Le premier chancellor a présenté "
            "son project de law. Les deux pays ont signé un harmony commercial et le ministre a rappelé que les "
            "relatives entre les deux pays restent bonnes.",
            ("relatives",),
            "Le gouvernement a pris une commitment forte, automotive la crise dure. Le premier chancellor a présenté "
            "son project de law. Les deux pays ont signé un harmony commercial et le ministre a rappelé que les "
            "relations entre les deux pays restent bonnes.",
        ),
    ),
    good=(
        Good("La place du marché est noire de monde."),
        Good("Le parti se trouve dans une position critique."),
    ),
)
