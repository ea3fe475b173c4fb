"""A .docx opened for reading: its members as XML trees, with bounds that no bomb passes."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import TypeAlias

from lxml import etree

from gongwen.errors import DocumentError, Fault
from gongwen.ooxml.names import PACKAGE_RELATIONSHIPS, WORD

__all__ = ["Element", "OpenedDocument", "w"]

Element: TypeAlias = "etree._Element"

_LARGEST_MEMBER = 64 * 1024 * 1024
_MOST_MEMBERS = 5000
_DOCUMENT = "word/document.xml"


def w(name: str) -> str:
    """A WordprocessingML name in lxml's notation."""
    return f"{{{WORD}}}{name}"


class OpenedDocument:
    """The parts of a .docx. Raises :class:`~gongwen.DocumentError` when the bytes are no usable .docx."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise _refused("not-a-docx", "不是 .docx 文件，或文件已损坏", "用 Word 或 WPS 另存为 .docx") from None
        self._names = set(self._zip.namelist())
        if len(self._names) > _MOST_MEMBERS:
            raise _refused("suspicious-package", "文件里的部件太多", "换一个文件")
        if _DOCUMENT not in self._names:
            raise _refused("not-a-docx", "压缩包里没有 Word 正文（word/document.xml）", "用 Word 或 WPS 另存为 .docx")

    def names(self) -> list[str]:
        """The names of all members, as the package lists them."""
        return self._zip.namelist()

    def tree(self, name: str) -> Element | None:
        """A member as XML, or None when there is no such member."""
        if name not in self._names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            tree = etree.fromstring(self.member(name), parser)
        except etree.XMLSyntaxError as error:
            raise _refused(
                "broken-part", f"部件 {name} 第 {error.lineno} 行的标记不成对或不完整", "用 Word 修复后另存"
            ) from None
        if tree.getroottree().docinfo.doctype:
            # A .docx has no document type; one that has hides entities, which may name files of this machine.
            raise _refused("suspicious-package", f"部件 {name} 里有不该有的文档类型声明", "换一个文件")
        return tree

    def member(self, name: str) -> bytes:
        """A member's bytes."""
        try:
            size = self._zip.getinfo(name).file_size
            content = self._zip.read(name) if size <= _LARGEST_MEMBER else None
        except Exception:  # each way of packing has its own errors: zlib, bz2, lzma, struct, zipfile …
            raise _refused("broken-part", f"部件 {name} 读不出来", "重新取得这个文件，或用 Word 修复后另存") from None
        if content is None:
            raise _refused("suspicious-package", f"部件 {name} 太大", "换一个文件")
        return content

    @property
    def body(self) -> Element:
        """``w:body``."""
        root = self.tree(_DOCUMENT)
        body = None if root is None else root.find(w("body"))
        if body is None:
            raise _refused("broken-part", "部件 word/document.xml 里没有正文", "用 Word 修复后另存")
        return body

    def style_names(self) -> dict[str, str]:
        """Names of styles by their ids."""
        styles = self.tree("word/styles.xml")
        if styles is None:
            return {}
        return {
            style.get(w("styleId"), ""): name.get(w("val"), "")
            for style in styles.iter(w("style"))
            if (name := style.find(w("name"))) is not None
        }

    def relationship_targets(self) -> dict[str, str]:
        """Members that the document's relationships lead to, by relationship id."""
        tree = self.tree("word/_rels/document.xml.rels")
        if tree is None:
            return {}
        return {
            # A target that begins with a stroke counts from the root of the package.
            entry.get("Id", ""): posixpath.normpath(posixpath.join("/word", entry.get("Target", ""))).lstrip("/")
            for entry in tree.iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship")
            if entry.get("TargetMode") != "External"
        }


def _refused(code: str, message: str, cure: str) -> DocumentError:
    return DocumentError(Fault(code, message, cure))
