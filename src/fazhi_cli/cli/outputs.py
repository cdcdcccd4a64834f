"""Where output goes: standard output, files, a folder, names with the week or a unit in them."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from fazhi_cli import export, terms
from fazhi_cli.cells import visible
from fazhi_cli.cli import complete, session
from fazhi_cli.cli.options import Words, named, split
from fazhi_cli.cli.progress import working
from fazhi_cli.filenames import file_name
from fazhi_cli.problems import Usage

if TYPE_CHECKING:
    from fazhi_cli.state import State

PANEL = "输出"
Formats = Annotated[
    Words,
    typer.Option(
        "--format",
        "-F",
        metavar="格式",
        help="输出格式；写到文件夹时可以几个，用逗号隔开",
        autocompletion=complete.words(dict.fromkeys(export.OFFERED, "")),
        rich_help_panel=PANEL,
    ),
]
Outputs = Annotated[
    Words,
    typer.Option(
        "--output",
        "-o",
        metavar="文件",
        help="写到文件，格式看后缀；可写几个；可以是文件夹，名称里可写 {week}、{date}、{unit}",
        callback=named("--output"),
        rich_help_panel=PANEL,
    ),
]
UNIT = "unit"
_STDOUT = "-"
_FIELD = re.compile(r"\{([^{}]*)\}")


class Target(NamedTuple):
    """One output: its path (`-` is standard output), its format, and the unit and ids that alone it is about.

    `makes_folder` says that its folder may be made: it was named as one, or the name has fields.
    """

    path: str
    form: str
    ids: tuple[str, ...] = ()
    makes_folder: bool = False
    unit: str | None = None


class Order(NamedTuple):
    """The options that every command with output shares: which registers, which day, what goes where."""

    files: Sequence[str] | None
    as_of: str | None
    formats: Sequence[str] | None
    outputs: Sequence[str] | None
    force: bool


class Wanted(NamedTuple):
    """What a command can put out.

    `offered` are its formats, `usual` the one on standard output, `kept` the one in a folder; `stem` is the
    name of a file in a folder, `words` what the fields of a name stand for (fit for file names), and `units`
    gives the ids of each unit's measures, through which {unit} goes.
    """

    offered: Sequence[str]
    usual: str
    kept: str
    stem: str
    words: Mapping[str, str]
    units: Callable[[], Mapping[str, tuple[str, ...]]]


def targets(order: Order, wanted: Wanted) -> list[Target]:
    """Return every output that the options ask for. Raises Usage for a format or field that is not there."""
    asked = [export.form_of(form, None, wanted.offered) for form in split(order.formats, "--format")]
    if not order.outputs:
        return [Target(_STDOUT, _only(asked) or wanted.usual)]
    found = [target for output in order.outputs for target in _of(output, asked, wanted)]
    paths = [_place(target.path) for target in found]
    if twice := next((target.path for target in found if paths.count(_place(target.path)) > 1), None):
        raise Usage(f"{visible(twice)} 写了两次", "每个输出用不同的文件名")
    return found


def _place(path: str) -> str:
    """Return `path` as it is, however it is written; standard output stays what it is called."""
    return path if path == _STDOUT else os.path.normcase(Path(path).absolute())


def _only(forms: Sequence[str]) -> str | None:
    if len(forms) > 1:
        raise Usage("一个输出只能有一种格式", "用几个 --output 分别写明文件，或写到文件夹")
    return forms[0] if forms else None


def _of(output: str, asked: Sequence[str], wanted: Wanted) -> list[Target]:
    if output == _STDOUT:
        return [Target(_STDOUT, _only(asked) or wanted.usual)]
    if not (output.endswith(("/", "\\")) or _is_folder(output)):
        return _filled(output, export.form_of(_only(asked), output, wanted.offered), wanted)
    forms = [*asked] or [wanted.kept]
    names = {form: str(Path(output, f"{wanted.stem}{export.suffix_of(form)}")) for form in forms}
    found = [target for form, name in names.items() for target in _filled(name, form, wanted)]
    return [target._replace(makes_folder=True) for target in found]


def _is_folder(path: str) -> bool:
    with suppress(OSError):
        return Path(path).is_dir()
    return False


def _filled(name: str, form: str, wanted: Wanted) -> list[Target]:
    """Return the targets that a name with fields stands for: one, or one for each unit."""
    fields = set(_FIELD.findall(name))
    if unknown := fields - {*wanted.words, UNIT}:
        known = "、".join(f"{{{word}}}" for word in (*wanted.words, UNIT))
        raise Usage(f"文件名里的 {{{min(unknown)}}} 不知道是什么", f"可以写 {known}")
    if UNIT not in fields:
        return [Target(_named(name, wanted.words), form, makes_folder=bool(fields))]
    units = wanted.units()
    return [
        Target(_named(name, {**wanted.words, UNIT: word}), form, units[unit], makes_folder=True, unit=unit)
        for unit, word in _apart(units).items()
    ]


def _apart(units: Iterable[str]) -> dict[str, str]:
    """Return what each unit is called in names: those that would come to the same are numbered from 2.

    Capital and small letters are the same: not every disk tells them apart.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for unit in units:
        base = word = file_name(unit)
        number = 1
        while word.casefold() in taken:
            number += 1
            word = f"{base}_{number}"
        taken.add(word.casefold())
        found[unit] = word
    return found


def _named(name: str, words: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda match: words[match[1]], name)


def by_lead(rows: "Iterable[State]") -> dict[str, tuple[str, ...]]:
    """Return the ids of the measures that each unit leads; those of none under the word for that."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.measure.lead or terms.UNASSIGNED, []).append(row.measure.id)
    return {unit: tuple(ids) for unit, ids in found.items()}


def deliver(
    found: Sequence[Target],
    render: Callable[[Target], bytes | str],
    force: bool,
    *registers: Path,
) -> None:
    """Write what `render` gives for each target; all of it is made before anything is written.

    What can be foreseen is refused before that: Refused for a target that is a register, Usage for what a
    terminal cannot show, Unwritable for a file that is there already or has no folder.
    """
    for target in found:
        check(target, force, *registers)
        _check_folder(target)
    if not found:
        session.say("没有符合条件的措施，没有文件可写；换一个条件再试。")
    for target, content in zip(found, _rendered(found, render), strict=True):
        if target.makes_folder:
            with suppress(OSError):
                Path(target.path).parent.mkdir(parents=True, exist_ok=True)
        session.deliver(content, target.path, force, *registers)


def _rendered(found: Sequence[Target], render: Callable[[Target], bytes | str]) -> list[bytes | str]:
    made = []
    with working("正在输出 ……") as tell:
        for number, target in enumerate(found, 1):
            if len(found) > 1:
                tell(f"正在输出 {number}/{len(found)}：{target.path}")
            made.append(render(target))
    return made


def check(target: Target, force: bool, *registers: Path) -> None:
    """Raise what `deliver` would of what can be foreseen: Refused, Usage, Unwritable."""
    if target.path == _STDOUT:
        if target.form in export.BINARY and sys.stdout.isatty():
            raise Usage(f"{target.form} 不能显示在终端上", f"加上 -o 文件名{export.suffix_of(target.form)}")
        return
    from fazhi_cli import commit

    session.check_not_register(target.path, *registers)
    if not force:
        commit.check_absent(Path(target.path))


def _check_folder(target: Target) -> None:
    if target.path != _STDOUT and not target.makes_folder:
        from fazhi_cli import commit

        commit.check_folder(Path(target.path))
