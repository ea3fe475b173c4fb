"""What comes from outside is opened or refused in Chinese; nothing in it makes the library fail otherwise."""

from __future__ import annotations

import io
import os
import re
import resource
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongwen import DocumentError, GongwenError, render
from gongwen.ooxml.facts import Facts
from gongwen.ooxml.names import PACKAGE_RELATIONSHIPS, RELATIONSHIPS, WORD
from gongwen.ooxml.opened import LIMITS, OpenedDocument, package_bytes, w
from gongwen.reading.docx import read_document
from tests.model.chinese import is_said_in_chinese
from tests.strategies import QUIET, examples, notice, some_picture

BODY = f'<w:document xmlns:w="{WORD}"><w:body><w:p/></w:body></w:document>'


@cache
def whole() -> bytes:
    """A document that has a bit of all."""
    seals = [{"data": some_picture()}]
    body = ["甲。", {"type": "table", "rows": [["乙"]]}, {"type": "picture", "data": some_picture("JPEG")}]
    return render(notice(body=body, seals=seals, attachments=[{"title": "丙", "body": ["丁。"]}]))


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(**members: str | bytes) -> bytes:
    """The whole document with some members replaced; names are given without folder and ending."""
    parts = {"document": "word/document.xml", "styles": "word/styles.xml", "core": "docProps/core.xml"}
    with zipfile.ZipFile(io.BytesIO(whole())) as archive:
        content: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    content.update({parts[name]: replaced for name, replaced in members.items()})
    return packed(content)


def look_through(content: bytes) -> OpenedDocument:
    """Open and read all that a reader reads."""
    opened = OpenedDocument(content)
    assert opened.body.tag == w("body")
    for target in opened.relationship_targets().values():
        opened.tree(target) if target.endswith(".xml") else opened.member(target)
    opened.tree("docProps/core.xml")
    assert Facts(opened).styles.names is not None
    return opened


def refused(content: bytes, look: Callable[[bytes], Any] = look_through) -> str:
    with pytest.raises(DocumentError) as error:
        look(content)
    for fault in error.value.faults:
        assert is_said_in_chinese(fault)
    return str(error.value)


def read_or_refused(read: Callable[[], Any]) -> Any:
    """What is read, or None when it is refused by an error of ours; any other error fails the test."""
    with suppress(GongwenError):
        return read()
    return None


def test_a_document_of_ours_is_opened_whole() -> None:
    opened = look_through(whole())
    assert "公文正文" in Facts(opened).styles.names.values()
    assert opened.tree("word/nothing.xml") is None
    assert {target.rpartition(".")[2] for target in opened.relationship_targets().values()} == {"xml", "png", "jpg"}


# ---------------------------------------------------------------------------------- no zip, half a zip


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"PK", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"%PDF-1.7\n", "公文".encode(), bytes(1000)],
)
def test_what_is_no_docx_is_refused(content: bytes) -> None:
    assert "docx" in refused(content)


@QUIET
@given(st.binary(max_size=300))
def test_any_bytes_are_refused(content: bytes) -> None:
    refused(content)


@examples(60)
@given(st.floats(0, 1, exclude_max=True))
def test_a_docx_that_was_cut_off_is_refused(share: float) -> None:
    refused(whole()[: int(len(whole()) * share)])


@examples(150)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_docx_with_changed_bytes_is_read_or_refused(changes: list[tuple[float, int]]) -> None:
    content = bytearray(whole())
    for place, value in changes:
        content[int(len(content) * place)] = value
    read_or_refused(lambda: look_through(bytes(content)))
    read_or_refused(lambda: read_document(bytes(content)))


@examples(150)
@given(st.integers(1, 2600), st.integers(0, 255))
def test_a_docx_with_a_changed_directory_is_read_or_refused(from_the_end: int, value: int) -> None:
    content = bytearray(whole())
    if len(content) - from_the_end not in versions(content):
        content[-from_the_end] = value
    read_or_refused(lambda: look_through(bytes(content)))


def test_a_docx_of_a_later_kind_of_zip_is_refused() -> None:
    content = bytearray(whole())
    content[min(versions(content))] = 99
    refused(bytes(content))


def versions(content: bytearray) -> set[int]:
    """Where the directory says which version of the zip format each member needs."""
    return {found.start() + 6 for found in re.finditer(b"PK\x01\x02", content)}


@pytest.mark.parametrize(
    ("method", "name"),
    [
        (0, "stored"),
        (9, "deflate64"),
        (12, "bzip2"),
        (14, "lzma"),
        (93, "zstandard"),
        (98, "unknown"),
    ],
)
def test_a_member_packed_in_another_way_than_it_says_is_refused(method: int, name: str) -> None:
    for content in (
        packed({"word/document.xml": BODY * 9}),
        packed({"word/document.xml": b"\5\0\5\0" + b"\xff" * 99}, zipfile.ZIP_STORED),
    ):
        broken = bytearray(content)
        at = broken.index(b"PK\x01\x02")
        for place in (8, at + 10):
            broken[place : place + 2] = method.to_bytes(2, "little")
        assert "word/document.xml" in refused(bytes(broken)), name


def test_a_member_that_is_locked_is_refused() -> None:
    locked = bytearray(packed({"word/document.xml": BODY}))
    for place in (6, locked.index(b"PK\x01\x02") + 8):
        locked[place] |= 1
    assert "word/document.xml" in refused(bytes(locked))


# ---------------------------------------------------------------------------------- a zip, but no document


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
        {"xl/workbook.xml": "<x/>"},
        {"document.xml": BODY},
        {"Word/Document.xml": BODY},
    ],
)
def test_a_zip_without_a_document_is_refused(members: dict[str, str]) -> None:
    assert "word/document.xml" in refused(packed(members))


@pytest.mark.parametrize(
    "document",
    ["", " ", "不是 XML", "<w:document>", BODY[:-3], BODY + "<x/>", '<?xml version="1.0" encoding="latin-99"?><x/>'],
)
def test_a_document_that_is_no_xml_is_refused_with_the_part(document: str) -> None:
    assert "word/document.xml" in refused(packed({"word/document.xml": document}))


def test_a_part_that_is_no_xml_is_refused_in_chinese() -> None:
    with pytest.raises(DocumentError) as error:
        look_through(packed({"word/document.xml": BODY + "<x/>"}))
    assert all(is_said_in_chinese(fault) for fault in error.value.faults)


@pytest.mark.parametrize(
    "document", ["<x/>", f'<w:document xmlns:w="{WORD}"/>', '<document xmlns="urn:x"><body/></document>']
)
def test_a_document_without_a_body_is_refused(document: str) -> None:
    assert "正文" in refused(packed({"word/document.xml": document}))


def test_a_docx_of_another_program_is_refused_by_the_reader() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    assert "gongwen" in refused(stream.getvalue(), read_document)


# ---------------------------------------------------------------------------------- bombs

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGH_HEAD = f'<!DOCTYPE x [<!ENTITY l0 "哈">{LAUGHS}]>'


def bombs() -> dict[str, str]:
    def with_text(head: str, text: str) -> str:
        return (
            f"{head}<w:document xmlns:w='{WORD}'><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
        )

    quadratic = f'<!DOCTYPE x [<!ENTITY a "{"哈" * 50_000}">]>'
    return {
        "a billion laughs": with_text(LAUGH_HEAD, "&l9;"),
        "a billion laughs in an attribute": f"{LAUGH_HEAD}<w:document xmlns:w='{WORD}' a='&l9;'><w:body/></w:document>",
        "a quadratic entity": with_text(quadratic, "&a;" * 5000),
        "a file of this machine": with_text('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', "&f;"),
        "a file of the network": with_text('<!DOCTYPE x [<!ENTITY f SYSTEM "http://127.0.0.1:9/x">]>', "&f;"),
        "a definition from elsewhere": with_text('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "甲"),
        "a tower of elements": BODY.replace("<w:p/>", "<w:p>" * 100_000 + "</w:p>" * 100_000),
    }


@pytest.mark.parametrize("name", bombs())
def test_a_bomb_is_refused(name: str) -> None:
    refused(packed({"word/document.xml": bombs()[name]}))


@pytest.mark.parametrize("name", bombs())
@pytest.mark.parametrize("part", ["document", "styles", "core"])
def test_a_bomb_in_any_part_does_no_harm(part: str, name: str) -> None:
    content = changed(**{part: bombs()[name]})
    parsed = read_or_refused(lambda: read_document(content))
    said = "" if parsed is None else parsed.document.to_json()
    assert len(said) < 10_000
    assert "root:" not in said
    assert "哈哈" not in said


def test_a_member_that_unpacks_without_end_is_refused() -> None:
    assert "太大" in refused(packed({"word/document.xml": bytes(65 * 1024 * 1024)}))


def test_a_package_of_countless_members_is_refused() -> None:
    members = {f"word/{number}.xml": "" for number in range(5001)}
    assert "太多" in refused(packed({**members, "word/document.xml": BODY}, zipfile.ZIP_STORED))


WHOLE = f"<w:document xmlns:w='{WORD}'><w:body>{{}}</w:body></w:document>"


def towers() -> dict[str, tuple[str, int]]:
    """Small packages whose parts are large trees."""
    return {
        "elements": ("<w:p/>", 1_600_000),
        "texts": ("<w:p/>春", 900_000),
        "attributes": ('<w:p a="" b="" c=""/>', 400_000),
        "namespaces": ('<w:p xmlns:a="u" xmlns:b="u"/>', 500_000),
        "processing instructions": ("<?甲 乙?>", 2_000_000),
    }


@pytest.mark.parametrize("name", towers())
def test_a_part_that_would_be_a_large_tree_is_refused_before_it_is_one(name: str) -> None:
    unit, times = towers()[name]
    content = packed({"word/document.xml": WHOLE.format(unit * times)})
    assert len(content) < 500_000
    before, began = peak_memory(), time.process_time()
    assert "标记太多" in refused(content)
    assert time.process_time() - began < 2
    assert peak_memory() - before < 300 * 1024


def peak_memory() -> int:
    """The most memory that the process has held, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_trees_of_several_parts_count_together() -> None:
    part = WHOLE.format("<w:p/>" * 9_000)
    members = {f"word/header{number}.xml": part for number in range(9)}
    opened = OpenedDocument(packed({"word/document.xml": part, **members}), LIMITS._replace(trees=9 * 1024 * 1024))
    assert opened.body is not None
    with pytest.raises(DocumentError, match="标记太多"):
        [opened.tree(name) for name in members]


def test_a_long_text_is_no_bomb() -> None:
    text = "春" * 5_000_000
    opened = OpenedDocument(packed({"word/document.xml": WHOLE.format(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")}))
    assert "".join(opened.body.itertext()) == text


def test_a_long_part_may_not_be_deep_either() -> None:
    deep = "<w:p>" * 300 + "春" * 4_000_000 + "</w:p>" * 300
    assert "套得太深" in refused(packed({"word/document.xml": WHOLE.format(deep)}))


def test_a_package_that_unpacks_to_more_than_it_may_is_refused_at_once() -> None:
    members = {f"word/media/{number}.png": bytes(40 * 1024 * 1024) for number in range(5)}
    assert "展开以后太大" in refused(packed({"word/document.xml": BODY, **members}))


def test_a_directory_longer_than_it_says_is_not_read() -> None:
    """The number of entries in the last record is not believed."""
    content = bytearray(packed({f"{number}.xml": "" for number in range(6000)}, zipfile.ZIP_STORED))
    content[-14:-10] = (3).to_bytes(2, "little") * 2
    assert "太多" in refused(bytes(content))


@pytest.mark.parametrize("encoding", ["utf-7", "cp037"])
def test_an_encoding_that_hides_marks_is_refused(encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?>{BODY}'.encode(encoding)
    assert "UTF-8" in refused(packed({"word/document.xml": document}))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_an_encoding_that_packages_may_have_is_read(encoding: str) -> None:
    assert OpenedDocument(packed({"word/document.xml": BODY.encode(encoding)})).body is not None


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.docx")
    for path in (tmp_path / "管道.docx", "/dev/zero", tmp_path, tmp_path / "没有.docx"):
        with pytest.raises(GongwenError) as error:
            package_bytes(path)
        assert all(is_said_in_chinese(fault) for fault in error.value.faults)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with path.open("wb") as file:
        file.truncate(LIMITS.package + 1)
    with pytest.raises(DocumentError, match="文件太大"):
        package_bytes(path)
    with pytest.raises(DocumentError, match="文件太大"):
        package_bytes(io.BytesIO(bytes(11)), LIMITS._replace(package=10))


def test_the_body_stands_where_the_package_says() -> None:
    relations = (
        f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"><Relationship Id="rId1" Target="/word/document2.xml" '
        f'Type="{RELATIONSHIPS}/officeDocument"/></Relationships>'
    )
    opened = OpenedDocument(packed({"_rels/.rels": relations, "word/document2.xml": BODY}))
    assert (opened.main, opened.body.tag) == ("word/document2.xml", w("body"))


@example('<w:p xmlns:w="urn:x"/>')
@given(st.text(st.sampled_from("<>/wpbody&; ='\"甲"), max_size=60))
def test_any_text_for_a_document_is_read_or_refused(text: str) -> None:
    content = packed({"word/document.xml": BODY.replace("<w:p/>", text)})
    read_or_refused(lambda: look_through(content))
