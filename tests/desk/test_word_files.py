"""A .docx of another hand in place of a source: rendered at once, and what was found in it told."""

from __future__ import annotations

import io

import docx

import gongwen

TEXT = """石桥镇人民政府文件
石政发〔2026〕44号
石桥镇人民政府关于做好冬小麦越冬管理的通知
各村民委员会：
全镇冬小麦2.3万亩，请于12月5日前浇完越冬水。
石桥镇人民政府
2026年11月18日""".splitlines()


def test_a_file_of_another_hand_is_rendered_and_what_was_found_is_told() -> None:
    file, stream = docx.Document(), io.BytesIO()
    for text in TEXT:
        file.add_paragraph(text)
    file.save(stream)

    prepared = gongwen.prepare(stream.getvalue())

    assert gongwen.read(prepared.docx()).document == prepared.document
    assert [entry.text for entry in prepared.ledger if entry.reason == "从文件里认出的各项"] == [
        "文种、格式、发文机关、发文字号、标题、主送机关、正文、署名、成文日期"
    ]


def test_of_a_file_of_ours_nothing_had_to_be_found_out() -> None:
    summary = gongwen.Document(kind="总结", title="石桥镇2026年小麦生产总结", body=["全年收小麦9300吨。"])

    assert gongwen.prepare(gongwen.render(summary)).ledger == ()
