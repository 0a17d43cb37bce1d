"""A few words left behind after a full stop, in lower case and without a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.document import OBJECT, Passage
from qa.finding import Edit, Finding, Suggestion
from qa.language.analysis import Analysis
from qa.lexicon.forms import open_forms
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: A fragment is no longer than this, in words; a longer stretch is a sentence without its capital.
_LONGEST = 6

#: A full stop, with the marks that close after it, then a word in lower case on the same line.
_STOP = re.compile(r"\.[”\"»’)]*[ \N{NO-BREAK SPACE}](?=[^\W\d_A-ZÀ-Þ])")
_WORD_BEFORE = re.compile(r"[^\s(\[«“”\"»’']+$")
_FRAGMENT = re.compile(r"[^.!?…:;\n]*(?:[.!?…]+(?:[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]?[”\"»)])*|$)")
_WORD = re.compile(r"[^\W\d_]+")

#: Words that end in a full stop without ending a sentence.
_ABBREVIATIONS = frozenset(
    """
    adj adv al anc ann apr app approx arr art av bat bd bibl bld boul bull cap cf cfr ch chap cit co col coll conf cons
    corp cté dép dépt dir doc dr éd édit eds ens env etc éts ex excl exp fasc fém fig fol hab hist ht ibid id inc incl
    inf int introd inv janv févr juil sept oct nov déc jr loc ltd mal masc max mgr min mle mlle mm mme ms mss nb nbr
    etym no num obs op ouvr p paragr part pl pop pos préf prof prov qqch qqn rec réf reg rel rem rép resp ro rte sec
    sect sing soc sq sqq sr ss st ste suiv sup suppl sv syn tab tél tit tlj tom trad ttc univ var vb vol vs zool
    """.split()
)
#: Words that open a clause, which has a verb of its own even where that is spelled like a noun.
_CLAUSE = frozenset(
    "qui que qu lorsque quand si puisque comme dont où ne n il ils elle elles "
    "on je j tu nous vous se s c ça y voici voilà".split()
)
_ENDINGS = frozenset("txt json xml csv html css js py md net exe dll msi zip gz conf config yml yaml log pdf".split())


def _check(analysis: Analysis) -> Iterator[Finding]:
    for passage in analysis.document.passages:
        if passage.kind in ("item", "cell", "field"):
            continue
        starts = [match for match in _STOP.finditer(passage.text) if _ends_sentence(passage.text, match.start())]
        # Who begins several sentences so writes so.
        if len(starts) == 1 and not passage.text[:1].islower():
            finding = _fragment(analysis, passage, starts[0])
            if finding:
                yield finding


def _ends_sentence(text: str, at: int) -> bool:
    """Whether the full stop at an offset ends a sentence: it abbreviates nothing, ends no number, name or ellipsis."""
    match = _WORD_BEFORE.search(text, max(0, at - 40), at)
    if match is None:
        return text[at - 1 : at] in ("”", "»", '"', "’")
    word = match.group()
    return (
        (word[-1].isalpha() or word[-1] in ")]%")
        and len(word) > 1
        and "." not in word
        and OBJECT not in word
        and word.lower().rpartition("-")[2] not in _ABBREVIATIONS
    )


def _fragment(analysis: Analysis, passage: Passage, stop: re.Match[str]) -> Finding | None:
    text, start = passage.text, stop.end()
    match = _FRAGMENT.match(text, start)
    if (
        match is None
        or not match.group()
        or any(first < match.end() and start < last for first, last in passage.breaks)
    ):
        return None
    end = match.end()
    words = _WORD.findall(match.group())
    finished = end == len(text) or text[end].isspace()
    following = text[end : end + 4].strip()[:1]
    if not finished or following.islower() or not 2 <= len(words) <= _LONGEST or not _is_prose(match.group()):
        return None
    if any(word.lower() in _CLAUSE or _is_finite_verb(word) for word in words):
        return None
    return RULE.finding(analysis, passage, start, end, confidence=0.8, suggestions=_removal(passage, start - 1, end))


def _is_finite_verb(word: str) -> bool:
    """Whether a word is most likely a verb in a person. *Zone* and *porte* are nouns first."""
    readings = open_forms().analyses(word)
    return bool(readings) and readings[0].pos == "verb" and readings[0].features != "W"


def _is_prose(fragment: str) -> bool:
    """No code, name with a capital inside (iPhone), reference, number or ending of a file's name."""
    first = fragment.split(maxsplit=1)[0]
    return (
        first not in _ENDINGS
        and OBJECT not in fragment
        and first[1:].lower() == first[1:]
        and not re.search(r"[\d/@_=\\<>{}()\[\]|#*]", fragment)
    )


def _removal(passage: Passage, start: int, end: int) -> tuple[Suggestion, ...]:
    if not passage.editable(start, end):
        return ()
    return (Suggestion("", 0.7, "rule", (Edit(passage.source_start(start), passage.source_end(end), ""),)),)


RULE = Rule(
    name="left-over-fragment",
    category="design/left-over-text",
    severity="warning",
    title=Wording("Bout de phrase oublié", "Fragment left behind"),
    reason=Wording(
        "Après un point, quelques mots sans majuscule ni verbe sont le plus souvent le reste d’une phrase réécrite.",
        "After a full stop, a few words with neither capital nor verb are most often what is left of a sentence that "
        "was rewritten.",
    ),
    message=Wording("Reste d’une phrase réécrite : « {text} ».", "Left over from a rewritten sentence: “{text}”."),
    check=_check,
    bad=(
        Bad(
            "La ville rénove son théâtre municipal. salle de spectacle. Les travaux dureront un an.",
            finds=("salle de spectacle.",),
            fix="La ville rénove son théâtre municipal. Les travaux dureront un an.",
        ),
        Bad(
            "Il évoque “un accord dans le secteur du bois”. filière forestière ».",
            finds=("filière forestière ».",),
            fix="Il évoque “un accord dans le secteur du bois”.",
        ),
    ),
    good=(
        Good("Voir les pages citées, p. ex. celles du chap. premier, etc. et la suite.", "Ce sont des abréviations."),
        Good("Le palais date du IIe siècle av. notre ère."),
        Good("Elle hésite... puis entre. iPhone en main, elle sort."),
        Good(
            "Il pleut. le vent se lève enfin sur la plaine et sur les toits.",
            "Une phrase sans majuscule, qui a son verbe.",
        ),
        Good("« Entrez ! » dit-il. « Où ? » demanda-t-elle."),
    ),
)
