"""Loading a register: every problem with its place and its path, all of them at once, in the file's order."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_cli import change, holidays, proof, register
from fazhi_cli.deadline import Calendar
from fazhi_cli.model import Fault
from fazhi_cli.problems import Invalid, Problem
from tests.conftest import HEAD, faults, load_text, one_measure

CALENDAR = holidays.calendar_for([])


def problems(text: str) -> list[Problem]:
    """Return every problem that reading `text` meets."""
    try:
        return list(load_text(text).warnings)
    except Invalid as error:
        return error.problems


def pointed(text: str) -> list[tuple[str, str, str]]:
    """Return code, path and the very text that is pointed at, of every problem in `text`."""
    return [
        (item.code, item.path, item.place.excerpt[(item.place.column or 1) - 1 :][: item.place.length])
        for item in problems(text)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("progress: 40%", (14, 23, "bad-number")),
        ("状态: doing", (14, 13, "unknown-key")),
        ("status: Doing", (14, 21, "bad-word")),
        ("due: 看情况", (14, 18, "due-unknown")),
        ("due: 2月底前", (14, 18, "due-ambiguous")),
        ("due: 9月底前，12月底前", (14, 18, "due-two-points")),
        ("since: 2022-6-3", (14, 20, "bad-date")),
        ("support: 区法院", (14, 22, "want-list")),
        ("support: [区法院, '']", (14, 28, "empty-text")),
        ("assumed: [lead, id]", (14, 29, "bad-assumed")),
        ("source: [3.4.s4, 3.4]", (14, 30, "bad-source")),
        ("detail: [一]", (14, 21, "want-text")),
        ("detail: {一: 二}", (14, 21, "want-text")),
        ("detail:\n  一: 二", (15, 15, "want-text")),
        ("log: {date: 2022-06-30}", (14, 18, "want-list")),
        ("log:\n  date: 2022-06-30", (15, 15, "want-list")),
        ("log: 已完成", (14, 18, "want-list")),
        ("log: [已完成]", (14, 19, "want-mapping")),
        ("log:\n  - note: 甲", (15, 17, "missing-key")),
        ("log: [{note: 甲}]", (14, 19, "missing-key")),
        ("log:\n  - {date: 2022-06-30, for: 2022-W53}", (15, 41, "bad-period")),
        ("log:\n  - {date: 2022-06-30, count: 3}", (15, 43, "bad-count")),
        ("indicator: {of: 案件}", (14, 24, "missing-key")),
        ("indicator:\n  of: 案件", (15, 15, "missing-key")),
        ("indicator: 应诉率", (14, 24, "want-mapping")),
        ("extensions:\n  - {date: 2022-09-20, from: 看情况, to: 年底前}", (15, 42, "due-unknown")),
        ("owner: ''", (14, 20, "empty-text")),
        ('owner: "甲\\n乙"', (14, 20, "many-lines")),
        ("title: 又一个", (14, 13, "duplicate-key")),
        ("lead: &x 甲", (14, 19, "yaml-anchor")),
    ],
)
def test_a_fault_in_a_measure_has_its_place(parser: str, lines: str, expected: tuple[int, int, str]) -> None:
    """Line and column lead to the value, or to the key where the key is at fault."""
    assert faults(one_measure(lines)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: 台账\n", [(1, 1, "missing-key")]),
        ("version: 1\nsections: []\n", [(1, 1, "missing-key")]),
        ("{sections: []}\n", [(1, 1, "missing-key")]),
        ("title: 台账\nsections:\n", [(2, 10, "want-list")]),
        ("title:   # 空\nsections: []\n", [(1, 7, "empty-text")]),
        ("title: 台账\nsections: []\nyear: 22\nissued: 3月\n", [(3, 7, "bad-year"), (4, 9, "bad-date")]),
        (
            "title: 台账\nsections: []\nunits: [甲, {nam: 乙}]\n",
            [(3, 12, "missing-key"), (3, 13, "unknown-key")],
        ),
        ("- a\n- b\n", [(1, 1, "want-mapping")]),
        ("台账\n", [(1, 1, "want-mapping")]),
        ("", [(None, None, "empty-file")]),
        ("@\n", [(1, 1, "yaml-syntax")]),
        ("# 只有注释\n", [(None, None, "empty-file")]),
        ("---\n~\n", [(None, None, "empty-file")]),
        ("title: 台账\nsections: []\n", []),
        ("title: 台账\nsections: [{id: 1, title: 甲, subtasks: [{id: 1.1, title: 乙}]}]\n", []),
    ],
)
def test_a_fault_of_the_register_has_its_place(
    parser: str, text: str, expected: list[tuple[int | None, int | None, str]]
) -> None:
    """What the register itself lacks or has too much is told at the mapping, the key or the value."""
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("lines", "code", "path", "piece"),
    [
        ("progress: 101", "bad-number", "措施 1.1.1 › progress", "101"),
        ("状态: doing", "unknown-key", "措施 1.1.1 › 状态", "状态"),
        ("measures: []", "unknown-key", "措施 1.1.1 › measures", "measures"),
        (
            "log: [{date: 2022-06-30}, {date: '2024-02-30', note: 甲}]",
            "bad-date",
            "措施 1.1.1 › log 第2条 › date",
            "'2024-02-30'",
        ),
        ("log: [{date: 2022-06-30}, {note: 甲}]", "missing-key", "措施 1.1.1 › log 第2条", "{note: 甲}"),
        ("log:\n  - note: 甲\n    by: 乙", "missing-key", "措施 1.1.1 › log 第1条", "note"),
        (
            "log: [{date: 2022-06-30, evidence: [甲, []]}]",
            "want-text",
            "措施 1.1.1 › log 第1条 › evidence 第2条",
            "[]",
        ),
        ("tags: [a, '']", "empty-text", "措施 1.1.1 › tags 第2条", "''"),
        ("indicator: {name: 率, good: 高}", "bad-word", "措施 1.1.1 › indicator › good", "高"),
        ("plan: [{step: 甲, before: 十}]", "bad-number", "措施 1.1.1 › plan 第1条 › before", "十"),
        ("due: 看情况", "due-unknown", "措施 1.1.1 › due", "看情况"),
        ('owner: "甲\n  乙\n\n  丙"', "many-lines", "措施 1.1.1 › owner", '"甲'),
        ("due: |\n  9月底前\n  年底前", "many-lines", "措施 1.1.1 › due", "|"),
    ],
)
def test_a_fault_is_named_by_its_way(lines: str, code: str, path: str, piece: str) -> None:
    """The path names the measure by its id and records by number; the place covers the text at fault."""
    assert pointed(one_measure(lines)) == [(code, path, piece)]


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("sections: []\n", "missing-key", "台账"),
        ("title: ''\nsections: []\n", "empty-text", "title"),
        ("title: 台账\nsections: []\nrules: {stale: -1}\n", "bad-number", "rules › stale"),
        ("title: 台账\nsections: []\noffice: {tel: 1}\n", "unknown-key", "office › tel"),
        ("title: 台账\nsections: []\nassumed: [x]\n", "bad-assumed", "assumed 第1条"),
        ("title: 台账\nsections: []\nunits: [甲, {name: ''}]\n", "empty-text", "units 第2条 › name"),
        ("title: 台账\nsections: 无\n", "want-list", "sections"),
        ("title: 台账\nsections: [{id: 1}]\n", "missing-key", "部分 1"),
        ("title: 台账\nsections: [{title: 甲}]\n", "missing-key", "部分 第1个"),
        (
            "title: 台账\nsections: [{id: 1, title: 甲, subtasks: [{title: 乙}]}]\n",
            "missing-key",
            "部分 1 › 子任务 第1个",
        ),
        ("title: 台账\nsections: [{id: 1, title: 甲, subtasks: 乙}]\n", "want-list", "部分 1 › subtasks"),
        ("title: 台账\nsections: [{id: 1, title: 甲, due: 看情况}]\n", "due-unknown", "部分 1 › due"),
        ("title: 台账\nsections: [{id: [], title: 甲}]\n", "want-text", "部分 第1个 › id"),
        ("title: 台账\nsections: [{id: 1, title: 甲}, {id: 1, title: 乙}]\n", "duplicate-id", "部分 1 › id"),
    ],
)
def test_objects_are_named_by_id_or_number(text: str, code: str, path: str) -> None:
    """An object without an id is named by its number within the one above; the register needs no name."""
    assert [(item.code, item.path) for item in problems(text)] == [(code, path)]


def test_a_doubled_id_names_the_line_of_the_first() -> None:
    """The message leads to the other one."""
    text = HEAD + '          - {id: "1.1.a", title: 甲}\n          - {id: 1.1.A, title: 乙}\n'
    (found,) = problems(text)
    assert (found.message, str(found.place)) == ("编号 1.1.A 与第 12 行的重复", "t.yaml:13:18")


def test_all_problems_come_at_once_in_the_order_of_the_file(parser: str) -> None:
    """Faults of writing, of the schema and between the parts are told together, from top to bottom."""
    text = """\
version: 2
title: 台账
year: 22
rules: {default_due: 看情况}
sections:
  - id: "1"
    title: 部分
    titel: 再来
    subtasks:
      - id: "2.1"
        title: &x 子任务
        assumed: [kind]
        measures:
          - id: "2.1.1"
            title: 甲
            due: 9月底前，12月底前
            progress: 40%
          - id: "2.1.1"
            title: "乙\\u202e"
            log: [{date: 2024-02-30}]
            log: []
"""
    assert faults(text) == [
        (1, 10, "bad-version"),
        (3, 7, "bad-year"),
        (4, 22, "due-unknown"),
        (8, 5, "unknown-key"),
        (10, 13, "foreign-id"),
        (11, 16, "yaml-anchor"),
        (12, 19, "bad-assumed"),
        (16, 18, "due-two-points"),
        (17, 23, "bad-number"),
        (18, 17, "duplicate-id"),
        (19, 22, "hidden-character"),
        (21, 13, "duplicate-key"),
    ]


def test_one_value_is_told_once() -> None:
    """What the schema refuses is not told again by the rules between the parts."""
    text = 'title: 台账\nsections: [{id: "1", title: 甲, due: "看\\n情况", assumed: [" ", x]}]\n'
    assert faults(text) == [(2, 37, "many-lines"), (2, 56, "empty-text"), (2, 61, "bad-assumed")]


def test_what_stands_before_a_syntax_error_is_still_told(parser: str) -> None:
    """A syntax error ends the reading; problems before it are told, and nothing it merely brought about."""
    text = (
        HEAD
        + """\
          - id: "1.1.1"
            title: 甲
            progress: 101
          - id: "1.1.2"
            status: @
          - id: "1.1.1"
            progress: 102
"""
    )
    assert faults(text) == [(14, 23, "bad-number"), (16, 21, "yaml-syntax")]


def test_a_value_that_runs_into_a_syntax_error_is_not_judged(parser: str) -> None:
    """Text that the error glued together is no wrong number as well."""
    assert faults(one_measure("progress: 40\n  note: 甲")) == [(15, 15, "yaml-syntax")]


def test_a_fault_of_writing_alone_makes_a_register_invalid() -> None:
    """An anchor in an otherwise valid register is an error."""
    with pytest.raises(Invalid) as caught:
        load_text(one_measure("lead: &x 甲"))
    assert [item.code for item in caught.value.problems] == ["yaml-anchor"]


def read_bytes(folder: Path, data: bytes) -> register.Loaded:
    """Return the register in a file with `data`."""
    path = folder / "甲.yaml"
    path.write_bytes(data)
    return register.load(path, CALENDAR, "台账/甲.yaml")


def test_a_file_is_loaded_with_its_source_and_data(tmp_path: Path) -> None:
    """What was read, its plain data and the register come together, called as it was asked for."""
    text = one_measure("progress: 40")
    found = read_bytes(tmp_path, text.encode())
    assert (found.source.name, found.source.path, found.source.text) == (
        "台账/甲.yaml",
        tmp_path / "甲.yaml",
        text,
    )
    assert found.data["sections"][0]["subtasks"][0]["measures"][0]["progress"] == "40"
    assert (found.register.name, found.register.measures[0].progress) == ("甲.yaml", 40)
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("comment", "codec", "codes"),
    [
        ("", "gb18030", ["other-encoding"]),
        ("", "utf-16", ["other-encoding"]),
        ("# \u200b", "utf-8", ["hidden-character"]),
        ("# \u200b", "utf-16", ["other-encoding", "hidden-character"]),
    ],
)
def test_warnings_do_not_keep_a_register_from_loading(
    tmp_path: Path, comment: str, codec: str, codes: list[str]
) -> None:
    """Another encoding and an invisible character are warned of, and the register is there."""
    found = read_bytes(tmp_path, one_measure(f"lead: 区司法局 {comment}").encode(codec))
    assert [item.code for item in found.warnings] == codes
    assert found.register.measures[0].lead == "区司法局"


def test_faults_of_bytes_and_of_meaning_are_told_together(tmp_path: Path) -> None:
    """A damaged file still has its other problems told, in the order of the file."""
    data = b"title: \xff\nyear: 22\nsections: []\nnotes: [\x07]\n"
    with pytest.raises(Invalid) as caught:
        read_bytes(tmp_path, data)
    assert [(item.place.line, item.place.column, item.code) for item in caught.value.problems] == [
        (1, 8, "bad-encoding"),
        (2, 7, "bad-year"),
        (4, 9, "bad-character"),
    ]


def test_a_missing_file_is_told_by_the_name_asked_for(tmp_path: Path) -> None:
    """The message calls the file what the user called it."""
    with pytest.raises(Invalid) as caught:
        register.load(tmp_path / "none.yaml", CALENDAR, "没有.yaml")
    assert [(str(item.place), item.code) for item in caught.value.problems] == [("没有.yaml", "no-file")]


def test_a_byte_order_mark_alone_is_an_empty_file(tmp_path: Path) -> None:
    """A file that holds a byte-order mark and no more is empty."""
    with pytest.raises(Invalid) as caught:
        read_bytes(tmp_path, b"\xef\xbb\xbf")
    assert [item.code for item in caught.value.problems] == ["empty-file"]


def test_the_calendar_is_asked_only_where_working_days_count() -> None:
    """Loading reads no table of holidays unless a phrase needs one."""
    asked = []

    def calendar() -> Calendar:
        asked.append(1)
        return CALENDAR()

    text = one_measure("due: 年底前")
    register.loaded(load_text(text).source, calendar)
    assert asked == []
    register.loaded(load_text(text.replace("年底前", "5个工作日内")).source, calendar)
    assert asked


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), (1, 1, 7)),
        (("title",), (2, 8, 2)),
        (("sections", 0, "subtasks", 0, "measures", 0), (12, 13, 2)),
        (("sections", 0, "subtasks", 0, "measures", 0, "lead"), (14, 19, 4)),
        (("sections", 0, "subtasks", 0, "measures", 0, "due"), (12, 13, 2)),
        (("sections", 0, "subtasks", 0, "measures", 7), (12, 11, 13)),
    ],
)
def test_findings_in_a_loaded_register_are_located(path: change.Path, expected: tuple[int, int, int]) -> None:
    """What a check finds is told at its value, or at the nearest object around what is not there."""
    loaded = load_text(one_measure("lead: 区司法局"))
    (found,) = register.located(loaded, [Fault(path, "no-lead", {"id": "1.1.1"})])
    assert (found.place.line, found.place.column, found.place.length) == expected


def test_located_findings_stand_in_the_order_of_the_file() -> None:
    """However findings come, they are told from top to bottom."""
    loaded = load_text(one_measure("lead: 区司法局"))
    words = {"id": "1.1.1"}
    found = register.located(
        loaded, [Fault(("sections",), "no-lead", words), Fault(("title",), "no-lead", words)]
    )
    assert [item.place.line for item in found] == [2, 6]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("a", 0, "b"), "c"),
        (("a", 1), None),
        (("a", "b"), None),
        (("a", 0, "b", "c"), None),
        (("x",), None),
        ((), {"a": [{"b": "c"}]}),
    ],
)
def test_a_value_is_found_by_its_path(path: change.Path, value: object) -> None:
    """Where a path leads nowhere there is None, and nothing is raised."""
    assert register.value_at({"a": [{"b": "c"}]}, path) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "unknown keys",
            "title: 台账\nsections: []\noffice: {" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}\n",
        ),
        (
            "wrong dates",
            HEAD
            + "".join(f"          - {{id: 1.1.{n}, title: 甲, since: 2022-02-30}}\n" for n in range(4_000)),
        ),
        (
            "wrong phrases",
            HEAD + "".join(f"          - {{id: 1.1.{n}, title: 甲, due: 看看{n}}}\n" for n in range(4_000)),
        ),
        ("doubled ids", HEAD + "          - {id: 1.1.1, title: 甲}\n" * 4_000),
        ("assumed", one_measure(f"assumed: [{', '.join(['x'] * 10_000)}]")),
    ],
)
def test_many_problems_take_no_long_time(name: str, text: str) -> None:
    """Thousands of problems, even on one line, are placed in linear time."""
    begin = process_time()
    found = problems(text)
    assert len(found) >= 3_999
    assert process_time() - begin < 5


MEASURE = one_measure(
    "lead: 区司法局\nsupport: [区法院, 区检察院]\ndue: 9月底前\nstatus: doing\nprogress: 40\n"
    "source: [3.4.s4]\nindicator: {name: 率, floor: 5}\n"
    "log:\n  - {date: 2022-06-30, by: 李四, for: 2022Q2, count: 17/20}\n"
    "  - date: 2022-07-01\n    evidence: [甲]"
)
VALUES = st.sampled_from(
    ["~", "''", "x", "3.10", "[x]", "{x: y}", "[]", "2024-02-30", "看", "-1", "1.1", '"\\ud800"', "*x"]
)


@given(st.data())
@settings(max_examples=250, derandomize=True, deadline=None)
def test_whatever_value_stands_anywhere_problems_have_places(data: st.DataObject) -> None:
    """Any value replaced by any other gives a register, or problems each with line and column."""
    lines = MEASURE.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[at].partition(": ")
        lines[at] = f"{key}{colon}{data.draw(VALUES)}" if colon else lines[at]
    for found in problems("\n".join(lines)):
        assert found.place.line and found.place.column and found.place.excerpt
        assert found.message and found.hint


def test_a_text_that_is_no_register_restores_nothing() -> None:
    """Neither an invalid one nor one that says something else than what was meant."""
    old = load_text(MEASURE)
    for text in ("title: @\n", MEASURE.replace("区司法局", "区法院")):
        assert proof.restored(old, text, [], CALENDAR) is None
    assert proof.restored(old, MEASURE, [], CALENDAR) is not None
