"""What the shells are offered at Tab: real ids, units and words; never code, never a failure."""

import re
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from fazhi_cli.cli import complete
from tests.conftest import Run, one_measure
from tests.hostile import HOSTILE, Hostile
from tests.samples import TEXT


class Context:
    """What Typer passes to a completer: the options given so far."""

    def __init__(self, file: str | None = None) -> None:
        self.params = {"file": file}


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a register into the folder in which completion runs; return its path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FAZHI_FILE", raising=False)
    path = tmp_path / "tasks.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_ids_with_their_titles(register: Path) -> None:
    """Ids of all levels, of one level, and those that were begun."""
    assert set(complete.ids(Context(), "2")) == {
        ("2", "第二部分"), ("2.1", "子任务二一"), ("2.1.10", "逾期很久"), ("2.1.2", "同样逾期"),
        ("2.1.1", "逾期不久"), ("2.2", "没有措施的子任务"),
    }  # fmt: skip
    assert [own for own, _ in complete.sections(Context(), "")] == ["2", "1"]
    assert [own for own, _ in complete.subtasks(Context(), "")] == ["2.1", "1.1", "2.2"]
    assert [own for own, _ in complete.measures(Context(), "2.1.1")] == ["2.1.10", "2.1.1"]
    assert list(complete.ids(Context(), "9")) == []


def test_block_and_flow_style_are_both_read(register: Path) -> None:
    """Whatever way a measure is written, quoted or not, it is offered."""
    register.write_text(
        one_measure("due: 年底前")
        + "          - {id: 1.1.2, title: 流式}\n"
        + "          - id: '1.1.3'   # 注\n            title: \"引号\"\n",
        encoding="utf-8",
    )
    assert dict(complete.measures(Context(), "")) == {"1.1.1": "措施", "1.1.2": "流式", "1.1.3": "引号"}


def test_units_declared_and_used(register: Path) -> None:
    """Declared units first, then leads and supports, each once."""
    lines = "lead: 区法院\nsupport: [区检察院, 区司法局]"
    head = one_measure(lines).replace(
        "sections:", "units:\n  - 区司法局\n  - {name: 各镇街, members: [甲镇]}\nsections:"
    )
    register.write_text(head, encoding="utf-8")
    assert [name for name, _ in complete.units(Context(), "")] == ["区司法局", "各镇街", "区法院", "区检察院"]
    assert [name for name, _ in complete.units(Context(), "区检")] == ["区检察院"]


def test_tags_in_use(register: Path) -> None:
    """Every tag once."""
    register.write_text(one_measure("tags: [改革, 普法]").replace("措施", "甲"), encoding="utf-8")
    assert [name for name, _ in complete.tags(Context(), "")] == ["改革", "普法"]


def test_words_in_either_language() -> None:
    """Tokens with their terms; a term that was begun is finished."""
    assert list(complete.statuses(Context(), "d")) == [
        ("doing", "进行中"),
        ("done", "已办结"),
        ("dropped", "取消"),
    ]
    assert list(complete.statuses(Context(), "已")) == [("已办结", "done")]
    assert [word for word, _ in complete.lights(Context(), "")] == [
        "red",
        "yellow",
        "green",
        "grey",
        "done",
        "off",
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00\x01", b"\x00" * 100, b"title: [\n  - id: 1", TEXT.encode("gb18030"), b"x" * 100_000],
)
def test_a_broken_register_never_fails(register: Path, content: bytes) -> None:
    """What can be found is offered, the rest is left out, silently."""
    register.write_bytes(content)
    for offer in (complete.ids, complete.measures, complete.units, complete.tags):
        list(offer(Context(), ""))


def test_what_is_not_there_offers_nothing(register: Path, tmp_path: Path) -> None:
    """A missing file, a folder, a huge file, an impossible name."""
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(complete._LARGEST)
    for name in ("nowhere.yaml", ".", str(huge), "a\0b"):
        assert list(complete.ids(Context(name), "")) == []


@pytest.mark.parametrize("bad", HOSTILE, ids=lambda bad: bad.about)
def test_texts_of_the_register_are_no_code(register: Path, bad: Hostile) -> None:
    """Explanations hold no sign that a shell or Rich would act on; unsafe names are not offered."""
    title = bad.text.replace("\n", " ").replace("\r", " ")
    register.write_text(
        f"title: 台账\nsections:\n  - id: '1'\n    title: {title}\n    lead: {title}\n    tags: [{title}]\n",
        encoding="utf-8",
        errors="surrogatepass",
    )
    for _, explained in complete.ids(Context(), ""):
        assert re.search(r"[\x00-\x1f!-/:-@\[-`{-\x9f]", explained) is None
    for name, _ in (*complete.units(Context(), ""), *complete.tags(Context(), "")):
        assert re.search(r"[\x00-*,/:-@\[-^`{-\x9f]", name) is None


def offered(run: Run, monkeypatch: pytest.MonkeyPatch, shell: str, line: str) -> str:
    """Return what the program prints when `shell` asks how `line` may go on."""
    monkeypatch.setenv("_FAZHI_COMPLETE", f"complete_{shell}")
    bash = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    for name, value in (bash if shell == "bash" else {"_TYPER_COMPLETE_ARGS": line}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    result = run()
    assert (result.code, result.err) == (0, "")
    return result.out.rstrip("\n")


@pytest.mark.parametrize(
    ("shell", "line", "expected"),
    [
        ("bash", "fazhi mark 2.1.1", "2.1.10\n2.1.1"),
        ("bash", "fazhi list --status d", "doing\ndone\ndropped"),
        ("bash", "fazhi list --unit 区司", "区司法局"),
        ("bash", "fazhi list --section ", "2\n1"),
        ("bash", "fazhi add 2", "2.1\n2.2"),
        ("bash", "fazhi list --format ", "table\njson\njsonl\ncsv\ntsv\nmd\nhtml\nxlsx\ndocx\nics\nids"),
        ("bash", "fazhi sho", "show"),
        ("bash", "fazhi list --overd", "--overdue"),
        ("bash", "fazhi completion z", "zsh"),
        ("zsh", "fazhi show 2.1.2", '_arguments \'*: :(("2.1.2":"同样逾期"))\''),
        ("zsh", "fazhi list --status do", '_arguments \'*: :(("doing":"进行中"\n"done":"已办结"))\''),
        ("fish", "fazhi show 2.1.2", "2.1.2\t同样逾期"),
        ("fish", "fazhi list --status do", "doing\t进行中\ndone\t已办结"),
        ("fish", "fazhi mar", "mark\t记进展：状态、进度、佐证"),
    ],
)
def test_each_shell_gets_its_form(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch, shell: str, line: str, expected: str
) -> None:
    """Bash gets words, zsh and fish their explanations as well."""
    assert offered(run, monkeypatch, shell, line) == expected


def test_the_register_that_is_named_is_asked(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--file before the word that is completed decides."""
    (tmp_path / "b.yaml").write_text(
        one_measure("due: 年底前").replace("1.1", "7.7").replace('"1"', '"7"'), encoding="utf-8"
    )
    assert "7.7.1" in offered(run, monkeypatch, "bash", "fazhi show --file b.yaml 7")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_broken_register_does_not_disturb_the_shell(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    """No message appears between the words of the command line."""
    register.write_bytes(b"\x00\xff[[[")
    assert "Traceback" not in offered(run, monkeypatch, shell, "fazhi show 1")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_markup_in_titles_does_not_fail(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    """Titles such as [/red] and :date: come out readable, `$(…)` as dead letters."""
    register.write_text(
        one_measure("due: 年底前").replace("title: 措施", "title: 清理[/red]:date: \\$(id) `id` ';x"),
        encoding="utf-8",
    )
    out = offered(run, monkeypatch, shell, "fazhi show 1.1.1")
    assert "清理［／red］：date： ＼＄（id） ｀id｀ ＇；x" in out


@pytest.mark.skipif(which("bash") is None, reason="bash is not here")
def test_the_script_works_in_a_real_bash(register: Path, tmp_path: Path) -> None:
    """The function that the script defines fills COMPREPLY with ids."""
    program = tmp_path / "fazhi"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m fazhi_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = (
        'eval "$(./fazhi completion bash)"; COMP_WORDS=(./fazhi show 2.1.1); COMP_CWORD=2; '
        '_fazhi_completion ./fazhi; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (done.stdout.split(), done.stderr) == (["2.1.10", "2.1.1"], "")
