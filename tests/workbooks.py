"""Workbooks that come back from units: edited by another library, or made by hand out of XML."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from fazhi_cli.export.sheets import workbook
from fazhi_cli.outgoing import outgoing
from fazhi_cli.query import EVERYTHING, select
from tests.conftest import load_text

REGISTER = """\
version: 1
title: 台账
year: 2022
issued: 2022-03-15
office: {name: 区委依法治区办, contact: 王五, phone: "61234567"}
units: [区司法局, 区法院, {name: 各镇街, members: [甲镇, 乙街道]}]
sections:
  - id: "3"
    title: 部分
    subtasks:
      - id: "3.4"
        title: 子任务
        lead: 区司法局
        measures:
          - id: "3.4.7"
            title: 推行“3+N”调解
            due: 9月底前
            status: doing
            progress: 40
            log:
              - {date: 2022-06-30, unit: 区司法局, note: 建成九处, progress: 40}
              - {date: 2022-07-30, unit: 区法院, note: 配合, progress: 40}
          - id: "3.4.8"
            title: 负责人出庭应诉
            kind: indicator
            due: 年底前
            indicator: {name: 行政机关负责人出庭应诉率, of: 出庭应诉案件}
          - {id: "3.4.9", title: "=1+1 <b>普法</b>", kind: standing, status: review, progress: 90}
"""
DAY = date(2022, 10, 15)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def sent() -> bytes:
    """Return what goes to 区司法局: keys in row 8, heads in 9, measures in 10 to 12, columns A to N."""
    loaded = load_text(REGISTER)
    rows = select(loaded.register, DAY).rows
    (made,) = outgoing(loaded.register, rows, EVERYTHING, DAY, loaded.source.digest)
    return workbook(made)


def edited(change: Callable[[Worksheet], object], data: bytes | None = None) -> bytes:
    """Return what was sent after `change` of its sheet, saved by another library."""
    book = openpyxl.load_workbook(io.BytesIO(data or sent()), rich_text=True)
    sheet = book["填报"]
    assert isinstance(sheet, Worksheet)
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Return an archive of `parts`."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return out.getvalue()


def parts(
    rows: str = "",
    *,
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
    after: str = "",
    before: str = "",
    namespace: str = MAIN,
) -> dict[str, bytes | str]:
    """Return the parts of a workbook with one sheet: what is `before` its `rows`, and `after` them."""
    kinds = {"sheet1": "worksheet", "strings": "sharedStrings", "styles": "styles"}
    office = namespace.replace("spreadsheetml/main", "officeDocument/relationships")
    office = _OFFICE if namespace == MAIN else office
    relations = "".join(
        f'<Relationship Id="{name}" Type="{office}/{kind}" Target="{name}.xml"/>'
        for name, kind in kinds.items()
    )
    found: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{office}/officeDocument" Target="xl/book.xml"/></Relationships>',
        "xl/_rels/book.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "xl/book.xml": f'<workbook xmlns="{namespace}" xmlns:r="{office}">{properties}<sheets>'
        f'<sheet name="表" sheetId="1" r:id="sheet1"/></sheets></workbook>',
        "xl/sheet1.xml": f'<worksheet xmlns="{namespace}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>",
        "xl/strings.xml": f'<sst xmlns="{namespace}">{strings or ""}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{namespace}">{styles or ""}</styleSheet>',
    }
    return found


def raw(rows: str = "", **more: str) -> bytes:
    """Return a workbook with one sheet of `rows`, in XML."""
    return zipped(parts(rows, **more))


def text(ref: str, content: str) -> str:
    """Return a cell in XML that holds a text."""
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{content}</t></is></c>'


def formats(*codes: str) -> str:
    """Return styles in XML, one for each code or number of a format; style 0 is the usual one."""
    own = [code for code in codes if not code.isdigit()]
    numbers = {code: 200 + place for place, code in enumerate(own)}
    made = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for code, number in numbers.items()
    )
    used = "".join(f'<xf numFmtId="{numbers.get(code, code)}"/>' for code in ("0", *codes))
    above = '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    return f"<numFmts>{made}</numFmts>{above}<cellXfs>{used}</cellXfs>"
