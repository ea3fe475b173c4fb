"""A package of another hand with some parts otherwise: every other member is copied as it was deflated."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Mapping

from gongwen.errors import DocumentError, Fault
from gongwen.ooxml.opened import opened_zip
from gongwen.ooxml.package import Member, Package, deflated

__all__ = ["repacked"]

_LOCAL_HEADER = 30
_LENGTHS = struct.Struct("<2H")
_LENGTHS_AT = 26
_COPIED = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with some parts changed or added; time stamps are fixed, so that the same input gives the same bytes.

    Raises :class:`~gongwen.DocumentError` for a package that is damaged.

    >>> import io
    >>> buffer = io.BytesIO()
    >>> with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
    ...     package.writestr("a.xml", "<a/>")
    ...     package.writestr("b.xml", "<b/>")
    >>> other = zipfile.ZipFile(io.BytesIO(repacked(buffer.getvalue(), {"b.xml": b"<c/>"})))
    >>> other.read("a.xml"), other.read("b.xml")
    (b'<a/>', b'<c/>')
    """
    return Package([]).with_members(_members(content, changed))


def _members(content: bytes, changed: Mapping[str, bytes]) -> Iterator[Member]:
    left = dict(changed)
    with opened_zip(content) as package:
        for entry in package.infolist():
            if entry.is_dir():
                continue
            if entry.filename in changed:
                # Of two members of one name the last counts; both are written anew.
                yield deflated(entry.filename, changed[entry.filename])
                left.pop(entry.filename, None)
            else:
                yield _copied(content, package, entry)
    yield from (deflated(name, part) for name, part in left.items())


def _copied(content: bytes, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Member:
    """A member as it stands; one that is packed in a way of its own is packed anew."""
    if entry.compress_type not in _COPIED or entry.flag_bits & 1:
        try:
            return deflated(entry.filename, package.read(entry))
        except Exception:  # each way of packing has its own errors
            raise _damaged(entry.filename) from None
    lengths = content[entry.header_offset + _LENGTHS_AT : entry.header_offset + _LOCAL_HEADER]
    if len(lengths) != _LENGTHS.size:
        raise _damaged(entry.filename)
    begin = entry.header_offset + _LOCAL_HEADER + sum(_LENGTHS.unpack(lengths))
    data = content[begin : begin + entry.compress_size]
    if len(data) != entry.compress_size:
        raise _damaged(entry.filename)
    return Member(entry.filename.encode(), entry.compress_type, entry.CRC, entry.file_size, data)


def _damaged(name: str) -> DocumentError:
    return DocumentError(Fault("broken-part", f"部件 {name} 读不出来", "重新取得这个文件，或用 Word 修复后另存"))
