"""`fazhi merge-driver`: as git calls it, and in real repositories."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from fazhi_cli.cli.merge_driver import by_lines
from tests.conftest import HEAD, Run

pytestmark = pytest.mark.skipif(which("git") is None, reason="git is not installed here")

COUNT = 60
TEXT = HEAD + "".join(
    f'          - id: "1.1.{number}"\n            title: 措施{number}\n            lead: 甲局\n'
    for number in range(1, COUNT + 1)
)


def sides(folder: Path, base: bytes, ours: bytes, theirs: bytes) -> list[str]:
    """Write three versions and return the words by which git calls the driver with them."""
    for name, data in (("O", base), ("A", ours), ("B", theirs)):
        (folder / name).write_bytes(data)
    return ["merge-driver", "O", "A", "B"]


def test_ours_becomes_the_merged_register(run: Run, tmp_path: Path) -> None:
    """Nothing is said of a clean merge; the other files stay."""
    ours, theirs = (
        TEXT.replace("措施1\n", text) for text in ("措施甲\n", "措施1\n            owner: 张三\n")
    )
    words = sides(tmp_path, TEXT.encode(), ours.encode(), theirs.encode())
    assert run(*words, "7", "台账.yaml") == (0, "", "")
    expected = TEXT.replace(
        "措施1\n            lead: 甲局\n", "措施甲\n            lead: 甲局\n            owner: 张三\n"
    )
    assert (tmp_path / "A").read_text(encoding="utf-8") == expected
    assert (tmp_path / "B").read_text(encoding="utf-8") == theirs


def test_the_mark_of_the_encoding_is_ours(run: Run, tmp_path: Path) -> None:
    """With CRLF beside it; theirs may lack both."""
    mark = b"\xef\xbb\xbf"
    base, theirs = TEXT, TEXT.replace("措施2\n", "措施乙\n")
    ours = TEXT.replace("措施1\n", "措施甲\n")
    words = sides(tmp_path, base.encode(), mark + ours.replace("\n", "\r\n").encode(), theirs.encode())
    assert run(*words).code == 0
    expected = ours.replace("措施2\n", "措施乙\n").replace("\n", "\r\n")
    assert (tmp_path / "A").read_bytes() == mark + expected.encode()
    words = sides(tmp_path, base.encode(), ours.encode(), mark + theirs.encode())
    assert run(*words).code == 0
    assert (tmp_path / "A").read_bytes() == ours.replace("措施2\n", "措施乙\n").encode()


def test_a_conflict_is_explained(run: Run, tmp_path: Path) -> None:
    """Exit 1, the field with its three values; check names the place of the marks."""
    versions = [
        TEXT.replace("措施9\n", f"措施9\n            status: {word}\n")
        for word in ("todo", "doing", "paused")
    ]
    words = sides(tmp_path, *(text.encode() for text in versions))
    result = run(*words, "7", "a/台账.yaml")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines() == [
        "a/台账.yaml：冲突：1.1.9 状态：原来 未启动，本方 进行中，对方 暂缓",
        "a/台账.yaml：在冲突标记处取舍，删去标记，用 fazhi check 检查，再 git add。",
    ]
    line = (tmp_path / "A").read_text(encoding="utf-8").splitlines().index("<<<<<<< 本方") + 1
    checked = run("check", "--file", "A")
    assert checked.code == 3
    assert f"A:{line}:1  错误[yaml-conflict]" in checked.out


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("", "            title: 乙\n", "1.1.2 本方删去了，对方改过"),
        ("            title: 乙\n", "", "1.1.2 对方删去了，本方改过"),
    ],
)
def test_what_one_side_took_out_is_explained(
    run: Run, tmp_path: Path, ours: str, theirs: str, told: str
) -> None:
    """And where it can be had back."""
    base = HEAD + '          - {id: "1.1.1", title: 甲}\n          - id: "1.1.2"\n            title: 措施\n'
    texts = [
        base.replace("            title: 措施\n", text)
        if text
        else base.rpartition('          - id: "1.1.2"')[0]
        for text in ("            title: 措施\n", ours, theirs)
    ]
    result = run(*sides(tmp_path, *(text.encode() for text in texts)))
    assert (result.code, result.err.splitlines()[0]) == (1, f"A：冲突：{told}")
    assert "title: 乙" in (tmp_path / "A").read_text(encoding="utf-8")


def test_one_new_id_on_both_sides_is_explained(run: Run, tmp_path: Path) -> None:
    """Both measures are in the file, with what to do."""
    versions = [
        TEXT + f'          - id: "1.1.61"\n            title: {title}\n' for title in ("甲事", "乙事")
    ]
    result = run(*sides(tmp_path, TEXT.encode(), *(text.encode() for text in versions)))
    assert result.err.splitlines()[0] == (
        "A：冲突：双方各加了一个 1.1.61：本方“甲事”，对方“乙事”；都要时，给一个换编号"
    )
    text = (tmp_path / "A").read_text(encoding="utf-8")
    assert "title: 甲事" in text
    assert "title: 乙事" in text


def test_comments_and_arrangement_left_out_are_told(run: Run, tmp_path: Path) -> None:
    """The merge is clean all the same."""
    base = HEAD + "".join(f'          - {{id: "1.1.{number}", title: 措施}}\n' for number in (1, 2, 3))
    lines = base.splitlines(keepends=True)
    ours = base.replace('"1.1.1", title: 措施', '"1.1.1", title: 措施, lead: 甲局')
    theirs = "".join([*lines[:-3], lines[-2], lines[-3].replace("\n", "   # 挪了\n"), lines[-1]])
    result = run(*sides(tmp_path, base.encode(), ours.encode(), theirs.encode()))
    assert (result.code, result.err.splitlines()) == (
        0,
        ["A：1.1下面各项的次序双方不同，按本方的排。", "A：对方新加的注释没有带过来：# 挪了"],
    )
    assert (tmp_path / "A").read_text(encoding="utf-8") == ours


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (TEXT.replace("lead: 甲局\n", "leed: 甲局\n", 1).encode(), "措施里没有“leed”这个键"),
        (TEXT.encode("gb18030"), "不是 UTF-8 编码"),
    ],
)
@pytest.mark.parametrize("clash", [False, True])
def test_what_is_no_register_is_merged_by_lines(
    run: Run, tmp_path: Path, broken: bytes, reason: str, clash: bool
) -> None:
    """As git would without us: exit 0 where the lines merge, else 1 and its marks."""
    last = b"1.1.60" if clash else b'1.1.1"'
    ours = broken.replace(b"1.1.60", b"1.1.70")
    theirs = broken.replace(last, last.replace(b"1.1.", b"1.1.9"))
    result = run(*sides(tmp_path, broken, ours, theirs))
    assert result.code == int(clash)
    assert result.err == f"A：不能逐字段合并（{reason}），已按行合并，请用 fazhi check 检查。\n"
    assert (b"<<<<<<< " in (tmp_path / "A").read_bytes()) == clash


def test_a_result_that_would_be_no_register_wants_a_person(run: Run, tmp_path: Path) -> None:
    """Exit 1 although the lines merge."""
    base = TEXT.replace("issued: 2022-03-15\n", "")
    ours = base.replace("措施9\n", "措施9\n            due: 3月底前\n")
    theirs = base.replace("year: 2022\n", "year: 2022\nissued: 2022-08-01\n")
    result = run(*sides(tmp_path, base.encode(), ours.encode(), theirs.encode()))
    assert result.code == 1
    assert result.err.startswith("A：不能逐字段合并（合并的结果不是有效的台账：")


def test_a_version_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """A clear refusal."""
    result = run("merge-driver", "O", "A", "B")
    assert (result.code, result.err.splitlines()[0]) == (6, "错误：A 的一个版本读写不了（错误号 2）")
    assert run(*sides(tmp_path, b"", b"", b""), "长").code == 2


def test_lines_merge_as_git_does() -> None:
    """Clean text or none."""
    assert by_lines("1\n2\n3\n4\n", "0\n2\n3\n4\n", "1\n2\n3\n5\n") == "0\n2\n3\n5\n"
    assert by_lines("1\n", "2\n", "3\n") is None


class Office:
    """A repository with a register in it, as an office works in it."""

    def __init__(self, folder: Path, text: str) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        driver = f'"{sys.executable}" -m fazhi_cli merge-driver %O %A %B %L %P'
        for name, value in (
            *(("user.name", "甲"), ("user.email", "a@example.org"), ("commit.gpgsign", "false")),
            *(("merge.fazhi.driver", driver), ("core.autocrlf", "false")),
        ):
            self.git("config", name, value)
        (folder / ".gitattributes").write_text("tasks.yaml merge=fazhi\n", encoding="utf-8")
        (folder / ".gitignore").write_text(".tasks.yaml.*\n", encoding="utf-8")
        self.save(text)
        self.git("add", ".")
        self.git("commit", "-q", "-m", "begin")

    @property
    def path(self) -> Path:
        """Return where the register is."""
        return self.folder / "tasks.yaml"

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run git here, undisturbed by the user's own configuration."""
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"}
        return subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env={**os.environ, **own},
            capture_output=True,
            text=True,
            check=False,
        )

    def save(self, text: str) -> None:
        """Write the register."""
        self.path.write_text(text, encoding="utf-8", newline="")

    def on(self, branch: str, text: str) -> None:
        """Commit `text` on a new branch from main."""
        self.git("checkout", "-q", "-b", branch, "main")
        self.save(text)
        assert self.git("commit", "-q", "-a", "-m", branch).returncode == 0


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a repository with a register of sixty measures."""
    return Office(tmp_path, TEXT)


def marked(run: Run, office: Office, branch: str, measures: range, unit: str, day: str) -> None:
    """Mark each of `measures` by a command of its own on a new branch from main."""
    office.git("checkout", "-q", "-b", branch, "main")
    for number in measures:
        words = ("--note", f"{unit}{number}", "--progress", str(number), "--by", unit, "--date", day)
        assert run("mark", f"1.1.{number}", *words).code == 0
    assert office.git("commit", "-q", "-a", "-m", branch).returncode == 0


HOW = {
    "merge": ("merge", "--no-edit", "theirs"),
    "rebase": ("rebase", "theirs"),
    "cherry-pick": ("cherry-pick", "theirs"),
}


@pytest.mark.parametrize("how", HOW)
def test_fifty_marks_on_each_of_two_branches_merge_clean(run: Run, office: Office, how: str) -> None:
    """On forty measures both, on ten neighbouring ones each; the later mark's progress holds."""
    marked(run, office, "ours", range(1, 51), "甲", "2022-10-13")
    marked(run, office, "theirs", range(11, 61), "乙", "2022-10-14")
    office.git("checkout", "-q", "ours")
    done = office.git(*HOW[how])
    assert (done.returncode, office.git("status", "--porcelain").stdout) == (0, ""), done.stderr
    checked = run("check")
    assert (checked.code, "lost-mark" in checked.out) == (0, False)
    rows = run("list", "--columns", "id,progress", "--format", "tsv").out.splitlines()[1:]
    assert [row.split("\t")[1] for row in rows] == [str(number) for number in range(1, 61)]
    text = office.path.read_text(encoding="utf-8")
    assert [
        text.count(f"note: 甲{number},") + text.count(f"note: 甲{number}}}") for number in range(1, 51)
    ] == [1] * 50
    assert [
        text.count(f"note: 乙{number},") + text.count(f"note: 乙{number}}}") for number in range(11, 61)
    ] == [1] * 50


def test_git_alone_could_not(run: Run, office: Office) -> None:
    """Without the driver the same branches end in conflicts: the test above tests something."""
    office.git("config", "--unset", "merge.fazhi.driver")
    office.on("ours", TEXT.replace("措施9\n", "措施9\n            owner: 甲\n"))
    office.on("theirs", TEXT.replace("措施9\n", "措施9\n            due: 年底前\n"))
    assert office.git("merge", "--no-edit", "ours").returncode == 1


@pytest.mark.parametrize("how", HOW)
def test_a_real_clash_is_marked_in_its_field_and_solved(run: Run, office: Office, how: str) -> None:
    """Check names the place; one side chosen, the work goes on."""
    office.on(
        "ours", TEXT.replace("措施9\n", "措施9\n            due: 年底前\n").replace("措施1\n", "措施甲\n")
    )
    office.on(
        "theirs", TEXT.replace("措施9\n", "措施9\n            due: 9月底前\n").replace("措施2\n", "措施乙\n")
    )
    office.git("checkout", "-q", "ours")
    done = office.git(*HOW[how])
    assert done.returncode == 1
    assert "tasks.yaml：冲突：1.1.9 完成时限：原来 没有，本方" in done.stderr
    text = office.path.read_text(encoding="utf-8")
    marks = text[text.index("<<<<<<< ") : text.index(">>>>>>> ")].splitlines()
    assert sorted(line.strip() for line in marks[1:] if line.strip("=")) == ["due: 9月底前", "due: 年底前"]
    assert text.count("<<<<<<< ") == 1
    assert ("措施甲\n" in text, "措施乙\n" in text) == (True, True)
    line = text[: text.index("<<<<<<< ")].count("\n") + 1
    assert f"tasks.yaml:{line}:1  错误[yaml-conflict]" in run("check").out
    office.save(
        text[: text.index("<<<<<<< ")]
        + "            due: 年底前\n"
        + text[text.index(">>>>>>> 对方\n") + 11 :]
    )
    assert run("check").code == 0
    office.git("add", "tasks.yaml")
    done = office.git(HOW[how][0], "--continue")
    assert (done.returncode, office.git("status", "--porcelain").stdout) == (0, ""), done.stderr


def test_a_register_that_both_branches_made(run: Run, tmp_path: Path) -> None:
    """There is no common version: what is alike is one."""
    office = Office(tmp_path, TEXT)
    office.git("rm", "-q", "tasks.yaml")
    office.git("commit", "-q", "-m", "away")
    for branch, lines in (("ours", "lead: 乙局"), ("theirs", "lead: 丙局\n            owner: 张三")):
        office.git("checkout", "-q", "-b", branch, "main")
        office.save(TEXT.replace("lead: 甲局", lines, 1))
        office.git("add", ".")
        office.git("commit", "-q", "-m", branch)
    done = office.git("merge", "--no-edit", "ours")
    assert "tasks.yaml：冲突：1.1.1 牵头单位：原来 没有，本方 丙局，对方 乙局\n" in done.stderr
    assert office.path.read_text(encoding="utf-8") == TEXT.replace(
        "            lead: 甲局\n",
        "<<<<<<< 本方\n            lead: 丙局\n=======\n            lead: 乙局\n>>>>>>> 对方\n"
        "            owner: 张三\n",
        1,
    )
