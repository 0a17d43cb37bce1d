"""What a word processor makes of tracked changes, by other means than ours: all accepted, or all refused."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET

import docx

from tests.containers.made import W, members_of


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
