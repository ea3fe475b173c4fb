"""Bytes of every common encoding, and which it was."""

from __future__ import annotations

import pytest

from gongwen.errors import InputError
from gongwen.reading.decoding import decode
from gongwen.recognition import parse
from tests.recognition.texts import NOTICE, document, only

TRADITIONAL = "關於做好春耕備耕工作的通知\n各村民委員會：\n請抓緊整地，備足農資。\n青山鎮人民政府\n2026年3月2日\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8（带 BOM）"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16（无 BOM）"),
        ("utf-16-be", "UTF-16（无 BOM）"),
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
    ],
)
def test_a_notice_in_each_encoding(codec: str, name: str) -> None:
    found = decode(NOTICE.encode(codec))
    assert (found.text, found.encoding, found.unreadable) == (NOTICE, name, 0)
    assert document(only(NOTICE.encode(codec))) == document(only(NOTICE))


def test_big5_is_told_from_gb18030_by_its_frequent_characters() -> None:
    assert decode(TRADITIONAL.encode("big5")) == (TRADITIONAL, "Big5", 0)
    assert parse(TRADITIONAL.encode("big5")).encoding == "Big5"


def test_a_damaged_text_is_read_as_far_as_it_can_be() -> None:
    data = NOTICE.encode()
    found = decode(data[:100] + b"\xff" + data[101:])
    assert found.encoding == "UTF-8（有损坏的字符）"
    assert found.unreadable >= 1


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04....", b"\xd0\xcf\x11\xe0....", b"%PDF-1.7", b"MZ\x90\x00", b"\x89PNG\r\n"]
)
def test_a_file_that_is_no_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        parse(data)
    assert refused.value.faults[0].code == "not-text"
