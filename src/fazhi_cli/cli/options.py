"""The options that commands share, and what the words given to options mean."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from fazhi_cli import export, terms
from fazhi_cli.cli import complete, session
from fazhi_cli.problems import Usage


def named(option: str) -> Callable[[Any], Any]:
    """Return what lets the names of files given to `option` pass, one, several or none.

    It raises BadParameter for an empty one, as an unset variable of a script leaves it: that would be the
    working folder, or another register than the one meant.
    """

    def checked(value: Any) -> Any:
        if value is not None and "" in (value if isinstance(value, list) else [value]):
            raise typer.BadParameter(f"{option} 后面是空的，要写文件名")
        return value

    return checked


def check_register_name(name: str | None) -> None:
    """Raise Usage when a register to be made is not called as one; `-` and None are fine."""
    if name not in (None, "-") and Path(str(name)).suffix.lower() not in (".yaml", ".yml"):
        raise Usage(f"台账是 YAML 文件，不能写成 {name}", "文件名以 .yaml 结尾，如 -o tasks.yaml")


File = Annotated[
    str | None,
    typer.Option(
        "--file", "-f", metavar="文件", help="台账文件；不写时找 tasks.yaml", callback=named("--file")
    ),
]
Files = Annotated[
    list[str] | None,
    typer.Option(
        "--file",
        "-f",
        metavar="文件",
        help="台账文件或文件夹，可几个；不写时找 tasks.yaml",
        callback=named("--file"),
    ),
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="按这一天的情形，如 2022-10-15")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-F",
        metavar="格式",
        help="输出格式",
        autocompletion=complete.words(dict.fromkeys(export.OFFERED, "")),
        rich_help_panel="输出",
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="文件",
        help="写到文件，格式看后缀",
        callback=named("--output"),
        rich_help_panel="输出",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="输出文件已存在时覆盖", rich_help_panel="输出")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看会改什么，不写入")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="不再询问")]
By = Annotated[str | None, typer.Option("--by", metavar="姓名", help="经办人；不写时用登录名")]
Id = Annotated[
    str | None,
    typer.Argument(metavar="编号", help="措施编号；不写时在终端上挑选", autocompletion=complete.measures),
]
Ids = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="编号", help="措施编号，可写几个；不写时在终端上挑选", autocompletion=complete.measures
    ),
]
AnyIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="编号",
        help="编号，部分或子任务含其下各条；不写时在终端上挑选",
        autocompletion=complete.ids,
    ),
]
Words = list[str] | None
"""The values of an option that may be repeated."""

BY_RULE = "rule"
"""What `--due-soon` without a number stands for."""

COMMAS = "[,，]"
"""What divides ids and units, whose own names may hold a 、; other lists are divided by that as well."""

_OPTIONAL_VALUE = "--due-soon"
_MOST = 999_999_999


def with_values(args: Sequence[str]) -> list[str]:
    """Return the words of a command line with the value filled in that `--due-soon` may go without."""
    following = [*args[1:], ""]
    return [
        f"{word}={BY_RULE}" if word == _OPTIONAL_VALUE and not plain(after).isdigit() else word
        for word, after in zip(args, following, strict=False)
    ]


def plain(text: str) -> str:
    """Return a word as typed with a Chinese keyboard, full-width digits and signs made plain."""
    return unicodedata.normalize("NFKC", text).strip()


def day(text: str | None, option: str) -> date | None:
    """Return the date that `option` was given. Raises BadParameter if it is none."""
    if text is None:
        return None
    value = plain(text)
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            raise ValueError(value)
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{option} {text} 不是日期，写作 年-月-日，如 2022-10-15") from None


def as_of_day(as_of: str | None) -> date:
    """Return the day that `--as-of` was given, today without it. Raises BadParameter if it is none."""
    return day(as_of, "--as-of") or session.today()


def day_of(text: str | None, today: date) -> date:
    """Return the day that `--date` was given, `today` without it. Raises Usage for a day to come."""
    found = day(text, "--date") or today
    if found > today:
        raise Usage(f"--date {found} 还没到", "写今天或以前的日期")
    return found


def split(values: Iterable[str] | None, option: str, marks: str = "[,，、]") -> tuple[str, ...]:
    """Return the words of an option that may be repeated or hold several divided by `marks`.

    Raises BadParameter when it was given without a word: an empty filter would quietly match everything.
    """
    if values is None:
        return ()
    words = [word.strip() for value in values for word in re.split(marks, value)]
    found = tuple(word for word in words if word)
    if not found:
        raise typer.BadParameter(f"{option} 后面是空的，要写内容")
    return found


def ids_given(values: Iterable[str] | None) -> tuple[str, ...]:
    """Return the ids that are given, several in a word divided by commas or 、.

    A Chinese keyboard gives 、 for the dot of an id, too: it divides only what has dots of its own. Raises
    BadParameter as `split` does.
    """
    return tuple(own for word in split(values, "编号", COMMAS) for own in _divided(word))


def _divided(word: str) -> list[str]:
    parts = [part.strip() for part in word.split("、")]
    return parts if all(re.search("[.．。]", part) for part in parts) else [word]


def tokens(table: Mapping[str, str], values: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """Return the tokens that the words given to `option` name. Raises BadParameter for any other word."""
    return tuple(token(table, word, option) for word in split(values, option))


def token(table: Mapping[str, str], word: str, option: str) -> str:
    """Return the token that `word` names, be it token or term. Raises BadParameter if it is neither."""
    found = terms.token(table, word.strip().lower())
    if found is None:
        near = terms.guessed(word, table) or "，"
        raise typer.BadParameter(f"{option} 不能是“{word}”{near}可以写：{terms.offered(table)}")
    return found


def one(table: Mapping[str, str], word: str | None, option: str) -> str | None:
    """Return the token that an optional word names, or None."""
    return token(table, word, option) if word is not None else None


def fields(values: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """Return the keys of a measure that the words given to `option` name; other words stay as they are."""
    known = {field.name: field.term for field in terms.fields_of("measure")}
    return tuple(terms.token(known, word) or word for word in split(values, option))


def percent(text: str | None, option: str) -> int | None:
    """Return a progress of 0 to 100; 60, 60% and ６０％ are the same. Raises BadParameter for others."""
    value = None if text is None else _number(plain(text).removesuffix("%"), 100)
    if text is not None and value is None:
        raise typer.BadParameter(f"{option} 不能是“{text}”，要写 0 到 100 的整数")
    return value


def number(text: str | None, option: str) -> int | None:
    """Return a count of 0 or more. Raises BadParameter for anything else."""
    value = None if text is None else _number(plain(text), _MOST)
    if text is not None and value is None:
        raise typer.BadParameter(f"{option} 不能是“{text}”，要写 0 以上的整数")
    return value


def year(text: str | None, option: str) -> int | None:
    """Return a year as a register may have it. Raises BadParameter for anything else."""
    value = number(text, option)
    if value is not None and not 1900 <= value <= 2200:
        raise typer.BadParameter(f"{option} 不能是“{text}”，写四位数字，例如 2022")
    return value


def _number(text: str, most: int) -> int | None:
    """Return the whole number from 0 to `most` that `text` is, None if it is none."""
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) and int(text) <= most else None


def ratio(text: str | None, option: str) -> tuple[int, int] | None:
    """Return 17/20 as (17, 20). Raises BadParameter for anything else."""
    if text is None:
        return None
    top, _, bottom = plain(text).partition("/")
    part, whole = _number(top, _MOST), _number(bottom, _MOST)
    if part is None or whole is None:
        raise typer.BadParameter(f"{option} 不能是“{text}”，写作 分子/分母，如 17/20")
    if part > whole:
        raise typer.BadParameter(f"{option} {text}：分子大于分母")
    return part, whole
