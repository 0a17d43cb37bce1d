"""`relecture archive`: a whole archive, checked by many workers, with its findings as tables and a summary page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from qa.cli.options import CHECKING, ENDING, UNSAFE, lang_given, names
from qa.cli.progress import PartsProgress
from qa.cli.speech import Command, Count, OneOf, Option, Refusal, language
from qa.configuration.holding import Given, holding
from qa.configuration.search import Search
from qa.finding import SEVERITIES, Severity
from qa.settings import Lang, Settings, Variant, Wording

if TYPE_CHECKING:
    from qa.archive.job import Job, Kind
    from qa.archive.plan import Part
    from qa.archive.running import Engine
    from qa.archive.tally import Tally
    from qa.archive.work import Done

_ABOUT = Wording(
    "Relire une archive entière (Parquet, JSON Lines, WARC, tar ou dossier) et écrire dans OUT ce qui s’y trouve, en"
    " tables et en une page. Relancée après un arrêt, la même commande reprend où elle en était.",
    "Check a whole archive (Parquet, JSON Lines, WARC, tar or folder) and write to OUT what is in it, as tables and"
    " a page. Run again after it was stopped, the same command goes on where it was.",
)
_NO_EXTRA = Wording(
    "Il manque {missing} ; installez-les par « pip install 'relecture[archive]' », ou prenez {instead}.",
    "{missing} is missing; install it by “pip install 'relecture[archive]'”, or use {instead}.",
)
_NO_EXTRA_AT_ALL = Wording(
    "Il manque {missing}, qu’il faut pour lire du Parquet ; installez « pip install 'relecture[archive]' ».",
    "{missing} is missing, which reading Parquet needs; “pip install 'relecture[archive]'” installs it.",
)
_WITHIN = Wording(
    "{out} est dans le dossier à relire ; écrivez le résultat ailleurs.",
    "{out} is in the folder to be checked; write the output elsewhere.",
)
_NO_ADDRESS = Wording(
    "--address est pour Ray ; retirez-le ou --engine local.", "--address is for Ray; drop it or --engine local."
)
_END = Wording(
    "Documents relus : {documents}, mots : {words}, fautes : {findings} ; voir {page}.",
    "Documents checked: {documents}, words: {words}, faults: {findings}; see {page}.",
)
_SET_ASIDE = Wording(
    "Documents laissés de côté : {count} ; {folder} dit pourquoi.", "Documents set aside: {count}; {folder} says why."
)
_STOPPED = Wording(
    "Arrêté ; la même commande reprendra où elle en était.", "Stopped; the same command will go on from here."
)

EngineName = Literal["ray", "local"]
_SHARED = ("glossaries", "select", "ignore", "variant", "config", "isolated")


def _run(
    *,
    source: str,
    out: str,
    text_column: str,
    id_column: str,
    outlet_column: str,
    date_column: str,
    format_column: str,
    format: str | None,
    output_format: Kind,
    fix: bool,
    unsafe: bool,
    engine: EngineName,
    address: str | None,
    workers: int,
    part_size: int,
    timeout: int,
    lang: Lang,
    fail_level: Severity | None,
    exit_zero: bool,
    quiet: bool,
    **rest: Any,
) -> int:
    from qa import __version__
    from qa.archive.columns import Columns
    from qa.archive.job import Job
    from qa.archive.manifest import Output
    from qa.archive.plan import found
    from qa.archive.running import run, write_page

    settings, level = _settings(source, lang, fail_level, **rest)
    voice = language(click.get_current_context())
    if address and engine == "local":
        raise Refusal(_NO_ADDRESS)
    given = found(source)
    _refuse_missing(given.files, engine, output_format)
    if Path(source).is_dir() and Path(out).resolve().is_relative_to(Path(source).resolve()):
        raise Refusal(_WITHIN, out=out)
    columns = Columns(text_column, id_column, outlet_column, date_column, format_column, format or "")
    job = Job(
        root=given.root,
        out=Path(out).absolute(),
        settings=settings,
        wanted=columns,
        kind=output_format,
        mend=fix or unsafe,
        unsafe=unsafe,
        seconds=max(1, timeout),
    )
    many = workers or (os.cpu_count() or 1)
    output = Output(Path(out))
    try:
        with PartsProgress(lang, quiet=quiet) as told:
            total = run(
                given,
                job,
                output,
                documents=max(1, part_size),
                version=__version__,
                workers=many,
                engine=_engine(engine, address, workers if address else many),
                told=told,
            )
        page = output.path / "index.html"
        write_page(page, total, name=Path(source).resolve().name, job=job, version=__version__)
    except KeyboardInterrupt:
        click.echo(_STOPPED.say(voice), err=True)
        raise
    finally:
        output.close()
    if not quiet:
        said = _END.say(lang, documents=total.documents, words=total.words, findings=total.findings, page=page)
        click.echo(said, err=True)
    return _code(total, level, Path(out), voice, exit_zero=exit_zero)


def _code(total: Tally, level: Severity, out: Path, voice: Lang, *, exit_zero: bool) -> int:
    if total.unread:
        click.echo(_SET_ASIDE.say(voice, count=total.unread, folder=out / "errors"), err=True)
        return 2
    grave = SEVERITIES[SEVERITIES.index(level) :]
    return int(any(total.severities[severity] for severity in grave) and not exit_zero)


def _settings(
    source: str, lang: Lang, fail_level: Severity | None, *, variant: Variant | None, config: str | None,
    isolated: bool, glossaries: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], **_: Any,
) -> tuple[Settings, Severity]:  # fmt: skip
    """The settings for the whole archive and its fail level. Raises ConfigurationError, GlossaryError."""
    from qa.cli.refusals import refuse_two_configurations, refuse_unknown_rules

    given = Given(
        select=names(select),
        ignore=names(ignore),
        glossaries=tuple(map(Path, glossaries)),
        variant=variant,
        lang=lang if lang_given() else None,
        fail_level=fail_level,
    )
    refuse_two_configurations(config, isolated=isolated)
    refuse_unknown_rules(given)
    held = holding(Search(config, isolated=isolated).of(source), source, given)
    settings = held.settings
    if not lang_given():
        settings = replace(settings, lang=settings.lang if "lang" in held.origins else "fr")
    if settings.own_terms:
        from qa.formats import parse
        from qa.pipeline import Checker

        # What is wrong with a glossary is told before the work begins.
        Checker(settings).check(parse("Bonjour."))
    # Workers may work in another folder.
    return replace(settings, glossaries=tuple(path.absolute() for path in settings.glossaries)), held.fail_level


def _refuse_missing(files: Iterable[str], engine: EngineName, kind: Kind) -> None:
    """Refuses what needs a library that is not there, before anything is written."""
    from qa.archive.reading import format_of

    arrow = find_spec("pyarrow") is not None
    if not arrow and any(format_of(file) == "parquet" for file in files):
        raise Refusal(_NO_EXTRA_AT_ALL, missing="pyarrow")
    missing, instead = [], []
    if engine == "ray" and find_spec("ray") is None:
        missing, instead = ["Ray"], ["--engine local"]
    if kind == "parquet" and not arrow:
        missing, instead = [*missing, "pyarrow"], [*instead, "--output-format jsonl"]
    if missing:
        raise Refusal(_NO_EXTRA, missing=", ".join(missing), instead=" ".join(instead))


def _engine(name: EngineName, address: str | None, workers: int) -> Engine:
    def work(job: Job, stretches: Iterable[tuple[Part, ...]]) -> Iterator[Done]:
        if name == "local":
            from qa.archive import local

            return local.run(job, stretches, workers)
        from qa.archive import cluster

        return cluster.run(job, stretches, workers, address)

    return work


def _formats() -> tuple[str, ...]:
    from qa.archive.columns import FORMATS

    return FORMATS


def _column(name: str, fr: str, en: str) -> Option:
    return Option([f"--{name}-column"], Wording(fr, en), metavar="NAME", default="")


archive = Command(
    "archive",
    _ABOUT,
    callback=_run,
    params=[
        click.Argument(["source"], metavar="IN", required=True),
        click.Argument(["out"], metavar="OUT", required=True),
        _column("text", "Colonne du texte (sinon la première connue : text, content…).",
                "Column with the text (else the first known one: text, content…)."),
        _column("id", "Colonne qui identifie le document (id, url…).", "Column that names the document (id, url…)."),
        _column("outlet", "Colonne de la publication (outlet, journal…).", "Column of the outlet (outlet, journal…)."),
        _column("date", "Colonne de la date (date, published…).", "Column of the date (date, published…)."),
        _column("format", "Colonne du format de chaque texte (format).", "Column of each text’s format (format)."),
        Option(
            ["--format"],
            Wording("Format des textes en colonne (sinon text).", "Format of texts in columns (else text)."),
            type=OneOf(_formats),
            metavar="NAME",
        ),
        Option(
            ["--output-format"],
            Wording("Format des tables.", "Format of the tables."),
            type=OneOf(("parquet", "jsonl")),
            default="parquet",
        ),
        Option(
            ["--fix"],
            Wording("Ajouter à chaque document son texte corrigé.", "Add each document’s mended text."),
            is_flag=True,
        ),
        UNSAFE,
        Option(
            ["--engine"],
            Wording(
                "Ray, ici ou sur une grappe, ou des processus de cette machine.",
                "Ray, here or on a cluster, or processes of this machine.",
            ),
            type=OneOf(get_args(EngineName)),
            default="ray",
        ),
        Option(
            ["--address"],
            Wording("Adresse de la grappe Ray (auto, ray://…).", "Address of the Ray cluster (auto, ray://…)."),
            metavar="ADDRESS",
        ),
        Option(
            ["--workers"],
            Wording("Nombre de processus (0 : un par cœur).", "How many processes (0: one a core)."),
            type=Count(),
            default=0,
            metavar="N",
        ),
        Option(
            ["--part-size"],
            Wording("Documents par partie, relus et écrits d’un coup.", "Documents to a part, written in one step."),
            type=Count(),
            default=500,
            metavar="N",
        ),
        Option(
            ["--timeout"],
            Wording(
                "Secondes après lesquelles un document est laissé de côté.",
                "Seconds after which a document is set aside.",
            ),
            type=Count(),
            default=60,
            metavar="N",
        ),
        *(param for param in CHECKING if param.name in _SHARED),
        *(param for param in ENDING if param.name != "color"),
    ],
)  # fmt: skip
