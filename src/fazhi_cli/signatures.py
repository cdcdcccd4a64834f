"""What files of other programs begin with, and the mark of an Office file with a password."""

ZIP = b"PK"
ZIP_FILE, EMPTY_ZIP = ZIP + b"\x03\x04", ZIP + b"\x05\x06"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""Word and Excel before 2007, WPS, and what Office encrypts."""
PDF = b"%PDF"
RTF = b"{\\rtf"
GZIP = b"\x1f\x8b"

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_old_office(data: bytes) -> bool:
    """Say whether a file is of an Office before 2007, of WPS, or encrypted."""
    return data.startswith(OLD_OFFICE)


def is_encrypted(data: bytes) -> bool:
    """Say whether Office has encrypted a file; of others than `is_old_office` it tells nothing."""
    return _ENCRYPTED in data
