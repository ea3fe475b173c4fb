"""What a program keeps in its dictionaries and hands to its own streams."""

from __future__ import annotations

import io
import pickle
from typing import Any

import pytest

import gongwen
from gongwen.template import make_template

UNIT = "单位: 云岭县青山镇人民政府\n代字: {通知: 青政发, 函: 青政函}\n机关组: {各村: [上坝村民委员会]}\n".encode()
DRAFT = gongwen.Document(kind="总结", title="石桥镇2026年秋粮收购工作总结", body=["9月30日前入库1137.5吨。"])


def test_templates_of_the_same_content_and_page_are_equal() -> None:
    content = make_template("通知")
    template = gongwen.Template(content)
    assert template == gongwen.Template(io.BytesIO(content)) == pickle.loads(pickle.dumps(template))
    assert {template: "通知"}[gongwen.Template(template.content)] == "通知"
    others: list[Any] = [gongwen.Template(content, profile="通行"), gongwen.Template(make_template("函")), content]
    assert template not in others


def test_equal_units_have_one_hash() -> None:
    unit = gongwen.Unit.load(UNIT)
    assert unit == gongwen.Unit.load(UNIT)
    assert {unit: 1}[gongwen.Unit.load(UNIT)] == 1
    assert unit != gongwen.Unit.load(UNIT.replace("青政函".encode(), "青函".encode()))


class Unbuffered(io.RawIOBase):
    """A stream that takes what it has room for, as a pipe or a socket does."""

    def __init__(self, room: int) -> None:
        self.room, self.taken = room, b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        some = bytes(data[: self.room])
        self.taken += some
        return len(some)


@pytest.mark.parametrize("room", [1000, 4096, 10**6])
def test_a_stream_that_takes_a_part_at_a_time_gets_the_whole(room: int) -> None:
    stream = Unbuffered(room)
    gongwen.save(DRAFT, stream)  # type: ignore[arg-type]  # a raw stream is no BinaryIO to mypy
    assert stream.taken == gongwen.render(DRAFT)


def test_a_stream_that_takes_nothing_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="error"):
        gongwen.save(DRAFT, Unbuffered(0))  # type: ignore[arg-type]  # as above


def test_a_batch_of_documents_refuses_a_wrong_source_at_the_call() -> None:
    rows = [{"村名": "上坝村"}]
    for source in (b"\x00\x01\x02", b"PK\x03\x04", "没有这个文件.md"):
        with pytest.raises(gongwen.InputError):
            gongwen.batch_documents(rows, source)
    with pytest.raises(gongwen.InputError, match="起名"):
        gongwen.batch_documents(rows, "---\n标题: {{ 村名 }}\n---\n如下。\n".encode(), register="发文.db")


def test_a_document_saves_itself_wherever_save_does() -> None:
    stream = io.BytesIO()
    DRAFT.save(stream, profile="通行", even=True)
    assert stream.getvalue() == gongwen.render(DRAFT, profile="通行", even=True)
