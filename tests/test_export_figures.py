"""Counts and reports for scripts: names, types and the numbers of the report itself."""

import json
from datetime import date

from fazhi_cli.export.figures import report as report_json
from fazhi_cli.export.figures import stats as stats_json
from fazhi_cli.query import select
from fazhi_cli.report import report
from fazhi_cli.span import Span, week_of
from fazhi_cli.stats import stats
from tests.conftest import load_text
from tests.samples import TEXT

DAY = date(2022, 10, 15)


def test_a_report_has_its_chapters_by_name() -> None:
    """The outer object of the contract, then the chapters in their order."""
    told = json.loads(report_json(report(load_text(TEXT).register, week_of(DAY), DAY)))
    assert list(told) == [
        "schema", "kind", "from", "to", "as_of", "register", "title", "period", "previous", "summary",
        "progress", "done", "review", "returned", "reopened", "overdue", "newly_overdue", "due_soon",
        "problems", "next", "silent", "chases", "unanswered", "indicators", "incidents", "upcoming", "blank",
        "annex",
    ]  # fmt: skip
    assert (told["schema"], told["kind"], told["period"]) == (1, "report", "2022-W41")
    assert (told["from"], told["to"], told["as_of"]) == ("2022-10-10", "2022-10-16", "2022-10-15")
    assert (told["previous"]["from"], told["previous"]["to"]) == ("2022-10-03", "2022-10-09")
    assert len(told["annex"]) == told["summary"]["total"] == 14
    assert [item["id"] for item in told["overdue"]] == ["1.1.3", "2.1.2", "2.1.10", "2.1.1"]
    assert told["overdue"][1] == {
        "id": "2.1.2", "title": "同样逾期", "lead": "各镇街", "due": "6月底前", "due_date": "2022-06-30",
        "next_due": None, "status": "todo", "progress": 0, "light": "red", "handed_in": None, "late": None,
        "days_overdue": 107, "days_left": -107, "missed": None, "assumed": [],
    }  # fmt: skip
    assert told["unanswered"] == [
        {"id": "1.1.10", "title": "立行立改", "date": "2022-10-01", "by": None, "to": "区法院", "how": None,
         "reply_by": None, "number": None, "answered": None, "overdue": False}
    ]  # fmt: skip
    assert told["silent"][0] == {"unit": "区司法局", "collective": None, "ids": ["2.1.10"], "last": None}


def test_days_of_ones_own_have_no_period() -> None:
    """Then only from and to tell the span."""
    span = Span(date(2022, 10, 3), date(2022, 10, 7))
    assert json.loads(report_json(report(load_text(TEXT).register, span, DAY)))["period"] is None


def test_statistics_have_every_number_and_both_of_a_rate() -> None:
    """Groups with key and title; rates as part, whole and per cent, null of nothing."""
    told = json.loads(stats_json(stats(select(load_text(TEXT).register, DAY), "section")))
    assert (told["kind"], told["by"], told["as_of"]) == ("stats", "section", "2022-10-15")
    assert [(item["key"], item["title"], item["total"], item["done"]) for item in told["groups"]] == [
        ("2", "2 第二部分", 3, 0),
        ("1", "1 第一部分", 11, 1),
    ]
    assert told["groups"][0]["completion"] == {"part": 0, "whole": 3, "percent": 0}
    assert told["whole"]["on_time"] == {
        "on_time": 2, "late": 0, "open": 3, "paused": 0, "due": 5, "assumed": 0, "unknown": 0,
        "rate": {"part": 2, "whole": 5, "percent": 40},
        "overdue_rate": {"part": 3, "whole": 5, "percent": 60},
    }  # fmt: skip
