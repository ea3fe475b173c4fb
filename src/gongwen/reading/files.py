"""What comes in: a path, bytes or a file object become text; a picture's path becomes its bytes.

Everything that can be wrong with a file before its first character is read ends here, as an InputError in Chinese.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple, TypeAlias

from gongwen.errors import Fault, InputError
from gongwen.files import read_file, unreadable
from gongwen.model.image import image_facts
from gongwen.patterns import pattern
from gongwen.reading.decoding import decode
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.other_pictures import KINDS, as_png
from gongwen.signatures import kind_of
from gongwen.text import shown

__all__ = ["Files", "Folder", "Source", "SourceText", "file_name", "read_named", "read_picture", "read_source"]

Source: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes] | IO[str]
"""What may be read: a path, bytes, or a file object open for reading."""


@dataclass(frozen=True)
class Folder:
    """The files that an input may name: those below one folder, links resolved, or those that a caller keeps.

    What is posted - bytes, text, a file object, data - has no folder, and opens no file. ``typed`` are names that a
    clerk wrote on the command line; those lie where the clerk says.
    """

    root: str = ""
    keeper: Callable[[str], bytes] | None = None
    typed: frozenset[str] = frozenset()

    @classmethod
    def of_file(cls, path: str | os.PathLike[str]) -> Folder:
        """The folder in which a file lies that a caller named."""
        return cls(os.path.dirname(os.path.abspath(path)))

    @classmethod
    def of(cls, files: Files) -> Folder:
        """The folder of what a caller gives."""
        if isinstance(files, Folder):
            return files
        return cls(keeper=files) if callable(files) else cls(os.path.abspath(files))

    def read(self, name: str, largest: int) -> bytes | Fault:
        """The bytes of a file, or why there are none; nothing outside the folder is so much as looked for."""
        if self.keeper is not None:
            try:
                return bytes(self.keeper(name))
            except (LookupError, OSError):
                return _not_found(name)
        try:
            return self._read_below(name, largest)
        except (OSError, ValueError):  # ValueError: a character that no path may have
            return _not_found(name)

    def path_of(self, name: str) -> str | None:
        """The path of a file below the folder; None where there is none, or what gives the files knows no paths."""
        try:
            path = self._below(name) if self.keeper is None and self.root else None
            return path if path and os.path.isfile(path) else None
        except ValueError:  # a character that no path may have
            return None

    def _read_below(self, name: str, largest: int) -> bytes | Fault:
        paths = [self._below(written) for written in dict.fromkeys((name, name.replace("\\", "/")))]
        if not any(paths):
            return _outside(name)
        path = next((path for path in paths if path and os.path.isfile(path)), None)
        if path is None:
            return _not_found(name)
        return Path(path).read_bytes() if os.path.getsize(path) <= largest else _too_large(name)

    def _below(self, name: str) -> str | None:
        """The real path of a name, None where it leads out of the folder, as it is written or through links."""
        real = os.path.realpath(self.root)
        written = os.path.normpath(os.path.join(self.root, name))
        if name in self.typed:
            return written
        if not any(_lies_below(written, root) for root in (self.root, real)):
            return None
        found = os.path.realpath(written)
        return found if _lies_below(found, real) else None


def _lies_below(path: str, root: str) -> bool:
    return path.startswith(root.rstrip(os.sep) + os.sep)


Files: TypeAlias = Folder | Callable[[str], bytes] | str | os.PathLike[str]
"""Where the files are that an input names: a folder, or what gives the bytes of a name (``LookupError`` for none)."""


class SourceText(NamedTuple):
    """The text of a source with line feeds only, the name to show in messages, the folder of its pictures, and the
    encoding it was in where that was another than UTF-8."""

    text: str
    file: str | None
    folder: Folder | None
    encoding: str = ""

    @property
    def ledger(self) -> tuple[LedgerEntry, ...]:
        """What is to be told of the encoding."""
        reason = "文件的编码；读法已换，请核对有没有乱码"
        return (LedgerEntry(1, "changed", self.encoding, "UTF-8", reason),) if self.encoding else ()


_SAVE_AS_UTF8 = "用记事本或 WPS 打开，另存为，编码选 UTF-8，再用新文件"
_TEXT_WANTED = "源文件是 UTF-8 文本，运行 gongwen new 通知 可得一份样例"

_HAN = pattern("[\u4e00-\u9fff]")
_HEAD = 1024
_NUL_SHARE = 8
_ENOUGH_CHINESE = 3
_THREE_BYTES = pattern(rb"[\xe3-\xe9][\x80-\xbf]{2}")
_PICTURE_IN_TEXT = pattern(r"data:image(?:/[\w.+-]+)?(?:;name=(?P<name>[^;,]*))?;base64,")
_LARGEST_PICTURE = 64 * 1024 * 1024


def read_source(source: Source) -> SourceText:
    """The text of a path, of bytes or of a file object. Raises :class:`~gongwen.InputError`.

    >>> read_source("\\ufeff标题: 甲\\r\\n".encode()).text
    '标题: 甲\\n'
    """
    if isinstance(source, bytes | bytearray | memoryview):
        text, encoding = _decode(bytes(source), None)
        return SourceText(text, None, None, encoding)
    if isinstance(source, str | os.PathLike):
        name = shown(os.fspath(source))
        text, encoding = _decode(read_file(source), name)
        return SourceText(text, name, Folder.of_file(source), encoding)
    return _read_file_object(source)


def _read_file_object(source: IO[bytes] | IO[str]) -> SourceText:
    name = getattr(source, "name", None)
    file = shown(name) if isinstance(name, str) and name else None
    read = getattr(source, "read", None)
    content: object = _guarded(read, file) if callable(read) else None
    if isinstance(content, bytes | bytearray):
        text, encoding = _decode(bytes(content), file)
        return SourceText(text, file, None, encoding)
    if isinstance(content, str):
        return SourceText(_checked(content, file), file, None)
    raise InputError(
        Fault(
            "wrong-type",
            f"不能从 {type(source).__name__} 读取",
            "给出路径、字节或打开的文件",
            allowed="路径、bytes、文件对象",
        )
    )


def _guarded(read: Callable[[], bytes], file: str | None) -> bytes:
    try:
        return read()
    except UnicodeDecodeError:
        raise InputError(Fault("wrong-encoding", "不是 UTF-8 文本", _SAVE_AS_UTF8, file=file)) from None
    except InputError:  # a ValueError, but one that says what is wrong
        raise
    except (OSError, ValueError) as error:  # a closed file is a ValueError
        raise InputError(unreadable(error, file)) from None


def _decode(data: bytes, file: str | None) -> tuple[str, str]:
    """The text, and the encoding it was in: "" for UTF-8."""
    kind = kind_of(data)
    if kind is not None:
        raise InputError(Fault("not-text", f"这个文件是{kind}，不是源文件", _TEXT_WANTED, file=file))
    wide = data[:_HEAD].count(0) * _NUL_SHARE > len(data[:_HEAD])
    try:
        if not wide:
            return _plain_lines(data.decode("utf-8")), ""
        start = 0
    except UnicodeDecodeError as error:
        start = error.start
    before = data[:start]
    line = before.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    if len(_THREE_BYTES.findall(before)) >= _ENOUGH_CHINESE:
        message, cure = "这一行有损坏的字符，不是 UTF-8", "改正或删去这一行里的乱码，再存为 UTF-8"
        raise InputError(Fault("wrong-encoding", message, cure, file=file, line=line))
    try:
        found = decode(data)
    except InputError:
        message = "不是 UTF-8 文本，从这一行起读不出来"
        raise InputError(Fault("not-text", message, _TEXT_WANTED, file=file, line=line)) from None
    if found.unreadable or not _HAN.search(found.text):
        message = f"不是 UTF-8，像是 {found.encoding}，而有 {found.unreadable} 处读不出来"
        raise InputError(Fault("wrong-encoding", message, _SAVE_AS_UTF8, file=file, line=line))
    return _plain_lines(found.text), found.encoding


_SURROGATE = pattern("[\ud800-\udfff]")


def _checked(text: str, file: str | None) -> str:
    """Text that was decoded elsewhere; bytes that could not be decoded there stand in it as surrogates."""
    found = _SURROGATE.search(text)
    if found:
        line = _plain_lines(text[: found.start()]).count("\n") + 1
        raise InputError(
            Fault("wrong-encoding", "这一行有读不出来的字符，不是 UTF-8", _SAVE_AS_UTF8, file=file, line=line)
        )
    return _plain_lines(text)


def _plain_lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def file_name(path: str) -> str:
    """The last part of a path, whichever way its slashes lean; of a picture in the text, the name it was given.

    >>> file_name("pictures\\\\map.png")
    'map.png'
    """
    inside = _PICTURE_IN_TEXT.match(path)
    if inside:
        return inside["name"] or ""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def read_picture(path: str, folder: Folder | None) -> bytes | Fault:
    """The bytes of a picture named in a source, relative to the source's folder; or why there is no picture.

    A picture may also stand in the text itself (``data:image;name=章.png;base64,…``).
    """
    inside = _PICTURE_IN_TEXT.match(path)
    if inside:
        try:
            data = b64decode(path[inside.end() :], validate=True)
        except ValueError:
            return Fault("not-a-picture", "文中的图片内容已损坏", "换一个图片文件", value=shown(path[:40]))
        return _checked_picture(data, inside["name"] or "图片")
    found = read_named(path, folder)
    if isinstance(found, Fault):
        missing = Fault("picture-not-found", "找不到图片", found.cure, value=found.value)
        return missing if found.code == "file-not-found" else found
    return _checked_picture(found, path)


def read_named(path: str, folder: Folder | None) -> bytes | Fault:
    """The bytes of a file that an input names, or why there are none.

    >>> read_named("/etc/passwd", None).code, read_named("../印章.png", Folder.of(".")).code
    ('no-files', 'file-outside')
    """
    if folder is None:
        cure = "存成文件再用，就可用同一个文件夹里的文件；在程序里也可以另外给出这些文件"
        return Fault("no-files", "传来的内容不能打开文件", cure, value=shown(path))
    return folder.read(path, _LARGEST_PICTURE)


# The first bytes of pictures that cannot be used, and what they are.
_OTHER_PICTURES = (
    (rb"RIFF....WEBP", "WebP"),
    (rb"II\*\x00|MM\x00\*", "TIFF"),
    (rb"....ftyp(?:hei|mif|avif)", "HEIC"),
    (rb"%PDF", "PDF"),
    (rb"\s*<(?:svg|\?xml)", "SVG"),
)


def _not_found(name: str) -> Fault:
    cure = "核对文件名；路径从写它的文件所在的文件夹算起"
    return Fault("file-not-found", "找不到这个文件", cure, value=shown(name))


def _outside(name: str) -> Fault:
    cure = "把它放进写它的文件所在的文件夹（或里面的文件夹），再写相对的路径"
    return Fault("file-outside", "这个文件不在同一个文件夹里，不能打开", cure, value=shown(name))


def _too_large(name: str) -> Fault:
    return Fault("not-a-picture", "图片文件超过 64 MB", "换一张小些的图片", value=shown(name))


def _made_png(data: bytes, kind: str, path: str) -> bytes | Fault:
    try:
        made = as_png(data)
    except ValueError as error:
        message, _, cure = str(error).partition("，")
        return Fault("not-a-picture", message, cure, value=shown(path))
    return made if made is not None else _other_picture(kind, path, "；或运行 pip install pillow，程序就能自己转换")


def _other_picture(kind: str, path: str, further_cure: str = "") -> Fault:
    message = f"这是 {kind} 图片，Word 和 WPS 不一定认得，不能用"
    return Fault("not-a-picture", message, f"用画图打开，另存为 PNG，再用新文件{further_cure}", value=shown(path))


def _checked_picture(data: bytes, path: str) -> bytes | Fault:
    try:
        image_facts(data)
    except Exception as error:  # a damaged header makes the picture library fail in many ways
        kind = next((name for mark, name in _OTHER_PICTURES if re.match(mark, data, re.DOTALL)), None)
        if kind in KINDS:
            return _made_png(data, kind, path)
        if kind is not None:
            return _other_picture(kind, path)
        said = str(error) if type(error) is ValueError else ""
        message, _, cure = said.partition("；") if "；" in said else said.partition("，")
        return Fault("not-a-picture", message or "不是图片", cure or "换一个 PNG 或 JPEG 图片文件", value=shown(path))
    return data
