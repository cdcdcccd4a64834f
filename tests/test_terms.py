"""The fixed words and the table of fields."""

import pytest

from fazhi_cli import terms

KEYS = {
    "register": "version title year issued office rules units notes sections assumed",
    "section": "title id subtasks lead support due assumed",
    "subtask": "title id measures lead support due assumed",
    "measure": "title id detail kind lead support owner leader group due since assumed status progress"
    " source source_digest finding cause acceptance recheck indicator tags related lineage"
    " plan extensions chases log",
    "office": "name contact phone signer",
    "rules": "due_soon lag_yellow lag_red stale immediate_yellow immediate_red default_due",
    "unit": "name alias members",
    "indicator": "name of good floor",
    "step": "step before done",
    "extension": "date by from to reason",
    "chase": "date by to how reply_by number",
    "entry": "status progress date by unit for note problem next evidence count incidents recorded",
}


def test_statuses_are_those_of_the_contract() -> None:
    """The six statuses stand in the order of the work, each with its Chinese term."""
    assert list(terms.STATUSES.items()) == [
        ("todo", "未启动"),
        ("doing", "进行中"),
        ("review", "待审核"),
        ("done", "已办结"),
        ("paused", "暂缓"),
        ("dropped", "取消"),
    ]


def test_the_other_tables_have_the_tokens_of_the_contract() -> None:
    """Kinds, lights, kinds of deadline and levels of a problem carry the tokens that files and JSON know."""
    assert list(terms.KINDS) == ["task", "recurring", "standing", "indicator", "prohibition"]
    assert dict(terms.LIGHTS) == {
        "red": "红",
        "yellow": "黄",
        "green": "绿",
        "grey": "灰",
        "done": "销",
        "off": "停",
    }
    assert list(terms.DUE_KINDS) == ["point", "recurring", "standing", "immediate", "soft", "blank", "none"]
    assert dict(terms.LEVELS) == {"error": "错误", "warning": "警告", "info": "提示"}
    assert terms.REOPENING_REASONS == ("反弹回潮", "核查未完成", "误操作")


@pytest.mark.parametrize("level", KEYS)
def test_every_level_has_exactly_the_keys_of_the_contract(level: str) -> None:
    """The table knows each key of the register file on each level, and no other."""
    assert [field.name for field in terms.fields_of(level)] == KEYS[level].split()


def test_the_levels_of_the_table_are_those_that_have_a_term() -> None:
    """No field stands on a level without a Chinese term, and no level is empty."""
    assert {level for field in terms.FIELDS for level in field.levels} == set(terms.LEVEL_TERMS)


def test_no_two_fields_of_a_level_share_a_name_or_a_term() -> None:
    """Within a level, a key or a Chinese term means one field."""
    for level in terms.LEVEL_TERMS:
        fields = terms.fields_of(level)
        assert len({field.name for field in fields}) == len(fields)
        assert len({field.term for field in fields}) == len(fields)


def test_every_word_can_be_shown_on_a_chinese_console() -> None:
    """Terms, synonyms and explanations are Chinese, and GBK can encode them."""
    tables = (terms.STATUSES, terms.KINDS, terms.LIGHTS, terms.DUE_KINDS, terms.LEVELS, terms.TRENDS)
    words = [term for table in (*tables, terms.LEVEL_TERMS) for term in table.values()]
    words += [word for field in terms.FIELDS for word in (field.term, field.about, *field.synonyms)]
    assert [word for word in words if word.encode("gbk", "ignore").decode("gbk") != word] == []
    assert [word for word in words if word.isascii() and word != "ID"] == []


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("doing", "doing"),
        ("进行中", "doing"),
        ("已办结", "done"),
        ("Doing", None),
        (" doing", None),
        ("进行中 ", None),
        ("完成", None),
        ("", None),
    ],
)
def test_tokens_and_terms_match_exactly(text: str, token: str | None) -> None:
    """Input accepts the token or the term, without trimming and with its case."""
    assert terms.token(terms.STATUSES, text) == token


def test_offered_names_every_choice_with_its_term() -> None:
    """A table is offered token by token, each with its term in brackets."""
    assert terms.offered(terms.TRENDS) == "up（越高越好）、down（越低越好）"


@pytest.mark.parametrize(
    ("word", "near"),
    [("progess", "progress"), ("STATUS", "status"), ("tag", "tags"), ("zzz", None), ("", None)],
)
def test_nearest_finds_the_likely_word(word: str, near: str | None) -> None:
    """A word that differs in case or a letter or two finds its choice; another finds none."""
    assert terms.nearest(word, ["status", "progress", "tags"]) == near


@pytest.mark.parametrize(
    ("word", "level", "keys"),
    [
        ("status", "measure", ("status",)),
        ("Status", "measure", ("status",)),
        ("状态", "measure", ("status",)),
        ("进展情况", "entry", ("note",)),
        ("进展情况", "measure", ("log",)),
        ("标题", "section", ("title",)),
        ("责任单位", "measure", ("lead", "support")),
        ("status", "section", ()),
        ("状况", "measure", ()),
    ],
)
def test_a_key_is_named_by_itself_its_term_or_a_synonym(word: str, level: str, keys: tuple[str, ...]) -> None:
    """A word names the keys that people mean by it on that level, all of them where it is ambiguous."""
    assert terms.fields_named(word, level) == keys


@pytest.mark.parametrize(
    ("word", "home"),
    [
        ("note", ("note", ("进展记录",))),
        ("date", ("date", ("进展记录", "延期", "催办"))),
        ("to", ("to", ("延期", "催办"))),
        ("measures", ("measures", ("子任务",))),
        ("佐证材料", ("evidence", ("进展记录",))),
        ("nonsense", None),
    ],
)
def test_homes_tell_where_a_key_belongs(word: str, home: tuple[str, tuple[str, ...]] | None) -> None:
    """A key that stands in the wrong object is told with every object it may stand in."""
    assert terms.homes(word) == home


def test_what_a_source_cannot_state_is_never_assumed() -> None:
    """On a measure everything may be assumed but its id and the course of the work."""
    course = {"id", "assumed", "status", "progress", "log", "chases", "extensions"}
    assert set(KEYS["measure"].split()) - set(terms.assumable("measure")) == course
    assert terms.assumable("section") == terms.assumable("subtask") == ("lead", "support", "due")


def test_a_register_assumes_its_own_fields_and_single_rules() -> None:
    """On the register also parts of `rules` and `office` may be assumed, by a dotted name."""
    names = terms.assumable("register")
    assert names[:7] == ("title", "year", "issued", "office", "rules", "units", "notes")
    assert set(names[7:]) == {
        *(f"rules.{key}" for key in KEYS["rules"].split()),
        *(f"office.{key}" for key in KEYS["office"].split()),
    }


@pytest.mark.parametrize(
    ("word", "token", "told"),
    [
        ("进行", "doing", "，是不是 doing（进行中）？"),
        ("Doing", "doing", "，是不是 doing（进行中）？"),
        ("pasued", "paused", "，是不是 paused（暂缓）？"),
        ("暂停", "paused", "，是不是 paused（暂缓）？"),
        ("完成", "done", "，是不是 done（已办结）？"),
        ("待销号", "review", "，是不是 review（待审核）？"),
        ("别的", None, ""),
        ("", None, ""),
    ],
)
def test_a_word_that_is_not_known_is_guessed(word: str, token: str | None, told: str) -> None:
    """By likeness to token or term, or as what offices also say."""
    assert terms.meant(word, terms.STATUSES) == token
    assert terms.guessed(word, terms.STATUSES) == told


def test_other_words_mean_statuses() -> None:
    """None is a term already, and none is taken for a word of a table without that token."""
    assert set(terms.OTHER_WORDS.values()) <= set(terms.STATUSES)
    assert not set(terms.OTHER_WORDS) & {*terms.STATUSES, *terms.STATUSES.values()}
    assert terms.meant("办理中", terms.KINDS) is None
