"""`fazhi notice`: letters out, and what is recorded of them."""

from pathlib import Path

import docx
import pytest

from tests.conftest import Run, one_measure
from tests.hostile import HOSTILE
from tests.samples import TEXT

OFFICE = "office: {name: 区委依法治区办, contact: 王五, phone: 61234567, signer: 赵六}\n"
NOBODY = "1 条没有牵头单位，放在“待明确”下：2.1.1；用 fazhi set 编号 --lead 填上。\n"


@pytest.fixture(autouse=True)
def register(run: Run, tmp_path: Path) -> Path:
    """Put the register of samples where commands find it."""
    path = tmp_path / "tasks.yaml"
    path.write_text(OFFICE + TEXT.replace("[甲镇]", "[甲镇, 乙街道]"), encoding="utf-8")
    return path


def texts(path: Path) -> list[str]:
    """Return the paragraphs of a Word document that have a text, outside tables."""
    return [item.text for item in docx.Document(str(path)).paragraphs if item.text]


def test_reminders_on_the_screen(run: Run) -> None:
    """Without anything said: what is overdue or due soon, one letter a unit."""
    result = run("notice")
    assert (result.code, result.err) == (0, NOBODY)
    letters = result.out.split("\n\n\n")
    assert [letter.split("\n\n")[:3] for letter in letters] == [
        ["督办提醒函", "〔　　〕　　号", f"{unit}："]
        for unit in ("区法院", "甲镇", "乙街道", "区司法局", "待明确")
    ]
    assert letters[1].split("\n\n")[3:] == [
        "经查，你单位负责的“同样逾期”（台账第 2.1.2 项，由各镇街承担），完成时限为2022年6月30日"
        "（原文：6月底前），截至2022年10月15日，已逾期 107 天，尚未办结（未启动，进度 0%）；尚无进展记录；"
        "尚缺佐证材料。",
        "请抓紧办理，于　　月　　日前书面反馈办理情况，办结的附佐证材料。",
        "联系人：王五，电话：61234567。签发：赵六。",
        "特此函告。",
        "区委依法治区办\n2022年10月15日",
    ]


def test_a_slip_on_the_screen(run: Run) -> None:
    """One measure, asked for by its id."""
    result = run("notice", "1.1.1", "--letter", "督办通知单", "--number", "督8", "--reply-by", "2022-10-20")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
督办通知单

编号：督8

承办单位：区法院
配合单位：区司法局
督办事项：临期
督办依据：台账第 1.1.1 项
办理要求：尚未办结（未启动，进度 90%）；尚无进展记录；尚缺佐证材料。请抓紧办理，办结后附佐证材料报请销号。
完成时限：2022年10月20日（原文：10月20日前）
剩余天数：5 天
反馈要求：于2022年10月20日前书面反馈办理情况，主要负责人签字并加盖公章。
联系人：王五
电话：61234567
签发：赵六

区委依法治区办
2022年10月15日
"""
    )


def test_paragraphs_to_paste(run: Run, tmp_path: Path) -> None:
    """One for each unit, on the screen or in a file of text."""
    result = run("notice", "--text", "--unit", "区司法局", "--reply-by", "3个工作日内")
    assert result.out == (
        "区司法局：截至10月15日，你单位负责的 1 项工作请抓紧办理：2.1.10 逾期很久（时限2022年6月30日，"
        "已逾期 107 天，尚未办结（进行中，进度 50%），尚无进展记录，尚缺佐证材料）。"
        "请于10月19日前反馈办理情况，办结的附佐证材料。联系人：王五，61234567。\n\n"
        "区法院：截至10月15日，你单位负责的 1 项工作请抓紧办理：1.1.1 临期（时限2022年10月20日，还有 5 天，"
        "尚未办结（未启动，进度 90%），尚无进展记录，尚缺佐证材料）。请于10月19日前反馈办理情况，"
        "办结的附佐证材料。联系人：王五，61234567。\n"
    )
    args = ("notice", "--text", "--unit", "区司法局", "--reply-by", "3个工作日内")
    assert run(*args, "-o", "群.txt").err == "已写入 群.txt。\n"
    assert (tmp_path / "群.txt").read_text(encoding="utf-8") == result.out


def test_one_file_for_each_unit(run: Run, tmp_path: Path) -> None:
    """Members have their own; numbers run through all files."""
    result = run("notice", "-o", "函/{unit}-{date}.docx", "--number", "督〔2022〕8号")
    assert (result.code, result.out) == (0, "")
    names = ("区法院", "甲镇", "乙街道", "区司法局", "待明确")
    assert result.err == NOBODY + "".join(f"已写入 函/{name}-2022-10-15.docx。\n" for name in names)
    for number, name in enumerate(names, 8):
        head = texts(tmp_path / f"函/{name}-2022-10-15.docx")[:3]
        assert head == ["督办提醒函", f"督〔2022〕{number}号", f"{name}："]


def test_all_in_one_file(run: Run, tmp_path: Path) -> None:
    """Into a folder it is one Word document; other formats have the same letters."""
    assert run("notice", "-o", "函/", "--letter", "slip").code == 0
    found = texts(tmp_path / "函/通知单-2022-10-15.docx")
    assert found.count("督办通知单") == 5
    run("notice", "-o", "函.md", "-o", "函.html", "-o", "函.txt")
    markdown = (tmp_path / "函.md").read_text(encoding="utf-8")
    assert markdown.count("# 督办提醒函\n\n〔　　〕　　号\n") == 5
    assert markdown.count("\n---\n\n") == 4
    page = (tmp_path / "函.html").read_text(encoding="utf-8")
    assert page.count("<h1>督办提醒函</h1>") == 5
    assert page.count("特此函告。") == 5
    assert (tmp_path / "函.txt").read_text(encoding="utf-8") == run("notice").out


def test_the_same_run_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """As all output does."""
    run("notice", "-o", "一.docx")
    run("notice", "-o", "二.docx")
    assert (tmp_path / "一.docx").read_bytes() == (tmp_path / "二.docx").read_bytes()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "没有逾期或临期的措施，不用发。\n"),
        (("--lead", "区检察院"), "没有逾期或临期的措施，不用发。\n"),
        (("--stale",), "没有要发的。\n"),
        (("-o", "函/{unit}.docx"), "没有逾期或临期的措施，不用发。\n"),
    ],
)
def test_nothing_to_send(run: Run, tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    """One line, and no file."""
    assert run("notice", *args, today="2022-03-20") == (0, "", said)
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.yaml"]


def test_what_is_settled_is_left_out(run: Run) -> None:
    """Asked for by id, it is said to be left out."""
    result = run("notice", "1.1.8", "1.1.9", "1.1.11")
    assert result == (0, "", "没有要发的。\n")
    result = run("notice", "1.1.8", "1.1.1")
    assert result.err == "已报办结、已办结、暂缓或取消的 1 条没有列入：1.1.8。\n"


def test_of_many_left_out_some_are_named(run: Run, tmp_path: Path) -> None:
    """Ten ids of each sort, and that there are more."""
    done = [f'          - {{id: "1.1.{n}", title: 甲, status: done}}\n' for n in range(2, 14)]
    late = [f'          - {{id: "1.1.{n}", title: 甲, due: 2022-03-31}}\n' for n in range(14, 26)]
    (tmp_path / "tasks.yaml").write_text(one_measure("status: done") + "".join(done + late), "utf-8")
    said = run("notice", "1").err.splitlines()
    first, nobody = (["1.1." + str(n) for n in range(start, start + 10)] for start in (1, 14))
    assert said == [
        f"已报办结、已办结、暂缓或取消的 13 条没有列入：{'、'.join(first)} 等。",
        f"12 条没有牵头单位，放在“待明确”下：{'、'.join(nobody)} 等；用 fazhi set 编号 --lead 填上。",
    ]


def chases(path: Path) -> list[str]:
    """Return what the register says of chases, measure by measure."""
    return [
        line.partition("chases: ")[2].partition("]")[0]
        for line in path.read_text(encoding="utf-8").splitlines()
        if "chases: " in line
    ]


def test_letters_are_recorded(run: Run, register: Path, tmp_path: Path) -> None:
    """Each unit on each measure, by the way of the letter; nobody is not recorded."""
    args = ("notice", "2", "-o", "函.docx", "--record", "--number", "督8", "--reply-by", "2022-10-20")
    result = run(*args, "--by", "李四")
    assert result.code == 0
    assert result.err == NOBODY + "已写入 函.docx。\n"
    assert "催办 2 条。" in result.out
    rest = "how: 函, reply_by: 2022-10-20, number:"
    assert chases(register)[:2] == [
        f"[{{date: 2022-10-15, by: 李四, to: 区司法局, {rest} 督8}}",
        f"[{{date: 2022-10-15, by: 李四, to: 甲镇, {rest} 督9}}, "
        f"{{date: 2022-10-15, by: 李四, to: 乙街道, {rest} 督10}}",
    ]


@pytest.mark.parametrize(
    ("args", "how"),
    [
        (("--letter", "通知单"), ", how: 通知单"),
        (("--text",), ""),
        (("--text", "--how", "微信"), ", how: 微信"),
        (("--how", "电话"), ", how: 电话"),
    ],
)
def test_how_it_was_chased(run: Run, register: Path, args: tuple[str, ...], how: str) -> None:
    """By what was sent, unless something else is said; of a pasted text nothing is supposed."""
    assert run("notice", "1.1.1", "--record", *args).code == 0
    assert chases(register)[0] == f"[{{date: 2022-10-15, by: 测试员, to: 区法院{how}}}"


def test_many_are_asked_about_before_anything_is_written(run: Run, register: Path, tmp_path: Path) -> None:
    """Without a terminal nothing happens at all; --yes answers."""
    before = register.read_bytes()
    result = run("notice", "-o", "函.docx", "--record")
    assert (result.code, result.out) == (4, "")
    assert "要给 4 条措施记催办，确定吗？" in result.err
    assert not (tmp_path / "函.docx").exists()
    assert register.read_bytes() == before
    assert run("notice", "-o", "函.docx", "--record", "--yes").code == 0
    assert len(chases(register)) == 5


def test_no_means_no_record(run: Run, register: Path) -> None:
    """On a terminal the letters are written, then the question comes."""
    before = register.read_bytes()
    result = run("notice", "-o", "函.docx", "--record", answer="否\n")
    assert result.code == 4
    assert result.err.endswith("没有改动。\n")
    assert register.read_bytes() == before


def test_nothing_is_recorded_when_the_letters_cannot_be_written(run: Run, register: Path) -> None:
    """The file is there already."""
    before = register.read_bytes()
    run("notice", "-o", "函.docx")
    assert run("notice", "1.1.1", "-o", "函.docx", "--record").code == 6
    assert register.read_bytes() == before


def test_a_rehearsal_sends_nothing(run: Run, register: Path, tmp_path: Path) -> None:
    """It shows what would be recorded."""
    before = register.read_bytes()
    result = run("notice", "1.1.1", "-o", "函.docx", "--record", "--dry-run")
    assert result.code == 0
    assert '+          - {id: "1.1.1"' in result.out
    assert not (tmp_path / "函.docx").exists()
    assert register.read_bytes() == before


def test_nobody_to_record(run: Run, register: Path) -> None:
    """A measure that nobody leads has a letter and no record."""
    before = register.read_bytes()
    result = run("notice", "2.1.1", "--text", "--record")
    assert result.code == 0
    assert result.err == NOBODY + "没有单位可记，不记催办；先用 fazhi set 编号 --lead 填上。\n"
    assert register.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "reason", "remedy"),
    [
        (("--letter", "信"), "--letter 不能是“信”", "可以写：slip（通知单）、reminder（提醒函）"),
        (("-F", "xlsx"), "没有“xlsx”这种格式", "可以写：docx、md、html、table"),
        (
            ("--text", "-o", "a.docx"),
            "不能写成后缀是 .docx 的文件",
            "用后缀 .txt，或用 --format 写明格式",
        ),
        (("--how", "电话"), "--how 要和 --record 一起用", "加上 --record，或去掉它"),
        (("--dry-run",), "--dry-run 要和 --record 一起用", "加上 --record，或去掉它"),
        (("-o", "{x}.docx"), "文件名里的 {x} 不知道是什么", "可以写 {week}、{month}、{date}、{unit}"),
    ],
)
def test_what_is_refused(run: Run, args: tuple[str, ...], reason: str, remedy: str) -> None:
    """With a reason and a remedy, and nothing on standard output."""
    assert run("notice", *args) == (2, "", f"错误：{reason}\n提示：{remedy}\n")


def test_numbers_that_cannot_count_up(run: Run) -> None:
    """One number for several letters is refused."""
    result = run("notice", "--number", "特急")
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("错误：有 5 份，文号“特急”里没有数字，不能往下编\n")


def test_hostile_names_stay_in_their_folder(run: Run, register: Path, tmp_path: Path) -> None:
    """Whatever a unit or a title is called, files stay where they were asked for and text stays text."""
    for item in HOSTILE:
        if len(item.text) > 100 or item.shown != item.text:
            continue
        unit = item.text.replace("\\", "\\\\").replace('"', '\\"')
        own = one_measure(f'lead: "{unit}"\ndue: 6月底前').replace("title: 措施", f'title: "{unit}"')
        register.write_text(own, encoding="utf-8")
        assert run("notice", "-o", "函/{unit}.docx", "--force").code == 0
        (path,) = (tmp_path / "函").iterdir()
        assert texts(path)[2] == f"{item.text}："
        path.unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tasks.yaml", "函"]
