"""What an editor decided on the findings of a document: the file that the review page gives, and the edits it asks for.

A decisions file is JSON. It holds for each document the hash of the text that was decided on, so that no decision is
laid on another text:

    {"version": 1, "documents": [
      {"path": "article.md", "sha256": "…",
       "fixed": {"sha256": "…", "edits": [{"start": 3, "end": 9, "text": "crowd"}]},
       "decisions": [
         {"verdict": "take", "rule": "untranslated", "start": 3, "end": 8, "text": "crowd",
          "edits": [{"start": 3, "end": 8, "text": "foule"}]}]}]}

Offsets are code points of the document's text, ends exclusive. `verdict` is "take" (a suggestion), "edit" (the editor's
own words; `rule` is null where there was no finding) or "refuse" (no edits). `text` is what stands from `start` to
`end`. `fixed` is optional: the hash of the text that `fix` wrote, and the edits that lead from it back to the document,
so that decisions reach a file that `fix` changed in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from qa.finding import Edit, apply_edits
from qa.settings import Lang, Wording

VERSION = 1
VERDICTS = ("take", "edit", "refuse")

#: An edit in an editor's own words, of a text, as the format of the text writes it.
Said = Callable[[str, Edit], Edit]

_NOT_JSON = Wording(
    "{path}, ligne {line} : ce n’est pas du JSON ; téléchargez de nouveau les décisions depuis la page de relecture.",
    "{path}, line {line}: this is not JSON; download the decisions from the review page again.",
)
_NO_DECISIONS = Wording(
    "{path} : ce n’est pas un fichier de décisions de Relecture ({where}) ; téléchargez-le de nouveau depuis la page"
    " de relecture.",
    "{path}: this is no decisions file of Relecture ({where}); download it from the review page again.",
)
_NEWER = Wording(
    "{path} : ce fichier de décisions est d’une autre version ({version}) ; mettez Relecture à jour.",
    "{path}: this decisions file is of another version ({version}); update Relecture.",
)


class DecisionsError(Exception):
    """A decisions file that cannot be used. `say` gives the one sentence for the user."""

    def __init__(self, wording: Wording, path: str, **values: object) -> None:
        super().__init__(wording, path)
        self._wording, self._values = wording, {"path": path, **values}

    def say(self, lang: Lang = "fr") -> str:
        return self._wording.say(lang, **self._values)

    def __str__(self) -> str:
        return self.say()


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one passage. `edits` are all that it takes, none for a refusal."""

    verdict: str
    rule: str | None
    start: int
    end: int
    text: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions on one document, known by the hash of its text.

    `fixed_sha256` is the hash of what `fix` made of it, "" where that is not known, and `undo` the edits back.
    """

    path: str
    sha256: str
    decisions: tuple[Decision, ...]
    fixed_sha256: str = ""
    undo: tuple[Edit, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its folder, wherever the page was made."""
        return self.path.replace("\\", "/").rpartition("/")[2]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of all decisions, in order."""
        return tuple(sorted({edit for decision in self.decisions for edit in decision.edits}))

    def edits_of(self, source: str, said: Said | None = None) -> tuple[Edit, ...] | None:
        """The edits that bring the decisions into a text: the one decided on, or what `fix` made of it.

        `said` gives for the text decided on and an edit in the editor's own words the edit as its format writes it.
        None for any other text.
        """
        digest = sha256_of(source)
        if digest == self.sha256:
            return self._written(source, said) if self._stand_in(source) else None
        if digest != self.fixed_sha256 or not _fit(self.undo, len(source)):
            return None
        original = apply_edits(source, self.undo)
        if sha256_of(original) != self.sha256 or not self._stand_in(original):
            return None
        return _from_fixed(self.undo, self._written(original, said), source, original)

    def _written(self, original: str, said: Said | None) -> tuple[Edit, ...]:
        if said is None:
            return self.edits
        own = {edit for decision in self.decisions if decision.verdict == "edit" for edit in decision.edits}
        return tuple(said(original, edit) if edit in own else edit for edit in self.edits)

    def _stand_in(self, source: str) -> bool:
        return _fit(self.edits, len(source)) and all(source[one.start : one.end] == one.text for one in self.decisions)


def sha256_of(text: str) -> str:
    """The hash by which a document's text is known again: SHA-256 of its UTF-8, 64 hexadecimal digits."""
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def undone(source: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that lead back from the text that `edits` make of the source. Those that touch are one."""
    back: list[Edit] = []
    for edit in _inverse(source, edits):
        if back and back[-1].end == edit.start:
            edit = Edit(back[-1].start, edit.end, back.pop().text + edit.text)  # noqa: PLW2901
        back.append(edit)
    return tuple(back)


def _inverse(source: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    moved = 0
    for edit in sorted(edits):
        start = edit.start + moved
        yield Edit(start, start + len(edit.text), source[edit.start : edit.end])
        moved += len(edit.text) - (edit.end - edit.start)


def load(text: str, path: str) -> tuple[Decided, ...]:
    """The decisions in a file's text. Raises DecisionsError where it is none that can be used."""
    from json import loads

    try:
        data = loads(text)
    except (
        ValueError,
        RecursionError,
    ) as error:  # of numbers too long to read and of nests too deep nobody tells the line
        raise DecisionsError(_NOT_JSON, path, line=getattr(error, "lineno", 1)) from None
    if isinstance(data, dict) and isinstance(data.get("documents"), list) and data.get("version") != VERSION:
        raise DecisionsError(_NEWER, path, version=str(data.get("version"))[:20])
    try:
        return tuple(
            _document(entry, f"documents[{at}]") for at, entry in enumerate(_field(data, "documents", list, ""))
        )
    except _MalformedError as error:
        raise DecisionsError(_NO_DECISIONS, path, where=error.args[0]) from None


class _MalformedError(Exception):
    """Where in the file something is not as it should be."""


def _document(data: object, where: str) -> Decided:
    decisions = tuple(
        _decision(entry, f"{where}.decisions[{at}]") for at, entry in enumerate(_field(data, "decisions", list, where))
    )
    fixed = _field(data, "fixed", dict, where) if isinstance(data, dict) and data.get("fixed") is not None else {}
    decided = Decided(
        _field(data, "path", str, where),
        _field(data, "sha256", str, where),
        decisions,
        _field(fixed, "sha256", str, f"{where}.fixed") if fixed else "",
        _edits(fixed, f"{where}.fixed") if fixed else (),
    )
    for edits, name in ((decided.edits, "decisions"), (decided.undo, "fixed")):
        if not _fit(edits, edits[-1].end if edits else 0):
            raise _MalformedError(f"{where}.{name}")
    return decided


def _decision(data: object, where: str) -> Decision:
    verdict = _field(data, "verdict", str, where)
    rule = None if isinstance(data, dict) and data.get("rule") is None else _field(data, "rule", str, where)
    start, end = _field(data, "start", int, where), _field(data, "end", int, where)
    edits = _edits(data, where)
    if verdict not in VERDICTS or not 0 <= start <= end or (verdict == "refuse") != (not edits):
        raise _MalformedError(where)
    return Decision(verdict, rule, start, end, _field(data, "text", str, where), edits)


def _edits(data: object, where: str) -> tuple[Edit, ...]:
    edits = []
    for at, edit in enumerate(_field(data, "edits", list, where)):
        place = f"{where}.edits[{at}]"
        start, end = _field(edit, "start", int, place), _field(edit, "end", int, place)
        edits.append(Edit(start, end, _field(edit, "text", str, place)))
        if not 0 <= edits[-1].start <= edits[-1].end:
            raise _MalformedError(place)
    return tuple(sorted(edits))


def _field(data: object, key: str, kind: type, where: str) -> Any:
    place = f"{where}.{key}" if where else key
    # bool is an int to Python, and no offset.
    if not isinstance(data, Mapping) or not isinstance(data.get(key), kind) or isinstance(data[key], bool):
        raise _MalformedError(place)
    value = data[key]
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value) and key != "path":
        raise _MalformedError(place)
    return value


def _fit(edits: tuple[Edit, ...], length: int) -> bool:
    """Whether edits, in order, lie in a text of that length, do not overlap and do not insert at one place twice."""
    return all(one.end <= two.start and one.start < two.start for one, two in pairwise(edits)) and (
        not edits or edits[-1].end <= length
    )


def _from_fixed(undo: tuple[Edit, ...], decided: tuple[Edit, ...], fixed: str, original: str) -> tuple[Edit, ...]:
    """The decided edits of the original, as edits of the fixed text, which `undo` leads back to the original.

    What `fix` and the editor did alike stays as it is.
    """
    from qa.arbiter import Trail

    made = tuple(_inverse(fixed, undo))
    alike = set(made) & set(decided)
    trail = Trail()
    trail.add([back for back, edit in zip(undo, made, strict=True) if edit not in alike], fixed)
    # The original, but for what both did alike: what is still to do counts from there.
    half = apply_edits(original, alike)
    moved, rest = 0, []
    for edit in decided:
        if edit in alike:
            moved += len(edit.text) - (edit.end - edit.start)
        else:
            rest.append(Edit(edit.start + moved, edit.end + moved, edit.text))
    trail.add(rest, half)
    return tuple(edit for edit in trail.edits if fixed[edit.start : edit.end] != edit.text)
