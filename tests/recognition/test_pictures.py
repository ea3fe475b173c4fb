"""Pictures of a file of another hand: those in the text are taken, the others told of."""

from __future__ import annotations

import io

import docx

import gongwen
from gongwen.model import Picture
from tests.strategies import some_picture

BEFORE = """青山镇水务所关于水毁河堤现场情况的报告
镇人民政府：
6月3日20时，白水河左岸决口36米，现场情况如下。""".splitlines()
AFTER = """图1　白水河左岸决口
现场已堆码砂袋420袋，特此报告。
青山镇水务所
2026年6月4日""".splitlines()


def test_a_picture_in_the_text_is_taken_with_its_caption_and_a_logo_is_told_of() -> None:
    file, stream = docx.Document(), io.BytesIO()
    file.add_paragraph().add_run().add_picture(io.BytesIO(some_picture(colour=10)))
    for text in BEFORE:
        file.add_paragraph(text)
    file.add_paragraph().add_run().add_picture(io.BytesIO(some_picture()))
    for text in AFTER:
        file.add_paragraph(text)
    file.save(stream)

    reading = gongwen.read(stream.getvalue())

    (picture,) = (block for block in reading.document.body if isinstance(block, Picture))
    assert (picture.data, picture.caption) == (some_picture(), "图1　白水河左岸决口")
    assert [block.type for block in reading.document.body] == ["paragraph", "picture", "paragraph"]
    assert [entry.kind for entry in reading.ledger if entry.reason.startswith("图片没有读入")] == ["noted"]
    assert gongwen.read(gongwen.render(reading.document, draft=True)).document.body == reading.document.body
