"""Comments that keep the checker quiet about something that is no longer there."""

from __future__ import annotations

from collections.abc import Iterator

from qa.finding import Finding
from qa.ignores import Ignore
from qa.language.analysis import Analysis
from qa.rules.heeding import UNUSED, heeded
from qa.rules.rule import Bad, Good, Rule
from qa.settings import Wording

_BROKEN = Wording(
    "« {text} » : cette consigne n’est pas bien écrite et ne tait rien.",
    "“{text}”: this instruction is not well written and silences nothing.",
)
_NO_RULE = Wording(
    "« {text} » : « {name} » n’est ni une règle ni une catégorie.",
    "“{text}”: “{name}” is neither a rule nor a category.",
)


def _check(analysis: Analysis) -> Iterator[Finding]:
    for ignore in heeded(analysis).unused:
        message, name = _told(analysis, ignore)
        if message is not None:
            source = analysis.document.source[ignore.start : ignore.end]
            said = message.say(analysis.settings.lang, text=" ".join(source.split()), name=name)
            yield Finding(RULE.name, RULE.category, RULE.severity, ignore.start, ignore.end, source, said)


def _told(analysis: Analysis, ignore: Ignore) -> tuple[Wording | None, str]:
    """What to say of an ignore, and the name that it is about; nothing where its rules did not all have their turn."""
    from qa.rules import chosen, meaning

    if ignore.kind == "broken":
        return _BROKEN, ""
    for name in ignore.names:
        if not meaning(name):
            return _NO_RULE, name
    settings = analysis.settings
    running = chosen(settings.select, settings.ignore, settings.extend_select)
    if ignore.names:
        turn = all(any(rule in running for rule in meaning(name)) for name in ignore.names)
    else:
        turn = not settings.select or UNUSED in settings.select
    return (RULE.message if turn else None), ""


RULE = Rule(
    name=UNUSED,
    category="design/markup",
    severity="warning",
    title=Wording("Consigne qui ne tait plus rien", "Ignore that no longer silences anything"),
    reason=Wording(
        "Un commentaire qui fait taire le correcteur reste souvent quand la faute a disparu, et cache alors la "
        "prochaine. Retirez-le, ou corrigez le nom de la règle. « [sic] » est du texte pour les lecteurs : il n’est "
        "jamais signalé.",
        "A comment that silences the checker often stays when the fault has gone, and then hides the next one. Take "
        "it out, or correct the name of the rule. “[sic]” is text for readers: it is never reported.",
    ),
    message=Wording(
        "« {text} » ne tait plus rien ; retirez cette consigne.",
        "“{text}” no longer silences anything; take it out.",
    ),
    check=_check,
    bad=(
        Bad(
            'Le projet avance. <!-- relecture-ignore untranslated["deep learning"] -->',
            finds=('<!-- relecture-ignore untranslated["deep learning"] -->',),
        ),
        Bad(
            "<!-- relecture off -->\n\nLe maire a parlé.\n\n<!-- relecture on -->\n\nLa séance est levée.",
            finds=("<!-- relecture off -->",),
        ),
        Bad(
            "<!-- relecture-ignore-next-line repeated-wrod -->\nLe maire est parti.",
            finds=("<!-- relecture-ignore-next-line repeated-wrod -->",),
        ),
    ),
    good=(
        Good(
            "<!-- relecture-ignore-next-line repeated-word -->\nLe maire dit que que la mer monte.",
            "Le mot en double de la ligne suivante est voulu.",
        ),
        Good("La state of affairs [sic] reste tendue.", "La rédaction répond du mot."),
        Good("<!-- relecture faite le 3 mai -->\n\nLe maire a parlé.", "Un commentaire comme un autre."),
    ),
)
