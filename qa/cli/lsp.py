"""`relecture lsp`: the language server, for editors."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

import click

from qa.cli.options import CHECKING, LANG, lang_given, names
from qa.cli.speech import Command, Option, Refusal
from qa.configuration.holding import Given
from qa.settings import Lang, Variant, Wording

_ABOUT = Wording(
    "Serveur de langue, pour les éditeurs : parle le Language Server Protocol sur l’entrée et la sortie standard.",
    "Language server, for editors: speaks the Language Server Protocol on standard input and output.",
)
_NO_PYGLS = Wording(
    "« relecture lsp » a besoin de pygls, qui n’est pas installé ; installez relecture[lsp].",
    "“relecture lsp” needs pygls, which is not installed; install relecture[lsp].",
)
_BY_HAND = Wording(
    "Ce serveur attend un éditeur, non quelqu’un au clavier ; Ctrl+C l’arrête.",
    "This server waits for an editor, not for somebody at the keyboard; Ctrl+C stops it.",
)

_SHARED = ("glossaries", "select", "ignore", "variant", "config", "isolated")


def _run(
    *,
    glossaries: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    variant: Variant | None,
    config: str | None,
    isolated: bool,
    lang: Lang,
    **_: Any,
) -> int:
    from qa.cli.refusals import refuse_two_configurations, refuse_unknown_rules

    # Threads of linear algebra wait for each other where an editor keeps the cores busy, and gain nothing on vectors
    # this short. Heeded when numpy is loaded.
    # What the protocol goes wrong over is told to the editor.
    logging.disable(logging.CRITICAL)
    try:
        from qa.lsp.server import Server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise Refusal(_NO_PYGLS) from None
    from qa.lsp.session import Session

    given = Given(
        select=names(select),
        ignore=names(ignore),
        glossaries=tuple(Path(path).absolute() for path in glossaries),
        variant=variant,
        lang=lang if lang_given() else None,
    )
    refuse_two_configurations(config, isolated=isolated)
    refuse_unknown_rules(given)
    if sys.stdin.isatty():
        click.echo(_BY_HAND.say(lang), err=True)
    return Server(Session(given, config, isolated)).run(sys.stdin.buffer, _only_the_protocol())


def _only_the_protocol() -> BinaryIO:
    """Standard output for the server alone: what anything else prints goes to standard error."""
    sys.stdout.flush()
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return stream


lsp = Command(
    "lsp",
    _ABOUT,
    callback=_run,
    params=[
        *(param for param in CHECKING if param.name in _SHARED),
        LANG,
        # Editors say so, and there is nothing else.
        Option(["--stdio"], Wording("Sans effet.", "No effect."), is_flag=True, hidden=True),
    ],
)
