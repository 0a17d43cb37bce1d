"""Short and full forms of the words that French shortens before a vowel sound: le → l’, que → qu’, ce → c’."""

from __future__ import annotations

from functools import lru_cache

from qa.lexicon.forms import Forms, open_forms

_VOWELS = frozenset("aàâäáãåeéèêëiîïíoôöóõuùûüúœæ")

#: Begin with the sound of a consonant, whatever their letter says (with all their inflected forms).
_CONSONANT_SOUNDS = ("onze", "onzièm", "oui-", "ouistiti", "ouïghour", "ouï-dire", "uhlan", "ouah", "ouais", "oua-oua")

#: An y before a vowel is a consonant (le yaourt), but not in these.
_Y_VOWELS = frozenset({"y", "yeux", "yeuse", "yeuses", "yèble", "yèbles", "yeu", "yonne", "york", "yerres", "yerville"})

#: A shorter beginning is a French word by chance: hard-ware.
_SHORTEST_STEM = 6

#: What stays of a word before a vowel sound.
_SHORT = {
    "le": "l", "la": "l", "de": "d", "que": "qu", "je": "j", "me": "m", "te": "t", "se": "s", "ne": "n",
    "jusque": "jusqu",
}  # fmt: skip
_OF_QUE = ("lorsque", "puisque", "quoique")
_AFTER_QUE = frozenset({"il", "ils", "elle", "elles", "on", "un", "une", "en", "ainsi", "à", "au", "aux", "avec"})
_FULL = {short: full for full, short in _SHORT.items() if full != "la"} | {
    "c": "ce", "lorsqu": "lorsque", "puisqu": "puisque", "quoiqu": "quoique",
}  # fmt: skip
_ETRE = frozenset({"est", "était", "étaient", "eût", "en", "étant", "eussent"})


@lru_cache(maxsize=1)  # one wording after the other is asked about in a text
def apostrophe(text: str) -> str:
    """The apostrophe that a text uses: the typewriter's where it is alone or prevails, else the printer's.

    >>> apostrophe("L'an et l'or")
    "'"
    """
    return "'" if text.count("'") > text.count("’") else "’"


def vowel_sound(word: str, forms: Forms | None = None) -> bool:
    """Whether a word begins with a vowel sound, so that le, de, que are shortened before it.

    >>> [vowel_sound(word) for word in ("homme", "héros", "onze", "yeux", "yaourt", "ONU", "SNCF", "11")]
    [True, False, False, True, False, True, False, False]
    """
    lower = word.lower()
    first = lower[:1]
    if first == "h":
        forms = forms or open_forms()
        # A word with h that no dictionary has is most often foreign: le Hamas, le hardware.
        return not forms.aspirated(word) and (forms.known(lower.partition("-")[0]) or _derived(lower, forms))
    if first == "y":
        return lower.partition("-")[0] in _Y_VOWELS or lower[1:2] not in (_VOWELS | {""})
    return first in _VOWELS and lower != "oui" and not lower.startswith(_CONSONANT_SOUNDS)


def _derived(word: str, forms: Forms) -> bool:
    """Whether a word with h is made of a French one without a sound of its own for it: hameçonnage, of hameçon."""
    stems = (word[:length] for length in range(len(word) - 1, _SHORTEST_STEM - 1, -1))
    stem = next((stem for stem in stems if forms.known(stem)), "")
    return stem != "" and not forms.aspirated(stem)


def elides(word: str, following: str, forms: Forms | None = None) -> bool:
    """Whether `word` (le, que, si…) is shortened before `following`."""
    lower, after = word.lower(), following.lower()
    if lower in _SHORT:
        return vowel_sound(following, forms)
    if lower == "ce":
        return after in _ETRE
    if lower == "si":
        return after in ("il", "ils")
    if lower == "quelque":
        return after in ("un", "une")
    return lower in _OF_QUE and after in _AFTER_QUE


def shorten(word: str, mark: str = "’") -> str:
    """A word's short form, its case kept, with the apostrophe `mark`: Que → Qu’. A word that has none comes back."""
    lower = word.lower()
    if lower in _SHORT:
        kept = len(_SHORT[lower])
    elif lower in ("ce", "si"):
        kept = 1
    elif lower in _OF_QUE or lower == "quelque":
        kept = len(lower) - 1
    else:
        return word
    return word[:kept] + mark


def lengthen(word: str, following: str = "") -> str:
    """The full form of an elided word, its case kept: qu’ → que, l’ → le, s’ → si before il, else se.

    Whether l’ stands for le or la the word itself does not say: that is for the one who knows the noun.
    """
    stem = word.rstrip("'’")
    lower = stem.lower()
    full = "si" if lower == "s" and following.lower() in ("il", "ils") else _FULL.get(lower)
    if full is None:
        return word
    return full.upper() if len(stem) > 1 and stem.isupper() else stem + full[len(stem) :]


def elided(word: str) -> bool:
    """Whether a word is a short form that ends in its apostrophe."""
    return word.endswith(("'", "’")) and word[:-1].lower() in _FULL
