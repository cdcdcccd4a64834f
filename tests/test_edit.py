"""The splicing of changes into text: what holds of every edit, and the corners by name."""

from collections.abc import Callable, Iterable
from datetime import date
from random import Random

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fazhi_cli import edit, events, holidays
from fazhi_cli.change import Append, Change, Clear, Drop, Path, Put, Value, applied
from fazhi_cli.layout import Splice, spliced
from fazhi_cli.problems import Refused
from fazhi_cli.proof import changed
from fazhi_cli.scalars import may_be_plain, scalar
from tests import edit_registers
from tests.conftest import HEAD, load_text, one_measure
from tests.edit_oracle import comments_in, is_subsequence, lines_of, lines_that_must_stay, plain_data

CALENDAR = holidays.calendar_for([])
MEASURE: Path = ("sections", 0, "subtasks", 0, "measures", 0)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
AWKWARD_TEXTS = st.lists(
    st.sampled_from(
        [*edit_registers.WORDS, " ", "\n", "\t", "'", '"', "\\", ":", "#", ",", "\u3000", "…", "..."]
    ),
    max_size=6,
).map("".join)
STYLES = st.sampled_from(["", "'", '"'])
CONTEXTS: dict[str, tuple[bool, Callable[[str], str], Callable[[object], object]]] = {
    "value": (False, lambda text: f"k: {text}\n", lambda data: data["k"]),  # type: ignore[index]
    "last value": (False, lambda text: f"k: {text}", lambda data: data["k"]),  # type: ignore[index]
    "item": (False, lambda text: f"k:\n- {text}\n- x\n", lambda data: data["k"][0]),  # type: ignore[index]
    "flow item": (True, lambda text: f"k: [{text}, x]\n", lambda data: data["k"][0]),  # type: ignore[index]
    "flow value": (True, lambda text: f"{{k: {text}, l: x}}", lambda data: data["k"]),  # type: ignore[index]
    "last in flow": (True, lambda text: f"[{{k: {text}}}]", lambda data: data[0]["k"]),  # type: ignore[index]
}


def made(text: str, *changes: Change) -> str:
    """Return `text` with `changes` made and proven."""
    return changed(load_text(text), changes, CALENDAR).source.text


def at(key: str, value: Value) -> Put:
    """Return the change that sets a key of the first measure."""
    return Put((*MEASURE, key), value)


@pytest.mark.parametrize("context", CONTEXTS)
@given(text=st.one_of(TEXTS, AWKWARD_TEXTS), style=STYLES)
@settings(max_examples=150)
def test_a_scalar_reads_back_as_its_text(context: str, text: str, style: str) -> None:
    """Any text, in any quote and anywhere, is read as that text and never as a number, date or truth."""
    flow, around, inside = CONTEXTS[context]
    written = around(scalar(text, flow, style))
    assert text == inside(yaml.load(written, Loader=yaml.SafeLoader))
    assert text == inside(yaml.load(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@pytest.mark.parametrize(
    ("text", "block", "flow"),
    [
        ("推进工作", "推进工作", "推进工作"),
        ("60%", "60%", "60%"),
        ("见附件#2", "见附件#2", "见附件#2"),
        ("见 #2", '"见 #2"', '"见 #2"'),
        ("一: 二", '"一: 二"', '"一: 二"'),
        ("一：二", "一：二", "一：二"),
        ("尾:", '"尾:"', '"尾:"'),
        ("http://a.b/c?d", "http://a.b/c?d", '"http://a.b/c?d"'),
        ("甲, 乙", "甲, 乙", '"甲, 乙"'),
        ("[甲]", '"[甲]"', '"[甲]"'),
        ("第[1]条", "第[1]条", '"第[1]条"'),
        ("yes", '"yes"', '"yes"'),
        ("NO", '"NO"', '"NO"'),
        ("y", '"y"', '"y"'),
        ("null", '"null"', '"null"'),
        ("~", '"~"', '"~"'),
        ("", '""', '""'),
        ("3.10", '"3.10"', '"3.10"'),
        ("012", '"012"', '"012"'),
        ("0o17", '"0o17"', '"0o17"'),
        ("1e3", '"1e3"', '"1e3"'),
        ("12:30", '"12:30"', '"12:30"'),
        ("3.4.7", "3.4.7", "3.4.7"),
        ("2022-01-01", '"2022-01-01"', '"2022-01-01"'),
        ("=", '"="', '"="'),
        ("<<", '"<<"', '"<<"'),
        ("- 甲", '"- 甲"', '"- 甲"'),
        ("? 甲", '"? 甲"', '"? 甲"'),
        ("@甲", '"@甲"', '"@甲"'),
        ("`甲", '"`甲"', '"`甲"'),
        ("%甲", '"%甲"', '"%甲"'),
        ("|甲", '"|甲"', '"|甲"'),
        ("&甲", '"&甲"', '"&甲"'),
        ("*甲", '"*甲"', '"*甲"'),
        ("!甲", '"!甲"', '"!甲"'),
        ("...", '"..."', '"..."'),
        ("it's", "it's", "it's"),
        ("'甲'", "\"'甲'\"", "\"'甲'\""),
        ('"甲"', "'\"甲\"'", "'\"甲\"'"),
        ("C:\\资料", "C:\\资料", "C:\\资料"),
        ("C:\\资料: 一", "'C:\\资料: 一'", "'C:\\资料: 一'"),
        ("一\n二", '"一\\n二"', '"一\\n二"'),
        ("一\t二", '"一\\t二"', '"一\\t二"'),
        ('一\n"二"\\', '"一\\n\\"二\\"\\\\"', '"一\\n\\"二\\"\\\\"'),
        (" 甲", '" 甲"', '" 甲"'),
        ("甲\u3000", '"甲\u3000"', '"甲\u3000"'),
        ("\x85", '"\\u0085"', '"\\u0085"'),
        ("\u2028", '"\\u2028"', '"\\u2028"'),
        ("\x07", '"\\x07"', '"\\x07"'),
        ("\U0001fffe", '"\\U0001FFFE"', '"\\U0001FFFE"'),
        ("😀", "😀", "😀"),
    ],
)
def test_a_new_scalar_is_quoted_only_where_it_must(text: str, block: str, flow: str) -> None:
    """Plain is taken where it is safe; else the quote that needs fewer escapes."""
    assert (block, flow) == (scalar(text), scalar(text, flow=True))


@given(text=AWKWARD_TEXTS)
def test_plain_text_is_no_other_loader_s_number(text: str) -> None:
    """What may stand plain is a string to YAML 1.1 as well as in the shapes only YAML 1.2 knows."""
    if may_be_plain(text):
        assert text == yaml.safe_load(text)


def test_splices_are_made_at_their_places() -> None:
    """Splices go in by place, those at one place in the order given, and what is between them stays."""
    splices = [Splice(3, 4, "X"), Splice(1, 1, "a"), Splice(1, 1, "b"), Splice(6, 6, "!")]
    assert spliced("012345", splices) == "0ab12X45!"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (Splice(0, 3, "x"), Splice(2, 4, ""), None),
        (Splice(0, 3, ""), Splice(2, 4, "x"), None),
        (Splice(0, 3, "x"), Splice(2, 2, "y"), None),
        (Splice(0, 3, ""), Splice(2, 4, ""), "45"),
        (Splice(0, 4, ""), Splice(1, 2, ""), "45"),
        (Splice(0, 3, "x"), Splice(3, 4, "y"), "xy45"),
    ],
)
def test_splices_that_overlap_are_none(first: Splice, second: Splice, expected: str | None) -> None:
    """Overlapping splices are not guessed at, unless both only take away."""
    assert expected == spliced("012345", [first, second])
    assert expected == spliced("012345", [second, first])


def test_comments_are_found_in_every_place() -> None:
    """Comments count by their text; a `#` inside quotes, plain text or a block scalar is none."""
    text = "# a\nk: 'x # no'  # b\nl: |  # c\n  # no\n# d\nm: [1, # e\n 2]# f\nn: a#no\n# a\n"
    assert edit.comments(text) == {"# a": 2, "# b": 1, "# c": 1, "# d": 1, "# e": 1, "# f": 1}


def _holds(old_text: str, changes: Iterable[Change], new_text: str) -> None:
    changes = list(changes)
    assert applied(plain_data(old_text), changes) == plain_data(new_text)
    assert comments_in(old_text) == comments_in(new_text)
    stays = lines_that_must_stay(old_text, changes)
    assert is_subsequence(stays, [line.rstrip("\r\n") for line in lines_of(new_text)])


@given(seed=st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_random_changes_to_random_registers_do_what_is_meant(seed: int) -> None:
    """Data become what was meant, comments and other lines stay; the odd rest is refused, never damaged."""
    random = Random(seed)
    text = edit_registers.register(random)
    old = load_text(text)
    changes = edit_registers.changes(random, old.data)
    try:
        new = changed(old, changes, CALENDAR).source.text
    except Refused as refusal:
        assert refusal.message.endswith("未写入")
        return
    _holds(text, changes, new)


def test_of_many_random_edits_none_is_refused(parser: str) -> None:
    """The first random registers take all their changes, on either parser."""
    for seed in range(120 if parser == "libyaml" else 30):
        random = Random(seed)
        text = edit_registers.register(random)
        old = load_text(text)
        changes = edit_registers.changes(random, old.data)
        _holds(text, changes, changed(old, changes, CALENDAR).source.text)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_saying_what_is_said_changes_nothing(seed: int) -> None:
    """Setting what a register says already, and taking away what is not there, gives the same bytes."""
    random = Random(seed)
    text = edit_registers.register(random)
    old = load_text(text)
    changes: list[Change] = []
    for m, measure in enumerate(old.data["sections"][0]["subtasks"][0]["measures"]):
        path: Path = (*MEASURE[:-1], m)
        changes += [Put((*path, key), value) for key, value in measure.items() if value is not None]
        changes += [Clear((*path, "recheck")), Drop((*path, "tags"), "没有的"), Append((*path, "log"), ())]
    random.shuffle(changes)
    assert text == changed(old, changes, CALENDAR).source.text


@pytest.mark.parametrize(
    "text",
    [
        one_measure("owner: 张三  # 责任人\nstatus: todo"),
        HEAD + '          - {id: "1.1.1", title: 措施, owner: 张三, status: todo}\n',
        HEAD + '          - {id: "1.1.1", title: 措施,\n             owner: 张三}\n',
    ],
)
@given(value=AWKWARD_TEXTS)
@settings(max_examples=60, deadline=None)
def test_setting_a_plain_value_back_restores_the_bytes(text: str, value: str) -> None:
    """A plain value set to anything, and then to what it was, leaves the text as it was."""
    assume(value.strip() and not set(value) & set("\n\r"))
    there = made(text, at("owner", value))
    assert text == made(there, at("owner", "张三"))


def test_a_quote_stays_unless_only_the_old_text_needed_it() -> None:
    """Quotes that somebody chose are kept; those that the old text forced go with it."""
    text = one_measure("title: '措施'\nowner: \"a: b\"\nlead: 'a: b'\nprogress: '4'").replace(
        "            title: 措施\n", ""
    )
    new = made(text, at("title", "新"), at("owner", "新"), at("lead", "c: d"), at("progress", 5))
    assert (
        one_measure("title: '新'\nowner: 新\nlead: 'c: d'\nprogress: '5'").replace(
            "            title: 措施\n", ""
        )
        == new
    )


SUPPORT: Path = (*MEASURE, "support")
CHANGES_TO_ONE_KEY = st.lists(
    st.one_of(
        st.lists(st.sampled_from("甲乙丙丁"), max_size=4).map(
            lambda items: Put((*MEASURE, "support"), [*items])
        ),
        st.lists(st.sampled_from("甲乙丙丁"), max_size=2).map(
            lambda items: Append((*MEASURE, "support"), (*items,))
        ),
        st.sampled_from("甲乙丙丁").map(lambda item: Drop((*MEASURE, "support"), item)),
        st.just(Clear((*MEASURE, "support"))),
    ),
    max_size=5,
)
SUPPORTS = (
    "owner: 张三",
    "support:",
    "support: []  # 待定",
    "support: [甲, 乙]",
    "support: [甲,  # 一\n  乙, 丙]",
    "support:\n  - 甲  # 一\n  - '乙'\n  # 二\n  - 丙",
    "support:\n- 甲\n-\n  乙",
)


@pytest.mark.parametrize("lines", SUPPORTS)
@given(changes=CHANGES_TO_ONE_KEY)
@settings(max_examples=40, deadline=None)
def test_several_changes_to_one_list_come_to_what_they_say(lines: str, changes: list[Change]) -> None:
    """Whatever order a list is set, added to, taken from and cleared in, the last state is written."""
    text = one_measure(lines)
    _holds(text, changes, made(text, *changes))


def test_several_new_keys_at_one_place_stand_in_the_file_s_order() -> None:
    """Keys that go in behind the same key follow each other as in the table of fields."""
    text = one_measure("tags: [甲]")
    new = made(
        text,
        at("progress", 40),
        at("lead", "区司法局"),
        Append((*MEASURE, "log"), ({"date": date(2022, 4, 1)},)),
        at("status", "doing"),
        at("due", "9月底前"),
    )
    assert (
        one_measure(
            "lead: 区司法局\ndue: 9月底前\nstatus: doing\nprogress: 40\ntags: [甲]\n"
            "log:\n  - {date: 2022-04-01}"
        )
        == new
    )


def test_a_key_before_a_block_scalar_that_ends_the_file_leaves_it_open() -> None:
    """A key that comes before the last one does not touch a block scalar without a line end."""
    text = one_measure("finding: |\n  问题")[:-1]
    assert one_measure("status: doing\nfinding: |\n  问题")[:-1] == made(text, at("status", "doing"))


@pytest.mark.parametrize(
    ("header", "sealed"),
    [("|", "|-"), (">", ">-"), ("|+", "|-"), ("|2", "|2-"), ("|-", "|-"), ("|  # 注", "|-  # 注")],
)
def test_what_follows_a_block_scalar_at_the_end_seals_it(header: str, sealed: str) -> None:
    """A block scalar without a last line end does not gain one by the key behind it; its sign says so."""
    text = one_measure(f"finding: {header}\n  问题")[:-1]
    new = one_measure(f"finding: {sealed}\n  问题\ntags: [甲]")[:-1]
    assert new == made(text, at("tags", ["甲"]))


def test_clears_and_inserts_on_neighbouring_lines_do_not_meet() -> None:
    """A key that goes and keys that come beside it, in one edit, give the text one would write."""
    text = one_measure("lead: 甲  # 牵头\ndue: 年底前\nstatus: todo  # 状态\nprogress: 0")
    new = made(
        text, Clear((*MEASURE, "due")), at("owner", "张三"), Clear((*MEASURE, "lead")), at("tags", ["乙"])
    )
    assert one_measure("# 牵头\nowner: 张三\nstatus: todo  # 状态\nprogress: 0\ntags: [乙]") == new


def test_a_key_behind_one_that_goes_takes_its_place() -> None:
    """A key that is put in behind the very key that is cleared stands where that one stood."""
    text = one_measure("due: 年底前\nlog:\n  - {date: 2022-04-01}")
    new = made(text, Clear((*MEASURE, "due")), at("status", "doing"))
    assert one_measure("status: doing\nlog:\n  - {date: 2022-04-01}") == new


def test_a_key_behind_a_list_that_loses_its_last_item() -> None:
    """An item goes from the end of a block list and a key comes behind that list in one edit."""
    text = one_measure("assumed:\n  - lead\n  - due\ntags: [甲]")
    new = made(text, Drop((*MEASURE, "assumed"), "due"), at("status", "doing"))
    assert one_measure("assumed:\n  - lead\nstatus: doing\ntags: [甲]") == new


def test_the_last_lines_of_a_file_without_a_line_end_go() -> None:
    """Keys cleared at the end of a file without a last line end leave none behind."""
    text = one_measure("lead: 甲\nstatus: todo\nprogress: 0")[:-1]
    new = made(text, Clear((*MEASURE, "progress")), Clear((*MEASURE, "status")))
    assert one_measure("lead: 甲")[:-1] == new


def test_a_line_behind_a_block_scalar_goes_but_not_its_line_end() -> None:
    """The line end before a cleared last key stays where it belongs to a block scalar."""
    text = one_measure("status: todo\ndetail: |\n  内容\nprogress: 0")[:-1]
    assert one_measure("status: todo\ndetail: |\n  内容") == made(text, Clear((*MEASURE, "progress")))


@pytest.mark.parametrize(
    ("old", "new", "after"),
    [
        (["甲", "乙", "丙"], ["甲", "丙"], "support:\n  # 一\n  - 甲  # 二\n  # 三\n  # 四\n  - 丙"),
        (["甲", "乙", "丙"], ["乙", "丙"], "support:\n  # 一\n  # 二\n  - 乙  # 三\n  # 四\n  - 丙"),
        (
            ["甲", "乙", "丙"],
            ["甲", "丁", "丙"],
            "support:\n  # 一\n  - 甲  # 二\n  - 丁  # 三\n  # 四\n  - 丙",
        ),
        (
            ["甲", "乙", "丙"],
            ["甲", "乙", "丙", "丁"],
            "support:\n  # 一\n  - 甲  # 二\n  - 乙  # 三\n  # 四\n  - 丙\n  - 丁",
        ),
        (
            ["甲", "乙", "丙"],
            ["丁", "甲", "乙", "丙"],
            "support:\n  # 一\n  - 丁\n  - 甲  # 二\n  - 乙  # 三\n  # 四\n  - 丙",
        ),
        (
            ["甲", "乙", "丙"],
            ["甲", "丁", "戊", "乙", "丙"],
            "support:\n  # 一\n  - 甲  # 二\n  - 丁\n  - 戊\n  - 乙  # 三\n  # 四\n  - 丙",
        ),
        (["甲", "乙", "丙"], [], "support: []\n  # 一\n  # 二\n  # 三\n  # 四"),
    ],
)
def test_a_list_put_over_a_block_list_keeps_items_and_comments(
    old: list[str], new: list[Value], after: str
) -> None:
    """Items that stay are not touched, and every comment stays, on a line of its own if its item goes."""
    text = one_measure("support:\n  # 一\n  - 甲  # 二\n  - 乙  # 三\n  # 四\n  - 丙\nstatus: todo")
    assert one_measure(f"{after}\nstatus: todo") == made(text, at("support", new))


def test_two_measures_are_edited_at_once() -> None:
    """Changes to two measures, one in block and one in flow style, and a third one added, in one go."""
    text = one_measure("status: todo  # 一") + '          - {id: "1.1.2", title: 二,}  # 二\n'
    second: Path = (*MEASURE[:-1], 1)
    new = made(
        text,
        Put((*second, "status"), "doing"),
        at("progress", 5),
        Append(MEASURE[:-1], ({"id": "1.1.3", "title": "三"},)),
        at("status", "doing"),
        Put((*second, "progress"), 6),
    )
    assert (
        one_measure("status: doing  # 一\nprogress: 5")
        + '          - {id: "1.1.2", title: 二, status: doing, progress: 6,}  # 二\n'
        + '          - {id: "1.1.3", title: 三}\n'
        == new
    )


def test_a_measure_and_its_last_key_go_in_at_one_place() -> None:
    """A key at the end of the last measure stands before the measure that is added behind it."""
    new = made(
        one_measure("status: todo"),
        Append(MEASURE[:-1], ({"id": "1.1.2", "title": "二"},)),
        at("progress", 5),
    )
    assert (
        one_measure("status: todo\nprogress: 5") + '          - id: "1.1.2"\n            title: 二\n' == new
    )


def test_twenty_six_measures_are_edited_in_one_go() -> None:
    """One edit of 26 measures is the same as 26 edits of one each."""
    text = HEAD + "".join(
        f'          - id: "1.1.{number}"\n            title: 措施  # {number}\n            status: todo\n'
        for number in range(1, 27)
    )
    changes: list[list[Change]] = [
        [
            Put((*MEASURE[:-1], position, "status"), "doing"),
            Put((*MEASURE[:-1], position, "progress"), position),
            Append((*MEASURE[:-1], position, "log"), ({"date": date(2022, 4, 1)},)),
        ]
        for position in range(26)
    ]
    singly = text
    for each in changes:
        singly = made(singly, *each)
    assert singly == made(text, *(change for each in changes for change in each))
    assert len(lines_of(singly)) - len(lines_of(text)) == 26 * 3


def test_a_nested_object_is_edited() -> None:
    """A step of the plan and the indicator of a measure are edited as keys of a measure are."""
    text = one_measure(
        "kind: indicator\nindicator: {name: 率}\n"
        "plan:\n  - {step: 初稿, before: 60}\n  - step: 定稿\n    before: 5"
    )
    new = made(
        text,
        Put((*MEASURE, "plan", 0, "done"), date(2022, 10, 20)),
        Put((*MEASURE, "plan", 1, "done"), date(2022, 12, 1)),
        Put((*MEASURE, "indicator", "of"), "案件"),
        Append((*MEASURE, "plan"), ({"step": "印发", "before": 0},)),
    )
    assert (
        one_measure(
            "kind: indicator\nindicator: {name: 率, of: 案件}\n"
            "plan:\n  - {step: 初稿, before: 60, done: 2022-10-20}\n"
            "  - step: 定稿\n    before: 5\n    done: 2022-12-01\n  - step: 印发\n    before: 0"
        )
        == new
    )


def test_a_list_that_loses_all_and_gains_some() -> None:
    """Items that come where all others go take the place of the first ones."""
    text = one_measure("support:\n  - 甲  # 一\n  - 乙\nassumed: [lead]")
    changes: list[Change] = [Drop(SUPPORT, "甲"), Drop(SUPPORT, "乙"), Append(SUPPORT, ("丙",))]
    assert one_measure("support:\n  - 丙  # 一\nassumed: [lead]") == made(text, *changes)


def test_keys_go_into_an_empty_object() -> None:
    """An empty pair of braces takes several keys in the file's order."""
    text = f"office: {{}}\nrules: {{ }}  # 规则\n{one_measure('status: todo')}"
    new = made(
        text, Put(("office", "phone"), "1: 2"), Put(("office", "name"), "办"), Put(("rules", "stale"), 9)
    )
    head = 'office: {name: 办, phone: "1: 2"}\nrules: {stale: 9 }  # 规则\n'
    assert head + one_measure("status: todo") == new


def test_a_member_goes_whose_comma_comes_after_a_comment() -> None:
    """The comment between a member and its comma stays."""
    head = HEAD + '          - {id: "1.1.1", title: 措施, '
    new = made(head + "lead: 甲  # 牵头\n             , status: todo}\n", Clear((*MEASURE, "lead")))
    assert head + "  # 牵头\n              status: todo}\n" == new


@pytest.mark.parametrize(
    ("first", "after"),
    [
        ("status: todo  # 状态", "- # 状态\n            id"),
        ("status: todo\n            # 下面是编号", "-\n            # 下面是编号\n            id"),
        (
            "log:\n            - {date: 2022-04-01}  # 一\n            # 二",
            "- # 一\n            # 二\n            id",
        ),
        ("status: todo\n            progress: 0  # 进度", "-\n            # 进度\n            id"),
        ("status: todo", "- id"),
    ],
)
def test_the_key_behind_a_dash_goes_and_its_comments_stay(first: str, after: str) -> None:
    """What stands behind a dash may go; the next key comes there unless a comment is in between."""
    rest = ': "1.1.1"\n            title: 措施\n'
    keys = [Clear((*MEASURE, key)) for key in ("status", "progress", "log")]
    assert f"{HEAD}          {after}{rest}" == made(f"{HEAD}          - {first}\n            id{rest}", *keys)


def test_an_object_is_not_emptied() -> None:
    """The only key of an item cannot go."""
    with pytest.raises(Refused, match="不能整个删去，未写入"):
        edit.edited(one_measure("log:\n  - date: 2022-04-01"), [Clear((*MEASURE, "log", 0, "date"))])


def test_a_new_branch_goes_behind_its_subtask_s_keys() -> None:
    """Measures begun in a subtask that has none stand last, whatever keys it has."""
    head = HEAD.replace("        measures:\n", "        lead: 区司法局  # 牵头\n        due: 年底前\n")
    new = made(head, Append(MEASURE[:-1], ({"id": "1.1.1", "title": "一"},)))
    assert head + "        measures:\n          - {id: 1.1.1, title: 一}\n" == new


@pytest.mark.parametrize(
    "change",
    [
        Put(("sections", 5, "title"), "x"),
        Put((*MEASURE[:-1], 7, "status"), "doing"),
        Append(("sections", 0, "title", "x"), ({"a": "b"},)),
        Clear(("rules", "stale")),
    ],
)
def test_a_change_with_no_place_to_go_is_refused(change: Change) -> None:
    """A way that leads nowhere is refused in Chinese."""
    with pytest.raises(Refused, match="找不到"):
        edit.edited(one_measure("status: todo"), [change])


@pytest.mark.parametrize(
    ("lines", "change", "reason"),
    [
        ("plan: [{step: 甲, before: 1}]", at("plan", "甲"), "不是一段文字"),
        ("indicator: {name: 率}", at("indicator", {"name": "别的"}), "不是一段文字"),
        ("log:\n  - date: 2022-04-01  # 一\n    note: 二", at("log", [{"date": date(2022, 4, 2)}]), "注释"),
    ],
)
def test_what_would_lose_something_is_refused(lines: str, change: Change, reason: str) -> None:
    """A collection replaced by something else, and an object replaced together with its comments."""
    with pytest.raises(Refused, match=reason):
        made(one_measure(f"kind: indicator\n{lines}"), change)


def test_a_comment_that_would_become_text_is_refused() -> None:
    """Clearing the key between a block scalar and a deeper comment would make that comment text."""
    text = one_measure("detail: |\n  内容\nstatus: todo\n      # 深\nprogress: 0")
    with pytest.raises(Refused, match="未写入"):
        made(text, Clear((*MEASURE, "status")))


@pytest.mark.parametrize("code", [0x07, 0x1B, 0x7F, 0x85, 0x2028, 0xFEFF, 0xFFFE, 0x1FFFE, 0xD800])
def test_a_character_that_a_register_may_not_hold_is_refused(code: int, parser: str) -> None:
    """Control characters, noncharacters and surrogates never reach the file, wherever they are put."""
    entry: Value = {"date": date(2022, 4, 1), "evidence": [f"内容{chr(code)}内容"]}
    with pytest.raises(Refused, match=f"不允许的字符 U\\+{code:04X}，未写入"):
        made(one_measure("log: []"), Append((*MEASURE, "log"), (entry,)))


def test_text_without_end_is_refused() -> None:
    """A scalar longer than a register may hold is not written."""
    with pytest.raises(Refused, match=r"会使台账出错，未写入：.*64001 字"):
        made(one_measure("status: todo"), at("detail", "长" * 64_001))


def test_what_the_schema_refuses_is_refused_before_it_is_written() -> None:
    """A change that makes the register invalid names the fault, not a warning that was there before."""
    text = one_measure("status: todo  #注意\ndetail: 见\u200b表")
    with pytest.raises(Refused) as caught:
        made(text, at("status", "finished"))
    assert caught.value.message.startswith("这次修改会使台账出错，未写入：status 不能是“finished”")


class _OffByOne(edit._Editor):
    """An editor whose splices are one character off."""

    start, end = 1, 0

    def splice(self, start: int, end: int, text: str) -> None:
        super().splice(start + self.start, max(end + self.end, start + self.start), text)


@pytest.mark.parametrize(("start", "end"), [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1)])
def test_a_splice_that_is_off_by_one_is_never_believed(
    start: int, end: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every splice one character off, an edit is refused, or says what was meant with all comments."""
    monkeypatch.setattr(_OffByOne, "start", start)
    monkeypatch.setattr(_OffByOne, "end", end)
    monkeypatch.setattr(edit, "_Editor", _OffByOne)
    refused = 0
    for seed in range(80):
        random = Random(seed)
        text = edit_registers.register(random)
        old = load_text(text)
        changes = edit_registers.changes(random, old.data)
        try:
            new = changed(old, changes, CALENDAR).source.text
        except Refused:
            refused += 1
            continue
        assert applied(plain_data(text), changes) == plain_data(new)
        assert comments_in(text) == comments_in(new)
    assert refused > 40


def test_a_broken_splice_of_a_common_edit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commonest edit of all, one character off, is refused whichever way it is off."""
    monkeypatch.setattr(edit, "_Editor", _OffByOne)
    text = one_measure("status: todo\nprogress: 40\ntags: [甲]")
    for start, end in ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1)):
        monkeypatch.setattr(_OffByOne, "start", start)
        monkeypatch.setattr(_OffByOne, "end", end)
        with pytest.raises(Refused, match="未写入"):
            made(text, at("progress", 61))


def test_the_parser_in_use_reads_the_result(parser: str) -> None:
    """The proof reads with the parser that is in use."""
    assert (events.PARSER is events.PureParser) == (parser == "pure")
    assert one_measure("status: doing") == made(one_measure("status: todo"), at("status", "doing"))
