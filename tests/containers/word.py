"""What word processors make of tracked changes, by other means than ours: all accepted, or all refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree as ET

import docx

from tests.containers.made import W, members_of

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

#: Stands where a paragraph that was deleted ended.
_BREAK = "\0"


def texts(data: bytes) -> list[str]:
    """The texts of the paragraphs of a DOCX, as python-docx reads them."""
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


def settled(data: bytes, accept: bool, author: str = "Relecture") -> list[str]:
    """The texts of the paragraphs once all changes of an author are accepted or refused."""
    root = ET.fromstring(members_of(data)["word/document.xml"])
    goes, stays = ("del", "ins") if accept else ("ins", "del")
    _settle(root, f"{{{W}}}{goes}", f"{{{W}}}{stays}", author)
    shown = []
    for paragraph in root.iter(f"{{{W}}}p"):
        mark = paragraph.find(f"{{{W}}}pPr/{{{W}}}rPr/{{{W}}}removed")
        if mark is None:
            shown.append("".join(map(_shown, paragraph.iter())))
    return shown


def _shown(element: ET.Element) -> str:
    if element.tag in (f"{{{W}}}t", f"{{{W}}}delText"):
        return element.text or ""
    return {"tab": "\t", "br": "\n"}.get(element.tag.rpartition("}")[2], "")


def _settle(element: ET.Element, goes: str, stays: str, author: str) -> None:
    for child in list(element):
        mine = child.get(f"{{{W}}}author") == author
        if child.tag == goes and mine:
            if element.tag == f"{{{W}}}rPr":
                child.tag = f"{{{W}}}removed"  # the paragraph's mark
            else:
                element.remove(child)
        else:
            _settle(child, goes, stays, author)


def odt_settled(data: bytes, accept: bool) -> list[str]:
    """The texts of the paragraphs of an ODT's body once all changes are accepted or refused."""
    root = ET.fromstring(members_of(data)["content.xml"])
    deleted = {
        region.get(f"{{{TEXT}}}id"): _BREAK.join(
            "".join(_told(each, {}, accept=True)) for each in region.findall(f"{{{TEXT}}}deletion/{{{TEXT}}}p")
        )
        for region in root.iter(f"{{{TEXT}}}changed-region")
    }
    (body,) = root.iter(f"{{{OFFICE}}}text")
    paragraphs = [child for child in body if child.tag in (f"{{{TEXT}}}p", f"{{{TEXT}}}h")]
    told = ("".join(_told(each, {} if accept else deleted, accept)) for each in paragraphs)
    return [text for each in told for text in each.split(_BREAK)]


def _told(element: ET.Element, deleted: Mapping[str | None, str], accept: bool) -> Iterator[str]:
    """The text of a paragraph, what was deleted put back where `deleted` has it."""
    inserting = False
    for kind, text in _pieces(element):
        if kind == "change-start":
            inserting = True
        elif kind == "change-end":
            inserting = False
        elif kind == "change":
            yield deleted.get(text, "")
        elif accept or not inserting:
            yield text


def _pieces(element: ET.Element) -> Iterator[tuple[str, str]]:
    name = element.tag.rpartition("}")[2]
    if name in ("change", "change-start", "change-end"):
        yield name, element.get(f"{{{TEXT}}}change-id", "")
    shown = {"tab": "\t", "line-break": "\n", "s": " " * int(element.get(f"{{{TEXT}}}c", "1"))}
    yield "", shown.get(name, element.text or "")
    for child in element:
        yield from _pieces(child)
        yield "", child.tail or ""
