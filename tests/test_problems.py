"""Problems, refusals and exit codes as values."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import fazhi_cli
from fazhi_cli.problems import (
    RULES,
    Conflict,
    Exit,
    FazhiError,
    Invalid,
    Place,
    Refused,
    Unwritable,
    Usage,
    brief,
    in_order,
    problem,
)
from fazhi_cli.syntax import CAUSES, Cause
from fazhi_cli.terms import FIELDS, LEVELS

NAMES = {"fazhi", "YAML", "UTF", "MB", "Excel", "import", "add", "mark", "set", "chase", "check", "draft"}
"""Latin words that mean something to a clerk: the program, its commands and options, formats."""


def english(text: str) -> set[str]:
    """Return the words of `text` in Latin letters that are no key, command, option or format."""
    plain = re.sub(r"\{\w*\}|--[a-z-]+|\d+[A-Z]\d+", "", text)
    known = NAMES | {field.name for field in FIELDS} | {"holidays", "yaml", "notice", "off", "work"}
    return {word for word in re.findall(r"[A-Za-z_]{2,}", plain) if word not in known}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_speaks_chinese(code: str) -> None:
    """Reason and remedy of every problem are in Chinese that GBK can encode, without English words."""
    rule = RULES[code]
    assert re.fullmatch(r"[a-z][a-z-]*", code)
    assert rule.level in LEVELS
    for text in (rule.message, rule.hint):
        assert english(text) == set()
        assert text.encode("gbk").decode("gbk") == text
        assert re.search(r"[\u4e00-\u9fff]", text) or re.fullmatch(r"\{\w+\}", text)


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: str(cause.words or "else"))
def test_every_syntax_fault_speaks_chinese(cause: Cause) -> None:
    """What is told of a fault of writing has a reason and a remedy in Chinese."""
    for text in (cause.reason, cause.remedy):
        assert english(text) == set()
        assert text.encode("gbk").decode("gbk") == text
        assert re.search(r"[\u4e00-\u9fff]", text)
        assert "{{" not in text and "}}" not in text


def refusals() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the package that makes a refusal, with its file and line."""
    kinds = {kind.__name__ for kind in (Usage, Refused, Conflict, Unwritable)}
    for path in Path(fazhi_cli.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
                yield f"{path.name}:{node.lineno}", node


def test_no_refusal_is_without_a_remedy() -> None:
    """Each says what to do besides what is wrong, be it handed on from elsewhere."""
    found = list(refusals())
    assert len(found) > 80
    handed_on = [place for place, call in found if any(isinstance(item, ast.Starred) for item in call.args)]
    bare = [
        place
        for place, call in found
        if place not in handed_on
        and (len(call.args) + len(call.keywords) < 2 or ast.unparse(call.args[-1]) in ("''", '""'))
    ]
    assert bare == []


def test_rules_name_their_gaps() -> None:
    """The gaps in reasons and remedies are named, so that each is filled by its word."""
    gaps = {name for rule in RULES.values() for text in rule[1:] for _, name, _, _ in Formatter().parse(text)}
    assert "" not in gaps


def test_a_problem_is_its_rule_filled_in() -> None:
    """Level, reason and remedy come from the table, with the words put into the gaps."""
    place = Place("t.yaml", 41, 18, 10, "      - {date: 2024-02-30}")
    found = problem(
        "bad-date", place, "措施 3.4.7 › log 第2条 › date", value="2024-02-30", example="2024-02-29"
    )
    assert found._asdict() == {
        "place": place,
        "level": "error",
        "code": "bad-date",
        "message": "2024-02-30 不是日期",
        "path": "措施 3.4.7 › log 第2条 › date",
        "hint": "写作 年-月-日，例如 2024-02-29",
    }


def test_words_in_braces_are_taken_as_they_are() -> None:
    """A brace in a value is not read as a gap."""
    found = problem("bad-id", Place("t.yaml", 1, 1), value="{id}")
    assert found.message == "“{id}”不能作编号"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("t.yaml"), "t.yaml"),
        (Place("台账/t.yaml", 3), "台账/t.yaml:3"),
        (Place("t.yaml", 3, 14), "t.yaml:3:14"),
    ],
)
def test_a_place_is_written_so_that_editors_jump_to_it(place: Place, text: str) -> None:
    """File, line and column are joined by colons as far as they are known."""
    assert str(place) == text


def test_problems_stand_in_the_order_of_the_file() -> None:
    """A problem of the whole file comes first, then lines, then columns; ties keep their order."""
    places = [(2, 5), (2, 1), (None, None), (1, 9), (2, 1)]
    found = [problem("bad-id", Place("t.yaml", *at), value=str(n)) for n, at in enumerate(places)]
    assert [item.message[1] for item in in_order(found)] == ["2", "3", "1", "4", "0"]


def test_brief_cuts_what_is_too_long_for_a_sentence() -> None:
    """A text of sixty characters stays; of a longer one fifty-nine and a mark are left."""
    assert brief("甲" * 60) == "甲" * 60
    assert brief("甲" * 61) == "甲" * 59 + "…"


def test_exit_codes_are_those_of_the_contract() -> None:
    """Scripts rely on these numbers."""
    assert {code.name: code.value for code in Exit} == {
        "OK": 0,
        "FOUND": 1,
        "USAGE": 2,
        "INVALID": 3,
        "REFUSED": 4,
        "CONFLICT": 5,
        "UNWRITABLE": 6,
        "FAULT": 70,
        "INTERRUPTED": 130,
        "CLOSED_PIPE": 141,
    }


@pytest.mark.parametrize(
    ("kind", "code"), [(Usage, 2), (Refused, 4), (Conflict, 5), (Unwritable, 6), (FazhiError, 4)]
)
def test_each_refusal_has_its_exit_code(kind: type[FazhiError], code: int) -> None:
    """A refusal carries what to say, what to do and how the run ends."""
    error = kind("不行", "这样做")
    assert (str(error), error.message, error.hint, int(error.exit)) == ("不行", "不行", "这样做", code)


def test_an_invalid_file_is_refused_in_the_words_of_its_first_error() -> None:
    """All problems are carried along; a warning before the first error does not speak for it."""
    warning = problem("other-encoding", Place("t.yaml"), encoding="GB18030")
    error = problem("bad-id", Place("t.yaml", 3, 1), value="一")
    refusal = Invalid([warning, error])
    assert (refusal.message, refusal.problems, int(refusal.exit)) == (error.message, [warning, error], 3)
