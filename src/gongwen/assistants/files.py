"""Which files an assistant may use: those inside the folders that were given at the start, links resolved."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from pathlib import Path

from gongwen.errors import Fault, InputError, system_fault
from gongwen.files import read_file, write_whole

__all__ = ["Folders"]

_MOST_BYTES = 64 * 1024 * 1024


class Folders:
    """The folders in which an assistant may read and write; without one, none."""

    def __init__(self, folders: Iterable[str | Path] = ()) -> None:
        self._roots = tuple(Path(folder).resolve() for folder in folders)

    def read(self, path: str) -> bytes:
        """A file inside the folders. Raises :class:`~gongwen.InputError`, the same for others, be they there or not."""
        inside = self._inside(path)
        try:
            if inside.stat().st_size > _MOST_BYTES:
                raise InputError(Fault("request-too-large", "文件太大", "分成几份", file=path, allowed="64 MB"))
            return read_file(inside, path)
        except FileNotFoundError as error:
            raise InputError(system_fault(error, path)) from None

    def write(self, path: str, content: bytes) -> None:
        """A new file inside the folders. Raises :class:`~gongwen.InputError` where one stands there already."""
        inside = self._inside(path)
        if inside.exists():
            raise InputError(Fault("file-exists", "已有这个文件，没有覆盖", "换个名字", file=path))
        try:
            write_whole(inside, content)
        except OSError as error:
            raise InputError(system_fault(error, path)) from None

    def _inside(self, path: str) -> Path:
        if not self._roots:
            cure = "用 base64 传内容；或启动时写 --folder 文件夹"
            raise InputError(Fault("file-outside", "没有给可以用的文件夹", cure, file=path))
        for root in self._roots:
            try:
                inside = (root / path).resolve()
            except (OSError, ValueError, RuntimeError):
                break
            if inside.is_relative_to(root) and inside != root:
                return inside
        allowed = "、".join(map(str, self._roots))
        raise InputError(
            Fault(
                "file-outside",
                "这个文件不在可以用的文件夹里",
                "用里面的文件，或用 base64 传内容",
                file=path,
                allowed=allowed,
            )
        )


def from_base64(text: str) -> bytes:
    """The bytes of a base64 text. Raises :class:`~gongwen.InputError`."""
    if len(text) > _MOST_BYTES * 4 // 3 + 4:
        raise InputError(Fault("request-too-large", "内容太大", "分成几份", allowed="64 MB"))
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InputError(Fault("not-encoded", "不是 base64", "把文件的字节编成 base64，不带换行和前缀")) from None
