"""Containers made for tests, by hand where a construct is to be exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_ROOTS = {"header": "hdr", "footer": "ftr"}
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_SPACES = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "style"))
_ODF_SPACES += f' xmlns:draw="{_ODF}:drawing:1.0" xmlns:fo="{_ODF}:xsl-fo-compatible:1.0"'
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="fr">'


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """An archive, the member `mimetype` first and unpacked, as these formats want it."""
    data = BytesIO()
    with ZipFile(data, "w") as file:
        for at, (name, content) in enumerate(members.items()):
            info = ZipInfo(name, (2021, 3, 4, 5, 6, 2 * at))
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            file.writestr(info, content)
    return data.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    """The members of an archive, as `zipfile` unpacks them."""
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this content of `w:body`. `parts` are others by name (`footnotes`, `header1`, `styles`)."""
    overrides = {"document": "document.main", **{name: name.rstrip("0123456789") for name in parts}}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in overrides.items()
    )
    members = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-'
        'types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        root = _ROOTS.get(name.rstrip("0123456789"), name)
        members[f"word/{name}.xml"] = f'<?xml version="1.0"?><w:{root} {_SPACES}>{content}</w:{root}>'
    return archive(members)


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, or of text."""
    return f"<w:p>{properties}{''.join(each if each.startswith('<') else r(each) for each in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run with this text."""
    made = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{made}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx_of(paragraphs: Iterable[Sequence[str]]) -> bytes:
    """A DOCX of paragraphs, each of runs in turn plain, bold and italic."""
    styles = ("", "<w:b/>", "<w:i/>")
    body = (p(*(r(run, styles[at % 3]) for at, run in enumerate(runs))) for runs in paragraphs)
    return docx("".join(body))


def odt(text: str, styles: str = "") -> bytes:
    """An ODT with this content of `office:text`; `styles` are its automatic ones."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_ODF_SPACES}>'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{text}</office:text>"
            "</office:body></office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"/>',
        }
    )


def odt_of(paragraphs: Iterable[Sequence[str]]) -> bytes:
    """An ODT of paragraphs, each of spans."""

    def span(text: str) -> str:
        spaced = escape(text).replace("  ", " <text:s/>").replace("\t", "<text:tab/>")
        first = "<text:s/>" + spaced[1:] if spaced.startswith(" ") else spaced
        return f"<text:span>{first[:-1] + '<text:s/>' if first.endswith(' ') else first}</text:span>"

    return odt("".join(f"<text:p>{''.join(map(span, runs))}</text:p>" for runs in paragraphs))


def epub(**chapters: str) -> bytes:
    """An EPUB of XHTML documents, by name without ending, in this order."""
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in reversed(chapters)
    )
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
            "</container>",
            "OEBPS/book.opf": f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>'
            + "".join(f'<itemref idref="{name}"/>' for name in chapters)
            + "</spine></package>",
            **{f"OEBPS/{name}.xhtml": content for name, content in chapters.items()},
        }
    )


def epub_of(paragraphs: Iterable[Sequence[str]]) -> bytes:
    """An EPUB of one document of paragraphs, each of runs in turn plain and in `em`."""

    def block(runs: Sequence[str]) -> str:
        shown = (f"<em>{escape(run)}</em>" if at % 2 else escape(run) for at, run in enumerate(runs))
        return f"<p>{''.join(shown)}</p>"

    return epub(one=f"{XHTML}<body>{''.join(map(block, paragraphs))}</body></html>")
