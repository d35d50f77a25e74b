"""The frame of every file of an index: what it is, of which build, how long, and a checksum.

Byte by byte:

    2 bytes  "zj"
    1 byte   format version
    1 byte   kind, see `KINDS`
    8 bytes  build: the beginning of a digest over all files
    4 bytes  length of what follows the frame, big-endian
    4 bytes  its CRC-32, big-endian
"""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256
from typing import Literal

FORMAT = 5
START = "index.bin"
"""The one file with a fixed name; all others are in a folder named after the build."""
SHELF = 1000
"""Files of a kind in a folder there."""

Code = Literal["missing", "damaged", "stale", "format"]
_FRAME = struct.Struct(">2sBB8sII")

KINDS = {
    "start": b"s",
    "bigrams": b"b",
    "counts": b"c",
    "text": b"t",
    "dictionary": b"d",
    "records": b"r",
    "words": b"w",
    "addresses": b"a",
}
"""Kinds of files; a file is named after its number, its folder after the letter of
its kind."""


class IndexFileError(Exception):
    """A file of an index that cannot be used.

    Its `code` says why: `missing`, `damaged` (cut short, or wrong bytes), `stale` (of another
    build) or `format` (of a version that this reader does not know).
    """

    def __init__(self, code: Code, file: str) -> None:
        super().__init__(f"{code}: {file}")
        self.code = code
        self.file = file


def name(kind: str, number: int = 0) -> str:
    """Give the name of a file in the folder of its build."""
    return f"{KINDS[kind].decode()}{number // SHELF}/{number}.bin"


def seal(payloads: dict[tuple[str, int], bytes]) -> dict[str, bytes]:
    """Frame all files of an index, given by kind and number, and give them by their paths."""
    digest = sha256(bytes([FORMAT]))
    for (kind, number), payload in sorted(payloads.items()):
        digest.update(f"{kind} {number} {len(payload)}\n".encode())
        digest.update(payload)
    build = digest.digest()[:8]
    found = {}
    for (kind, number), payload in payloads.items():
        path = START if kind == "start" else f"{build.hex()}/{name(kind, number)}"
        frame = _FRAME.pack(b"zj", FORMAT, KINDS[kind][0], build, len(payload), zlib.crc32(payload))
        found[path] = frame + payload
    return found


def unseal(data: bytes, kind: str, build: str | None, file: str) -> tuple[bytes, str]:
    """Check a file and give what is in its frame, and its build.

    Raises:
        IndexFileError: It is not what was asked for, whole and of the build `build`.
    """
    if len(data) < _FRAME.size or data[:2] != b"zj":
        raise IndexFileError("damaged", file)
    _, version, letter, of, length, checksum = _FRAME.unpack_from(data)
    payload = data[_FRAME.size :]
    if version != FORMAT:
        raise IndexFileError("format", file)
    if build is not None and of.hex() != build:
        raise IndexFileError("stale", file)
    if letter != KINDS[kind][0] or length != len(payload) or zlib.crc32(payload) != checksum:
        raise IndexFileError("damaged", file)
    return payload, of.hex()
