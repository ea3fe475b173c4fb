"""Zip packages written in one pass: members that never change are deflated once and copied as they are.

A package is a run of members; each member is its local record (header and data) and its entry in the central
directory. Time stamps are fixed, so the same content gives the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from gongwen.ooxml.deflating import crc32, packed_fast, packed_smaller

__all__ = ["Member", "Package", "deflated", "packed_once", "stored"]

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_DEFLATE, _STORE = 8, 0
_UTF_8 = 0x800  # of a name that is not plain ASCII
_TIME, _DATE = 0, 0x21  # 1980-01-01 00:00, the first moment a zip can name
_BEST = 9


class Member(NamedTuple):
    """A file of the package: what stands in the local record, and what the directory says of it."""

    name: bytes
    method: int
    crc: int
    size: int
    data: bytes

    def header(self) -> bytes:
        """What stands before the data in the package."""
        header = _LOCAL.pack(
            b"PK\x03\x04",
            _VERSION,
            0 if self.name.isascii() else _UTF_8,
            self.method,
            _TIME,
            _DATE,
            self.crc,
            len(self.data),
            self.size,
            len(self.name),
            0,
        )
        return header + self.name

    def central(self, offset: int) -> bytes:
        """The entry in the directory for a member that begins at ``offset``."""
        entry = _CENTRAL.pack(
            b"PK\x01\x02",
            _VERSION,
            _VERSION,
            0 if self.name.isascii() else _UTF_8,
            self.method,
            _TIME,
            _DATE,
            self.crc,
            len(self.data),
            self.size,
            len(self.name),
            0,
            0,
            0,
            0,
            0,
            offset,
        )
        return entry + self.name


def deflated(name: str, content: bytes) -> Member:
    """A member that is deflated quickly, for what differs from document to document."""
    return Member(name.encode(), _DEFLATE, crc32(content), len(content), packed_fast(content))


def deflated_smaller(name: str, content: bytes) -> Member:
    """A member that is deflated smaller, and hardly slower: a font."""
    return Member(name.encode(), _DEFLATE, crc32(content), len(content), packed_smaller(content))


def packed_once(name: str, content: bytes) -> Member:
    """A member that is deflated as small as possible, for what is made once and copied often."""
    packer = zlib.compressobj(_BEST, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packer.compress(content) + packer.flush()
    return Member(name.encode(), _DEFLATE, crc32(content), len(content), data)


def stored(name: str, content: bytes) -> Member:
    """A member that is not deflated: small, or a picture that is packed already."""
    return Member(name.encode(), _STORE, crc32(content), len(content), content)


class Package:
    """The members that all documents share, ready to be copied in front of those of one document."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._locals = b""
        central = []
        for member in members:
            central.append(member.central(len(self._locals)))
            self._locals += member.header() + member.data
        self._central = b"".join(central)
        self._count = len(central)

    def with_members(self, members: Iterable[Member]) -> bytes:
        """The whole package with the members of one document after the shared ones."""
        offset = len(self._locals)
        parts = [self._locals]
        central = [self._central]
        count = self._count
        for member in members:
            central.append(member.central(offset))
            header = member.header()
            parts.append(header)
            parts.append(member.data)
            offset += len(header) + len(member.data)
            count += 1
        directory = b"".join(central)
        parts.append(directory)
        parts.append(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0))
        return b"".join(parts)
