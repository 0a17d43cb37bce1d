"""A word typed twice: le le, dans dans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from qa.document import Passage
from qa.finding import Edit, Finding, Suggestion
from qa.language.analysis import Analysis
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: Words that no French sentence sets twice in a row: one of the two is always too many.
_NEVER_TWICE = frozenset(
    """
    le les de du des un à au aux et dans par pour avec sans sous vers chez entre depuis ce cet cette ces ses mon ma mes
    ton ta tes sa nos vos notre votre leurs je ils on dont mais ou ni ne se me te afin lorsque puisque selon parmi
    """.split()
)
#: Words that may stand twice (faire une une, là là without its accents), but seldom do.
_SELDOM_TWICE = frozenset("la qui que sur une il quand comme".split())
#: Longer words rightly set twice, by grammar (toutes toutes), for emphasis or as a call.
_OFTEN_TWICE = frozenset(
    """
    elles toutes mêmes faire faites jamais toujours longtemps vraiment beaucoup tellement encore presque doucement
    lentement seulement simplement petit petite petits petites grand grande jolie voilà bonjour bonsoir coucou allons
    allez voyons tiens merci pardon maman hélas bravo attention silence partout ailleurs autre autres contre
    arrête arrêtez attends attendez écoute écoutez regarde regardez
    """.split()
)
#: Shorter words are doubled for fun, sound or emphasis too often.
_LONG = 5
#: After these a verb may end a clause and begin the next: ce qui existe existe.
_SUBJECTS = frozenset("qui il elle on ils elles que".split())

_DOUBLE = re.compile(r"(?<![\w’'.,&/-])(\w[\w’'-]*)((?:\s+\1)+)(?![\w’'&/-]|\.\w)", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_GOES_ON = re.compile(r"\s+\w")
#: Kinds of passages that hold labels and lists of words, unless it is a sentence: bla bla in a cell is no slip.
_LABELS = frozenset({"cell", "field"})
_SENTENCE = re.compile(r"\w[.!?…][»”\"’\s]*\Z")
_HESITATION = re.compile(r"\beuh\b", re.IGNORECASE)


def _check(analysis: Analysis) -> Iterator[Finding]:
    transcript: bool | None = None
    for passage in analysis.document.passages:
        words = passage.text.lower().split()
        if not any(map(eq, words, words[1:])) or (passage.kind in _LABELS and not _SENTENCE.search(passage.text)):
            continue
        for match in _DOUBLE.finditer(passage.text):
            confidence = _confidence(passage, match)
            if confidence:
                # Speech written down as it was spoken keeps its stammer.
                if transcript is None:
                    transcript = bool(_HESITATION.search(analysis.document.source))
                if transcript:
                    return
                yield RULE.finding(
                    analysis,
                    passage,
                    *match.span(),
                    confidence=confidence,
                    safe=match.group(1).lower() in _NEVER_TWICE,
                    suggestions=_once(passage, match),
                    word=match.group(1),
                )


def _confidence(passage: Passage, match: re.Match[str]) -> float:
    """How sure it is that a doubled word is a slip; 0 where it may be meant."""
    text, word, rest = passage.text, match.group(1).lower(), match.group(2).split()
    if not all(other == word for other in rest) or any(
        start < match.end() and match.start() < end for start, end in passage.breaks
    ):
        return 0.0
    if word in _NEVER_TWICE:
        return 0.98 if len(word) > 1 or match.group().islower() else 0.0  # "À à" lists letters
    if len(rest) > 1:
        return 0.0
    if word in _SELDOM_TWICE:
        return 0.85 if _GOES_ON.match(text, match.end()) else 0.0
    if "\n" in match.group() or not match.group().islower():
        return 0.0
    before = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    if (
        len(word) < _LONG
        or not word.isalpha()
        or word in _OFTEN_TWICE
        or (before and before.group(1).lower() in _SUBJECTS)
    ):
        return 0.0
    return 0.8


def _once(passage: Passage, match: re.Match[str]) -> tuple[Suggestion, ...]:
    """The word once: the first stays, for its capital, unless markup stands around the others."""
    word, first_end = match.group(1), match.end(1)
    last_start = match.end() - len(word)
    for start, end in ((first_end, match.end()), (match.start(), last_start)):
        if passage.editable(start, end):
            edit = Edit(passage.source_start(start), passage.source_end(end), "")
            return (Suggestion(word, 0.98, "rule", (edit,)),)
    return ()


RULE = Rule(
    name="repeated-word",
    category="design/repeated-text",
    severity="warning",
    title=Wording("Mot en double", "Repeated word"),
    reason=Wording(
        "Un mot tapé deux fois de suite échappe à la relecture, surtout au passage d’une ligne à l’autre. Les doublets "
        "que la langue admet (« nous nous levons », « faire faire ») ne sont pas signalés.",
        "A word typed twice in a row escapes proof-reading, above all where a line ends. Doubles that French allows "
        "(“nous nous levons”, “faire faire”) are not reported.",
    ),
    message=Wording("Mot en double : « {word} ».", "Repeated word: “{word}”."),
    check=_check,
    bad=(
        Bad("Elle travaille dans dans un atelier.", finds=("dans dans",), fix="Elle travaille dans un atelier."),
        Bad("Le le train part à midi.", finds=("Le le",), fix="Le train part à midi."),
        Bad(
            "Le conseil a voté la\nla hausse des des des tarifs.",
            finds=("la\nla", "des des des"),
            fix="Le conseil a voté la hausse des tarifs.",
        ),
        Bad("Un village village perché.", finds=("village village",), fix="Un village perché."),
    ),
    good=(
        Good("Nous nous levons tôt, vous vous levez tard.", "Sujet et pronom réfléchi."),
        Good("Il a fait faire faire le tour du site à ses hôtes.", "Deux infinitifs."),
        Good("C’est très très loin, non non, bien bien plus loin.", "Insistance."),
        Good("Duran Duran chante à Baden Baden.", "Noms propres."),
        Good("Il y a le Le Mans de la course et le sien.", "L’article et celui d’un nom propre."),
        Good("Ce qui existe existe.", "Deux propositions."),
    ),
)
