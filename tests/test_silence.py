"""Units that lead unfinished measures and sent nothing."""

from datetime import date

from fazhi_cli.query import select
from fazhi_cli.silence import Silent, silent
from fazhi_cli.span import Span
from tests.conftest import HEAD, load_text

WEEK = Span(date(2022, 10, 10), date(2022, 10, 16))
UNITS = """\
units:
  - {name: 区司法局, alias: [司法局]}
  - {name: 各镇街, members: [甲镇, 乙镇]}
sections:"""


def heard(*measures: str) -> list[Silent]:
    """Return who is silent in the week, of a register with `measures`."""
    text = HEAD.replace("sections:", UNITS) + "".join(f"          - {{{item}}}\n" for item in measures)
    register = load_text(text).register
    return list(silent(register, select(register, WEEK.last).rows, WEEK))


def test_a_lead_without_an_entry_is_silent() -> None:
    """With its unfinished measures and when it was heard of last."""
    assert heard(
        'id: "1.1.1", title: 一, lead: 区司法局, log: [{date: 2022-10-09, note: 早了}]',
        'id: "1.1.2", title: 二, lead: 区司法局',
        'id: "1.1.3", title: 三',
    ) == [Silent("区司法局", None, ("1.1.1", "1.1.2"), date(2022, 10, 9))]


def test_any_entry_of_the_unit_in_the_week_is_a_word() -> None:
    """Under its own name, an alias, or none on a measure that it leads, finished ones too."""
    open_one = 'id: "1.1.1", title: 一, lead: 司法局'
    for other in (
        'id: "1.1.2", title: 二, log: [{date: 2022-10-10, unit: 区司法局, note: 甲}]',
        'id: "1.1.2", title: 二, log: [{date: 2022-10-16, unit: 司法局, note: 甲}]',
        'id: "1.1.2", title: 二, lead: 区司法局, status: done, log: [{date: 2022-10-11, status: done}]',
    ):
        assert heard(open_one, other) == []


def test_another_unit_does_not_speak_for_the_lead() -> None:
    """An entry by a supporting unit leaves the lead silent."""
    assert heard(
        'id: "1.1.1", title: 一, lead: 区司法局, log: [{date: 2022-10-11, unit: 区法院, note: 甲}]'
    ) == [Silent("区司法局", None, ("1.1.1",), None)]


def test_members_answer_one_by_one() -> None:
    """An entry without a unit, or in the name of all, speaks for no member."""
    assert heard(
        'id: "1.1.1", title: 一, lead: 各镇街, log: [{date: 2022-10-11, unit: 甲镇, note: 甲},'
        " {date: 2022-10-12, note: 乙}, {date: 2022-10-12, unit: 各镇街, note: 丙}]"
    ) == [Silent("乙镇", "各镇街", ("1.1.1",), None)]


def test_who_has_nothing_left_to_do_is_not_asked() -> None:
    """Done, paused and dropped measures ask for no word."""
    assert (
        heard(
            'id: "1.1.1", title: 一, lead: 区司法局, status: done',
            'id: "1.1.2", title: 二, lead: 区法院, status: paused',
        )
        == []
    )
