"""How commands look: the help letter by letter, and every usage error in Chinese."""

import re
from pathlib import Path

import pytest

from fazhi_cli.cells import width
from fazhi_cli.cli import COMMANDS
from tests.conftest import Run

GOLDEN = Path(__file__).parent / "golden"
PAGES = ["fazhi", *COMMANDS]


def page(run: Run, name: str) -> str:
    """Return the help of the program or of one command."""
    result = run(*([] if name == "fazhi" else [name]), "--help")
    assert (result.code, result.err) == (0, "")
    return result.out


@pytest.mark.parametrize("name", PAGES)
def test_help_at_eighty_columns(run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The help of the program and of every command is exactly the page on file."""
    monkeypatch.setenv("COLUMNS", "80")
    assert page(run, name) == (GOLDEN / f"help-{name}.txt").read_text(encoding="utf-8")


def test_there_is_no_page_of_a_command_that_is_gone() -> None:
    """Every page on file belongs to a command."""
    assert sorted(path.name for path in GOLDEN.glob("help-*.txt")) == sorted(
        f"help-{name}.txt" for name in PAGES
    )


@pytest.mark.parametrize("name", PAGES)
def test_help_is_chinese_and_fits(run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than 80 cells, and no run of words is English."""
    monkeypatch.setenv("COLUMNS", "80")
    for line in page(run, name).splitlines():
        assert width(line) <= 80
        said = line.partition("fazhi ")[0]
        assert not re.search(r"(?<![-\w])[A-Za-z]{2,} [a-z]{2,}", said)


@pytest.mark.parametrize("wide", [40, 100, 200])
def test_help_at_other_widths_says_the_same(run: Run, wide: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Explanations are folded to the terminal, at most to a hundred cells."""
    monkeypatch.setenv("COLUMNS", "80")
    usual = page(run, "mark")
    monkeypatch.setenv("COLUMNS", str(wide))
    other = page(run, "mark")
    assert re.sub(r"\s", "", other) == re.sub(r"\s", "", usual)
    explained = [line for line in other.split("例子：")[0].splitlines() if not line.startswith("用法")]
    assert all(width(line) <= min(wide, 100) for line in explained)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_examples(run: Run, name: str) -> None:
    """Below the options; they are commands of this program with options that they take."""
    _, _, examples = page(run, name).partition("\n例子：\n")
    lines = [line.strip() for line in examples.splitlines() if line.startswith("  ")]
    assert lines
    for line in lines:
        words = re.split(r"\s{3,}| [|>]", line)[0].split()
        assert (words[0], words[1:2] == [] or words[1] in COMMANDS) == ("fazhi", True)
        if name != "fazhi":
            own = name if words[1:2] == [name] else words[1]
            known = set(re.findall(r"--?[a-zA-Z][\w-]*", page(run, own)))
            assert {word.partition("=")[0] for word in words[2:] if word.startswith("-")} <= known


def test_help_comes_by_either_name(run: Run) -> None:
    """-h is --help, for the program and for a command."""
    assert run("-h") == run("--help")
    assert run("list", "-h") == run("list", "--help")


def test_commands_stand_in_their_panels() -> None:
    """The daily ones come first: list, mark, show, check."""
    assert list(COMMANDS)[:4] == ["list", "mark", "show", "check"]
    panels = [verb.panel for verb in COMMANDS.values()]
    assert panels == sorted(panels, key=["日常", "周报", "收发", "维护"].index)


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        # commands
        ("lst", "没有命令 lst，是不是 list？", "用 fazhi --help 看全部命令"),
        ("chekc", "没有命令 chekc，是不是 check？", "用 fazhi --help 看全部命令"),
        ("xyzzy", "没有命令 xyzzy", "用 fazhi --help 看全部命令"),
        ("列出", "没有命令 列出，是不是 list？", "用 fazhi --help 看全部命令"),
        ("催办", "没有命令 催办，是不是 chase？", "用 fazhi --help 看全部命令"),
        ("导出", "没有命令 导出，是不是 export？", "用 fazhi --help 看全部命令"),
        ("逾期", "没有命令 逾期，是不是 list --overdue？", "用 fazhi --help 看全部命令"),
        ("help list", "没有命令 help，是不是 --help？", "用 fazhi --help 看全部命令"),
        ("表", "没有命令 表", "用 fazhi --help 看全部命令"),
        ("List", "没有命令 List，是不是 list？", "用 fazhi --help 看全部命令"),
        # options
        ("--overdue", "没有选项 --overdue，是不是 list --overdue？", "用 fazhi --help 看用法"),
        ("--xyzzy", "没有选项 --xyzzy", "用 fazhi --help 看用法"),
        ("--versio", "没有选项 --versio，是不是 --version？", "用 fazhi --help 看用法"),
        ("list --overdu", "没有选项 --overdu，是不是 --overdue？", "用 fazhi list --help 看用法"),
        ("list --xyzzy", "没有选项 --xyzzy", "用 fazhi list --help 看用法"),
        ("list -z", "没有选项 -z", "用 fazhi list --help 看用法"),
        ("list --状态 todo", "没有选项 --状态，是不是 --status？", "用 fazhi list --help 看用法"),
        ("list --逾期", "没有选项 --逾期，是不是 --overdue？", "用 fazhi list --help 看用法"),
        ("list --无此", "没有选项 --无此", "用 fazhi list --help 看用法"),
        ("list -overdue", "没有选项 -overdue，是不是 --overdue？", "用 fazhi list --help 看用法"),
        ("list ——overdue", "没有选项 ——overdue，是不是 --overdue？", "用 fazhi list --help 看用法"),
        ("list 1 －－status=todo", "没有选项 －－status=todo，是不是 --status？",
         "用 fazhi list --help 看用法"),
        ("check —verbose", "没有选项 —verbose，是不是 --verbose？", "用 fazhi check --help 看用法"),
        ("list --overdue=1", "选项 --overdue 后面不跟值", "用 fazhi list --help 看用法"),
        # missing values
        ("list --light", "选项 --light 后面缺少值", "用 fazhi list --help 看用法"),
        ("list 1.1.1 -F", "选项 -F 后面缺少值", "用 fazhi list --help 看用法"),
        ("mark 1.1.1 --note", "选项 --note 后面缺少值", "用 fazhi mark --help 看用法"),
        # arguments
        ("add --title 甲", "缺少参数 子任务", "用 fazhi add --help 看用法"),
        ("due", "缺少参数 时限", "用 fazhi due --help 看用法"),
        ("completion", "缺少参数 壳程序", "用 fazhi completion --help 看用法"),
        ("show 1.1.1 1.1.2 1.1.3", "多出来的内容：1.1.2 1.1.3", "用 fazhi show --help 看用法"),
        ("check 1.1.1", "多出来的内容：1.1.1", "用 fazhi check --help 看用法"),
        ("schema (s)", "多出来的内容：(s)", "用 fazhi schema --help 看用法"),
        # wrong numbers, dates, words
        ("list --limit x", "--limit 不能是“x”，要写 0 以上的整数", "用 fazhi list --help 看用法"),
        ("list --limit -1", "--limit 不能是“-1”，要写 0 以上的整数", "用 fazhi list --help 看用法"),
        ("list --due-soon=很快", "--due-soon 不能是“很快”，要写 0 以上的整数", "用 fazhi list --help 看用法"),
        ("list --as-of 2022-13-01", "--as-of 2022-13-01 不是日期，写作 年-月-日，如 2022-10-15",
         "用 fazhi list --help 看用法"),
        ("list --due-before 明天", "--due-before 明天 不是日期，写作 年-月-日，如 2022-10-15",
         "用 fazhi list --help 看用法"),
        ("list --level measure", "--level 不能是“measure”，可以写：section（部分）、subtask（子任务）",
         "用 fazhi list --help 看用法"),
        ("list --unit ,", "--unit 后面是空的，要写内容", "用 fazhi list --help 看用法"),
        ("mark 1.1.1 --progress 101", "--progress 不能是“101”，要写 0 到 100 的整数",
         "用 fazhi mark --help 看用法"),
        ("mark 1.1.1 --count 5", "--count 不能是“5”，写作 分子/分母，如 17/20",
         "用 fazhi mark --help 看用法"),
        ("mark 1.1.1 --date 昨天", "--date 昨天 不是日期，写作 年-月-日，如 2022-10-15",
         "用 fazhi mark --help 看用法"),
        ("due 年底前 --year 22", "--year 不能是“22”，写四位数字，例如 2022", "用 fazhi due --help 看用法"),
        ("add 1.1 --title 甲 --kind 别的",
         "--kind 不能是“别的”，可以写：task（任务）、recurring（定期）、standing（长期）、indicator（指标）、"
         "prohibition（禁止）", "用 fazhi add --help 看用法"),
        ("list --status 进行", "--status 不能是“进行”，是不是 doing（进行中）？可以写：todo（未启动）、"
         "doing（进行中）、review（待审核）、done（已办结）、paused（暂缓）、dropped（取消）",
         "用 fazhi list --help 看用法"),
        ("list --status 完成", "--status 不能是“完成”，是不是 done（已办结）？可以写：todo（未启动）、"
         "doing（进行中）、review（待审核）、done（已办结）、paused（暂缓）、dropped（取消）",
         "用 fazhi list --help 看用法"),
        ("list --light 红色", "--light 不能是“红色”，是不是 red（红）？可以写：red（红）、yellow（黄）、"
         "green（绿）、grey（灰）、done（销）、off（停）", "用 fazhi list --help 看用法"),
        ("list --level subtsak", "--level 不能是“subtsak”，是不是 subtask（子任务）？可以写："
         "section（部分）、subtask（子任务）", "用 fazhi list --help 看用法"),
        # our own
        ("list --format excel", "没有“excel”这种格式，是不是 xlsx？",
         "可以写：table、json、jsonl、csv、tsv、md、html、xlsx、docx、ics、ids"),
        ("list --format JSON", "没有“JSON”这种格式，是不是 json？",
         "可以写：table、json、jsonl、csv、tsv、md、html、xlsx、docx、ics、ids"),
        ("check --format excel", "没有“excel”这种格式", "可以写：table、json"),
        ("completion bsh", "没有给 bsh 的补全脚本，是不是 bash？",
         "可以写：bash、zsh、fish、powershell、pwsh"),
        ("notice --letter 提醒", "--letter 不能是“提醒”，是不是 reminder（提醒函）？",
         "可以写：slip（通知单）、reminder（提醒函）"),
        ("list --format xml", "没有“xml”这种格式",
         "可以写：table、json、jsonl、csv、tsv、md、html、xlsx、docx、ics、ids"),
        ("check --format csv", "没有“csv”这种格式", "可以写：table、json"),
        ("list --level section --format csv", "没有“csv”这种格式", "可以写：table、json"),
        ("list --level section --sort id", "--level 汇总时不能再排序、分组、选列",
         "去掉 --sort、--group-by、--columns，或去掉 --level"),
        ("mark 1.1.1", "没有写要记什么",
         "至少写 --status、--progress、--note 等中的一项，如 fazhi mark 1.1.1 --note 已约谈"),
        ("mark 1.1.1 --note 甲 --for 三季度", "“三季度”不是期次",
         "写作 2022-W39、2022-09、2022Q3、2022H2 或 2022"),
        ("mark 1.1.1 --note 甲 --date 2022-10-16", "--date 2022-10-16 还没到", "写今天或以前的日期"),
        ("set 1.1.1 1.1.2", "没有写要改什么",
         "至少写 --due、--lead 等中的一项，如 fazhi set 1.1.1 1.1.2 --due 9月底前"),
        ("set 1.1.1 1.1.2 --title 甲", "几条措施不能同名", "--title 一次只改一条"),
        ("add 1.1", "没有写名称", "例如 fazhi add 3.4 --title 开展调解员培训"),
        ("completion tcsh", "没有给 tcsh 的补全脚本", "可以写：bash、zsh、fish、powershell、pwsh"),
    ],
)  # fmt: skip
def test_usage_errors_are_told_in_chinese(run: Run, args: str, message: str, hint: str) -> None:
    """Two lines on standard error, nothing on standard output, exit code 2."""
    result = run(*args.split())
    assert (result.code, result.out, result.err) == (2, "", f"错误：{message}\n提示：{hint}\n")


def test_an_empty_deadline_is_a_usage_error(run: Run) -> None:
    """Nothing to understand is not `none`."""
    assert run("due", " ") == (2, "", "错误：时限是空的\n提示：例如 fazhi due 9月底前\n")


@pytest.mark.parametrize(
    "args",
    [
        ["list", "--\x1b[31mx"],
        ["\x1b]52;c;x\x07"],
        ["show", "1", "\x1b[2J"],
        ["list", "--light", "\x9b31m"],
        ["list", "--columns", "a\nb"],
        ["list", "--as-of", "\u202e2022"],
    ],
)
def test_words_of_the_command_line_do_not_act(run: Run, args: list[str]) -> None:
    """What is typed is repeated in messages as plain text."""
    result = run(*args)
    assert result.code == 2
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", result.err) is None
    assert len(result.err.splitlines()) == 2


def test_dashes_in_what_an_option_is_given_are_text(run: Run) -> None:
    """A value and what stands behind `--` begin as they like."""
    assert run("list", "--grep", "——据报").code == 0
    assert run("list", "--", "——overdue").err.splitlines()[1] == "错误：台账里没有编号 ——overdue"


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (("--sort", "progess"), "不能按“progess”排序，是不是 progress（进度）？"),
        (("--sort", "完成时间"), "不能按“完成时间”排序，是不是 due（完成时限）？"),
        (("--group-by", "牵头"), "不能按“牵头”分组，是不是 lead（牵头单位）？"),
        (("--columns", "牵头"), "没有“牵头”这一列，是不是 牵头单位？"),
    ],
)
def test_columns_and_keys_suggest_the_near_one(run: Run, args: tuple[str, ...], near: str) -> None:
    """By token or by term."""
    result = run("list", *args)
    assert (result.code, near in result.err) == (2, True)


def test_sort_and_group_are_checked_with_the_register(run: Run) -> None:
    """What can be sorted and grouped by is told in both languages."""
    result = run("list", "--sort", "高低")
    assert result.code == 2
    assert result.err.splitlines()[1:] == [
        "错误：不能按“高低”排序",
        "提示：可以按：id（编号）、due（完成时限）、status（状态）、progress（进度）、light（灯）、"
        "lead（牵头单位）、title（措施）、kind（类型）、days_overdue（逾期天数）、lag（滞后）、"
        "last_entry（最近记录）；前面加 - 为倒序",
    ]
    assert run("list", "--group-by", "颜色").err.splitlines()[1] == "错误：不能按“颜色”分组"
