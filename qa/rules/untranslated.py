"""English words and phrases left in French text, by a spinner or an unfinished translation."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa.document import Passage
from qa.finding import Finding
from qa.glossary.match import Match
from qa.glossary.wording import replacements
from qa.language.analysis import Analysis
from qa.language.detection import english
from qa.language.marked import marked
from qa.language.screening import near
from qa.language.surroundings import Asides, Surroundings
from qa.language.tokens import tokens
from qa.restore.suggestions import Original, merged
from qa.rules.replaced_inside import RULE as REPLACED_INSIDE
from qa.rules.restored import Place, found, place_of
from qa.rules.rule import Bad, Good, Rule
from qa.rules.terms import own, terms
from qa.settings import Wording

if TYPE_CHECKING:
    from qa.restore.damage import Damage
    from qa.restore.intruders import Intruder

#: How far the curated glossary is believed about what stood there, against what the page's spinner suggests: of a term
#: that may be fixed unasked, and of another.
_TRUST, _TRUST_UNSURE = 0.9, 0.8

#: How sure a term of the glossary is a fault, by itself: one that may be fixed unasked, another.
_CONFIDENCE, _CONFIDENCE_UNSURE = 0.97, 0.85

#: How much each further right wording of a term is believed against the one before, and how far the context
#: and the agreement with the words around weigh in.
_LATER, _CONTEXT, _AGREEMENT = 0.6, 0.5, 2.0

#: A glossary term between so many English words or names belongs to a title or a quotation.
_RUN = 2


def _spun(analysis: Analysis) -> Iterator[tuple[Passage, Match]]:
    """The curated terms that spinners leave, but for those that are foreign on purpose."""
    asides: dict[int, Asides] = {}
    extents = dict(zip(map(id, analysis.document.passages), analysis.once(english), strict=True))
    for passage, match in terms(analysis):
        if match.term.kind != "spin" or own(analysis, match) or match.slips:
            continue
        part = near(passage.text, match.start, match.end)
        if id(passage) not in asides:
            asides[id(passage)] = Asides(passage.text)
        around = Surroundings(passage, tokens(passage.text, *part), extents[id(passage)], asides[id(passage)])
        first, last = around.between(match.start, match.end)
        purposely = around.foreign_on_purpose(match.start, match.end, first, last)
        purposely |= passage.text[match.start : match.end].lower() in analysis.once(marked)
        if not purposely and around.run(first, last) < _RUN:
            yield passage, match


def _of_glossary(passage: Passage, match: Match) -> list[Original]:
    """A term's right wordings, by their order in the glossary and by how they fit between the words around."""
    import numpy as np

    from qa.language.slot import slot
    from qa.restore.expectation import agreement, fits
    from qa.restore.odds import softmax
    from qa.restore.ranking import wording_context

    place = slot(passage.text, match.start, match.end)
    expected = agreement(passage.text, match.start, match.end)
    right = replacements(match, passage.text)
    if not right:
        return []
    scores = [
        n * math.log(_LATER) + _CONTEXT * wording_context(place, r.text) + _AGREEMENT * fits(expected, r.text).total
        for n, r in enumerate(right)
    ]
    said = [
        Original(replacement.text, float(probability), "glossary", replacement.gender)
        for replacement, probability in zip(right, softmax(np.array(scores)), strict=True)
    ]
    return sorted(said, key=lambda original: -original.probability)


def _trust(passage: Passage, match: Match, said: list[Original], other: list[Original]) -> float:
    """How far the glossary is believed against what the spinner suggests, the context heard on both."""
    from qa.language.slot import slot
    from qa.restore.odds import log_odds, logistic
    from qa.restore.ranking import wording_context

    trust = _TRUST if match.term.safe else _TRUST_UNSURE
    if not said or not other:
        return trust
    place = slot(passage.text, match.start, match.end)
    better = wording_context(place, said[0].text) - wording_context(place, other[0].text)
    return logistic(log_odds(trust) + _CONTEXT * better)


def _check(analysis: Analysis) -> Iterator[Finding]:
    from qa.restore.damage import damages
    from qa.restore.evidence import supported
    from qa.restore.intruders import intruders
    from qa.restore.odds import log_odds, logistic
    from qa.restore.originals import originals
    from qa.rules import chosen

    settings = analysis.settings
    # Of these the other rule knows better what stood there, where it is heard.
    told = REPLACED_INSIDE in chosen(settings.select, settings.ignore, settings.extend_select)
    elsewhere = [damage for damage in analysis.once(damages)[0] if damage.known_here] if told else []
    left = [
        i
        for i in intruders(analysis)
        if i.suspect.english and not any(_meet(i, damage.passage, damage) for damage in elsewhere)
    ]
    for passage, match in _spun(analysis):
        over = [i for i in left if _meet(i, passage, match)]
        if any(_longer(intruder, match) for intruder in over):
            continue
        left = [intruder for intruder in left if intruder not in over]
        same = [i for i in over if (i.suspect.mention.start, i.suspect.mention.end) == (match.start, match.end)]
        said, for_it = supported(analysis, passage, match.start, match.end, _of_glossary(passage, match))
        by_itself = logistic(log_odds(_CONFIDENCE if match.term.safe else _CONFIDENCE_UNSURE) + for_it)
        confidence = max([by_itself, *(i.probability for i in same)])
        if same:
            spun = originals(same[0])
            said = merged(said, spun, _trust(passage, match, said, spun))
        yield found(RULE, analysis, Place(passage, match.start, match.end), confidence, said)
    for intruder in left:
        yield found(RULE, analysis, place_of(intruder), intruder.probability, originals(intruder))


def _longer(intruder: Intruder, match: Match) -> bool:
    mention = intruder.suspect.mention
    return mention.end - mention.start > match.end - match.start


def _meet(intruder: Intruder, passage: Passage, other: Match | Damage) -> bool:
    """Whether an intruder and what was found in a passage have characters in common."""
    mention = intruder.suspect.mention
    return intruder.suspect.passage is passage and mention.start < other.end and other.start < mention.end


RULE = Rule(
    name="untranslated",
    category="accuracy/untranslated",
    severity="error",
    title=Wording("Anglais laissé dans le texte", "English left in the text"),
    reason=Wording(
        "Un programme qui réécrit ou traduit un article y laisse des mots anglais : il prend « car » pour une "
        "automobile, « parties » pour des fêtes, et met le synonyme anglais à la place. Les mots d’alentour disent ce "
        "qui se trouvait là.",
        "A program that rewrites or translates an article leaves English words in it: it takes French “car” (because) "
        "for a vehicle, “parties” for feasts, and puts the English synonym. The words around tell what stood there.",
    ),
    message=Wording("Anglais non traduit : « {text} ».", "English left untranslated: “{text}”."),
    check=_check,
    contextual=True,
    bad=(
        Bad("Le maire a rappelé que la state of affairs financière de la ville restait fragile.", ("state of affairs",),
            "Le maire a rappelé que la situation financière de la ville restait fragile."),
        Bad("Le match a été arrêté, automotive la pluie rendait le terrain impraticable.", ("automotive",),
            "Le match a été arrêté, car la pluie rendait le terrain impraticable."),
    ),
    good=(
        Good("Le groupe a chanté « Let it be » devant dix mille personnes.", "un titre entre guillemets"),
        Good("La start-up a levé deux millions d’euros grâce au crowdfunding (financement participatif)."),
        Good("Selon le Wall Street Journal, la banque songe à vendre sa filiale Direct Energy."),
    ),
)  # fmt: skip
