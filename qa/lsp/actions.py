"""What an editor may do about a finding: take a suggestion, keep the checker quiet, accept the word; or fix all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsprotocol import types

from qa.finding import Edit, Finding, Severity, apply_edits
from qa.lsp.accepting import accepting
from qa.lsp.checking import Checked
from qa.lsp.client import Client
from qa.lsp.ignoring import ignoring
from qa.lsp.positions import Positions
from qa.lsp.session import top
from qa.rules.heeding import OF_WORDS
from qa.settings import Lang, Wording

#: The command that an editor sends back when it has put a word on the list.
ACCEPT = "relecture.accept"
FIX_ALL = "source.fixAll.relecture"
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)
SOURCE = "relecture"

_REPLACE = Wording("Remplacer par « {text} »", "Replace by “{text}”")
_DELETE = Wording("Supprimer", "Delete")
_IGNORE = Wording("Ne pas signaler ici « {text} »", "Ignore “{text}” here")
_ACCEPT = Wording("Ajouter « {text} » aux mots admis ({file})", "Add “{text}” to the accepted words ({file})")
_FIX_ALL = Wording("Relecture : appliquer toutes les corrections sûres", "Relecture: apply all safe corrections")

_SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_MOST_SUGGESTIONS = 5
#: A longer text, in words, is no term that one would put on a list; in characters, is cut in a title.
_LONGEST_TERM = 4
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Text:
    """A version of a text as the editor knows it."""

    uri: str
    version: int | None
    checked: Checked
    client: Client
    home: Path | None
    configuration: Callable[[Path], str | None]

    @property
    def positions(self) -> Positions:
        return Positions(self.checked.document.source, self.client.encoding)

    @property
    def lang(self) -> Lang:
        return self.checked.checker.settings.lang


def diagnostics(checked: Checked, client: Client) -> list[types.Diagnostic]:
    """The findings of a text as an editor shows them."""
    positions = Positions(checked.document.source, client.encoding)
    return [_diagnostic(finding, positions) for finding in checked.findings]


def _diagnostic(finding: Finding, positions: Positions) -> types.Diagnostic:
    return types.Diagnostic(
        range=span(positions, finding.start, finding.end),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
    )


def span(positions: Positions, start: int, end: int) -> types.Range:
    """A stretch of a text, in code points, as a range of the protocol."""
    return types.Range(types.Position(*positions.place(start)), types.Position(*positions.place(end)))


def actions(text: Text, start: int, end: int, only: Sequence[str] | None) -> list[types.CodeAction]:
    """What may be done about the findings that `source[start:end]` touches, of the kinds asked for (None: all)."""
    if not _wanted(types.CodeActionKind.QuickFix, only):
        return []
    findings = [f for f in text.checked.findings if f.start <= end and start <= f.end]
    return [action for finding in findings for action in _about(text, finding)]


def fix_all(text: Text, only: Sequence[str] | None) -> types.CodeAction | None:
    """The action that mends all that is safe, its edits to be filled in; None where it is not wanted or has no use."""
    safe = any(finding.safe and finding.suggestions for finding in text.checked.findings)
    if not _wanted(FIX_ALL, only) or not safe:
        return None
    return types.CodeAction(title=_FIX_ALL.say(text.lang), kind=FIX_ALL, data={"uri": text.uri})


def edit(text: Text, edits: Iterable[Edit]) -> types.WorkspaceEdit:
    """Edits of a text as an editor takes them."""
    positions = text.positions
    changes = _changes(positions, edits)
    if not text.client.versioned:
        return types.WorkspaceEdit(changes={text.uri: changes})
    document = types.OptionalVersionedTextDocumentIdentifier(uri=text.uri, version=text.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(changes))])


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    return only is None or any(not asked or kind == asked or kind.startswith(f"{asked}.") for asked in only)


def _changes(positions: Positions, edits: Iterable[Edit]) -> list[types.TextEdit]:
    return [types.TextEdit(span(positions, one.start, one.end), one.text) for one in edits]


def _about(text: Text, finding: Finding) -> Iterator[types.CodeAction]:
    shown = [_diagnostic(finding, text.positions)]
    for number, suggestion in enumerate(finding.suggestions[:_MOST_SUGGESTIONS]):
        title = _REPLACE.say(text.lang, text=_short(suggestion.text)) if suggestion.text else _DELETE.say(text.lang)
        preferred = True if finding.safe and number == 0 else None
        yield _quick_fix(title, shown, edit(text, suggestion.edits), is_preferred=preferred)
    checked = text.checked
    comment = ignoring(checked.document, checked.checker.settings, checked.findings, finding)
    if comment is not None:
        yield _quick_fix(_IGNORE.say(text.lang, text=_short(finding.text)), shown, edit(text, [comment]))
    if (acceptance := _acceptance(text, finding, shown)) is not None:
        yield acceptance


def _quick_fix(title: str, shown: list[types.Diagnostic], change: types.WorkspaceEdit, **rest: Any) -> types.CodeAction:
    return types.CodeAction(title=title, kind=types.CodeActionKind.QuickFix, diagnostics=shown, edit=change, **rest)


def _acceptance(text: Text, finding: Finding, shown: list[types.Diagnostic]) -> types.CodeAction | None:
    """The action that puts the finding's text on the list of accepted words, where that is of any use."""
    home, word = text.home, " ".join(finding.text.split())
    about_words = finding.category.split("/")[0] in OF_WORDS
    if home is None or not about_words or not 0 < len(word.split()) <= _LONGEST_TERM:
        return None
    if word in text.checked.checker.settings.reject:
        return None
    before = text.configuration(home)
    insertion = accepting(before or "", word, top(home))
    if insertion is None or (before is None and not text.client.creates):
        return None
    title = _ACCEPT.say(text.lang, text=_short(word), file=home.name)
    command = types.Command(title, ACCEPT, arguments=[str(home), word])
    change = _edit_of_file(text.client, home, before, insertion)
    return _quick_fix(title, shown, change, command=command)


def _edit_of_file(client: Client, file: Path, before: str | None, insertion: Edit) -> types.WorkspaceEdit:
    """An edit of a file, which is made where there is none."""
    uri = file.as_uri()
    changes = _changes(Positions(before or "", client.encoding), [insertion])
    if not client.versioned:
        return types.WorkspaceEdit(changes={uri: changes})
    document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=None)
    edited = types.TextDocumentEdit(document, list(changes))
    if before is not None:
        return types.WorkspaceEdit(document_changes=[edited])
    made = types.CreateFile(uri=uri, options=types.CreateFileOptions(ignore_if_exists=True))
    return types.WorkspaceEdit(document_changes=[made, edited])


def with_word(before: str, word: str, home: Path) -> str:
    """What a configuration holds once the word is on its list."""
    insertion = accepting(before, word, top(home))
    return before if insertion is None else apply_edits(before, [insertion])


def _short(text: str) -> str:
    line = " ".join(text.split()) or text
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + "…"
