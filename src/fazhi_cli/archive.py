"""An Office file as its parts: a zip archive that a stranger may have made, read within limits.

Nothing is unpacked to disk, no size that the archive states is believed, no document type is accepted.
"""

import posixpath
import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from fazhi_cli.problems import Refused
from fazhi_cli.signatures import is_old_office

FILE_LIMIT = 20 * 1024 * 1024
"""Bytes of a file that is read."""
PART_LIMIT = 2_000
TOTAL_LIMIT = 100 * 1024 * 1024
"""Bytes of all parts, unpacked."""
RATIO_LIMIT = 200
"""How many times longer a part may become; short ones are let through."""

_SHORT = 64 * 1024
_DOCTYPE = re.compile(b"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E", re.IGNORECASE)
_MARKUP = (".xml", ".rels", ".vml")


class Archive(NamedTuple):
    """The parts by their names, in the order of the file, and what the file tells about each."""

    infos: tuple[ZipInfo, ...]
    parts: Mapping[str, bytes]


def opened(data: bytes, name: str, suffix: str) -> Archive:
    """Return the parts of the Office file in `data`, called `name`, which should have `suffix`.

    Raises Refused for what is no such file, is encrypted, or goes beyond the limits.
    """
    if is_old_office(data):
        raise Refused(
            f"{name} 是旧版或加了密码的文件，读不了",
            f"用 {_program(suffix)} 或 WPS 打开，去掉密码，另存为 {suffix}",
        )
    if len(data) > FILE_LIMIT:
        raise _too_large(name, suffix)
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = tuple(archive.infolist())
            _check(infos, name, suffix)
            return Archive(infos, _read(archive, infos, name, suffix))
    except (BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError):
        raise Refused(
            f"{name} 不是完好的 {suffix} 文件", f"用 {_program(suffix)} 或 WPS 打开，另存为 {suffix}"
        ) from None


def _check(infos: tuple[ZipInfo, ...], name: str, suffix: str) -> None:
    if len(infos) > PART_LIMIT or sum(info.file_size for info in infos) > TOTAL_LIMIT:
        raise _too_large(name, suffix)
    if any(info.file_size > max(_SHORT, RATIO_LIMIT * info.compress_size) for info in infos):
        raise _too_large(name, suffix)
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(f"{name} 加了密码，读不了", "打开后去掉密码，另存一份")
    if len({info.filename for info in infos}) < len(infos):
        raise BadZipFile
    if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in infos):
        raise BadZipFile


def _read(archive: ZipFile, infos: tuple[ZipInfo, ...], name: str, suffix: str) -> dict[str, bytes]:
    """Return the parts, counting the bytes that really come."""
    parts, left = {}, TOTAL_LIMIT
    for info in infos:
        with archive.open(info) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise _too_large(name, suffix)
        if info.filename.lower().endswith(_MARKUP) and _DOCTYPE.search(content):
            raise Refused(
                f"{name} 里有文档类型声明，可能不安全，未读入",
                f"用 {_program(suffix)} 或 WPS 打开，另存一份",
            )
        parts[info.filename] = content
    return parts


def relations_of(part: str) -> str:
    """Return the name of the part that says what `part` refers to; of "" that of the file as a whole."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _program(suffix: str) -> str:
    return "Word" if suffix == ".docx" else "Excel"


def _too_large(name: str, suffix: str) -> Refused:
    kept = "正文" if suffix == ".docx" else "工作表和行"
    return Refused(f"{name} 太大，或展开后大得不正常，未读入", f"只留需要的{kept}，另存一份，不超过 20 MB")


def packed(archive: Archive, parts: Mapping[str, bytes]) -> bytes:
    """Return `archive` with its parts as in `parts`; those that are not there are left out."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for info in archive.infos:
            if info.filename in parts:
                own = ZipInfo(info.filename, info.date_time)
                own.compress_type, own.external_attr = info.compress_type, info.external_attr
                own.create_system = info.create_system
                made.writestr(own, parts[info.filename])
    return out.getvalue()
