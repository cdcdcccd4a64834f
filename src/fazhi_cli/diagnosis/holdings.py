"""What an office holds: the register, its lock and journal beside it, its repository, the holidays."""

import os
from collections.abc import Iterator
from pathlib import Path

from fazhi_cli import commit, holidays, journal, versioning
from fazhi_cli.diagnosis import surroundings
from fazhi_cli.diagnosis.finding import Finding, Run
from fazhi_cli.packaged import own_holidays
from fazhi_cli.problems import Conflict, FazhiError, Invalid
from fazhi_cli.register import Loaded, load


def git(run: Run) -> Iterator[Finding]:
    """Find whether git is here, and the repository around the register set up for it."""
    version = surroundings.git_version()
    if version is None:
        yield Finding("git", "program", "good", "没有装 git；不用 git 也行")
        return
    yield Finding("git", "program", "good", f"git {version}")
    if run.built_in:
        return
    lacks, top = _lacking(run)
    if top is None:
        yield Finding("git", "repository", "good", "台账不在 git 仓库里；不用 git 也行")
    elif lacks:
        said = f"台账在仓库 {top} 里，还没有设好：{'、'.join(lacks)}"
        yield Finding("git", "repository", "heed", said, "在台账的文件夹里运行 fazhi init --git")
    else:
        yield Finding("git", "repository", "good", f"台账在仓库 {top} 里，逐字段合并、提交前检查都设好了")


def _lacking(run: Run) -> tuple[list[str], Path | None]:
    """Return what the repository around the register lacks, and where that is; None where there is none."""
    if not versioning.is_in_repository(run.register):
        return [], None
    wanted = versioning.setup([run.register], run.command)
    lacks = [file.path.name for file in wanted.files]
    if any(name.startswith("merge.") for name, _ in wanted.settings):
        lacks.append("合并程序")
    lacks += ["本机的设置"] if wanted.settings and "合并程序" not in lacks else []
    return lacks, wanted.top


def register(run: Run) -> Iterator[Finding]:
    """Find the register: whether it can be read and written, where it lies, what lies beside it."""
    if run.built_in:
        said = f"没有找到 tasks.yaml，用的是内置台账，只能读（{run.register}）"
        yield Finding("register", "file", "heed", said, "用 fazhi init 建自己的台账，或用 --file 指明")
        return
    yield Finding("register", "file", "good", f"{run.name}（{run.how}）")
    yield from _content(run)
    yield _author(run.author)
    yield from _place(run.register)
    yield from _beside(run.register)


def _content(run: Run) -> Iterator[Finding]:
    try:
        loaded = load(run.register, holidays.calendar_for(run.holiday_folders), run.name)
    except Invalid as error:
        wrong = [item for item in error.problems if item.level == "error"]
        said = f"读不了，{len(wrong)} 处错误，头一处在 {wrong[0].place}：{wrong[0].message}"
        yield Finding("register", "content", "bad", said, f"{wrong[0].hint}；fazhi check 列出全部")
        return
    yield _read(loaded)
    odd = [item for item in loaded.warnings if item.place.line is None]
    yield from (Finding("register", "encoding", "heed", item.message, item.hint) for item in odd)


def _read(loaded: Loaded) -> Finding:
    register = loaded.register
    year = f"，{register.year} 年" if register.year else ""
    return Finding(
        "register",
        "content",
        "good",
        f"{register.title}{year}，{len(register.measures)} 条措施；fazhi check 检查内容",
    )


def _author(author: str) -> Finding:
    """Return in whose name changes stand in the register; the name of a machine's account says nobody."""
    if author.casefold() in _NOBODY:
        said = f"改动会署名 {author}，看不出是谁"
        return Finding("register", "author", "heed", said, "设环境变量 FAZHI_BY=姓名，或每次写 --by 姓名")
    return Finding("register", "author", "good", f"改动署名 {author}（FAZHI_BY、--by 可以改）")


_NOBODY = ("未署名", "root", "administrator", "admin", "user", "pc", "lenovo", "hp", "dell")


def _place(path: Path) -> Iterator[Finding]:
    """Find whether the file and its folder can be written, and whether they lie on this computer."""
    real = Path(os.path.realpath(path))
    if not os.access(real.parent, os.W_OK | os.X_OK):
        said = f"文件夹 {real.parent} 写不进去，台账只能看"
        yield Finding(
            "register", "writing", "bad", said, "请文件夹的所有者开放写入权限，或把台账复制到自己的文件夹"
        )
    elif not os.access(real, os.F_OK):
        yield Finding("register", "writing", "good", "它的文件夹能写")
    elif not os.access(real, os.W_OK):
        yield Finding("register", "writing", "bad", "台账是只读的，只能看", "去掉文件的只读属性")
    else:
        yield Finding("register", "writing", "good", "台账和它的文件夹都能写")
    kind, synced = surroundings.network_kind(real), surroundings.synced_folder(real)
    if kind:
        said = f"台账在网络盘上（{kind}）；有的网络盘，锁管不住另一台电脑"
        yield Finding("register", "drive", "heed", said, "几个人不要同时写；常用的话，放在本机，用 git 同步")
    elif synced:
        said = f"台账在同步盘里（{synced}）；同步时两边都改，会多出一份副本"
        yield Finding(
            "register", "drive", "heed", said, "改之前等同步完；几个人一起用的，放在共享文件夹或 git 里"
        )
    elif kind is None:
        yield Finding("register", "drive", "unknown", "看不出台账是不是在网络盘上")
    else:
        yield Finding("register", "drive", "good", "台账在本机的磁盘上")


def _beside(register: Path) -> Iterator[Finding]:
    """Find how the lock and the journal are; a lock that is not there yet is left so."""
    real = Path(os.path.realpath(register))
    if not os.access(real.parent, os.X_OK):
        yield Finding("register", "lock", "unknown", f"看不到文件夹 {real.parent} 里有没有锁和操作记录")
        return
    if real.with_name(f".{real.name}.lock").exists():
        yield _lock(register)
    else:
        yield Finding("register", "lock", "good", "还没有锁文件，第一次写时自己建")
    path = journal.journal_of(register)
    if not path.exists():
        yield Finding("register", "journal", "good", "还没有操作记录，第一次写时自己建")
        return
    try:
        lines = [line for line in _regular(path).read_bytes().splitlines() if line.strip()]
    except OSError:
        said = f"{path.name} 读不出来，不能撤销，也查不到谁改了什么"
        yield Finding("register", "journal", "heed", said, "改正它的权限")
        return
    records = journal.read(register)
    if len(records) < len(lines):
        said = f"{len(lines)} 步操作中有 {len(lines) - len(records)} 步读不出来"
        yield Finding("register", "journal", "heed", said, "读不出的几步不能撤销；其余照常，台账本身不受影响")
    else:
        yield Finding("register", "journal", "good", f"{len(records)} 步操作，可以查，可以撤销")


def _regular(path: Path) -> Path:
    """Return `path` if that is a file; raise OSError for a pipe, which nobody may ever write to."""
    if not path.is_file():
        raise OSError(path)
    return path


def _lock(register: Path) -> Finding:
    try:
        with commit.locked(register, _PATIENCE):
            return Finding("register", "lock", "good", "锁能用，现在没有别人在写")
    except Conflict:
        return Finding(
            "register", "lock", "heed", "正被别人写入", "稍后再看；一直这样的，看看是不是有 fazhi 没有退出"
        )
    except FazhiError as error:
        return Finding("register", "lock", "bad", f"锁不能用：{error.message}", error.hint)


_PATIENCE = 0.2


def years(run: Run) -> Iterator[Finding]:
    """Find the years whose holidays are known."""
    try:
        years = holidays.calendar_for(run.holiday_folders)().years
    except Invalid as error:
        first = error.problems[0]
        yield Finding("holidays", "table", "bad", f"{first.place}：{first.message}", first.hint)
        return
    this, coming = run.today.year, run.today.year + 1
    if this not in years:
        said = f"没有 {this} 年的，算工作日时只除去周末"
        yield Finding("holidays", "years", "heed", said, f"在台账旁的 holidays.yaml 里补上 {this} 年")
    elif coming not in years and run.today.month == _LAST_MONTH:
        said = f"有 {this} 年的，还没有 {coming} 年的"
        yield Finding(
            "holidays", "years", "heed", said, f"国务院已公布的，在台账旁的 holidays.yaml 里补上 {coming} 年"
        )
    else:
        more = "" if coming in years else f"；{coming} 年的一般在 11 月公布"
        own = own_holidays(run.holiday_folders)
        more += f"；其中有的年份取自 {own}" if own else ""
        yield Finding("holidays", "years", "good", f"有 {min(years)} 至 {max(years)} 年的{more}")


_LAST_MONTH = 12
