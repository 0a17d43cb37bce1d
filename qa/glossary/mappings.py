"""Glossaries in YAML: a list of terms, or simply `wrong: right` lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qa.glossary.rows import Row, column, glossary, heading_faults
from qa.glossary.tables import decode
from qa.glossary.term import COLUMNS, SEPARATOR, Fault, Glossary, UnreadableGlossary
from qa.settings import Wording

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node


def read(path: Path, data: bytes) -> Glossary:
    """The glossary in a YAML file. Raises GlossaryError."""
    import yaml

    text = decode(path, data)
    try:
        # The nodes, not the values: they know their lines, and `no` stays the word *no*.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise _unreadable(path, line) from None
    except (yaml.YAMLError, RecursionError):
        raise _unreadable(path, None) from None
    if root is None:
        raise UnreadableGlossary(
            path,
            "le fichier est vide : écrivez une ligne « terme: correction » par terme.",
            'the file is empty: write one line "term: correction" per term.',
        )
    faults: list[Fault] = []
    return glossary(path, _rows(path, root, faults), faults)


def _unreadable(path: Path, line: int | None) -> UnreadableGlossary:
    return UnreadableGlossary(
        path,
        "ce YAML ne se lit pas à partir d’ici : vérifiez les retraits, les deux-points et les guillemets.",
        "this YAML cannot be read from here: check indents, colons and quotation marks.",
        line,
    )


def _rows(path: Path, root: Node, faults: list[Fault]) -> Iterator[Row]:
    from yaml.nodes import MappingNode, SequenceNode

    if isinstance(root, MappingNode):
        yield from _short(path, root, faults)
    elif isinstance(root, SequenceNode):
        for entry in root.value:
            if isinstance(entry, MappingNode):
                yield from _full(path, entry, faults)
            else:
                faults.append(_misplaced(path, entry))
    else:
        faults.append(_misplaced(path, root))


def _short(path: Path, root: MappingNode, faults: list[Fault]) -> Iterator[Row]:
    """Rows of `wrong: right`, where right may also be a list, or the other columns of the term."""
    from yaml.nodes import MappingNode

    for key, value in root.value:
        line = key.start_mark.line + 1
        if isinstance(value, MappingNode):
            cells = _cells(path, value, faults)
            yield Row(line, {**cells, "term": _text(path, key, faults)})
        else:
            yield Row(line, {"term": _text(path, key, faults), "right": _text(path, value, faults)})


def _full(path: Path, entry: MappingNode, faults: list[Fault]) -> Iterator[Row]:
    line = entry.start_mark.line + 1
    cells = _cells(path, entry, faults)
    columns = {column(name) for name in cells}
    # A forbidden term needs no correction, so its absence is no fault here: there is no heading to look at.
    wrong = list(heading_faults(path, line, [*cells, *({"right"} - columns)]))
    faults += wrong
    if not wrong:
        yield Row(line, cells)


def _cells(path: Path, node: MappingNode, faults: list[Fault]) -> dict[str, str]:
    return {_text(path, key, faults): _text(path, value, faults) for key, value in node.value}


def _text(path: Path, node: Node, faults: list[Fault]) -> str:
    """A scalar as it is written; a list of them as the alternatives of one cell."""
    from yaml.nodes import ScalarNode, SequenceNode

    if isinstance(node, ScalarNode):
        return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)
    if isinstance(node, SequenceNode) and all(isinstance(part, ScalarNode) for part in node.value):
        return SEPARATOR.join(str(part.value) for part in node.value)
    faults.append(_misplaced(path, node))
    return ""


def _misplaced(path: Path, node: Node) -> Fault:
    return Fault(
        path,
        node.start_mark.line + 1,
        Wording(
            "un terme est attendu ici : « terme: correction », ou une liste de fiches avec « term » et « right ».",
            'a term is expected here: a line "term: correction", or a list of entries with "term" and "right".',
        ),
    )


def write(glossary: Glossary) -> bytes:
    """The glossary as a list of mappings, without the columns that are empty."""
    import yaml

    entries = []
    for term in glossary.terms:
        cells = term.cells()
        entry: dict[str, object] = {name: cells[name] for name in COLUMNS if cells[name]}
        entry["right"] = list(term.right)
        entry["safe"] = term.safe
        entries.append(entry)
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=120)
    return text.encode()
