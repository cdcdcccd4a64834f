"""`fazhi doctor`: whether all that the program stands on is in order."""

import locale
import os
import platform
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

import fazhi_cli
from fazhi_cli import export
from fazhi_cli.cli import session
from fazhi_cli.cli.options import File, Force, Format, Output
from fazhi_cli.problems import Exit

if TYPE_CHECKING:
    from fazhi_cli.diagnosis.finding import Run

EXAMPLES = """\
fazhi doctor                          编码、字体、缓存、git、台账，逐项看
fazhi doctor --file 台账.yaml         查这一本
fazhi doctor --format json            给维护人员"""


def command(
    file: File = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """查环境：编码、字体、缓存、git、台账、放假安排、时钟，有毛病的说怎么办。只看，不改。"""
    from fazhi_cli.diagnosis import diagnosis, is_well
    from fazhi_cli.export.machine import diagnosed
    from fazhi_cli.view.diagnosis import diagnosis_text

    form = export.form_of(form, output, ("table", "json"))
    run = _run(file)
    found = diagnosis(run)
    well = is_well(found)
    told = diagnosed(found, well) if form == "json" else diagnosis_text(found, session.screen_for(output))
    session.deliver(told, output, force, run.register)
    if not well:
        raise typer.Exit(Exit.FOUND)


def _run(file: str | None) -> "Run":
    """Return what only the door knows."""
    from fazhi_cli.diagnosis.finding import Run
    from fazhi_cli.diagnosis.surroundings import font_folders

    where, clock = session.find(file), session.clock()
    return Run(
        version=fazhi_cli.__version__,
        python=f"{platform.python_version()}（{platform.python_implementation()}）",
        system=platform.platform(terse=True),
        place=Path(fazhi_cli.__file__).parent,
        command=session.own_command(),
        on_path=shutil.which("fazhi"),
        encoding=sys.stdout.encoding or "ascii",
        columns=session.screen().width,
        file_names=sys.getfilesystemencoding(),
        locale=_locale(),
        platform=sys.platform,
        font_folders=font_folders(sys.platform, dict(os.environ)),
        today=session.today(),
        local=clock.day,
        offset=clock.offset,
        register=where.path,
        name=where.name,
        built_in=where.built_in,
        how=_how(file),
        holiday_folders=session.holiday_folders(where),
        author=session.author(None),
        cache=session.cache_folder(),
        cached=not os.environ.get("FAZHI_NO_CACHE"),
    )


def _locale() -> str:
    """Return the language that the system works in, "" where none is set."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "")
    return named or (locale.getlocale()[0] or "" if sys.platform == "win32" else "")


def _how(file: str | None) -> str:
    if file:
        return "--file 指明的"
    return "FAZHI_FILE 指明的" if os.environ.get("FAZHI_FILE") else "就近找到的"
