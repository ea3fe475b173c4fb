"""What each paragraph of a file of another hand shows, for whoever checks the page."""

from __future__ import annotations

import io

import docx

from gongwen.ooxml.facts import Facts
from gongwen.recognition.word import roles_of_docx
from gongwen.standard.roles import Role

PLANTING = """青山镇人民政府文件
青政发〔2026〕9号
青山镇人民政府关于做好晚稻育秧工作的通知
各村民委员会：
　　为保证7月10日前插完晚稻，现通知如下：
　　一、备种备肥
　　每亩备种2.5公斤。请各村按wnny@qs.example登记。
　　二、落实责任。包村干部每天到田头一次。
　　附件：育秧任务表
青山镇人民政府
2026年5月18日
（联系人：沈一禾，0870-2145536）
附件
育秧任务表
　　上坝村120亩，下坝村86亩。
抄送：县农业农村局。
青山镇党政办公室　　2026年5月18日印发"""


def test_every_paragraph_shows_its_element_a_run_in_heading_is_text() -> None:
    file, stream = docx.Document(), io.BytesIO()
    for text in PLANTING.splitlines():
        file.add_paragraph(text)
    file.save(stream)

    shown = roles_of_docx(Facts.of(stream.getvalue()))

    assert [one.role for one in shown] == [
        Role.MARK,
        Role.NUMBER,
        Role.TITLE,
        Role.RECIPIENTS,
        Role.BODY,
        Role.HEADING_1,
        Role.BODY,
        Role.BODY,
        Role.ATTACHMENT_NOTE,
        Role.SIGNATORY,
        Role.DATE,
        Role.NOTES,
        Role.ATTACHMENT_LABEL,
        Role.ATTACHMENT_TITLE,
        Role.BODY,
        Role.COLOPHON_CC,
        Role.COLOPHON_PRINTER,
    ]
    assert {one.document for one in shown} == {0}
