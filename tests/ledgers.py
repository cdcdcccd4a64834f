"""Ledgers of offices' own, as workbooks made by another library."""

import io
from collections.abc import Callable, Sequence
from datetime import date

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None

HEADS: tuple[Cell, ...] = (
    *("序号", "重点任务", "具体措施", "责任单位", "配合单位", "完成时限", "办理状态", "进度", "进展情况"),
    "任务来源",
)


def ledger_file(
    *rows: Sequence[Cell],
    heads: Sequence[Cell] = HEADS,
    above: Sequence[Sequence[Cell]] = (("某区2022年法治督察整改台账",),),
    change: Callable[[Worksheet], object] = lambda sheet: None,
) -> bytes:
    """Return a workbook: what stands `above` the table, `heads`, `rows`; `change` is made at the end."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "台账"
    for row in (*above, heads, *rows):
        sheet.append([*row])
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
