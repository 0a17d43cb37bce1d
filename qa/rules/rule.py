"""What a rule is: data, a reason, examples that are run as tests, and one check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qa.document import OBJECT, Passage
from qa.finding import Edit, Finding, Severity, Suggestion
from qa.language.analysis import Analysis
from qa.settings import Wording


@dataclass(frozen=True, slots=True)
class Bad:
    """A text in which the rule finds `text`, once for each of its mentions in `finds`.

    `fix` is the whole text after `fix --unsafe` with this rule alone; None where the rule suggests nothing.
    `english` is what it translates, line by line, for a rule that holds one against the other.
    """

    text: str
    finds: tuple[str, ...]
    fix: str | None = None
    english: str = ""


@dataclass(frozen=True, slots=True)
class Good:
    """A text in which the rule finds nothing. `why` says what makes it right, where that is not plain.

    `english` is what it translates, line by line.
    """

    text: str
    why: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault.

    `name` equals the name of the module that defines it, with hyphens for underscores.
    `category` is of the MQM typology, `title` one line, `reason` why it is a fault and what to do.
    `contextual` says that it weighs words against their sentence, which takes its time.
    """

    name: str
    category: str
    severity: Severity
    title: Wording
    reason: Wording
    message: Wording
    check: Callable[[Analysis], Iterator[Finding]]
    bad: tuple[Bad, ...]
    good: tuple[Good, ...]
    default: bool = True
    sources: tuple[str, ...] = ()
    contextual: bool = False

    def matches(self, choice: str) -> bool:
        """Whether a name given to `--select` or `--ignore` means this rule."""
        return choice in (self.name, self.category) or self.category.startswith(choice + "/")

    def finding(
        self,
        analysis: Analysis,
        passage: Passage,
        start: int,
        end: int,
        *,
        confidence: float = 1.0,
        safe: bool = False,
        suggestions: tuple[Suggestion, ...] = (),
        message: Wording | None = None,
        **values: object,
    ) -> Finding:
        """A finding of this rule on `passage.text[start:end]`; `values` fill the message, `text` is always there."""
        text = passage.text[start:end]
        return Finding(
            rule=self.name,
            category=self.category,
            severity=self.severity,
            start=passage.source_start(start),
            end=passage.source_end(end),
            text=text,
            # Code or a picture inside of a sentence is shown as left out.
            message=(message or self.message).say(analysis.settings.lang, text=text, **values).replace(OBJECT, "…"),
            confidence=confidence,
            safe=safe and bool(suggestions),
            suggestions=suggestions,
        )


def replacement(
    passage: Passage, start: int, end: int, text: str, *, confidence: float = 1.0, source: str = "rule"
) -> tuple[Suggestion, ...]:
    """The suggestion to put `text` for `passage.text[start:end]`, or none where markup stands in between."""
    if not passage.editable(start, end):
        return ()
    edit = Edit(passage.source_start(start), passage.source_end(end), text)
    return (Suggestion(text, confidence, source, (edit,)),)
