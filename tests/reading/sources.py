"""What the tests of reading share: a small source, a picture, a picture's bytes, and ways to look at blocks."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Any

from gongwen.model import Block, Paragraph, Picture, Section
from gongwen.reading import Parsed, load_source, parse_body

HEAD = """\
文种: 通知
发文机关: 云岭县青山镇人民政府
发文字号: 青政发〔2026〕18号
标题: 云岭县青山镇人民政府关于做好道路养护工作的通知
成文日期: 2026-11-23
"""


def source(front: str = "", body: str = "各村要养护好道路。\n") -> bytes:
    """A source file that is complete, with more lines of front matter and another body."""
    return f"---\n{HEAD}{front}---\n{body}".encode()


def read(front: str = "", body: str = "各村要养护好道路。\n", **options: Any) -> Parsed:
    return load_source(source(front, body), **options)


# The number of the first line that `source(front)` adds, and that of the body's first line without such lines.
FRONT_LINE = 7
BODY_LINE = 8


def outline(blocks: Sequence[Block]) -> list[Any]:
    """Blocks in short: text, (level, heading, inside) for a standing heading, (level, heading + "→", inside) else."""
    short: list[Any] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            short.append(block.text)
        elif isinstance(block, Section):
            short.append((block.level, block.heading + "→" * block.run_in, outline(block.blocks)))
        elif isinstance(block, Picture):
            short.append(f"[{block.name}]")
        else:
            short.append(block)
    return short


def outline_of(body: str) -> list[Any]:
    return outline(parse_body(body).blocks)


def ledger_of(body: str) -> list[tuple[int, str, str, str | None]]:
    return [(entry.line, entry.kind, entry.text, entry.became) for entry in parse_body(body).ledger]


def png() -> bytes:
    """The smallest whole PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")
