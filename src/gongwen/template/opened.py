"""A clerk's .docx opened: its members, or a refusal in words - no .docx, a password, macros, cut XML."""

from __future__ import annotations

import os
import re
from typing import BinaryIO, TypeAlias

from lxml import etree

from gongwen.errors import DocumentError, Fault, TemplateError
from gongwen.ooxml.names import WORD, XML_HEAD
from gongwen.ooxml.opened import Element, OpenedDocument, package_bytes
from gongwen.signatures import COMPOUND
from gongwen.template.inert import faults_of_template
from gongwen.template.mail_merge import without_data_source

__all__ = ["DOCUMENT", "RELATIONSHIPS_PART", "OpenedTemplate", "TemplateSource", "read_bytes"]

TemplateSource: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""Where a template may come from: a path, bytes, or a binary file object."""

DOCUMENT = "word/document.xml"
RELATIONSHIPS_PART = "word/_rels/document.xml.rels"
_SETTINGS, _SETTINGS_RELATIONS = "word/settings.xml", "word/_rels/settings.xml.rels"
_TYPES = "[Content_Types].xml"
_MACRO_TYPE = "macroEnabled"
_TEMPLATE_TYPE = "wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = "wordprocessingml.document.main+xml"
_STRICT = "{http://purl.oclc.org/ooxml/"
_SAVE = "在 Word 或 WPS 里打开，另存为“Word 文档（.docx）”"


def read_bytes(source: TemplateSource) -> tuple[bytes, str | None]:
    """The bytes of a source, and its name if it has one. Raises :class:`~gongwen.TemplateError`."""
    try:
        return package_bytes(source)
    except DocumentError as error:
        raise TemplateError(error.faults) from None


class OpenedTemplate:
    """The members of a template. Raises :class:`~gongwen.TemplateError` for what cannot be one."""

    def __init__(self, content: bytes, file: str | None = None) -> None:
        if content.startswith(COMPOUND):
            raise _refused("not-a-docx", "这是有打开密码的文件，或旧版 Word 文档（.doc）", f"去掉密码，{_SAVE}", file)
        try:
            self._opened = OpenedDocument(content)
            self.members = self._all_members()
        except DocumentError as error:
            raise TemplateError(fault.at(file=file) for fault in error.faults) from None
        self.file = file
        self._changed: dict[str, Element] = {}
        for name in (_TYPES, RELATIONSHIPS_PART):
            self._write_out(name)
        types = self.members.get(_TYPES, b"").decode()
        if _MACRO_TYPE in types or any(name.lower().endswith("vbaproject.bin") for name in self.members):
            raise _refused("macros", "模板里有宏，可能有害", f"{_SAVE}（不带宏）", file)
        if _TYPES not in self.members or _DOCUMENT_TYPE not in types.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE):
            raise _refused("not-a-docx", "压缩包里的正文不是 Word 文档", _SAVE, file)
        self._leave_data_source()
        faults = faults_of_template(self.members, self.tree)
        if faults:
            raise TemplateError(fault.at(file=file) for fault in faults)
        # A Word template (.dotx) is the same package under another type.
        self.members[_TYPES] = types.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE).encode()

    def _leave_data_source(self) -> None:
        """Mail merge would ask for its rows in every document."""
        trees = {name: self.tree(name) for name in (_SETTINGS, _SETTINGS_RELATIONS)}
        if without_data_source(*trees.values()):
            for name, tree in trees.items():
                if tree is not None:
                    self._changed[name] = tree
                    self.members[name] = XML_HEAD.encode() + etree.tostring(tree, encoding="utf-8")

    def _all_members(self) -> dict[str, bytes]:
        return {name: self._opened.member(name) for name in self._opened.names() if not name.endswith("/")}

    def _write_out(self, name: str) -> None:
        """A part that documents add to as text, in the one encoding of ours."""
        tree = self.tree(name)
        if tree is not None:
            self.members[name] = XML_HEAD.encode() + etree.tostring(tree, encoding="utf-8")

    def tree(self, name: str) -> Element | None:
        """A member as XML, or None. Raises :class:`~gongwen.TemplateError`."""
        if name in self._changed:
            return self._changed[name]
        try:
            return self._opened.tree(name)
        except DocumentError as error:
            raise TemplateError(fault.at(file=self.file) for fault in error.faults) from None

    def document(self) -> Element:
        """The root of the document; it has a body."""
        root = self.tree(DOCUMENT)
        if root is not None and str(root.tag).startswith(_STRICT):
            raise _refused("broken-part", "这是“Strict Open XML 文档”，与通常的 .docx 不同", _SAVE, self.file)
        if root is None or root.tag != f"{{{WORD}}}document" or root.find(f"{{{WORD}}}body") is None:
            raise _refused("broken-part", "部件 word/document.xml 里没有正文", "用 Word 修复后另存", self.file)
        return root

    def text_parts(self) -> list[str]:
        """Headers, footers and footnotes that the document refers to."""
        targets = set()
        for target in self._opened.relationship_targets().values():
            if re.search(r"/(header|footer|footnotes)\d*\.xml$", target) and target in self.members:
                targets.add(target)
        return sorted(targets)

    def styles(self) -> Element | None:
        """The root of the styles, or None."""
        return self.tree("word/styles.xml")


def _refused(code: str, message: str, cure: str, file: str | None) -> TemplateError:
    return TemplateError(Fault(code, message, cure, file=file))
