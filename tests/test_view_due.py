"""How a deadline was understood, in words."""

from datetime import date

import pytest

from fazhi_cli.deadline import Anchor, parse
from fazhi_cli.holidays import calendar_for
from fazhi_cli.view.due import deadline_text
from fazhi_cli.view.screen import PIPE, Screen

ANCHOR = Anchor(2022, date(2022, 3, 15))


@pytest.mark.parametrize(
    ("phrase", "coming", "head"),
    [
        ("9月底前", None, ["时限：9月底前", "类型：限期", "日期：2022-09-30"]),
        ("每季度", date(2022, 3, 31), ["时限：每季度", "类型：定期", "下次：2022-03-31"]),
        ("2025年底前，并长期坚持", None,
         ["时限：2025年底前，并长期坚持", "类型：限期、长期", "日期：2025-12-31"]),
        ("X月底前", None, ["时限：X月底前", "类型：原文留空"]),
        ("尽快", None, ["时限：尽快", "类型：未定日期"]),
    ],
)  # fmt: skip
def test_kind_date_and_reasons(phrase: str, coming: date | None, head: list[str]) -> None:
    """Phrase, kind and day first, then the explanation point by point."""
    held = parse(phrase, ANCHOR, calendar_for([]))
    lines = deadline_text(held, held.explanation, coming, PIPE).splitlines()
    assert lines == [*head, *(f"· {note}" for note in held.explanation)]
    assert len(lines) > len(head)


def test_a_narrow_screen_folds_it() -> None:
    """The explanation is folded like everything else."""
    held = parse("会后5个工作日内", ANCHOR, calendar_for([]))
    folded = deadline_text(held, held.explanation, None, Screen(30))
    whole = deadline_text(held, held.explanation, None, PIPE)
    assert folded.replace("\n", "") == whole.replace("\n", "")
    assert len(folded.splitlines()) > len(whole.splitlines())
