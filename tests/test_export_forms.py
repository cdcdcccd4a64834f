"""Which format is written: the one asked for, else by the suffix of the output."""

import pytest

from fazhi_cli import export
from fazhi_cli.export import form_of
from fazhi_cli.problems import Usage


@pytest.mark.parametrize(
    ("asked", "output", "form"),
    [
        (None, None, "table"),
        (None, "-", "table"),
        (None, "a.json", "json"),
        (None, "a.JSON", "json"),
        (None, "a.jsonl", "jsonl"),
        (None, "b/逾期.csv", "csv"),
        (None, "a.tsv", "tsv"),
        (None, "a.txt", "table"),
        (None, "周报", "table"),
        (None, "b.d/周报", "table"),
        ("ids", None, "ids"),
        ("json", "a.csv", "json"),
        ("table", "a.xlsx", "table"),
        ("csv", "-", "csv"),
    ],
)
def test_format_is_asked_for_or_told_by_the_suffix(asked: str | None, output: str | None, form: str) -> None:
    """What is asked for wins; without either it is a table."""
    assert form_of(asked, output) == form


@pytest.mark.parametrize(
    ("asked", "output", "offered", "message", "hint"),
    [
        ("xml", None, export.OFFERED, "没有“xml”这种格式",
         "可以写：table、json、jsonl、csv、tsv、md、html、xlsx、docx、ics、ids"),
        ("csv", None, ("table", "json"), "没有“csv”这种格式", "可以写：table、json"),
        (None, "a.yaml", export.OFFERED, "不能写成后缀是 .yaml 的文件",
         "用后缀 .json、.jsonl、.csv、.tsv、.md、.html、.htm、.xlsx、.docx、.ics、.txt，"
         "或用 --format 写明格式"),
        (None, "a.csv", ("table", "json"), "不能写成后缀是 .csv 的文件",
         "用后缀 .json、.txt，或用 --format 写明格式"),
    ],
)  # fmt: skip
def test_an_unknown_format_is_a_usage_error(
    asked: str | None, output: str | None, offered: tuple[str, ...], message: str, hint: str
) -> None:
    """The refusal names the formats or suffixes there are."""
    with pytest.raises(Usage) as caught:
        form_of(asked, output, offered)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_every_format_has_a_suffix_or_is_for_pipes() -> None:
    """All suffixes mean formats that exist; only ids has none."""
    assert set(export.SUFFIXES.values()) == {*export.OFFERED} - {"ids"}


@pytest.mark.parametrize(
    ("form", "output", "guess", "way"),
    [
        ("pdf", None, "没有“pdf”这种格式", "；要 PDF，先写 .docx，打开后另存或打印成 PDF"),
        (None, "a.PDF", "不能写成后缀是 .pdf 的文件", "；要 PDF，先写 .docx，打开后另存或打印成 PDF"),
        (None, "a.xls", "不能写成后缀是 .xls 的文件，是不是 .xlsx？", "用 --format 写明格式"),
        (None, "a.doc", "不能写成后缀是 .doc 的文件，是不是 .docx？", "用 --format 写明格式"),
        ("表格", None, "没有“表格”这种格式，是不是 xlsx？", "ics、ids"),
    ],
)
def test_what_is_nearly_a_format_is_guessed(
    form: str | None, output: str | None, guess: str, way: str
) -> None:
    """By likeness or by what people call it; of a PDF the way there is told."""
    with pytest.raises(Usage) as caught:
        form_of(form, output)
    assert (caught.value.message, caught.value.hint[-len(way) :]) == (guess, way)
