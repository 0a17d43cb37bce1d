"""What every reader promises of its passages, and of edits of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qa.document import OBJECT, Passage


def assert_exact(source: str, passages: Iterable[Passage]) -> None:
    """Segments cover the text in order, lie in order in the source, and copies are copies."""
    for passage in passages:
        at = source_at = 0
        for segment in passage.segments:
            assert segment.start == at < segment.end
            assert source_at <= segment.source_start <= segment.source_end <= len(source)
            if segment.verbatim:
                copied = source[segment.source_start : segment.source_end]
                assert copied == passage.text[segment.start : segment.end]
            at, source_at = segment.end, segment.source_end
        assert at == len(passage.text)
        assert passage.text.strip() == passage.text != ""
        assert all(0 <= start < end <= len(passage.text) for start, end in passage.breaks)


def edited(source: str, passage: Passage, start: int, end: int, text: str) -> str | None:
    """The source with `text` put for `passage.text[start:end]`; None where that cannot be done."""
    if not passage.editable(start, end):
        return None
    first, last = passage.source_start(start), passage.source_end(end)
    before = source[first - 1 : first] if first > passage.source_start(0) else ""
    after = source[last : last + 1] if last < passage.source_end(len(passage.text)) else ""
    written = passage.encode(text, before, after) if passage.encode else text
    return None if written is None else source[:first] + written + source[last:]


def assert_edits_stay_in_place(
    source: str, read: Callable[[str], tuple[Passage, ...]], words: Iterable[str] = ("mot",)
) -> int:
    """Every word of the prose may be replaced by each of `words`: what is read then differs by that word alone.

    Returns how many replacements were made.
    """
    passages = read(source)
    made = 0
    for number, passage in enumerate(passages):
        start = 0
        for found in passage.text.split():
            start = passage.text.index(found, start)
            end = start + len(found)
            for word in words:
                changed = None if OBJECT in found else edited(source, passage, start, end, word)
                if changed is not None:
                    made += 1
                    expected = [other.text for other in passages]
                    expected[number] = passage.text[:start] + word + passage.text[end:]
                    assert [other.text for other in read(changed)] == expected, (found, word)
            start = end
    return made
