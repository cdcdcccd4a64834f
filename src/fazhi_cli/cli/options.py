"""The options that commands share, and what the words given to options mean."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated

import typer

from fazhi_cli import terms
from fazhi_cli.cli import complete

File = Annotated[
    str | None, typer.Option("--file", "-f", metavar="文件", help="台账文件；不写时找 tasks.yaml")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="按这一天的情形，如 2022-10-15")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-F",
        metavar="格式",
        help="输出格式",
        autocompletion=complete.formats,
        rich_help_panel="输出",
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="文件", help="写到文件，格式看后缀", rich_help_panel="输出"),
]
Force = Annotated[bool, typer.Option("--force", help="输出文件已存在时覆盖", rich_help_panel="输出")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看会改什么，不写入")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="不再询问")]
By = Annotated[str | None, typer.Option("--by", metavar="姓名", help="经办人；不写时用登录名")]
Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="编号", help="措施编号，可写几个", autocompletion=complete.measures),
]
AnyIds = Annotated[
    list[str] | None,
    typer.Argument(metavar="编号", help="编号，部分或子任务含其下各条", autocompletion=complete.ids),
]
Words = list[str] | None
"""The values of an option that may be repeated."""


def plain(text: str) -> str:
    """Return a word as typed with a Chinese keyboard, full-width digits and signs made plain."""
    return unicodedata.normalize("NFKC", text.strip())


def day(text: str | None, option: str) -> date | None:
    """Return the date that `option` was given. Raises BadParameter if it is none."""
    if text is None:
        return None
    try:
        value = plain(text)
        if len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{option} {text} 不是日期，写作 年-月-日，如 2022-10-15") from None


def split(values: Iterable[str] | None) -> Iterator[str]:
    """Yield the words of an option that may be repeated or hold several divided by commas."""
    for value in values or ():
        yield from (
            word.strip() for word in value.replace("，", ",").replace("、", ",").split(",") if word.strip()
        )


def tokens(table: Mapping[str, str], values: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """Return the tokens that the words given to `option` name. Raises BadParameter for any other word."""
    return tuple(token(table, word, option) for word in split(values))


def token(table: Mapping[str, str], word: str, option: str) -> str:
    """Return the token that `word` names, be it token or term. Raises BadParameter if it is neither."""
    found = terms.token(table, word.strip().lower())
    if found is None:
        raise typer.BadParameter(f"{option} 不能是“{word}”，可以写：{terms.offered(table)}")
    return found


def one(table: Mapping[str, str], word: str | None, option: str) -> str | None:
    """Return the token that an optional word names, or None."""
    return token(table, word, option) if word is not None else None


def percent(text: str | None, option: str) -> int | None:
    """Return a progress of 0 to 100; 60, 60% and ６０％ are the same. Raises BadParameter for others."""
    return _number(text, option, 100, "%")


def number(text: str | None, option: str) -> int | None:
    """Return a count of 0 or more. Raises BadParameter for anything else."""
    return _number(text, option, 999_999_999)


def _number(text: str | None, option: str, most: int, suffix: str = "") -> int | None:
    if text is None:
        return None
    value = plain(text).removesuffix(suffix)
    if not (value.isascii() and value.isdigit() and int(value) <= most):
        limit = f"0 到 {most} 的" if suffix else ""
        raise typer.BadParameter(f"{option} 不能是“{text}”，要写{limit}整数")
    return int(value)


def ratio(text: str | None, option: str) -> tuple[int, int] | None:
    """Return 17/20 as (17, 20). Raises BadParameter for anything else."""
    if text is None:
        return None
    parts = plain(text).split("/")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise typer.BadParameter(f"{option} 不能是“{text}”，写作 分子/分母，如 17/20")
    top, bottom = map(int, parts)
    if top > bottom:
        raise typer.BadParameter(f"{option} {text}：分子大于分母")
    return top, bottom
