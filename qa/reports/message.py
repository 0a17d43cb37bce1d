"""What a finding says where there is room for one line and no other place for its suggestion."""

from __future__ import annotations

from qa.document import Document
from qa.finding import Finding
from qa.reports.terminal import one_line


def summary(document: Document, finding: Finding) -> str:
    """The message and the first suggestion, on one line, with every character to be seen.

    In a container the unit comes first: programs that look for lines find none in such a file.
    """
    unit = document.unit_at(finding.start)
    text = (f"[{one_line(unit.label)}] " if unit else "") + one_line(finding.message)
    if finding.suggestions and (best := one_line(finding.suggestions[0].text)):
        text += f" (→ {best})"
    return text
