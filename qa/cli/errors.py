"""Errors as the user hears of them: one sentence each, on standard error."""

from __future__ import annotations

import errno

import click

from qa.settings import Lang, Wording

_ERROR = Wording("Erreur : {sentence}", "Error: {sentence}")
_UNEXPECTED = Wording(
    "{where}défaut inattendu du programme ({kind} : {reason}) ; --verbose en montre la trace, à joindre à un"
    " signalement.",
    "{where}the program failed unexpectedly ({kind}: {reason}); --verbose shows the trace to send with a report.",
)
_NO_ROOM = Wording(
    "{where}le résultat n’a pas pu être écrit ({reason}) ; libérez de la place ou écrivez-le ailleurs.",
    "{where}the result could not be written ({reason}); make room or write it elsewhere.",
)
#: What the system says where a disk or an output takes no more.
_FULL = frozenset((errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)))


def say(text: str) -> None:
    """Says something on standard error. Names of files and what stands in them may move no cursor and hide no line."""
    from qa.reports.terminal import visible

    click.echo(visible(text, keep="\n\t"), err=True)


def complain(sentence: str, lang: Lang) -> None:
    """Tells the user of an error."""
    say(_ERROR.say(lang, sentence=sentence))


def sentence(error: Exception, lang: Lang, verbose: bool, path: str = "") -> str:
    """What to say of an error. Errors that the program foresees say it themselves, by `say`.

    For the others the program is to blame, with the file at `path` as its occasion; `verbose` shows the trace.
    """
    if foreseen := getattr(error, "say", None):
        return str(foreseen(lang))
    where = path and path + Wording(" : ", ": ").say(lang)
    if isinstance(error, OSError) and error.errno in _FULL:
        return _NO_ROOM.say(lang, where=where, reason=error.strerror)
    if verbose:
        import traceback

        say("".join(traceback.format_exception(error)))
    reason = " ".join(str(error).split())[:200]
    return _UNEXPECTED.say(lang, where=where, kind=type(error).__name__, reason=reason or "–")
