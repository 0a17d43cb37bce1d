"""What holds of any text: findings are where they say, edits never meet, a mended text stays as it is."""

from __future__ import annotations

from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

import qa
from qa.finding import apply_edits
from qa.rules import registry

#: Sentences with places for words: a determiner and adjectives around them, elisions before them.
SENTENCES = (
    "La {} financière de la ville reste fragile.",
    "Le maire a annoncé une nouvelle {} pour les écoles du quartier.",
    "L’{} des travaux, prévue en mars, a été repoussée d’un an.",
    "« Nous n’avons pas d’{} », a répondu la directrice de l’agence.",
    "Les {} de la région, très attendus, seront publiés lundi.",
    "Ils ont vu le {} et la {} du port avant la nuit.",
    "Au {} du village, on ne parle plus que de ce {}.",
    "Depuis que que la {} a fermé , les habitants partent",
    "Tout le monde connaît cet {} ; personne n’en parle !",
)
WORDS = (
    "state of affairs", "situation", "events", "événements", "automotive", "issue", "opening", "ouverture", "car",
    "mother and father", "place", "harbour", "house", "école", "héros", "motion", "point of view", "business", "Events",
    "ISSUE", "point de vue", "résultats", "the", "money", "argent", "deadline", "opportunité", "feedback", "réunion",
)  # fmt: skip
ENGLISH = "The harbour was closed for three days because of the storm. "

#: What editors, spinners and keyboards leave in a text.
ODD = (
    "« ", " »", "“", "”", '"', "«", "»", "\u00a0", "\u202f", " ,", " .", "..", "…", "’", "'", "-", "–", "— ", "\u200b",
    "\u200d", "\ufeff", "\u0301", "\u00ad", "\x00", "\x1b[0m", "\x85", "\u2028", "😀", "👩\u200d🚀", "Ã©", "â€™", "�",
    "https://exemple.fr/a_b", "a@b.fr", "`code`", "**", "_", "[x](y)", "<b>", "&amp;", "\t", "  ", "1 000 %", "n° 3",
)  # fmt: skip

sentences = st.builds(
    lambda sentence, words: sentence.format(*words),
    st.sampled_from(SENTENCES),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=2),
)
pieces = st.one_of(sentences, sentences, st.just(ENGLISH), st.sampled_from(ODD), st.sampled_from(WORDS))
gaps = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", "\r\n", "\r\n\r\n", "\n- ", "\n\n# ", "\n> "])
articles = st.lists(st.tuples(pieces, gaps), max_size=6).map(lambda parts: "".join(map("".join, parts)))
#: Anything at all, with the characters on which code trips more often than by chance.
anything = st.lists(st.one_of(st.text(max_size=8), st.sampled_from(ODD), st.sampled_from(WORDS)), max_size=10).map(
    "".join
)
texts = st.one_of(articles, anything)
formats = st.sampled_from(["text", "markdown", "html", "rst", "asciidoc"])

settings.register_profile("texts", deadline=None, max_examples=50)
quick = settings(settings.get_profile("texts"))


@cache
def _checker(everything: bool = False) -> qa.Checker:
    return qa.Checker(qa.Settings(select=tuple(registry()) if everything else ()))


@quick
@given(texts, formats)
@example("", "text")
@example("\u0301", "text")
@example("é\n\n\u00a0", "markdown")
def test_findings_are_where_they_say(text: str, format: str) -> None:
    findings = _checker(everything=True).check(qa.parse(text, format=format))
    assert list(findings) == sorted(findings, key=lambda finding: finding.order)
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        if format == "text":
            assert text[finding.start : finding.end] == finding.text
        assert 0 < finding.confidence <= 1
        for suggestion in finding.suggestions:
            assert suggestion.edits
            assert all(0 <= edit.start <= edit.end <= len(text) for edit in suggestion.edits)
            assert apply_edits(text, suggestion.edits) != text


@quick
@given(texts, formats, st.booleans())
def test_a_mended_text_is_mended_for_good(text: str, format: str, unsafe: bool) -> None:
    fixed = _checker().fix(qa.parse(text, format=format), unsafe=unsafe)
    again = _checker().fix(qa.parse(fixed.output, format=format), unsafe=unsafe)
    assert again.output == fixed.output
    assert fixed.remaining == _checker().check(qa.parse(fixed.output, format=format))


@quick
@given(texts, formats, st.booleans())
def test_only_the_edits_change_a_text(text: str, format: str, unsafe: bool) -> None:
    fixed = _checker(everything=True).fix(qa.parse(text, format=format), unsafe=unsafe)
    assert apply_edits(text, fixed.edits) == fixed.output
    assert list(fixed.edits) == sorted(fixed.edits)
    assert bool(fixed.edits) == bool(fixed.applied)
    assert all(0 <= finding.start <= finding.end <= len(text) for finding in fixed.applied)


@quick
@given(articles, st.booleans())
def test_lines_keep_their_endings(text: str, unsafe: bool) -> None:
    text = text.replace("\r\n", "\n").replace("\x85", "").replace("\u2028", "")
    unix, windows = (
        _checker().fix(qa.parse(each), unsafe=unsafe).output for each in (text, text.replace("\n", "\r\n"))
    )
    assert windows == unix.replace("\n", "\r\n")


@quick
@given(st.lists(articles, min_size=2, max_size=2))
def test_what_is_found_in_a_paragraph_does_not_hang_on_who_was_checked_before(pair: list[str]) -> None:
    first, second = (_checker().check(qa.parse(text)) for text in pair)
    assert _checker().check(qa.parse(pair[0])) == first
    assert qa.Checker().check(qa.parse(pair[1])) == second
