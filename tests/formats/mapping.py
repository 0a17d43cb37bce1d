"""What every reader promises of its passages."""

from __future__ import annotations

from collections.abc import Iterable

from qa.document import Passage


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
