"""French words that an English word is the twin of: *director* → *directeur*, *education* → *éducation*.

An unfinished translation leaves such words; a spinner, which starts from French, hardly does. So they come after what
the thesauri say.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from qa.language.morphology import plural
from qa.lexicon.forms import open_forms
from qa.lexicon.words import open_words

#: English ending → French endings, the likeliest first. The first that fits is taken, longest before shorter.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ically", ("iquement",)), ("ously", ("eusement",)), ("ively", ("ivement",)),
    ("ally", ("ellement", "alement")), ("ently", ("emment",)), ("antly", ("amment",)), ("ical", ("ique",)),
    ("ional", ("ionnel", "ionnelle", "ional")), ("ize", ("iser",)), ("ise", ("iser",)), ("ify", ("ifier",)),
    ("ator", ("ateur",)), ("itor", ("iteur",)), ("ctor", ("cteur",)), ("ity", ("ité",)), ("ety", ("été",)),
    ("ous", ("eux", "euse")), ("ive", ("if", "ive")), ("ary", ("aire",)), ("ory", ("oire",)), ("ism", ("isme",)),
    ("ist", ("iste",)), ("logy", ("logie",)), ("ncy", ("nce",)), ("acy", ("atie",)), ("phy", ("phie",)),
    ("ic", ("ique",)), ("al", ("al", "el", "elle", "ale")), ("ly", ("ement", "ment")), ("or", ("eur",)),
    ("er", ("eur", "ier", "re")), ("ate", ("er", "at")), ("ing", ("er", "ant", "ation")), ("ed", ("é", "ée")),
    ("y", ("ie", "e", "é")), ("e", ("er", "é", "")), ("", ("", "e", "er")),
)  # fmt: skip

#: Letters that French may write with an accent.
_ACCENTED = {"e": "eéèê", "a": "aâ", "o": "oô", "i": "iî", "u": "uû"}
#: As many letters at most are tried with one, from the left.
_TRIED = 4
#: A French word rarer than this (Zipf) is hardly what stood there.
_RAREST = 2.5


@lru_cache(maxsize=2048)
def cognates(form: str) -> tuple[str, ...]:
    """The French twins of a lower-case English word, the commonest first; plural for plural."""
    if not form.isalpha() or len(form) < 4:
        return ()
    many = form.endswith("s") and not form.endswith(("ss", "us", "is"))
    stem = _singular(form) if many else form
    found = {_as_many(word) if many else word for word in _twins(stem)}
    words = open_words()
    known = [(word, entry.french) for word in found if (entry := words.get(word)) and entry.french >= _RAREST]
    return tuple(word for word, _ in sorted(known, key=lambda pair: (-pair[1], pair[0])) if word != form)


def _singular(form: str) -> str:
    return form[:-3] + "y" if form.endswith("ies") else form[:-1]


def _as_many(word: str) -> str:
    return plural(word, open_forms())


def _twins(form: str) -> Iterator[str]:
    yield from _spelled(form)
    for ending, instead in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            found = False
            for french in instead:
                for word in _spelled(form[: len(form) - len(ending)] + french):
                    found = True
                    yield word
            if found and ending:
                return


def _spelled(plain: str) -> Iterator[str]:
    """The known spellings of a word whose accents are missing."""
    forms = open_forms()
    places = [at for at, letter in enumerate(plain) if letter in _ACCENTED][:_TRIED]
    for letters in product(*(_ACCENTED[plain[at]] for at in places)):
        word = list(plain)
        for at, letter in zip(places, letters, strict=True):
            word[at] = letter
        spelled = "".join(word)
        if forms.spelled(spelled):
            yield spelled
