"""All wheels that pip needs to install the program where there is no network.

python -m release.wheelhouse                                     for this machine and this Python
python -m release.wheelhouse --platform windows-x64 --python 3.13
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from release.wheels import PYTHONS, TARGETS, fetch, size

INSTALL = "pip install --no-index --find-links wheelhouse fazhi"


def main(args: Sequence[str] | None = None) -> None:
    """Fill the folder that the command line names. Raises SystemExit for what cannot be done."""
    asked = _arguments(args)
    folder: Path = asked.output
    if folder.exists() and (not folder.is_dir() or _foreign(folder)):
        raise SystemExit(f"错误：{folder} 里有别的东西；换一个文件夹，或先清空它")
    with tempfile.TemporaryDirectory() as scratch:
        wheels = fetch(TARGETS.get(asked.platform), asked.python, Path(scratch))
        contents = {path.name: path.read_bytes() for path in wheels}
    fill(folder, contents)
    total = sum(map(len, contents.values()))
    print(f"{folder}：{len(contents)} 个文件，{size(total)}")
    print(f"在不联网的电脑上：{INSTALL}")


def fill(folder: Path, contents: dict[str, bytes]) -> None:
    """Make `folder` hold the wheels `contents` (bytes by file name) and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.whl"):
        old.unlink()
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def _foreign(folder: Path) -> list[str]:
    """Return what lies in `folder` that is no wheel."""
    return [path.name for path in folder.iterdir() if path.suffix != ".whl"]


def _arguments(args: Sequence[str] | None) -> argparse.Namespace:
    this = "{}.{}".format(*sys.version_info)
    parser = argparse.ArgumentParser("release.wheelhouse", description=__doc__.partition("\n")[0])
    parser.add_argument("--platform", choices=sorted(TARGETS), help="what is installed on; this machine")
    parser.add_argument("--python", choices=PYTHONS, default=this, help="the Python there; this one")
    parser.add_argument("-o", "--output", type=Path, default=Path("dist/wheelhouse"), help="the folder")
    return parser.parse_args(args)


if __name__ == "__main__":
    main()
