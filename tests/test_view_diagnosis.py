"""What doctor found as text: parts, levels, remedies, folded to the screen."""

import pytest

from fazhi_cli.cells import width
from fazhi_cli.diagnosis.finding import Finding
from fazhi_cli.view.diagnosis import diagnosis_text
from fazhi_cli.view.screen import PIPE, Screen

FOUND = (
    Finding("program", "version", "good", "fazhi 1.0.0"),
    Finding("program", "command", "heed", "只写 fazhi 找不到它", "把它所在的文件夹加进 PATH"),
    Finding("fonts", "fonts", "unknown", "看不出装了哪些字体"),
    Finding("register", "content", "bad", "读不了\x1b[2J，1 处错误", "fazhi check 列出全部"),
)


def test_findings_stand_under_their_parts() -> None:
    """Level, name and what is so; the remedy below; the sum at the end, the worst first."""
    assert (
        diagnosis_text(FOUND, PIPE)
        == """\
程序
  好    版本：fazhi 1.0.0
  注意  命令：只写 fazhi 找不到它
        提示：把它所在的文件夹加进 PATH
字体
  不明  公文字体：看不出装了哪些字体
台账
  坏    内容：读不了⟨U+001B⟩[2J，1 处错误
        提示：fazhi check 列出全部

查了 4 项：1 项坏，1 项注意，1 项不明。"""
    )


def test_all_well_is_said() -> None:
    """In one sentence."""
    assert diagnosis_text(FOUND[:1], PIPE).endswith("\n\n查了 1 项，都好。")


@pytest.mark.parametrize("columns", [20, 50, 80])
def test_lines_are_folded_with_their_indentation(columns: int) -> None:
    """What goes on begins under what it goes on from."""
    lines = diagnosis_text(FOUND, Screen(columns)).splitlines()
    assert all(width(line) <= columns for line in lines)
    told = "".join(line.strip() for line in lines)
    assert "把它所在的文件夹加进PATH" in told.replace(" ", "")
