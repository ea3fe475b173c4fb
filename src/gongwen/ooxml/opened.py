"""Packages of other hands opened for reading: their parts as bytes and XML trees, within bounds that no bomb passes.

A .docx, an .xlsx and a template are the same kind of package. How much of one is taken in stands in :data:`LIMITS`;
what goes beyond is refused before memory is spent on it.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import IO, NamedTuple, TypeAlias

from lxml import etree

from gongwen.errors import DocumentError, Fault, InputError
from gongwen.files import unreadable
from gongwen.ooxml.names import PACKAGE_RELATIONSHIPS, WORD
from gongwen.text import shown

__all__ = [
    "LIMITS",
    "Element",
    "Limits",
    "OpenedDocument",
    "OpenedPackage",
    "PackageSource",
    "Relationship",
    "opened_zip",
    "package_bytes",
    "parsed_part",
    "said_in",
    "tree_cost",
    "w",
]

Element: TypeAlias = "etree._Element"
PackageSource: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes] | IO[str]
"""Where a package may come from: a path, bytes, or a binary file object."""

_MB = 1024 * 1024


class Limits(NamedTuple):
    """How much of a foreign package is taken in: bytes, numbers of parts, and what its XML takes as trees."""

    package: int = 256 * _MB
    parts: int = 5000
    part: int = 64 * _MB
    total: int = 192 * _MB
    trees: int = 176 * _MB
    depth: int = 256


LIMITS = Limits()

_DOCUMENT = "word/document.xml"
_MOST_UNPACKED = 2 * _MB  # of the parts of one package, which are asked for more than once
_ENTRY = b"PK\x01\x02"
_CHUNK = 1 << 20
# What libxml2 keeps of an element, of a text and of an attribute with its value, on 64 bits.
_NODE, _ATTRIBUTE = 120, 216
# No part takes more a byte: ``<a/>x`` again and again. What is small enough by that need not be counted.
_MOST_A_BYTE = 48
# Longer parts may hold a text beyond ten million bytes, which libxml2 takes only as a huge tree.
_PLAIN_TREE = 9_000_000
_DOCTYPE = b"<!DOCTYPE"
_WIDE_DOCTYPES = ("<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_WIDE_HEADS = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
# A package's XML is UTF-8 or UTF-16. In these too a tag begins with the one byte that is counted before it is parsed.
_ENCODINGS = frozenset(
    {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
    | {"gbk", "gb2312", "gb18030"}
)
_TEXT_HEADS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<")
_RESAVE = "用 Word 修复后另存"
_OTHER = "换一个文件"


@cache
def w(name: str) -> str:
    """A WordprocessingML name in lxml's notation."""
    return f"{{{WORD}}}{name}"


def said_in(element: Element, name: str) -> Element | None:
    """The first child of a WordprocessingML name; quicker than ``find``, which reads paths."""
    return next(element.iterchildren(w(name)), None)


def package_bytes(source: PackageSource, limits: Limits = LIMITS) -> tuple[bytes, str | None]:
    """The bytes of a source, and its name if it has one; of a path only a regular file is read.

    Raises :class:`~gongwen.InputError` for a file that cannot be read, :class:`~gongwen.DocumentError` for what is too
    large or no file of bytes.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), None
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        name = shown(os.path.basename(path) or path)
        try:
            status = os.stat(path)
            if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
                raise InputError(Fault("file-unreadable", "这不是普通文件，是设备或管道", "给出 .docx 文件", file=name))
            if status.st_size > limits.package:
                raise _too_large(name)
            with open(path, "rb") as file:
                return file.read(limits.package), name
        except InputError:
            raise
        except (OSError, ValueError) as error:  # ValueError: a character that no path may have
            raise InputError(unreadable(error, name)) from None
    own = getattr(source, "name", None)
    label = shown(os.path.basename(own)) if isinstance(own, str) else None
    return _object_bytes(source, label, limits.package), label


def _object_bytes(source: IO[bytes] | IO[str], name: str | None, most: int) -> bytes:
    try:
        try:
            content: object = source.read(most + 1)
        except TypeError:  # an object of the caller's own, which reads all at once
            content = source.read()
    except OSError as error:
        raise InputError(unreadable(error, name)) from None
    except ValueError:
        raise _refused("file-error", "文件对象已关闭，或不能读", "以二进制方式（“rb”）重新打开", name) from None
    if not isinstance(content, bytes | bytearray):
        raise _refused("not-a-docx", "这是文本文件对象，.docx 要以二进制打开", "以二进制方式（“rb”）打开", name)
    if len(content) > most:
        raise _too_large(name)
    return bytes(content)


def opened_zip(source: bytes | str, most_parts: int = LIMITS.parts) -> zipfile.ZipFile:
    """A package as a zip archive, whose directory is read only when it is no longer than it may be.

    Raises :class:`~gongwen.DocumentError` for what is no archive, or one of too many parts.
    """
    try:
        if _entries(source) > most_parts:
            raise _refused("suspicious-package", "文件里的部件太多", _OTHER)
        return zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
    except OSError as error:
        if isinstance(source, str):
            raise InputError(unreadable(error, os.path.basename(source))) from None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        pass
    raise _refused("not-a-docx", "不是 .docx 文件，或文件已损坏", "用 Word 或 WPS 另存为 .docx")


def _entries(source: bytes | str) -> int:
    """How many entries the directory can have at the most; a stored package inside the package counts too."""
    if isinstance(source, bytes):
        return source.count(_ENTRY)
    found, tail = 0, b""
    with open(source, "rb") as file:
        while chunk := file.read(_CHUNK):
            found += (tail + chunk).count(_ENTRY)
            tail = chunk[1 - len(_ENTRY) :]
    return found


def tree_cost(content: bytes) -> int:
    """Bytes that a part takes as a tree beyond its own, told from its marks before it is parsed."""
    opened = content.count(b"<") - content.count(b"</")
    texts = content.count(b">") - content.count(b"><")
    quotes = content.count(b'"') + content.count(b"'")
    return _NODE * (opened + texts) + _ATTRIBUTE * (quotes // 2)


def parsed_part(content: bytes, name: str, limits: Limits = LIMITS) -> Element:
    """The root of an XML part. Raises :class:`~gongwen.DocumentError` for what is no XML, or too much of it.

    No entity is resolved and nothing is fetched; a part with a document type is refused, for it may hide entities that
    name files of this machine, and no package of an office suite has one.
    """
    wide = content.startswith(_WIDE_HEADS) and any(mark in content for mark in _WIDE_DOCTYPES)
    if wide or _DOCTYPE in content:
        raise _refused("suspicious-package", f"部件 {name} 里有不该有的文档类型声明", _OTHER)
    declared = _DECLARED.match(content[:512].lstrip(b"\xef\xbb\xbf"))
    known = declared is None or declared[1].decode().lower() in _ENCODINGS
    if not known or not content.lstrip().startswith(_TEXT_HEADS):
        raise _refused("broken-part", f"部件 {name} 不是 UTF-8 文本，或已损坏", _RESAVE)
    if len(content) * _MOST_A_BYTE > limits.trees and tree_cost(content) > limits.trees:
        raise _refused("suspicious-package", f"部件 {name} 里的标记太多", _OTHER)
    huge = len(content) > _PLAIN_TREE
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=huge)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _refused("broken-part", f"部件 {name} 第 {error.lineno} 行的标记不成对或不完整", _RESAVE) from None
    except ValueError:  # a declaration that lxml cannot make sense of
        raise _refused("broken-part", f"部件 {name} 不是 UTF-8 文本，或已损坏", _RESAVE) from None
    if huge and _deeper_than(root, limits.depth):
        raise _refused("suspicious-package", f"部件 {name} 里的标记套得太深", _OTHER)
    return root


def _deeper_than(root: Element, most: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


class Relationship(NamedTuple):
    """Where a part refers to: the last word of the relationship's type, and the part or the address outside."""

    kind: str
    target: str
    external: bool


class OpenedPackage:
    """The parts of a package. Raises :class:`~gongwen.DocumentError` when the bytes are no usable one."""

    def __init__(self, content: bytes, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._zip = opened_zip(content, limits.parts)
        self._sizes = {entry.filename: entry.file_size for entry in self._zip.infolist()}
        if sum(self._sizes.values()) > limits.total:
            raise _refused("suspicious-package", "文件展开以后太大", _OTHER)
        self._grown: dict[str, int] = {}
        self._counted: set[str] = set()
        self._unpacked: dict[str, bytes] = {}
        self._room = _MOST_UNPACKED

    def names(self) -> list[str]:
        """The names of all members, as the package lists them."""
        return self._zip.namelist()

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def member(self, name: str) -> bytes:
        """A member's bytes."""
        known = self._unpacked.get(name)
        if known is not None:
            return known
        size = self._sizes.get(name, 0)
        if size > self._limits.part:
            raise _refused("suspicious-package", f"部件 {name} 太大", _OTHER)
        try:
            content = self._zip.read(name)  # no more than the directory says
        except Exception:  # each way of packing has its own errors: zlib, bz2, lzma, struct, zipfile …
            raise _refused("broken-part", f"部件 {name} 读不出来", f"重新取得这个文件，或{_RESAVE}") from None
        if len(content) <= self._room:
            self._room -= len(content)
            self._unpacked[name] = content
        return content

    def tree(self, name: str) -> Element | None:
        """A member as XML, or None when there is no such member."""
        if name not in self._sizes:
            return None
        content, limits = self.unparsed(name)
        return parsed_part(content, name, limits)

    def unparsed(self, name: str) -> tuple[bytes, Limits]:
        """A member that is about to become a tree, and the limits that the trees of the others leave for it."""
        content = self.member(name)
        return content, self._limits._replace(trees=self._room_for(name, len(content)))

    def _room_for(self, name: str, size: int) -> int:
        """What the trees of the other parts leave for that of one; they are counted only where it may matter."""
        limit, grown = self._limits.trees, self._grown
        grown[name] = size * _MOST_A_BYTE
        if sum(grown.values()) > limit:
            for part in grown.keys() - self._counted:
                grown[part] = tree_cost(self.member(part))
                self._counted.add(part)
        return limit - sum(grown.values()) + grown[name]

    def relationships(self, part: str = "") -> Mapping[str, Relationship]:
        """What a part refers to by id; without a part, what the package does."""
        folder, base = posixpath.split(part)
        tree = self.tree(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        if tree is None:
            return {}
        found: dict[str, Relationship] = {}
        for entry in tree.iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
            target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
            if not external:  # a target that begins with a stroke counts from the root of the package
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[entry.get("Id", "")] = Relationship(entry.get("Type", "").rpartition("/")[2], target, external)
        return found


class OpenedDocument(OpenedPackage):
    """The parts of a .docx. Raises :class:`~gongwen.DocumentError` when the bytes are no usable .docx."""

    def __init__(self, content: bytes, limits: Limits = LIMITS) -> None:
        super().__init__(content, limits)
        self.main = _DOCUMENT
        if _DOCUMENT not in self:
            self.main = next((target for kind, target, _ in self._of_the_package() if kind == "officeDocument"), "")
            if self.main not in self or self.main.startswith(("xl/", "ppt/")):
                cure = "用 Word 或 WPS 另存为 .docx"
                raise _refused("not-a-docx", "压缩包里没有 Word 正文（word/document.xml）", cure)

    def _of_the_package(self) -> list[Relationship]:
        try:
            return list(self.relationships().values())
        except DocumentError:
            return []

    @property
    def body(self) -> Element:
        """``w:body``."""
        root = self.tree(self.main)
        body = None if root is None else root.find(w("body"))
        if body is None:
            raise _refused("broken-part", f"部件 {self.main} 里没有正文", _RESAVE)
        return body

    def relationship_targets(self) -> dict[str, str]:
        """Members that the document's relationships lead to, by relationship id."""
        return {id_: found.target for id_, found in self.relationships(self.main).items() if not found.external}


def _too_large(name: str | None) -> DocumentError:
    return _refused("suspicious-package", "文件太大", _OTHER, name)


def _refused(code: str, message: str, cure: str, file: str | None = None) -> DocumentError:
    return DocumentError(Fault(code, message, cure, file=file))
