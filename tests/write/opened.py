"""A .docx as the tests look at it: its members, its body, and the text of each paragraph by style."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

__all__ = ["W", "edited", "members", "paragraphs", "style_names", "tree", "trees"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def members(content: bytes) -> dict[str, bytes]:
    """All members by name; every one is whole."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def edited(content: bytes, text: str, other: str) -> bytes:
    """The same .docx with every occurrence of a text in its body replaced by another, as by hand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(content).items():
            body = name == "word/document.xml"
            assert not body or text.encode() in data
            archive.writestr(name, data.replace(text.encode(), other.encode()) if body else data)
    return stream.getvalue()


def trees(content: bytes) -> dict[str, etree._Element]:
    """Every XML member, parsed."""
    return {name: etree.fromstring(data) for name, data in members(content).items() if name.endswith((".xml", ".rels"))}


def tree(content: bytes, name: str = "word/document.xml") -> etree._Element:
    """One XML member."""
    return trees(content)[name]


def style_names(content: bytes) -> dict[str, str]:
    """Chinese names of paragraph styles by id."""
    return {
        style.get(f"{W}styleId", ""): str(name.get(f"{W}val"))
        for style in tree(content, "word/styles.xml").iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None
    }


def paragraphs(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Paragraphs of the body in reading order, those of tables included: (name of the style, element)."""
    names = style_names(content)
    for paragraph in tree(content).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield names[style.get(f"{W}val", "")] if style is not None else "", paragraph
