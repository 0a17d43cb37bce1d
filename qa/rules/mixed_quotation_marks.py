"""English or straight quotation marks in a document that also sets « »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.document import OBJECT, Passage
from qa.finding import Finding
from qa.language.analysis import Analysis
from qa.language.quotations import NARROW_NO_BREAK, NO_BREAK, Quotation, has_marks, inner_space, quotations
from qa.language.tokens import tokens
from qa.lexicon.words import open_words
from qa.rules.guillemets import guillemets
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

#: Where other marks are this many times as frequent as « », the others are the document's style.
_OUTNUMBERED = 4

_FIRST_WORD = re.compile(r"\s*[\w’'-]+")
#: Signs of a programme or a literal value, which keep their straight marks.
_CODE = re.compile(r"[{}<>=\\_|@#$*`]|\w[(/.]\w|\(\)|^\W*$")
#: How much more frequent than in French an English word is, in tens (Zipf).
_CLEARLY = 0.5


def _check(analysis: Analysis) -> Iterator[Finding]:
    source = analysis.document.source
    if not (("«" in source or "&" in source) and ('"' in source or "“" in source or "”" in source)):
        return
    own, others = 0, []
    for passage in analysis.document.passages:
        if has_marks(passage.text):
            found = quotations(passage.text)
            own += sum(quotation.mark == "«" for quotation in found)
            others += [(passage, quotation) for quotation in found if _is_other(passage, quotation)]
    if not others or len(others) > _OUTNUMBERED * own:
        return
    default = NARROW_NO_BREAK if analysis.settings.variant == "fr-CH" else NO_BREAK
    space = inner_space((passage.text for passage in analysis.document.passages), default)
    for passage, quotation in others:
        word = _FIRST_WORD.match(passage.text, quotation.start + 1)
        end = word.end() if word else quotation.start + 1
        suggestions = guillemets(passage, quotation.start, quotation.end, end, space)
        yield RULE.finding(
            analysis,
            passage,
            quotation.start,
            end,
            confidence=0.95,
            safe=_is_sure(passage.text, quotation),
            suggestions=suggestions,
        )


def _is_other(passage: Passage, quotation: Quotation) -> bool:
    """Whether this is an outermost quotation in prose with other marks than « »."""
    text, start, end = passage.text, quotation.start, quotation.end
    if quotation.mark == "«" or quotation.depth or not (quotation.opened and quotation.closed):
        return False
    if text[start - 1 : start] in ("=", "\\") or OBJECT in text[start:end] or _CODE.search(text, start + 1, end - 1):
        return False
    if any(start < stop and begin < end for begin, stop in passage.breaks):
        return False
    return not _is_english(text[start:end])


def _is_english(quoted: str) -> bool:
    """Whether a quotation is in English, whose marks it then keeps. A few English words do not make it so."""
    known = filter(None, (open_words().get(token.text) for token in tokens(quoted.lower())))
    leanings = [word.english - word.french for word in known]
    return sum(leaning > _CLEARLY for leaning in leanings) > sum(leaning < -_CLEARLY for leaning in leanings)


def _is_sure(text: str, quotation: Quotation) -> bool:
    """Straight marks around a single word may be a literal value; around several they quote."""
    quoted = text[quotation.start + 1 : quotation.end - 1]
    return "\n" not in quoted and (quotation.mark == "“" or " " in quoted.strip())


RULE = Rule(
    name="mixed-quotation-marks",
    category="linguistic-conventions/quotation-marks",
    severity="info",
    title=Wording("Guillemets mêlés", "Mixed quotation marks"),
    reason=Wording(
        "Un texte français cite entre guillemets français « » ; les guillemets anglais “ ” n’y servent qu’à "
        "l’intérieur d’une première citation. Deux usages dans un même document trahissent souvent un passage repris "
        "ou traduit par une machine.",
        "French text quotes between « »; English marks “ ” serve only inside another quotation. Two customs in one "
        "document often betray a passage that a machine has rewritten or translated.",
    ),
    message=Wording(
        "Guillemets étrangers à ceux du document, qui emploie « » : {text}",
        "Quotation marks other than the document’s own « »: {text}",
    ),
    check=_check,
    bad=(
        Bad(
            "Le maire parle d’un «\u00a0tournant\u00a0». Les élus répondent : “Nous attendons des actes”.",
            finds=("“Nous",),
            fix="Le maire parle d’un «\u00a0tournant\u00a0». Les élus répondent : "
            "«\u00a0Nous attendons des actes\u00a0».",
        ),
        Bad(
            'Le film «\u202fMinuit\u202f» sort demain.\n\nSon auteur l’appelle " une fable sans morale ".',
            finds=('" une',),
            fix="Le film «\u202fMinuit\u202f» sort demain.\n\n"
            "Son auteur l’appelle «\u202fune fable sans morale\u202f».",
        ),
    ),
    good=(
        Good("Il répond : « J’ai relu “Les Misérables” cet été. »", "Les guillemets anglais sont dans une citation."),
        Good('Elle dit "oui" à tout, et "merci" à tous.', "Le document n’emploie qu’un seul usage."),
        Good('Cet écran de 15" est vendu sous le nom « Horizon ».', "C’est un signe de mesure."),
        Good('L’attribut lang="fr" dit la langue, d’où « fr » dans la page.', "C’est du code."),
    ),
)
