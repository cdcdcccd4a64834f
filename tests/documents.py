"""Word files in XML, for the tests of reading them."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return an archive of `parts`."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return out.getvalue()


def _relations(**targets: str) -> bytes:
    return relations(
        *(f'Id="{sort}" Type="{_TYPES}/{sort}" Target="{target}"' for sort, target in targets.items())
    )


def relations(*stated: str) -> bytes:
    """Return a part of relationships, each given by its attributes."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    inside = "".join(f"<Relationship {attributes}/>" for attributes in stated)
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'.encode()


def docx(body: str, numbering: str = "", styles: str = "", space: str = _W, head: str = "") -> bytes:
    """Return a Word file whose main part has `body`; `head` stands before its first element."""

    def part(tag: str, inside: str) -> bytes:
        return f'<w:{tag} xmlns:w="{space}" {_SPACES}>{inside}</w:{tag}>'.encode()

    return zipped(
        {
            "_rels/.rels": _relations(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": _relations(numbering="numbering.xml", styles="/word/styles.xml"),
            "word/document.xml": head.encode() + part("document", f"<w:body>{body}</w:body>"),
            "word/numbering.xml": part("numbering", numbering),
            "word/styles.xml": part("styles", styles),
        }
    )


def run(text: str, properties: str = "") -> str:
    """Return a run of letters."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inside: str, properties: str = "") -> str:
    """Return a paragraph; what is no XML becomes a run."""
    runs = (piece if piece.startswith("<") else run(piece) for piece in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def item(text: str, level: int = 0, num: int = 1) -> str:
    """Return a paragraph that is an item of the list `num`."""
    stated = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return para(text, properties=stated) if text else para(properties=stated)


def cell(*paragraphs: str, properties: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def table(*rows: str) -> str:
    """Return a table of rows of cells."""
    inside = "".join(row if row.startswith("<w:tr>") else f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inside}</w:tbl>"


def levels(*stated: tuple[str, str], own: int = 0, more: str = "") -> str:
    """Return a list that the number `own` + 1 uses, of levels given as format and text."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{sort}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (sort, text) in enumerate(stated)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{own}">{inside}</w:abstractNum>'
        f'<w:num w:numId="{own + 1}"><w:abstractNumId w:val="{own}"/>{more}</w:num>'
    )
