"""Zip packages written as they grow: members go out one after the other, and nothing is read back or sought.

For packages too large to be held in memory. Every size is known before its record is written, so there are no data
descriptors; the zip64 extension appears only where a size, a place or a count is too large for the old fields.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
from typing import BinaryIO, NamedTuple

from gongwen.ooxml.deflating import crc32, fast_packer
from gongwen.ooxml.package import Member

__all__ = ["GrowingMember", "PackageStream"]

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LARGE_END = struct.Struct("<4sQ2H2L4Q")
_LARGE_END_PLACE = struct.Struct("<4sLQL")
_LARGE_END_REST = _LARGE_END.size - 12  # the record does not count its signature and this length
_VERSION, _LARGE_VERSION = 20, 45
_DEFLATE = 8
_TIME, _DATE = 0, 0x21  # 1980-01-01 00:00, the first moment a zip can name
_LARGE_FIELDS = 0x0001
_FULL, _FULL_COUNT = 0xFFFFFFFF, 0xFFFF
_HELD = 8 * 1024 * 1024


class GrowingMember:
    """A member whose content comes piece by piece: deflated as it comes, in a temporary file where it is large.

    Used as a context, it leaves nothing behind.

    >>> with GrowingMember("a.txt") as member:
    ...     member.write("春耕".encode())
    ...     member.size
    6
    """

    def __init__(self, name: str, held: int = _HELD) -> None:
        self.name = name.encode()
        self.size = 0
        self.crc = 0
        self._packer = fast_packer()
        self._packed = tempfile.SpooledTemporaryFile(max_size=held)  # noqa: SIM115 - close() closes it

    def write(self, content: bytes) -> None:
        """Let the content grow."""
        self.size += len(content)
        self.crc = crc32(content, self.crc)
        self._packed.write(self._packer.compress(content))

    def end(self) -> int:
        """Nothing more comes; the size of what is packed."""
        self._packed.write(self._packer.flush())
        return self._packed.tell()

    def copy_to(self, target: BinaryIO) -> None:
        """Write what is packed."""
        self._packed.seek(0)
        shutil.copyfileobj(self._packed, target)

    def close(self) -> None:
        """Let go of what is held."""
        self._packed.close()

    def __enter__(self) -> GrowingMember:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Record(NamedTuple):
    """What the directory says of a member."""

    name: bytes
    method: int
    crc: int
    packed: int
    size: int


class PackageStream:
    """A package on its way to ``target``, which need not be able to seek.

    ``full`` and ``full_count`` are the largest size and count that the old fields are trusted with.
    """

    def __init__(self, target: BinaryIO, full: int = _FULL, full_count: int = _FULL_COUNT) -> None:
        self._target = target
        self._full = full
        self._full_count = full_count
        self._place = 0
        self._count = 0
        self._directory = bytearray()

    def add(self, member: Member) -> None:
        """Write a member."""
        self._begin(_Record(member.name, member.method, member.crc, len(member.data), member.size))
        self._target.write(member.data)
        self._place += len(member.data)

    def add_grown(self, member: GrowingMember) -> None:
        """Write a member that has grown."""
        packed = member.end()
        self._begin(_Record(member.name, _DEFLATE, member.crc, packed, member.size))
        member.copy_to(self._target)
        self._place += packed

    def close(self) -> None:
        """Write the directory; nothing can be added any more."""
        place, length, count = self._place, len(self._directory), self._count
        self._write(bytes(self._directory))
        if count >= self._full_count or max(place, length) >= self._full:
            large_end = _LARGE_END.pack(
                b"PK\x06\x06",
                _LARGE_END_REST,
                _LARGE_VERSION,
                _LARGE_VERSION,
                0,
                0,
                count,
                count,
                length,
                place,
            )
            self._write(large_end + _LARGE_END_PLACE.pack(b"PK\x06\x07", 0, place + length, 1))
            count, length, place = _FULL_COUNT, _FULL, _FULL
        self._write(_END.pack(b"PK\x05\x06", 0, 0, count, count, length, place, 0))

    def _begin(self, record: _Record) -> None:
        """Enter a member in the directory and write what stands before its data."""
        self._directory += self._central(record)
        self._count += 1
        name, method, crc, packed, size = record
        extra, version = b"", _VERSION
        if max(packed, size) >= self._full:
            extra, version = _large_fields(size, packed), _LARGE_VERSION
            packed = size = _FULL
        header = _LOCAL.pack(b"PK\x03\x04", version, 0, method, _TIME, _DATE, crc, packed, size, len(name), len(extra))
        self._write(header + name + extra)

    def _central(self, record: _Record) -> bytes:
        name, method, crc, packed, size = record
        place = self._place
        extra, version = b"", _VERSION
        if max(packed, size, place) >= self._full:
            extra, version = _large_fields(size, packed, place), _LARGE_VERSION
            packed = size = place = _FULL
        entry = _CENTRAL.pack(
            b"PK\x01\x02",
            version,
            version,
            0,
            method,
            _TIME,
            _DATE,
            crc,
            packed,
            size,
            len(name),
            len(extra),
            0,
            0,
            0,
            0,
            place,
        )
        return entry + name + extra

    def _write(self, data: bytes) -> None:
        self._target.write(data)
        self._place += len(data)


def _large_fields(*values: int) -> bytes:
    return struct.pack(f"<2H{len(values)}Q", _LARGE_FIELDS, 8 * len(values), *values)
