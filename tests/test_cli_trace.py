"""`fazhi trace` and `fazhi show --source`: a register beside its document."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.speeches import SPEECH


@pytest.fixture(autouse=True)
def register(run: Run, tmp_path: Path) -> Path:
    """Draft a register of the speech in the folder that commands run in."""
    (tmp_path / "讲话.txt").write_text(SPEECH, encoding="utf-8")
    assert run("draft", "讲话.txt", "-o", "tasks.yaml").code == 0
    return tmp_path / "tasks.yaml"


def traced(run: Run, *args: str) -> dict[str, object]:
    """Return the trace as scripts see it."""
    told: dict[str, object] = json.loads(run("trace", "--source", "讲话.txt", "--format", "json", *args).out)
    return told


def test_a_fresh_draft_covers_its_speech(run: Run) -> None:
    """No sentence that orders is forgotten, no measure is adrift."""
    told = traced(run)
    assert (told["schema"], told["kind"], told["doubtful"]) == (1, "trace", [])
    assert (told["measures"], told["standing"]) == (9, 9)
    assert [item["place"] for item in told["uncovered"] if item["orders"]] == []  # type: ignore[attr-defined]


def test_a_forgotten_sentence_is_named_first(run: Run, register: Path) -> None:
    """With its words; the coverage shows where."""
    text = register.read_text(encoding="utf-8").replace("[1.2.s3]", "[1.2.s2]")
    register.write_text(text, encoding="utf-8")
    out = run("trace", "--source", "讲话.txt").out
    assert "提出要求而没有措施的 1 句\n\n· 1.2.s3  决不允许瞒报。\n" in out


def test_measures_that_do_not_stand_on_the_text(run: Run, register: Path) -> None:
    """A place that is not there, no place at all, nothing in common, a sentence that was changed."""
    text = register.read_text(encoding="utf-8")
    text = text.replace("source: [2.1.s2]", "source: [2.1.s9]", 1)
    register.write_text(text, encoding="utf-8")
    run("add", "2.1", "--title", "别的事情")
    run("add", "2.1", "--title", "完全无关", "--source", "1.1.s2")
    (register.parent / "讲话.txt").write_text(
        SPEECH.replace("决不允许瞒报", "决不允许迟报瞒报"), encoding="utf-8"
    )
    told = traced(run)
    assert [(item["id"], item["why"], item["places"]) for item in told["doubtful"]] == [  # type: ignore[attr-defined]
        ("1.2.3", "changed", ["1.2.s3"]),
        ("2.1.1", "no-place", ["2.1.s9"]),
        ("2.1.3", "no-source", []),
        ("2.1.4", "no-words", ["1.1.s2"]),
    ]


def test_as_a_page(run: Run, register: Path) -> None:
    """One self-contained file."""
    assert run("trace", "--source", "讲话.txt", "-o", "对照.html").code == 0
    assert "各项子任务" in (register.parent / "对照.html").read_text(encoding="utf-8")


def test_the_register_may_be_named(run: Run, register: Path) -> None:
    """As an argument or by --file, not by both; the document is needed."""
    register.rename(register.with_name("甲.yaml"))
    assert traced(run, "甲.yaml")["register"] == "甲.yaml"
    assert run("trace", "甲.yaml", "--file", "甲.yaml", "--source", "讲话.txt").code == 2
    result = run("trace", "甲.yaml")
    assert (result.code, result.err.splitlines()[0]) == (2, "错误：没有写原文是哪个文件")


def test_show_prints_the_sentences(run: Run, register: Path) -> None:
    """Below the measure, by place; a place that is not there says so."""
    out = run("show", "1.2.3", "--source", "讲话.txt").out
    assert out.endswith("\n\n原文（讲话.txt）：\n  1.2.s3  决不允许瞒报。\n")
    register.write_text(
        register.read_text(encoding="utf-8").replace("[1.2.s3]", "[1.2.s7]"), encoding="utf-8"
    )
    assert run("show", "1.2.3", "--source", "讲话.txt").out.endswith("  1.2.s7  原文里没有这一处\n")
