"""The objects of a PDF (ISO 32000-1) and the file that holds them, written piece by piece."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import BinaryIO

from gongwen.ooxml.deflating import packed_zlib

__all__ = ["ObjectFile", "Reference", "name", "number", "text"]

_HEADER = b"%PDF-1.7\n%\xe5\x85\xac\xe6\x96\x87\n"
_REGULAR = frozenset(b"!\"$&'*+,-.0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ\\^_`abcdefghijklmnopqrstuvwxyz|~")


class Reference(int):
    """The number of an object."""

    def __str__(self) -> str:
        return f"{int(self)} 0 R"


def name(value: str) -> str:
    """A name of PDF.

    >>> name("FangSong"), name("A B")
    ('/FangSong', '/A#20B')
    """
    return "/" + "".join(chr(byte) if byte in _REGULAR else f"#{byte:02X}" for byte in value.encode())


def text(value: str) -> str:
    """A text of PDF, in UTF-16.

    >>> text("春耕")
    '<FEFF66258015>'
    """
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """A number of PDF, to the hundredth.

    >>> number(12.0), number(-0.001), number(3.14159)
    ('12', '0', '3.14')
    """
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


class ObjectFile:
    """A PDF on its way into a file: objects are written as they come, the list of their places at the end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places: list[int] = [0]
        self._at = 0
        self._digest = hashlib.sha1(usedforsecurity=False)
        self._put(_HEADER)

    def identify_by(self, content: bytes) -> None:
        """What tells this file from others."""
        self._digest.update(content)

    def reserve(self) -> Reference:
        """The number of an object that is written later."""
        self._places.append(0)
        return Reference(len(self._places) - 1)

    def add(self, body: str, at: Reference | None = None) -> Reference:
        """Write an object, under a number that was reserved or a new one."""
        return self._write(body.encode("latin-1"), at)

    def add_stream(
        self, content: bytes, entries: Mapping[str, str] = {}, *, packed: str | None = None, at: Reference | None = None
    ) -> Reference:
        """Write a stream; ``packed`` names the filter of one that is packed already, or none."""
        if packed is None:
            content, packed = packed_zlib(content), "/FlateDecode"
        said = "".join(f"{key} {value}" for key, value in entries.items())
        filtered = f"/Filter {packed}" if packed else ""
        head = f"<<{said}{filtered}/Length {len(content)}>>stream\n"
        return self._write(b"".join((head.encode("latin-1"), content, b"\nendstream")), at)

    def finish(self, catalogue: Reference, information: Reference) -> None:
        """Write what a reader begins with. The file's name for itself is drawn from what it shows."""
        identity = self._digest.hexdigest()[:32]
        begins = self._at
        table = "".join(f"{place:010d} 00000 n \n" for place in self._places[1:])
        trailer = (
            f"<</Size {len(self._places)}/Root {catalogue}/Info {information}/ID[<{identity}><{identity}>]>>\n"
            f"startxref\n{begins}\n%%EOF\n"
        )
        self._put(f"xref\n0 {len(self._places)}\n0000000000 65535 f \n{table}trailer\n{trailer}".encode())

    def _write(self, body: bytes, at: Reference | None) -> Reference:
        reference = self.reserve() if at is None else at
        self._places[reference] = self._at
        self._put(b"%d 0 obj\n%b\nendobj\n" % (int(reference), body))
        return reference

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)
