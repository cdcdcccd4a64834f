"""A file made UTF-8: every character stays, nothing else is touched, what is no text is refused."""

from pathlib import Path

import pytest

from fazhi_cli import commit
from fazhi_cli.problems import Conflict, Invalid
from fazhi_cli.recoding import Recoded, to_utf8
from tests.conftest import one_measure

TEXT = one_measure("lead: 区司法局\ndue: 年底前").replace("措施", "推进依法行政，加强法治政府建设")


@pytest.mark.parametrize(
    ("data", "was"),
    [
        (TEXT.encode("gb18030"), "GB18030"),
        (TEXT.replace("\n", "\r\n").encode("gb18030"), "GB18030"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16-LE"),
        (b"\xfe\xff" + TEXT.rstrip("\n").encode("utf-16-be"), "UTF-16-BE"),
    ],
)
def test_every_character_stays(tmp_path: Path, data: bytes, was: str) -> None:
    """The text afterwards is the text before, line ends and a missing last one included."""
    path = tmp_path / "r.yaml"
    path.write_bytes(data)
    path.chmod(0o640)
    codec = was.lower()
    assert to_utf8(path, "r.yaml") == Recoded(was)
    assert (
        path.read_bytes() == data.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").decode(codec).encode()
    )
    assert path.stat().st_mode & 0o777 == 0o640
    assert to_utf8(path, "r.yaml") is None


@pytest.mark.parametrize("data", [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode()])
def test_utf8_is_left_alone(tmp_path: Path, data: bytes) -> None:
    """With or without a mark there is nothing to do, and no lock is made."""
    path = tmp_path / "r.yaml"
    path.write_bytes(data)
    assert to_utf8(path, "r.yaml") is None
    assert path.read_bytes() == data
    assert [item.name for item in tmp_path.iterdir()] == ["r.yaml"]


@pytest.mark.parametrize("data", [TEXT.encode() + b"\xff\xfe", b"\xff\xfea", b"PK\x03\x04", b"", b"\x00\x00"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    """Damaged files stay as they are."""
    path = tmp_path / "r.yaml"
    path.write_bytes(data)
    with pytest.raises(Invalid):
        to_utf8(path, "r.yaml")
    assert path.read_bytes() == data


def test_what_somebody_saves_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison before the rename holds here too."""
    path = tmp_path / "r.yaml"
    path.write_bytes(TEXT.encode("gb18030"))
    replace = commit.replace

    def late(at: Path, data: bytes, expected: bytes) -> str | None:
        path.write_bytes(b"newer")
        return replace(at, data, expected)

    monkeypatch.setattr(commit, "replace", late)
    with pytest.raises(Conflict):
        to_utf8(path, "r.yaml")
    assert path.read_bytes() == b"newer"
