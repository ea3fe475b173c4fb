"""Deflating and checksums: isal where it is installed, several times as quick, and zlib where not.

There are no wheels of isal for loongarch64 and Windows on ARM, which offices use. Both give valid streams, each always
the same bytes for the same content, but not those of the other.
"""

from __future__ import annotations

import zlib
from typing import Protocol

__all__ = ["Packer", "crc32", "fast_packer", "packed_fast", "packed_smaller", "packed_zlib"]

try:
    from isal import igzip_lib, isal_zlib
except ImportError:
    _WITH_ISAL = False
else:
    _WITH_ISAL = True
_ISAL_LEVEL, _ZLIB_LEVEL = 0, 1
_ZLIB_HEADER, _ZLIB_CHECKSUM = 2, 4
_ISAL_SMALLER = 1  # a seventh smaller, of fonts, and hardly slower


class Packer(Protocol):
    """What deflates piece by piece."""

    def compress(self, data: bytes, /) -> bytes:
        """What is ready of the stream so far."""

    def flush(self) -> bytes:
        """The rest."""


def crc32(content: bytes, before: int = 0) -> int:
    """The checksum of a zip's member, going on from the one ``before``."""
    return isal_zlib.crc32(content, before) if _WITH_ISAL else zlib.crc32(content, before)


def packed_fast(content: bytes) -> bytes:
    """A raw deflate stream, as quickly as can be.

    >>> zlib.decompress(packed_fast("春耕".encode()), -zlib.MAX_WBITS).decode()
    '春耕'
    """
    if _WITH_ISAL:
        return igzip_lib.compress(content, _ISAL_LEVEL, igzip_lib.COMP_DEFLATE)
    packer = fast_packer()
    return packer.compress(content) + packer.flush()


def packed_zlib(content: bytes) -> bytes:
    """A zlib stream, quickly and smaller.

    >>> zlib.decompress(packed_zlib("春耕".encode())).decode()
    '春耕'
    """
    if _WITH_ISAL:
        return igzip_lib.compress(content, _ISAL_SMALLER, igzip_lib.COMP_ZLIB)
    return zlib.compress(content, _ZLIB_LEVEL)


def packed_smaller(content: bytes) -> bytes:
    """A raw deflate stream, quickly and smaller.

    >>> zlib.decompress(packed_smaller("春耕".encode()), -zlib.MAX_WBITS).decode()
    '春耕'
    """
    return packed_zlib(content)[_ZLIB_HEADER:-_ZLIB_CHECKSUM]


def fast_packer() -> Packer:
    """Deflates what comes piece by piece, as quickly as can be."""
    if _WITH_ISAL:
        return isal_zlib.compressobj(_ISAL_LEVEL, isal_zlib.DEFLATED, -isal_zlib.MAX_WBITS)
    return zlib.compressobj(_ZLIB_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
