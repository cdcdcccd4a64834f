"""What can be wrong and how a run can end: places, problems, refusals and exit codes.

A problem is a value: it is collected, sorted and rendered elsewhere, and never printed here. The table
`RULES` holds every problem code with its level, its reason and its remedy in Chinese.
"""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple


class Exit(IntEnum):
    """Exit codes of the program (design.md 6)."""

    OK = 0
    FOUND = 1
    USAGE = 2
    INVALID = 3
    REFUSED = 4
    CONFLICT = 5
    UNWRITABLE = 6
    FAULT = 70
    INTERRUPTED = 130
    CLOSED_PIPE = 141


class Place(NamedTuple):
    """Where something stands: a file, and in it a line and column (both from 1, in characters).

    `length` is the number of characters concerned, `excerpt` the line itself; a problem of a whole file
    has no line.
    """

    file: str
    line: int | None = None
    column: int | None = None
    length: int = 1
    excerpt: str = ""

    def __str__(self) -> str:
        return ":".join(str(part) for part in self[:3] if part is not None)


class Rule(NamedTuple):
    """One row of the table: level, reason and remedy, the latter two with {places} to fill in."""

    level: str
    message: str
    hint: str


class Problem(NamedTuple):
    """One thing wrong, where it is, why, and what to do about it.

    `path` names the object and key in words: `措施 3.4.7 › log 第2条 › date`.
    """

    place: Place
    level: str
    code: str
    message: str
    path: str
    hint: str


def _error(message: str, hint: str) -> Rule:
    return Rule("error", message, hint)


def _warning(message: str, hint: str) -> Rule:
    return Rule("warning", message, hint)


def _info(message: str, hint: str) -> Rule:
    return Rule("info", message, hint)


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        # The file and its characters
        "no-file": _error("找不到文件", "检查路径和文件名；用 --file 指明台账"),
        "not-a-file": _error("不是普通文件", "--file 要指向一个 YAML 文件"),
        "no-permission": _error("没有权限读取", "请文件的所有者开放读取权限"),
        "unreadable": _error("读不出来：{reason}", "检查磁盘或网络盘后再试"),
        "too-large": _error("文件太大（{size} MB，上限 {limit} MB）", "按年度或部门拆成几份台账"),
        "empty-file": _error(
            "文件是空的", "用备份恢复；新建台账至少要有 title 和 sections（可写 sections: []）"
        ),
        "not-text": _error(
            "这是{what}，不是文本文件",
            "台账是 UTF-8 编码的 YAML 文本；文本另存为 UTF-8，表格用 fazhi import 读入，损坏的用备份恢复",
        ),
        "bad-encoding": _error("字节 {what} 不是 {encoding} 文字", "用编辑器另存为 UTF-8 编码"),
        "bad-character": _error(
            "不允许的字符 {what}", "删去这个字符（它看不见，常由复制粘贴带入）；处处都是时，从备份恢复"
        ),
        "hidden-character": _warning("看不见的字符 {what}", "删去它；留着会使搜索和比对落空"),
        "other-encoding": _warning(
            "文件编码是 {encoding}，不是 UTF-8", "可以读，不能写；用 fazhi check --to-utf8 转换"
        ),
        # YAML
        "yaml-syntax": _error("{reason}", "{remedy}"),
        "yaml-conflict": _error(
            "这里是版本合并留下的冲突标记", "两边的内容取一，再删去 <<<<<<<、=======、>>>>>>> 这几行"
        ),
        "yaml-fullwidth": _error("这里用了全角的“{char}”", "改成半角的“{ascii}”，后面空一格"),
        "yaml-tab": _error("这里用了制表符", "YAML 只能用空格缩进和分隔；把制表符换成空格"),
        "duplicate-key": _error("{key} 写了两次（第一次在第 {line} 行）", "二者留一"),
        "yaml-anchor": _error(
            "不接受锚点和引用（{mark}）", "把内容照写一遍；文字以 & 或 * 开头时，请加英文引号"
        ),
        "yaml-merge": _error("不接受合并键 <<", "把要合并的各项照写出来"),
        "yaml-tag": _error("不接受类型标签（{mark}）", "删去标签；文字以 ! 开头时，请加英文引号"),
        "yaml-directive": _error("不接受 YAML 指令（{mark}）", "删去以 % 开头的行"),
        "second-document": _error("一个文件里只能有一份台账", "把 --- 以后的内容另存为一个文件"),
        "too-deep": _error("嵌套超过 {limit} 层", "检查括号和缩进"),
        "too-many": _error("内容超过 {limit} 项", "按年度或部门拆成几份台账"),
        "too-long": _error("一段文字有 {length} 字，上限 {limit} 字", "长文另存为文件，这里只写文件名"),
        "key-not-text": _error("键必须是一个词", "写作 键: 值"),
        "lost-text": _warning("“{text}”被 YAML 当作注释，不算内容", "要它算内容，请给整段文字加英文引号"),
        # The shape of the register
        "unknown-key": _error("{level}里没有“{key}”这个键", "{remedy}"),
        "missing-key": _error("缺少 {key}（{term}）", "补上 {key}: …"),
        "want-mapping": _error("这里应当是一组 键: 值", "{remedy}"),
        "want-list": _error("{key} 应当是列表", "{remedy}"),
        "want-text": _error("{key} 应当是一段文字", "只写文字，不要列表或下级内容"),
        "empty-text": _error("{key} 是空的", "写上内容，或删去这一项"),
        "long-text": _error("{key} 有 {length} 字，上限 {limit} 字", "缩短；细节写进 detail"),
        "many-lines": _error("{key} 只能写一行", "换行后的内容写进 detail 或 note"),
        "bad-version": _error("不认识的格式版本“{value}”", "这个版本的 fazhi 只认 version: 1"),
        "bad-date": _error("{value} 不是日期", "写作 年-月-日，例如 {example}"),
        "bad-year": _error("“{value}”不是年份", "写四位数字，例如 2022"),
        "bad-number": _error(
            "“{value}”不是 {low} 到 {high} 的整数", "只写半角数字，不要正负号、小数、单位和开头的 0"
        ),
        "bad-word": _error("{key} 不能是“{value}”", "可以写：{offered}"),
        "bad-id": _error("“{value}”不能作编号", "编号是半角字母、数字，用点连接，不超过 40 字，如 3.4.7"),
        "bad-source": _error(
            "“{value}”不是讲话中的位置", "写作 3.4.s4、3.4.p2.s1、3.0.p1.s2、3.h 或 3.t1.r2"
        ),
        "bad-period": _error("“{value}”不是期次", "写作 2022-W39、2022-09、2022Q3、2022H2 或 2022"),
        "bad-count": _error("“{value}”不是 分子/分母", "写作 17/20，分子不大于分母；没有案件写 0/0"),
        "bad-assumed": _error("“{value}”不是可以推定的字段", "可以写：{offered}"),
        # Between the parts of a register
        "duplicate-id": _error("编号 {id} 与第 {line} 行的重复", "给后加的一条换一个没有用过的编号"),
        "foreign-id": _error("编号 {id} 没有以上一级的编号 {parent} 开头", "写作 {parent}.1 这样的形式"),
        "due-unknown": _error("看不懂的时限“{phrase}”：{reason}", "{remedy}"),
        "due-ambiguous": _error("时限“{phrase}”可以有两种理解：{reason}", "{remedy}"),
        "due-two-points": _error("时限“{phrase}”里有两个期限", "{remedy}"),
        "bad-holidays": _error("放假安排：{reason}", "照内置的 holidays.yaml 写：每年写 notice、off、work"),
        # What a valid register says that cannot all be true
        "log-status": _error(
            "状态是{stated}，最后一条进展记录却是{logged}",
            "用 fazhi mark 改状态（会记入 log），或把两处改成一致",
        ),
        "log-progress": _error("进度是 {stated}，最后一条进展记录却是 {logged}", "把两处改成一致"),
        "never-done": _error("{what}没有办结一说，状态却是已办结", "改为进行中；不再要求时改为取消"),
        "extension-due": _error("最后一次延期到“{logged}”，时限却是“{stated}”", "用 fazhi set --due 改时限"),
        # What a valid register lacks
        "no-measures": _warning("没有措施", "用 fazhi add {id} 补上，做到条条有措施"),
        "done-without-evidence": _warning("已办结，没有佐证材料", "用 fazhi mark {id} --evidence 补上"),
        "evidence-missing": _warning("佐证文件不存在：{name}", "检查文件名；相对路径从台账所在文件夹算起"),
        "stale": _warning(
            "已有 {days} 天没有回音", "用 fazhi chase 催办，或用 fazhi mark {id} --note 记进展"
        ),
        "unanswered": _warning(
            "{date} 催“{to}”，还没有答复{late}",
            "答复了，用 fazhi mark {id} --unit 单位 --note 记上；没有，用 fazhi chase {id} 再催",
        ),
        "undeclared-unit": _warning("“{unit}”不在单位名录里{near}", "改成名录里的写法，或补进 units"),
        "unknown-related": _warning("相关措施 {id} 不存在", "改成存在的编号"),
        "no-indicator": _warning("类型是指标，没有写 indicator", "写作 indicator: {{name: …, of: …}}"),
        "future-entry": _warning("日期 {date} 还没到", "核对日期"),
        "step-overdue": _warning(
            "步骤“{step}”应在 {date} 完成，已过 {days} 天",
            "用 fazhi plan {id} --step-done 步骤 记完成，或用 --step 步骤=天数 另定",
        ),
        "lost-mark": _warning(
            "{by} {when} 记的{what}不在了：{said}",
            "多半是编辑器把旧文本存上去盖掉了；补回来：{command}",
        ),
        "due-soft": _warning("时限“{phrase}”没有日期", "问明日期，用 fazhi set {id} --due 填上"),
        "due-blank": _warning("时限“{phrase}”原文留空", "问明日期，用 fazhi set {id} --due 填上"),
        "due-none": _warning("“{phrase}”不是时限", "改成日期或时限用语，或删去 due"),
        "due-calendar": _warning(
            "时限“{phrase}”算工作日时没有{year}年的放假安排，只除去了周末",
            "在台账旁的 holidays.yaml 里补上{year}年的放假安排",
        ),
        "due-anchor": _warning("时限“{phrase}”缺少起算的{anchor}", "在台账开头写上 {key}"),
        "blank-value": _warning("“{text}”原文留空", "问明后填上"),
        "no-lead": _info("没有牵头单位", "用 fazhi set {id} --lead 填上"),
        "no-reply": _info("还没有进展记录", "用 fazhi mark {id} --note 记上，做到事事有回音"),
        "assumed": _info("{fields}是推定的，原文没有", "核实后{how}"),
    }
)
"""Every code of a problem, with its level, reason and remedy."""


def problem(code: str, place: Place, path: str = "", /, **words: object) -> Problem:
    """Return the problem `code` at `place`, its reason and remedy filled in with `words`."""
    rule = RULES[code]
    return Problem(place, rule.level, code, rule.message.format(**words), path, rule.hint.format(**words))


def brief(text: str) -> str:
    """Return `text` as it can stand in a sentence: of a long one only the beginning."""
    return text if len(text) <= _BRIEF else f"{text[: _BRIEF - 1]}…"


_BRIEF = 60


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return `problems` by file, line and column, whole-file problems first; ties keep their order."""
    return sorted(problems, key=lambda item: (item.place.file, item.place.line or 0, item.place.column or 0))


BY_HAND = "请在文件里改，改完用 fazhi check 检查"
"""What to do about a place in a register that no command can change without harm."""


class FazhiError(Exception):
    """A run that ends early: what to say, what to do about it, and the exit code."""

    exit = Exit.REFUSED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Usage(FazhiError):
    """The command line itself is off."""

    exit = Exit.USAGE


class Refused(FazhiError):
    """The request breaks a rule, names something unknown, or an answer was needed."""

    exit = Exit.REFUSED


class Conflict(FazhiError):
    """Somebody else changed or holds the file; nothing was written."""

    exit = Exit.CONFLICT


class Unwritable(FazhiError):
    """The disk, a permission or an existing output stands in the way."""

    exit = Exit.UNWRITABLE


class Invalid(FazhiError):
    """The register cannot be read or is invalid; `problems` says all that was found."""

    exit = Exit.INVALID

    def __init__(self, problems: list[Problem]) -> None:
        first = next((item for item in problems if item.level == "error"), problems[0])
        super().__init__(first.message, first.hint)
        self.problems = problems
