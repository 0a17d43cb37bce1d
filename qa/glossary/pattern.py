"""One term, held against the words of a text: where it stands, however it is inflected, elided or hyphenated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from qa.glossary.context import fits, may_fit
from qa.glossary.forms import DETERMINERS, Reading, bases, parts_of_speech, readings
from qa.glossary.term import Term
from qa.glossary.words import ELIDED, WORD, Word, shared, stands_alone, words

#: Small words of a term that take another shape from one sentence to the next.
_VARIANTS = {
    "de": frozenset({"de", "d", "du", "des"}),
    "à": frozenset({"à", "au", "aux"}),
    "se": frozenset({"se", "s", "me", "m", "te", "t", "nous", "vous"}),
    "s": frozenset({"se", "s", "me", "m", "te", "t", "nous", "vous"}),
    "que": frozenset({"que", "qu"}),
    "le": frozenset({"le", "l"}),
    "la": frozenset({"la", "l"}),
    "ne": frozenset({"ne", "n"}),
    "d": frozenset({"d", "de"}),
}
#: What may stand between a verb and its object.
_BETWEEN = frozenset(
    WORD.findall(
        "pas plus jamais guère bien vraiment toujours souvent aussi encore déjà surtout parfois donc ainsi alors "
        "également"
    )
)
_NEGATIONS = frozenset({"pas", "plus", "jamais", "guère"})
_INDEFINITE = frozenset({"un", "une", "des"})
_REFLEXIVE = frozenset({"se", "s"})

_GAP = re.compile(r"[ \t\u00a0\u202f]*(?:\r?\n|\r)?[ \t\u00a0\u202f]*|[-‑–]")
_APOSTROPHE = re.compile(r"['’]\s?")
_APOSTROPHES = ("'", "’")
#: Before a verb, not before a noun; before a noun, not before a verb.
_SUBJECTS = frozenset(WORD.findall("je j tu il elle on ils elles ne n me m te t se s y"))
_BEFORE_NOUNS = DETERMINERS - {"leur", "de", "d"}

#: Verbs of which some form stands in every other sentence, however rare the infinitive is.
_COMMON_VERBS = frozenset(WORD.findall("être avoir faire aller pouvoir devoir mettre prendre venir voir dire donner"))

#: What the lexicon may call a form of a term's part of speech; nothing, where it looked at the ending alone.
_FITTING = {
    "noun": frozenset({"noun", ""}),
    "verb": frozenset({"verb", "participle", "gerund", ""}),
    "adj": frozenset({"adj", "participle", ""}),
}

#: Words remembered beside the anchor of one term; a bound on memory.
_REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class Match:
    """A term at `text[start:end]`.

    `rank` is the number of the glossary that holds it, in the order given to the matcher. `spots` are the words that
    stand for the words of the term, one for one. `slips` counts the letters by which the text differs from the term.
    `readings` are those of the word that carries the term's inflection. `before` is the word in front, lower case.
    """

    start: int
    end: int
    term: Term
    rank: int
    spots: tuple[Word, ...]
    slips: int
    head: int
    readings: tuple[Reading, ...]
    before: str


@dataclass(frozen=True)
class Pattern:
    """A term taken apart, ready to be held against the words of a text."""

    term: Term
    rank: int
    number: int
    parts: tuple[str, ...]
    anchor: int

    @classmethod
    def of(cls, term: Term, rank: int, number: int) -> Pattern:
        parts = tuple(WORD.findall(term.wrong.lower()))
        return cls(term, rank, number, parts, _rarest(parts) if len(parts) > 1 else 0)

    @cached_property
    def spelled(self) -> tuple[Word, ...]:
        """The words of the term as it spells them."""
        return tuple(words(self.term.wrong))

    @cached_property
    def verbal(self) -> bool:
        if self.term.pos == "verb":
            return True
        return self.term.pos in ("", "phrase") and "infinitive" in parts_of_speech(self.parts[self.head])

    @cached_property
    def head(self) -> int:
        """The number of the word that carries the inflection: a verb's pronoun does not."""
        return 1 if len(self.parts) > 1 and self.parts[0] in _REFLEXIVE else 0

    @cached_property
    def open(self) -> frozenset[int]:
        """Which determiners stand for any: those that the right wording keeps (*adresser un problème*)."""
        if not self.verbal or not self.term.right:
            return frozenset()
        kept = len(self.parts) - shared(self.term.wrong, self.term.right[0])[1]
        return frozenset(number for number, part in enumerate(self.parts) if number >= kept and part in _INDEFINITE)

    @cached_property
    def right(self) -> tuple[tuple[str, ...], ...]:
        """The words of the right wordings, lower case."""
        return tuple(tuple(word.text.lower() for word in words(right)) for right in self.term.right)

    @cached_property
    def seams(self) -> tuple[str, ...]:
        """What stands between the words of the term."""
        pairs = zip(self.spelled, self.spelled[1:], strict=False)
        return tuple(self.term.wrong[left.end : right.start] for left, right in pairs)

    def likely(self, low: list[str], number: int) -> bool:
        """Whether the lower-case words beside the anchor let the term be there: its own, and those of its condition.

        It costs little, and spares most texts a closer look.
        """
        first = last = number
        if len(self.parts) > 1:
            if self._has_capital:
                return True
            for part in range(self.anchor + 1, len(self.parts)):
                if (last := self._beside(low, last, part, 1)) < 0:
                    return False
            for part in range(self.anchor - 1, -1, -1):
                if (first := self._beside(low, first, part, -1)) < 0:
                    return False
        return not self.term.when or may_fit(self.term, low, first, last)

    @cached_property
    def _has_capital(self) -> bool:
        """Whether a word beside the anchor has a capital, which lower-case words cannot tell of."""
        pairs = zip(self.spelled, self.parts, strict=True)
        return any(number != self.anchor and spelled.text != part for number, (spelled, part) in enumerate(pairs))

    def _beside(self, low: list[str], number: int, part: int, step: int) -> int:
        """As `_next` and `_previous`, by the words alone: the number of the word that stands for a part, or -1."""
        for at in (number + step, number + 2 * step):
            if not 0 <= at < len(low):
                return -1
            negated = (at > number + 1 if step > 0 else at > 0) and low[at - 1] in _NEGATIONS
            if self._reads(part, low[at], negated):
                return at
            if not (self.verbal and self.head == (part - 1 if step > 0 else part) and low[at] in _BETWEEN):
                return -1
        return -1

    def at(self, text: str, around: list[Word], number: int, slips: int) -> Match | None:
        """The match whose anchor is the word of that number."""
        numbers = self._spread(text, around, number, slips)
        if numbers is None:
            return None
        spots = tuple(around[spot] for spot in numbers)
        start, end = self._bounds(text, spots)
        if end < 0 or not stands_alone(text, start, end):
            return None
        before = around[numbers[0] - 1].text.lower() if numbers[0] else ""
        head, found = self._inflection(spots, slips)
        match = Match(start, end, self.term, self.rank, spots, slips, head, found, before)
        if self._other_word(match) or self._is_right(around, numbers):
            return None
        return match if fits(self.term, text, around, numbers[0], numbers[-1]) else None

    def _spread(self, text: str, around: list[Word], number: int, slips: int) -> list[int] | None:
        """The numbers of the words that stand for the term's words, from the anchor to both ends."""
        if not slips and not self._reads(self.anchor, around[number].text):
            return None
        numbers = [number]
        for part in range(self.anchor + 1, len(self.parts)):
            following = self._next(text, around, numbers[-1], part)
            if following is None:
                return None
            numbers.append(following)
        for part in range(self.anchor - 1, -1, -1):
            preceding = self._previous(text, around, numbers[0], part)
            if preceding is None:
                return None
            numbers.insert(0, preceding)
        return numbers

    def _next(self, text: str, around: list[Word], last: int, part: int) -> int | None:
        """The word after `last` that stands for a part; a verb may let an adverb in between."""
        for number in (last + 1, last + 2):
            if number >= len(around) or not self._joined(text, around[number - 1], around[number], part - 1):
                return None
            negated = number > last + 1 and around[number - 1].text.lower() in _NEGATIONS
            if self._reads(part, around[number].text, negated):
                return number
            if not (self.verbal and part - 1 == self.head and around[number].text.lower() in _BETWEEN):
                return None
        return None

    def _previous(self, text: str, around: list[Word], first: int, part: int) -> int | None:
        for number in (first - 1, first - 2):
            if number < 0 or not self._joined(text, around[number], around[number + 1], part):
                return None
            negated = number > 0 and around[number - 1].text.lower() in _NEGATIONS
            if self._reads(part, around[number].text, negated):
                return number
            if not (self.verbal and part == self.head and around[number].text.lower() in _BETWEEN):
                return None
        return None

    def _joined(self, text: str, left: Word, right: Word, seam: int) -> bool:
        between, own, low = text[left.end : right.start], self.seams[seam].strip(), left.text.lower()
        if own in _APOSTROPHES if low == self.parts[seam] else low in ELIDED:
            return _APOSTROPHE.fullmatch(between) is not None
        return (between != "" and _GAP.fullmatch(between) is not None) or between.strip() == own != ""

    @cached_property
    def _told(self) -> dict[tuple[int, str, bool], bool]:
        """What `_reads` has said: the words beside an anchor are mostly the same few."""
        return {}

    def _reads(self, part: int, word: str, negated: bool = False) -> bool:
        key = part, word, negated
        told = self._told.get(key)
        if told is None:
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            self._told[key] = told = self._stands_for(part, word, negated)
        return told

    def _stands_for(self, part: int, word: str, negated: bool) -> bool:
        wanted, spelled, low = self.parts[part], self.spelled[part].text, word.lower()
        if spelled != wanted:
            return word in (spelled, spelled + "s", spelled + "x")
        if low == wanted:
            return True
        if part in self.open:
            return low in DETERMINERS
        if len(self.parts) > 1:
            if low in _VARIANTS.get(wanted, ()) or (negated and wanted in DETERMINERS and low in ("de", "d")):
                return True
            if wanted in DETERMINERS or wanted in _VARIANTS:
                return False
        return any(True for _ in self._readings(part, low))

    def _readings(self, part: int, low: str) -> tuple[Reading, ...]:
        """The ways to read a word as a form of a part of the term, as far as the term's part of speech allows."""
        pos = self.term.pos
        if pos in ("adv", "prep", "conj"):
            return ()
        wanted = self.parts[part]
        found = [reading for reading in readings(low) if reading.lemma == wanted]
        if verb := participle_of(wanted):
            found += [reading for reading in readings(low) if (reading.lemma, reading.pos) == (verb, "participle")]
        if part == self.head and pos in ("noun", "verb", "adj"):
            found = [reading for reading in found if reading.pos in _FITTING[pos]]
        return tuple(found)

    def _inflection(self, spots: tuple[Word, ...], slips: int) -> tuple[int, tuple[Reading, ...]]:
        """The part that carries the inflection, the first that is not in its base form; and how it may be read."""
        if slips:
            word, part = spots[self.anchor].text.lower(), self.parts[self.anchor]
            plural = word.endswith("s") and not part.endswith("s")
            return self.anchor, (Reading(part, "noun", "", "p" if plural else "s"),)
        for number, spot in enumerate(spots):
            low, part = spot.text.lower(), self.parts[number]
            if number >= self.head and low != part and part not in _VARIANTS and number not in self.open:
                return number, self._readings(number, low)
            if self.verbal:
                break
        return self.head, self._readings(self.head, spots[self.head].text.lower())

    def _bounds(self, text: str, spots: tuple[Word, ...]) -> tuple[int, int]:
        """Where the match begins and ends, with the signs of the term (*C++*); the end is -1 without them."""
        wrong = self.term.wrong
        front, back = wrong[: self.spelled[0].start], wrong[self.spelled[-1].end :]
        start, end = spots[0].start - len(front), spots[-1].end + len(back)
        if (front or back) and (
            start < 0 or text[start : spots[0].start] != front or text[spots[-1].end : end] != back
        ):
            return 0, -1
        if not back and len(spots) > 1 and spots[-1].text.lower() in ELIDED and text[end : end + 1] in ("'", "’"):
            end += 1
        return start, end

    def _other_word(self, match: Match) -> bool:
        """Whether the word in front says that the noun is a verb here, or the verb a noun."""
        if match.head or not match.before:
            return False
        if self.term.pos == "noun":
            return match.before in _SUBJECTS
        low = match.spots[0].text.lower()
        return self.term.pos == "verb" and match.before in _BEFORE_NOUNS and "noun" in parts_of_speech(low)

    def _is_right(self, around: list[Word], numbers: list[int]) -> bool:
        """Whether the words already make one of the right wordings, perhaps with their neighbours."""
        if numbers[-1] - numbers[0] != len(numbers) - 1:
            return False
        for parts in self.right:
            for offset in range(len(parts) - len(self.parts) + 1):
                first = numbers[0] - offset
                if first < 0 or first + len(parts) > len(around) or parts == self.parts:
                    continue
                pairs = zip(parts, around[first : first + len(parts)], strict=True)
                if all(word.text.lower() == part or part in bases(word.text.lower()) for part, word in pairs):
                    return True
        return False


def _rarest(parts: tuple[str, ...]) -> int:
    """The number of the word that a text is least likely to hold: the fewest texts are then looked at closely."""
    try:
        from qa.lexicon.words import open_words

        get = open_words().get
    except (ImportError, OSError):
        return max(range(len(parts)), key=lambda number: len(parts[number]))

    def frequency(number: int) -> float:
        known = get(parts[number])
        return 8.0 if parts[number] in _COMMON_VERBS else known.french if known else 0.0

    return min(range(len(parts)), key=frequency)


def participle_of(word: str) -> str:
    """The verb of a term given as a participle (*basé à*), as far as the ending tells it; else nothing."""
    return word[:-1] + "er" if len(word) > 3 and word.endswith("é") else ""
