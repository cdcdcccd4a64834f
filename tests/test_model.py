"""The schema of a register: every key with right and wrong values, unknown keys, the JSON Schema."""

import copy
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml

from fazhi_cli import model, packaged, terms
from fazhi_cli.change import Path
from fazhi_cli.model import Fault, RegisterShape, period_key, validate
from fazhi_cli.problems import RULES, Usage

Kind = tuple[list[tuple[Any, Any]], list[tuple[Any, str]]]
"""Of a kind of value: right ones with what they are typed to, wrong ones with the code they get."""

NO_TEXT: list[tuple[Any, str]] = [
    (["x"], "want-text"),
    ({"x": "y"}, "want-text"),
    ([], "want-text"),
    ("", "empty-text"),
    ("  ", "empty-text"),
    ("\u3000", "empty-text"),
]


def scalar(good: list[tuple[str, Any]], bad: list[str], code: str) -> Kind:
    """Return a kind of scalar that refuses `bad` with `code`."""
    return list(good), [*NO_TEXT, *((text, code) for text in bad)]


def list_of(kind: Kind) -> Kind:
    """Return the kind of a list whose items are of `kind`."""
    good, bad = kind
    whole: list[tuple[Any, str]] = [("x", "want-list"), ({"x": "y"}, "want-list"), ("", "want-list")]
    items: list[tuple[Any, str]] = [([value], code) for value, code in [*bad, (None, "empty-text")]]
    return [([], []), ([value for value, _ in good], [typed for _, typed in good])], whole + items


def same(*texts: str) -> list[tuple[str, Any]]:
    """Return texts that are typed to themselves."""
    return [(text, text) for text in texts]


def each(texts: str, *more: str) -> list[str]:
    """Return the texts between the blanks of `texts`, and more that hold blanks themselves."""
    return [*texts.split(), *more]


LINE: Kind = (
    same(*each("区司法局 3.10 no 012 12:30 1e3 2022-09-30 ~ null true", " 前后 ", "字" * 200, "a\tb")),
    [
        *NO_TEXT,
        ("字" * 201, "long-text"),
        *((text, "many-lines") for text in ("甲\n乙", "甲\r乙", "甲\n")),
    ],
)
TEXT: Kind = (same("一\n二\n", "3.10", "字" * 5000), NO_TEXT)
DAY = scalar(
    [("2022-06-30", date(2022, 6, 30)), ("2024-02-29", date(2024, 2, 29)), ("0001-01-01", date(1, 1, 1))],
    each(
        "2024-02-30 2023-02-29 2022-6-3 2022年6月3日 2022.06.30 2022/06/30 20220630 06-30 2022-06 0"
        " 2022-06-30T00:00:00 1664496000 0000-01-01 ２０２２-06-30 9月底前",
        "2022-06-30 ",
    ),
    "bad-date",
)
PERCENT = scalar(
    [("0", 0), ("7", 7), ("40", 40), ("100", 100)],
    each("+40 40% 4_0 040 ４０ 40.0 101 -1 1e1 0x10 四十 00", " 40", "40 ", "9" * 99),
    "bad-number",
)
DAYS = scalar([("0", 0), ("3650", 3650)], each("3651 -1 030 7天 1.5"), "bad-number")
NUMBER = scalar([("0", 0), ("999999999", 999_999_999)], each("1000000000 -1 两次"), "bad-number")
YEAR = scalar([("1900", 1900), ("2022", 2022), ("2200", 2200)], each("22 1899 2201 2022年 02022"), "bad-year")
VERSION = scalar(same("1"), each("2 1.0 01 v1"), "bad-version")


def words(table: Mapping[str, str]) -> Kind:
    """Return the kind of a value out of a table of tokens and terms."""
    good = [(text, token) for token, term in table.items() for text in (token, term)]
    token, term = next(iter(table.items()))
    return scalar(good, each("完成 true 0", token.upper(), f" {token}", f"{term} "), "bad-word")


ID = scalar(
    same("1", "3.10", "a.B.9", "1." + "a" * 38),
    each("1. .1 1..2 1-2 1_2 一 1.１ 1/2 1.a\u200b", " 1", "1 ", "1." + "a" * 39),
    "bad-id",
)
PLACE = scalar(
    same(*each("3.4.s4 3.4.p2.s1 3.0.p1.s2 3.h 3.t1.r2 3.4.t1.r10 3.4.s12 A.b.s1")),
    each(
        "3 3.4 s4 3.4.S4 3.4.s 3.4.s0 3.4.s04 3.4.p0.s1 3.4.p2 3.t1 3.t1.r0 3.h.s1 3.4.s1.s2",
        "3.4 s4",
        "3.4.s4 ",
    ),
    "bad-source",
)
PERIOD = scalar(
    same(*each("2022-W39 2022-W01 2020-W53 2022-W52 2022-09 2022-12 2022Q1 2022Q4 2022H1 2022H2 2022")),
    each(
        "2022-w39 2022-W53 2021-W53 2022-W00 2022-W54 2022-W5 2022-9 2022-13 2022-00 2022Q0 2022Q5 2022q3"
        " 2022H3 2022年 22 0999 2022-Q3 2022-09-30 ２０２２",
        " 2022",
    ),
    "bad-period",
)
COUNT = scalar(
    [("17/20", (17, 20)), ("0/20", (0, 20)), ("0/0", (0, 0)), ("20/20", (20, 20))],
    each("21/20 1/0 17 /20 17/ -1/2 17/20/30 017/20 １７/20 17／20 85% 12:30", "17 / 20"),
    "bad-count",
)
STATUS, KIND, TREND = words(terms.STATUSES), words(terms.KINDS), words(terms.TRENDS)

INHERITABLE = {"lead": LINE, "support": list_of(LINE), "due": LINE, "assumed": list_of(LINE)}
SCALARS: dict[str, dict[str, Kind]] = {
    "register": {"version": VERSION, "title": LINE, "year": YEAR, "issued": DAY}
    | {"notes": list_of(TEXT), "assumed": list_of(LINE)},
    "office": dict.fromkeys(("name", "contact", "phone", "signer"), LINE),
    "rules": dict.fromkeys(("due_soon", "stale", "immediate_yellow", "immediate_red"), DAYS)
    | {"lag_yellow": PERCENT, "lag_red": PERCENT, "default_due": LINE},
    "unit": {"name": LINE, "alias": list_of(LINE), "members": list_of(LINE)},
    "section": {"id": ID, "title": LINE} | INHERITABLE,
    "subtask": {"id": ID, "title": LINE} | INHERITABLE,
    "measure": {"id": ID, "kind": KIND, "since": DAY, "recheck": DAY, "status": STATUS, "progress": PERCENT}
    | dict.fromkeys(("title", "owner", "leader", "group", "source_digest", "lineage"), LINE)
    | dict.fromkeys(("detail", "finding", "cause", "acceptance"), TEXT)
    | {"source": list_of(PLACE), "tags": list_of(LINE), "related": list_of(ID)}
    | INHERITABLE,
    "indicator": {"name": LINE, "of": LINE, "good": TREND, "floor": PERCENT},
    "step": {"step": LINE, "before": DAYS, "done": DAY},
    "extension": {"date": DAY, "from": LINE, "to": LINE, "reason": TEXT, "by": LINE},
    "chase": {"date": DAY, "by": LINE, "to": LINE, "how": LINE, "reply_by": DAY, "number": LINE},
    "entry": {"date": DAY, "by": LINE, "unit": LINE, "for": PERIOD, "status": STATUS, "progress": PERCENT}
    | dict.fromkeys(("note", "problem", "next"), TEXT)
    | {"evidence": list_of(TEXT), "count": COUNT, "incidents": NUMBER, "recorded": DAY},
}
"""Every key that holds a text or a list of texts, with its kind."""
OBJECTS = {
    "register": ("office", "rules", "units", "sections"),
    "section": ("subtasks",),
    "subtask": ("measures",),
    "measure": ("indicator", "plan", "extensions", "chases", "log"),
}
HELD_ALONE = ("office", "rules", "indicator")
REQUIRED: dict[str, tuple[str, ...]] = {
    "register": ("title", "sections"),
    "section": ("id", "title"),
    "subtask": ("id", "title"),
    "measure": ("id", "title"),
    "office": (),
    "rules": (),
    "unit": ("name",),
    "indicator": ("name",),
    "step": ("step", "before"),
    "extension": ("date", "from", "to"),
    "chase": ("date", "to"),
    "entry": ("date",),
}
PATHS: dict[str, Path] = {
    "register": (),
    "office": ("office",),
    "rules": ("rules",),
    "unit": ("units", 0),
    "section": ("sections", 0),
    "subtask": ("sections", 0, "subtasks", 0),
    "measure": ("sections", 0, "subtasks", 0, "measures", 0),
    "indicator": ("sections", 0, "subtasks", 0, "measures", 0, "indicator"),
    "step": ("sections", 0, "subtasks", 0, "measures", 0, "plan", 0),
    "extension": ("sections", 0, "subtasks", 0, "measures", 0, "extensions", 0),
    "chase": ("sections", 0, "subtasks", 0, "measures", 0, "chases", 0),
    "entry": ("sections", 0, "subtasks", 0, "measures", 0, "log", 0),
}
REGISTER: dict[str, Any] = {
    "title": "台账",
    "office": {},
    "rules": {},
    "units": [{"name": "区司法局"}],
    "sections": [
        {
            "id": "1",
            "title": "部分",
            "subtasks": [
                {
                    "id": "1.1",
                    "title": "子任务",
                    "measures": [
                        {
                            "id": "1.1.1",
                            "title": "措施",
                            "indicator": {"name": "出庭应诉率"},
                            "plan": [{"step": "初稿", "before": "60"}],
                            "extensions": [{"date": "2022-09-20", "from": "9月底前", "to": "年底前"}],
                            "chases": [{"date": "2022-06-01", "to": "区司法局"}],
                            "log": [{"date": "2022-06-30"}],
                        }
                    ],
                }
            ],
        }
    ],
}
"""A register with one object of every sort, each with what it must have and no more."""


def holder(data: Any, level: str) -> dict[str, Any]:
    """Return the object of `level` in `data`, a copy of REGISTER."""
    for step in PATHS[level]:
        data = data[step]
    found: dict[str, Any] = data
    return found


def with_value(level: str, key: str, value: Any) -> dict[str, Any]:
    """Return REGISTER with `key` of its object of `level` set to `value`."""
    data = copy.deepcopy(REGISTER)
    holder(data, level)[key] = value
    return data


def told(data: Any) -> list[tuple[Path, str]]:
    """Return path and code of the faults of plain `data`; each can be filled into its rule."""
    found = validate(data)
    faults = [] if isinstance(found, RegisterShape) else found
    for fault in faults:
        RULES[fault.code].message.format(**fault.words)
        RULES[fault.code].hint.format(**fault.words)
    return [(fault.path, fault.code) for fault in faults]


def the_fault(data: Any) -> Fault:
    """Return the one fault of plain `data`."""
    found = validate(data)
    assert isinstance(found, list)
    (fault,) = found
    return fault


def typed(data: Any, level: str, key: str) -> Any:
    """Return what `key` of the object of `level` became."""
    found = validate(data)
    assert isinstance(found, RegisterShape), found
    shape: Any = found
    for step in PATHS[level]:
        shape = shape[step] if isinstance(step, int) else getattr(shape, step)
    return getattr(
        shape, {"for": "period", "from": "old", "to": "new" if level == "extension" else "to"}.get(key, key)
    )


FIELDS = [(level, key) for level, keys in SCALARS.items() for key in keys]
GOOD = [(*at, value, result) for at in FIELDS for value, result in SCALARS[at[0]][at[1]][0]]
BAD = [(*at, value, code) for at in FIELDS for value, code in SCALARS[at[0]][at[1]][1]]


def test_every_key_of_the_table_is_tried() -> None:
    """The tests below leave out no key of any level."""
    for level in terms.LEVEL_TERMS:
        tried = {*SCALARS[level], *OBJECTS.get(level, ())}
        assert tried == {field.name for field in terms.fields_of(level)}


def test_right_values_are_typed() -> None:
    """Every key takes each right value of its kind and types it; nothing is retyped on the way."""
    wrong = []
    for level, key, value, result in GOOD:
        found = typed(with_value(level, key, value), level, key)
        if found != result or type(found) is not type(result):
            wrong.append((level, key, value, found))
    assert wrong == []


def test_wrong_values_are_refused_in_place() -> None:
    """Every key refuses each wrong value of its kind with one fault at the value."""
    wrong = []
    for level, key, value, code in BAD:
        found = told(with_value(level, key, value))
        path = (*PATHS[level], key)
        expected = (*path, 0) if isinstance(value, list) and value and code not in ("want-list",) else path
        if SCALARS[level][key][0] and not isinstance(SCALARS[level][key][0][0][0], list):
            expected = path
        if found != [(expected, code)]:
            wrong.append((level, key, value, found))
    assert wrong == []


@pytest.mark.parametrize(("level", "key"), FIELDS)
def test_null_means_absent_unless_the_key_is_required(level: str, key: str) -> None:
    """An empty value is no value: fine where the key may be left out, told where it may not."""
    expected = [((*PATHS[level], key), "empty-text")] if key in REQUIRED[level] else []
    assert told(with_value(level, key, None)) == expected


@pytest.mark.parametrize(("level", "key"), [(level, key) for level, keys in REQUIRED.items() for key in keys])
def test_required_keys_are_missed(level: str, key: str) -> None:
    """A missing key is told at its object, by key and term."""
    data = copy.deepcopy(REGISTER)
    del holder(data, level)[key]
    fault = the_fault(data)
    term = next(field.term for field in terms.fields_of(level) if field.name == key)
    assert (fault.path, fault.code, fault.words) == (PATHS[level], "missing-key", {"key": key, "term": term})


@pytest.mark.parametrize(("level", "key"), [(level, key) for level, keys in OBJECTS.items() for key in keys])
def test_objects_want_objects(level: str, key: str) -> None:
    """A list of objects refuses texts and mappings; an object refuses texts and lists; null is absent."""
    path: Path = (*PATHS[level], key)
    cases: list[tuple[Any, Path, str]]
    if key in HELD_ALONE:
        cases = [("x", path, "want-mapping"), (["x"], path, "want-mapping"), ([], path, "want-mapping")]
    else:
        cases = [("x", path, "want-list"), ({"x": "y"}, path, "want-list"), ("", path, "want-list")]
        cases += [([["x"]], (*path, 0), "want-mapping"), ([None], (*path, 0), "want-mapping")]
        cases += [] if key == "units" else [(["x"], (*path, 0), "want-mapping")]
    for value, at, code in cases:
        assert told(with_value(level, key, value)) == [(at, code)]
    absent = [] if key not in REQUIRED[level] else [(path, "want-list")]
    assert told(with_value(level, key, None)) == absent


def test_a_unit_may_be_a_bare_name() -> None:
    """A plain name declares a unit; it is checked like the name of one."""
    shape = validate(REGISTER | {"units": ["区法院", {"name": "各镇街", "members": ["甲镇"]}]})
    assert isinstance(shape, RegisterShape)
    assert [unit.name for unit in shape.units or ()] == ["区法院", "各镇街"]
    assert told(REGISTER | {"units": ["", "字" * 201]}) == [
        (("units", 0, "name"), "empty-text"),
        (("units", 1, "name"), "long-text"),
    ]


@pytest.mark.parametrize("data", [None, "x", ["x"], []])
def test_a_register_is_a_mapping(data: Any) -> None:
    """What is no mapping is no register."""
    assert told(data) == [((), "want-mapping")]


def test_empty_sections_and_subtasks_load() -> None:
    """`sections: []`, a section without subtasks and a subtask without measures are valid."""
    bare: dict[str, Any] = {"id": "1", "title": "部分"}
    subtask = {"id": "1.1", "title": "子任务"}
    valid: list[Any] = [[], [bare], [bare | {"subtasks": []}], [bare | {"subtasks": [subtask]}]]
    assert [told({"title": "台账", "sections": sections}) for sections in valid] == [[]] * 4


def test_all_faults_come_at_once() -> None:
    """Faults of every level are told together, in the order of the data."""
    data = with_value("entry", "progress", "101") | {"year": "22", "nonsense": "x"}
    holder(data, "measure")["status"] = "完成"
    assert told(data) == [
        (("year",), "bad-year"),
        ((*PATHS["measure"], "status"), "bad-word"),
        ((*PATHS["entry"], "progress"), "bad-number"),
        (("nonsense",), "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("2024-02-30", "2024-02-29"),
        ("2023-02-29", "2023-02-28"),
        ("2022-04-31", "2022-04-30"),
        ("2022-6-3", "2022-06-03"),
        ("2022年6月3日", "2022-06-03"),
        ("2022年6月3日前", "2022-06-03"),
        ("2022.12.31", "2022-12-31"),
        ("2022/1/2", "2022-01-02"),
        ("20221231", "2022-12-31"),
        ("２０２２－０６－０３", "2022-06-03"),
        ("2022-13-01", "2022-06-30"),
        ("2022-00-10", "2022-06-30"),
        ("0000-01-01", "2022-06-30"),
        ("9月底前", "2022-06-30"),
    ],
)
def test_a_wrong_date_proposes_the_likely_one(text: str, example: str) -> None:
    """The remedy names the day that was meant, at most the last of its month, else an example."""
    assert the_fault(with_value("entry", "date", text)).words == {
        "key": "date",
        "value": text,
        "example": example,
    }


def test_long_values_are_told_in_brief() -> None:
    """A value of many characters does not flood the message."""
    fault = the_fault(with_value("measure", "progress", "9" * 5000))
    assert fault.words["value"] == "9" * 59 + "…"


def remedy(level: str, key: str) -> str:
    """Return what is proposed for an unknown `key` in an object of `level`."""
    fault = the_fault(with_value(level, key, "x"))
    assert (fault.path, fault.code, fault.key) == ((*PATHS[level], key), "unknown-key", True)
    assert fault.words["level"] == terms.LEVEL_TERMS[level]
    return str(fault.words["remedy"])


@pytest.mark.parametrize(
    ("level", "key", "expected"),
    [
        ("measure", "状态", "应写 status"),
        ("measure", "完成时限", "应写 due"),
        ("measure", "责任单位", "应写 lead 或 support"),
        ("section", "标题", "应写 title"),
        ("register", "版本", "应写 version"),
        ("entry", "备注", "应写 note"),
        ("measure", "progess", "应写 progress"),
        ("measure", "Status", "应写 status"),
        ("measure", "lead_unit", "应写 lead"),
        ("measure", "status\u200b", "应写 status"),
        ("measure", "note", "note 属于进展记录，移到那里去写"),
        ("measure", "date", "date 属于进展记录、延期、催办，移到那里去写"),
        ("measure", "year", "year 属于台账，移到那里去写"),
        ("measure", "measures", "measures 属于子任务，移到那里去写"),
        ("entry", "lead", "lead 属于部分、子任务、措施，移到那里去写"),
        ("section", "kind", "kind 属于措施，移到那里去写"),
        ("register", "due", "due 属于部分、子任务、措施，移到那里去写"),
        ("measure", "\u3000lead", "键前面有全角或特殊的空格，改成半角空格：lead"),
        ("measure", "\u00a0lead", "键前面有全角或特殊的空格，改成半角空格：lead"),
        ("measure", "－ id", "行首的“－”改成半角的“-”，后面空一格：- id"),
        ("entry", "-date", "行首的“-”改成半角的“-”，后面空一格：- date"),
        ("unit", "??", "这里可以写：name、alias、members"),
        ("unit", "", "这里可以写：name、alias、members"),
    ],
)
def test_an_unknown_key_is_told_with_what_was_meant(level: str, key: str, expected: str) -> None:
    """The remedy is the key meant, or where the key belongs, or the nearest one, or all there are."""
    assert remedy(level, key) == expected


@pytest.mark.parametrize("level", PATHS)
def test_no_object_takes_unknown_keys(level: str) -> None:
    """Not one level lets a key pass that it does not know."""
    assert told(with_value(level, "qqqq", "x")) == [((*PATHS[level], "qqqq"), "unknown-key")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("区法院", "写作 support: [区法院]"),
        ("区法院、区检察院", "写作 support: [区法院, 区检察院]"),
        ("甲，乙；丙, 丁", "写作 support: [甲, 乙, 丙, 丁]"),
        ("", "写作 support: []"),
        ({"a": "b"}, "support 下面每项以“- ”开头"),
        ("字" * 201, "support 下面每项以“- ”开头"),
    ],
)
def test_a_list_written_as_text_is_told_as_a_list(value: Any, expected: str) -> None:
    """The remedy writes the same names as a list."""
    assert the_fault(with_value("measure", "support", value)).words["remedy"] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("date：2022-06-30", "“：”要写成半角冒号，后面空一格"),
        ("date:2022-06-30", "“:”要写成半角冒号，后面空一格"),
        ("进度正常", "写作 键: 值，冒号用半角，后面空一格"),
        ([], "去掉行首的“- ”"),
        (None, "写作 键: 值，冒号用半角，后面空一格"),
    ],
)
def test_an_object_written_as_text_is_told_by_its_colon(value: Any, expected: str) -> None:
    """The remedy looks at what stands there instead of keys and values."""
    assert the_fault(with_value("measure", "log", [value])).words["remedy"] == expected


@pytest.mark.parametrize(
    ("path", "level"),
    [
        (("title",), "register"),
        (("rules", "stale"), "rules"),
        (("units", 2, "alias", 0), "unit"),
        (("sections", 0, "id"), "section"),
        (("sections", 0, "subtasks", 1, "measures", 2, "status"), "measure"),
        (("sections", 0, "subtasks", 1, "measures", 2, "log", 0, "date"), "entry"),
        (("sections", 0, "subtasks", 1, "measures", 2, "log"), "measure"),
        (("sections", 0), "section"),
    ],
)
def test_the_level_of_a_path_is_that_of_its_object(path: Path, level: str) -> None:
    """A path tells which object holds the value."""
    assert model.level_of(path) == level


def test_period_keys_are_checked_for_options_too() -> None:
    """The same form holds on the command line; a wrong one is a usage error."""
    assert period_key("2022Q3") == "2022Q3"
    with pytest.raises(Usage) as caught:
        period_key("2022q3")
    assert caught.value.message == "“2022q3”不是期次"
    assert caught.value.hint == "写作 2022-W39、2022-09、2022Q3、2022H2 或 2022"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"year": "2022", "issued": "2022-03-15"}, (2022, date(2022, 3, 15))),
        ({"year": "22", "issued": "2022-3-15"}, (None, None)),
        ({"year": ["2022"]}, (None, None)),
        ({}, (None, None)),
        ("x", (None, None)),
    ],
)
def test_the_anchor_is_what_is_stated_properly(data: Any, expected: tuple[int | None, date | None]) -> None:
    """Year and day of issue are had even from a register with faults; a wrong one counts as missing."""
    assert model.anchor(data) == expected


SCHEMA = model.json_schema()


def in_python(schema: Any) -> Any:
    """Return `schema` with patterns that end, as JavaScript's $ does, only at the very end."""
    if isinstance(schema, list):
        return [in_python(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: re.sub(r"\$$", r"\\Z", value) if key == "pattern" else in_python(value)
        for key, value in schema.items()
    }


VALIDATOR = jsonschema.Draft202012Validator(in_python(SCHEMA), format_checker=jsonschema.FormatChecker())


class EditorLoader(yaml.SafeLoader):
    """Loads YAML as an editor of YAML 1.2 does: JSON's types, dates and 12:30 as text."""


EditorLoader.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_first)
    )


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(str(node.value), 0 if str(node.value)[:2] in ("0o", "0x") else 10)


EditorLoader.add_constructor("tag:yaml.org,2002:int", _decimal)


def as_editor(text: str) -> Any:
    """Return `text` typed by the rules of YAML 1.2's core schema."""
    return yaml.load(text, EditorLoader)


def test_the_editor_of_these_tests_types_like_yaml_1_2() -> None:
    """The stand-in for an editor types numbers, truth values and null, and nothing else."""
    text = "[3.10, 012, 12:30, no, yes, true, ~, 2022-09-30, 1e3, 1_000, 3.4.2, '5', ]"
    assert as_editor(text) == [
        3.1,
        12,
        "12:30",
        "no",
        "yes",
        True,
        None,
        "2022-09-30",
        1000.0,
        "1_000",
        "3.4.2",
        "5",
    ]


def test_the_json_schema_is_one() -> None:
    """The schema is valid by its own draft, names it, and is titled for people."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "fazhi 台账"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_every_field_of_the_json_schema_is_explained_in_chinese() -> None:
    """Each object has its Chinese title, each field term and explanation out of the table, none else."""
    shapes = {"RegisterShape": SCHEMA, **SCHEMA["$defs"]}
    assert len(shapes) == len(terms.LEVEL_TERMS)
    for name, shape in shapes.items():
        level = name.removesuffix("Shape").lower()
        fields = {field.name: f"{field.term}：{field.about}" for field in terms.fields_of(level)}
        assert {key: value["description"] for key, value in shape["properties"].items()} == fields
        assert shape["additionalProperties"] is False
        assert tuple(shape.get("required", ())) == REQUIRED[level] or set(shape["required"]) == set(
            REQUIRED[level]
        )
        if name != "RegisterShape":
            assert shape["title"] == terms.LEVEL_TERMS[level]


def test_the_json_schema_accepts_the_built_in_register() -> None:
    """An editor finds nothing to mark in the register that comes with the program."""
    assert list(VALIDATOR.iter_errors(as_editor(packaged.REGISTER.read_text(encoding="utf-8")))) == []


UNTOLD = each("1. .1 040 +40 40.0 00 030 02022 1.0 01 1e1 0x10 2022-W53 2021-W53 21/20 1/0")
"""What a schema cannot tell from a right value, because an editor types it or it cannot reckon."""


def written(value: Any) -> str:
    """Return `value` as one would write it by hand, plain where that keeps it a text."""
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {written(item)}' for key, item in value.items())}}}"
    if value is None:
        return "~"
    try:
        plain = value not in ("", "~", "null") and yaml.load(f"[{value}]", yaml.BaseLoader) == [value]
    except yaml.YAMLError:
        plain = False
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


EDITED = as_editor(written(REGISTER))
"""REGISTER as an editor types it."""


def editor_accepts(level: str, key: str, value: Any) -> bool:
    """Say whether an editor accepts `value` written plainly at `key` of an object of `level`."""
    data = copy.deepcopy(EDITED)
    holder(data, level)[key] = as_editor(f"[{written(value)}]")[0]
    return VALIDATOR.is_valid(data)


def test_the_json_schema_accepts_what_the_program_accepts() -> None:
    """Every right value, written plainly, passes the editor as well."""
    tried = [(level, key, value) for level, key, value, _ in GOOD if key != "assumed"]
    assert [item for item in tried if not editor_accepts(*item)] == []


def test_the_json_schema_refuses_what_the_program_refuses() -> None:
    """Every wrong value is marked by the editor too, but for the few that it cannot tell."""
    tried = [(level, key, value) for level, key, value, _ in BAD if key != "assumed"]
    missed = [value for level, key, value in tried if editor_accepts(level, key, value)]
    passed = {value[0] if isinstance(value, list) and value else value for value in missed}
    assert passed <= set(UNTOLD)


@pytest.mark.parametrize("level", ["register", "section", "subtask", "measure"])
def test_the_json_schema_knows_what_may_be_assumed(level: str) -> None:
    """The names that `assumed` may list are offered by the editor, and others refused."""
    assert editor_accepts(level, "assumed", list(terms.assumable(level)))
    assert not editor_accepts(level, "assumed", ["id"])


@pytest.mark.parametrize("level", PATHS)
def test_the_json_schema_refuses_unknown_and_missing_keys(level: str) -> None:
    """Unknown and missing keys are marked on every level."""
    assert not editor_accepts(level, "qqqq", "x")
    for key in REQUIRED[level]:
        data = copy.deepcopy(EDITED)
        del holder(data, level)[key]
        assert not VALIDATOR.is_valid(data)
