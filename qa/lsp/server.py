"""The server: it follows the texts that an editor has open, tells of findings, and answers what may be done about them.

A text is checked as soon as a burst of changes is over. Checks of whole texts that take long are made by one thread
aside, so that the editor is always answered; what comes too late for the text as it now is, is dropped.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter
from pygls.uris import to_fs_path

from qa import __version__
from qa.configuration.search import FILES
from qa.document import Document
from qa.finding import Edit
from qa.formats import format_of, parse
from qa.lsp import actions
from qa.lsp.checking import Checked, hasty, whole
from qa.lsp.client import Client, client
from qa.lsp.hover import hover
from qa.lsp.session import Session
from qa.pipeline import Checker
from qa.settings import Wording

#: In seconds: how long a burst of changes may pause; what a check of a whole text may take for it to be made at every
#: change; and how long a writer pauses before a longer one is worth its while.
_BURST, _QUICK, _PAUSE = 0.005, 0.02, 0.4

#: What editors call the formats of texts that have no file yet.
_LANGUAGES = {"markdown": "markdown", "mdx": "markdown", "plaintext": "text"}

_FAILED = Wording(
    "Relecture : défaut inattendu du programme ({kind} : {reason}).",
    "Relecture: the program failed unexpectedly ({kind}: {reason}).",
)
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


@dataclass(slots=True)
class _Open:
    """A text that the editor has open. `checked` may be about an earlier version; `mended` is what `fix` does to it."""

    uri: str
    path: str
    format: str
    text: str
    version: int | None = None
    checked: Checked | None = None
    mended: tuple[Checker, str, tuple[Edit, ...]] | None = None
    task: asyncio.Task[None] | None = None


class _Protocol(LanguageServerProtocol):
    """Answers requests that cannot be read, too: the editor would wait for ever."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if isinstance(data.get("id"), str | int) and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise


class Server(LanguageServer):
    """A server for one editor. `ended` says that the editor took its leave as it should."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            "relecture",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            protocol_cls=_Protocol,
            converter_factory=default_converter,
        )
        self.session = session
        self.client = Client()
        self.open: dict[str, _Open] = {}
        self.ended = False
        self.aside = ThreadPoolExecutor(1, "relecture")
        self._told: set[str] = set()
        for name, (handler, options) in _HANDLERS.items():
            self.feature(name, options)(handler)
        self.command(actions.ACCEPT)(_accepted)

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002
        """Notes a message that could not be dealt with. A window for each would be in the writer's way."""
        self._log(error)

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Tells the writer of a fault of the configuration or a glossary, once, and goes on."""
        try:
            yield
        except Exception as error:
            say: Callable[..., str] | None = getattr(error, "say", None)
            if say is None:
                self._log(error)
                return
            said = say(self.session.given.lang or self.session.lang)
            if said not in self._told:
                self._told.add(said)
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"Relecture: {said}"))

    def _log(self, error: Exception) -> None:
        reason = " ".join(str(error).split())[:200] or "–"
        said = _FAILED.say(self.session.lang, kind=type(error).__name__, reason=reason)
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, said))

    def run(self, stdin: BinaryIO, stdout: BinaryIO) -> int:
        """Serves until the editor leaves. The exit code, by the protocol, is 0 where it announced that, else 1."""
        try:
            self.start_io(stdin, stdout)
        finally:
            self.aside.shutdown(wait=False, cancel_futures=True)
        return 0 if self.ended else 1


def _follow(ls: Server, opened: _Open) -> None:
    """Checks a text once it rests."""
    if opened.task is not None:
        opened.task.cancel()
    opened.task = asyncio.get_running_loop().create_task(_followed(ls, opened))


async def _followed(ls: Server, opened: _Open) -> None:
    await asyncio.sleep(_BURST)
    with ls.telling():
        if _promptly(ls, opened):
            return
        if opened.checked is not None:
            await asyncio.sleep(_PAUSE)
        await _wholly(ls, opened)
        return
    _publish(ls, opened, [])


def _promptly(ls: Server, opened: _Open) -> bool:
    """Tells of what can be found at once; whether that is all there is to tell."""
    checker = ls.session.checker(opened.path)
    before = opened.checked
    if checker is None:
        opened.checked = None
        _publish(ls, opened, [])
        return True
    if before is None or before.checker is not checker:
        opened.checked = None
        return False
    document = _document(opened, checker)
    if before.seconds < _QUICK:
        opened.checked = whole(checker, document)
    elif before.document.source != document.source:
        opened.checked = hasty(before, document)
    _publish(ls, opened, actions.diagnostics(opened.checked or before, ls.client))
    return (opened.checked or before).settled


async def _wholly(ls: Server, opened: _Open) -> None:
    """Checks a text from one end to the other, aside, and tells of what is found unless it has changed since."""
    checker = ls.session.checker(opened.path)
    if checker is None:
        return
    document = _document(opened, checker)
    checked = await asyncio.get_running_loop().run_in_executor(ls.aside, whole, checker, document)
    if opened.text == document.source and ls.open.get(opened.uri) is opened:
        opened.checked = checked
        _publish(ls, opened, actions.diagnostics(checked, ls.client))


def _document(opened: _Open, checker: Checker) -> Document:
    return parse(opened.text, opened.path, opened.format, checker.settings.prose_keys)


def _publish(ls: Server, opened: _Open, diagnostics: list[types.Diagnostic]) -> None:
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(opened.uri, diagnostics, opened.version))


async def _present(ls: Server, uri: str) -> actions.Text | None:
    """A text as it now is, with its findings; None for one that is not open or not to be checked."""
    opened = ls.open.get(uri)
    if opened is None:
        return None
    while opened.checked is None and opened.task is not None and not opened.task.done():
        await asyncio.wait({opened.task})
    checked = opened.checked
    with ls.telling():
        if checked is not None and checked.document.source != opened.text:
            _promptly(ls, opened)
        checked = opened.checked
        if checked is not None and checked.document.source == opened.text:
            home = ls.session.home(opened.path)
            return actions.Text(uri, opened.version, checked, ls.client, home, lambda file: _held(ls, file))
    return None


def _held(ls: Server, home: Path) -> str | None:
    """What a configuration file holds, in the editor if it has told of it, or else on the disk. Raises SourceError."""
    for document in ls.workspace.text_documents.values():
        if document.path == str(home):
            return str(document.source)
    return ls.session.text(home)


# What the editor tells.


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    # The encoding has been agreed on before this is called.
    ls.client = client(params, str(getattr(ls.workspace.position_encoding, "value", ls.workspace.position_encoding)))
    asked = params.initialization_options
    lang = asked.get("lang") if isinstance(asked, dict) else None
    if lang in ("fr", "en") and ls.session.given.lang is None:
        ls.session.given = replace(ls.session.given, lang=lang)
    ls.session.lang = ls.client.lang
    folders = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
    root = to_fs_path(folders[0])
    ls.session.root = Path(root) if root else None


def _initialized(ls: Server, _params: types.InitializedParams) -> None:
    if ls.client.watches:
        watchers = [types.FileSystemWatcher(glob_pattern=f"**/{name}") for name in FILES]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
        wanted = types.Registration("relecture-configuration", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(types.RegistrationParams([wanted]))


def _did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    path = to_fs_path(item.uri)
    format = format_of(path) if path else _LANGUAGES.get(item.language_id, "text")
    whole_path = path or str((ls.session.root or Path.cwd()) / Path(item.uri.partition(":")[2]).name)
    opened = _Open(item.uri, whole_path, format, _unicode(item.text), item.version)
    ls.open[item.uri] = opened
    _follow(ls, opened)


def _did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    opened = ls.open.get(params.text_document.uri)
    if opened is not None:
        opened.text = _unicode(ls.workspace.get_text_document(opened.uri).source)
        opened.version = params.text_document.version
        _follow(ls, opened)


def _did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    opened = ls.open.get(params.text_document.uri)
    if opened is not None:
        opened.checked = opened.checked and replace(opened.checked, settled=False)
        _follow(ls, opened)


def _did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    opened = ls.open.pop(params.text_document.uri, None)
    if opened is not None:
        if opened.task is not None:
            opened.task.cancel()
        opened.version = None
        _publish(ls, opened, [])


def _did_change_watched_files(ls: Server, _params: types.DidChangeWatchedFilesParams) -> None:
    for opened in ls.open.values():
        _follow(ls, opened)


def _shutdown(ls: Server, _params: None) -> None:
    ls.ended = True
    for opened in ls.open.values():
        if opened.task is not None:
            opened.task.cancel()


# What the editor asks.


async def _code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    text = await _present(ls, params.text_document.uri)
    if text is None:
        return None
    positions, only = text.positions, params.context.only
    start, end = (positions.offset(at.line, at.character) for at in (params.range.start, params.range.end))
    found: list[types.CodeAction] = []
    with ls.telling():
        found += actions.actions(text, start, end, only)
    everything = actions.fix_all(text, only)
    if everything is not None:
        # Asked for by name it is wanted for sure; in a menu it may wait until it is chosen.
        if only is not None or not ls.client.completes:
            everything.edit = await _mended(ls, text)
        found.append(everything)
    return found


async def _resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    uri = action.data.get("uri") if isinstance(action.data, dict) else None
    text = await _present(ls, uri) if action.kind == actions.FIX_ALL and isinstance(uri, str) else None
    if text is not None:
        action.edit = await _mended(ls, text)
    return action


async def _mended(ls: Server, text: actions.Text) -> types.WorkspaceEdit:
    """What `fix` does to a text."""
    opened, checker, document = ls.open[text.uri], text.checked.checker, text.checked.document
    known = opened.mended
    if known is None or known[:2] != (checker, document.source):
        fix = await asyncio.get_running_loop().run_in_executor(ls.aside, checker.fix, document)
        known = opened.mended = (checker, document.source, fix.edits)
    return actions.edit(text, known[2])


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    text = await _present(ls, params.text_document.uri)
    if text is None:
        return None
    positions = text.positions
    offset = positions.offset(params.position.line, params.position.character)
    around = [f for f in text.checked.findings if f.start <= offset <= f.end]
    if not around:
        return None
    # Of two that meet under the pointer the one that begins there, or else the narrower, is meant.
    finding = min(around, key=lambda f: (offset == f.end, f.end - f.start))
    kind = types.MarkupKind.Markdown if ls.client.markdown else types.MarkupKind.PlainText
    content = types.MarkupContent(kind, hover(finding, text.lang))
    return types.Hover(content, actions.span(positions, finding.start, finding.end))


def _accepted(ls: Server, home: str, word: str) -> None:
    """The editor has put a word on the list, in a file that it may not have saved."""
    file = Path(home)
    with ls.telling():
        ls.session.accept(file, word, actions.with_word(_held(ls, file) or "", word, file))
    for opened in ls.open.values():
        _follow(ls, opened)


def _unicode(text: str) -> str:
    """The text without halves of surrogate pairs, which no file could hold; as long as it was."""
    return text.translate(_SURROGATES) if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text) else text


_HANDLERS: dict[str, tuple[Callable[..., Any], Any]] = {
    types.INITIALIZE: (_initialize, None),
    types.INITIALIZED: (_initialized, None),
    types.SHUTDOWN: (_shutdown, None),
    types.TEXT_DOCUMENT_DID_OPEN: (_did_open, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (_did_change, None),
    types.TEXT_DOCUMENT_DID_SAVE: (_did_save, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (_did_close, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (_did_change_watched_files, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        _code_action,
        types.CodeActionOptions(code_action_kinds=list(actions.KINDS), resolve_provider=True),
    ),
    types.CODE_ACTION_RESOLVE: (_resolve, None),
    types.TEXT_DOCUMENT_HOVER: (_hover, None),
}
