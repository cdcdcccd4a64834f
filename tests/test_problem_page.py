"""docs/problems.md: every code is there, current, and raised by the example that stands on the page."""

import re

import pytest

from fazhi_cli.problems import RULES, Exit
from fazhi_cli.terms import LEVELS, STATUSES
from tests.faulty import BASE, EXAMPLES, Example, told
from tests.problem_page import PAGE, page
from tests.test_problems import english

TEXT = PAGE.read_text(encoding="utf-8")


def test_every_code_has_an_example() -> None:
    """A code without an example cannot be explained, nor shown to be raised at all."""
    assert list(dict.fromkeys(example.code for example in EXAMPLES)) == list(RULES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_raises_its_code(example: Example) -> None:
    """On its line, once, at its level, with a remedy, and no error besides."""
    code, found = told(example)
    level = LEVELS[RULES[example.code].level]
    own = [item for item in found if item.code == example.code]
    assert [(item.level, item.line) for item in own] == [(level, example.line)]
    assert {item.code for item in found if item.level == "错误"} <= {example.code}
    assert re.search(r"\n   提示：\S", own[0].text)
    assert code in ((Exit.INVALID, Exit.FOUND) if level == "错误" else (Exit.OK,))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_what_is_told_of_an_example_is_chinese(example: Example) -> None:
    """Filled in, too, reason and remedy have no English words but keys, names and the user's own."""
    own = next(item for item in told(example)[1] if item.code == example.code)
    first, *_, last = own.text.splitlines()
    said = re.sub(r"tasks\.yaml|\[[a-z-]+\]|^.*› ", "", f"{first.partition('  ')[2]} {last}")
    own_words = set(re.findall(r"[A-Za-z_]{2,}", example.lines + example.text + example.told))
    assert english(said) - own_words - {"GB", "FF", "Word", *STATUSES} == set()
    assert re.search(r"[\u4e00-\u9fff]", last)


def test_the_base_of_the_examples_is_sound() -> None:
    """Without the lines of an example there is no error in it."""
    _, found = told(Example("none", text=BASE))
    assert [item.code for item in found] == ["stale", "no-lead"]


def test_the_page_is_current() -> None:
    """`make problems` would change nothing."""
    assert page() == TEXT


def test_the_page_explains_every_code() -> None:
    """Each has one heading, a reason, a remedy and an example."""
    entries = {part.partition("\n")[0]: part for part in TEXT.split("\n## ")[1:]}
    assert list(entries) == list(RULES)
    for entry in entries.values():
        assert re.search(r"\n\* 原因：\S.*\n\* 办法：\S.*\n\n(常见的有|例：)", entry)
        assert "\n例：" in entry
