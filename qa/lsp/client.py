"""What the editor at the other end understands, as it says itself when a session begins."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types
from pygls.capabilities import get_capability

from qa.lsp.positions import Encoding
from qa.settings import Lang


@dataclass(frozen=True, slots=True)
class Client:
    """`versioned`: takes edits of a certain version of a text, and `creates` new files along with them.

    `completes`: asks for an action's edits only when it is chosen. `markdown`: shows it. `watches`: tells of changed
    files when asked to.
    """

    encoding: Encoding = "utf-16"
    lang: Lang = "fr"
    versioned: bool = False
    creates: bool = False
    completes: bool = False
    markdown: bool = False
    watches: bool = False


def client(params: types.InitializeParams, encoding: str) -> Client:
    """The editor that these parameters come from, when `encoding` is what columns count."""
    can = params.capabilities
    operations = get_capability(can, "workspace.workspace_edit.resource_operations") or ()
    completed = get_capability(can, "text_document.code_action.resolve_support")
    shown = get_capability(can, "text_document.hover.content_format") or ()
    versioned = bool(get_capability(can, "workspace.workspace_edit.document_changes"))
    return Client(
        encoding="utf-8" if encoding == "utf-8" else "utf-32" if encoding == "utf-32" else "utf-16",
        lang=_lang(params.locale),
        versioned=versioned,
        creates=versioned and types.ResourceOperationKind.Create in operations,
        completes=completed is not None and "edit" in completed.properties,
        markdown=types.MarkupKind.Markdown in shown,
        watches=bool(get_capability(can, "workspace.did_change_watched_files.dynamic_registration")),
    )


def _lang(locale: str | None) -> Lang:
    """French where the editor speaks it or does not say what it speaks."""
    return "fr" if not locale or locale.lower().startswith("fr") else "en"
