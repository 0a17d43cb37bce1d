"""All that may have stood in an intruder's place: what its spinner replaced, or what an unfinished translation left."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qa.language.slot import Slot
from qa.restore.agreement import agreement, fits
from qa.restore.cognates import cognates
from qa.restore.inside_words import everyday
from qa.restore.intruders import Intruder
from qa.restore.ranking import wording_context
from qa.restore.suggestions import Wording, merged

#: How far a translation is believed to have left the word, against a spinner to have put it.
_TRANSLATION = 0.15

#: How much the context, and the agreement with the words around, tell translations apart.
_CONTEXT, _AGREEMENT = 0.4, 1.0


def of_intruder(intruder: Intruder) -> list[Wording]:
    """The wordings, likeliest first; their probabilities sum to one at most."""
    suspect = intruder.suspect
    spun = [
        Wording(candidate.text, probability, "thesaurus" if candidate.relations else "context")
        for candidate, probability in intruder.restored
    ]
    form = suspect.mention.form
    translations = tuple(dict.fromkeys((*everyday().get(form, ()), *cognates(form))))
    if not translations or not suspect.english:
        return spun
    mention = suspect.mention
    expected = agreement(suspect.passage.text, mention.start, mention.end)
    fitting = [float(sum(fits(expected, word)[:5])) for word in translations]
    source = "bilingual" if form in everyday() else "cognate"
    translated = weighed(suspect.slot, translations, source, fitting)
    trust = _TRANSLATION
    if source == "bilingual" and spun:
        better = wording_context(suspect.slot, translated[0].text) - wording_context(suspect.slot, spun[0].text)
        trust = 1 / (1 + math.exp(-max(-30.0, min(30.0, math.log(trust / (1 - trust)) + _CONTEXT * better))))
    return merged(spun, translated, 1 - trust)


def weighed(slot: Slot, words: Sequence[str], source: str, fitting: Sequence[float] = ()) -> list[Wording]:
    """Wordings with their probabilities by how they fit a slot, and by how they agree with the words around."""
    scores = [_CONTEXT * wording_context(slot, word) for word in words]
    if fitting:
        scores = [score + _AGREEMENT * fit for score, fit in zip(scores, fitting, strict=True)]
    parts = [math.exp(score - max(scores)) for score in scores]
    found = [Wording(word, part / sum(parts), source) for word, part in zip(words, parts, strict=True)]
    return sorted(found, key=lambda wording: -wording.probability)
