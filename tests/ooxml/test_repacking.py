"""A package with one part otherwise: all other members stand in it as they were deflated, whatever packed them."""

from __future__ import annotations

import io
import zipfile

import pytest

from gongwen.errors import DocumentError
from gongwen.ooxml.repacking import repacked


def packed(method: int) -> bytes:
    """A package with a part of a Chinese name, and a folder's own entry."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        package.writestr("word/", b"")
        package.writestr("word/document.xml", "<w:t>防汛物资</w:t>")
        package.writestr("word/media/示意图.png", b"\x89PNG" * 64)
    return buffer.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_the_members_that_do_not_change_say_what_they_said(method: int) -> None:
    made = repacked(packed(method), {"word/document.xml": b"<w:t/>", "word/comments.xml": b"<c/>"})
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert package.namelist() == ["word/document.xml", "word/media/示意图.png", "word/comments.xml"]
        assert package.read("word/media/示意图.png") == b"\x89PNG" * 64
        assert package.read("word/document.xml") == b"<w:t/>"
    assert made == repacked(packed(method), {"word/document.xml": b"<w:t/>", "word/comments.xml": b"<c/>"})


def test_a_package_that_is_cut_off_is_refused_by_name() -> None:
    content = packed(zipfile.ZIP_DEFLATED)
    at = content.index(b"PK\x01\x02")
    lying = bytearray(content)
    lying[at + 42 : at + 46] = (len(content) - 4).to_bytes(4, "little")  # where the first member is said to begin
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        second = content.index(b"PK\x01\x02", at + 4)
        assert package.namelist()[1] == "word/document.xml"
    lying[second + 42 : second + 46] = (len(content) - 4).to_bytes(4, "little")
    with pytest.raises(DocumentError):
        repacked(bytes(lying), {})
