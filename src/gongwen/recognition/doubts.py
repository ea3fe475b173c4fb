"""What is uncertain: lines whose second-best reading is nearly as good as the best."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.recognition.draft import RoleLine
from gongwen.recognition.results import Doubt
from gongwen.recognition.roles import Role
from gongwen.text import shown

__all__ = ["doubts_of"]

_SECOND_BEST_IS_NEAR = 2.0
_NAMES = {
    Role.NOISE: "公文以外的文字",
    Role.COLLECTION: "汇编的篇名",
    Role.COPY_NUMBER: "份号",
    Role.SECRECY: "密级",
    Role.MARK: "发文机关标志",
    Role.NUMBER: "发文字号",
    Role.SIGNER: "签发人",
    Role.TITLE: "标题",
    Role.UNDER_TITLE: "题注",
    Role.RECIPIENTS: "主送机关",
    Role.MORE_RECIPIENTS: "主送机关",
    Role.BODY: "正文",
    Role.MORE_BODY: "上一段的续行",
    Role.ATTACHMENT_NOTE: "附件说明",
    Role.MORE_NOTE: "附件说明",
    Role.SIGNATORY: "署名",
    Role.DATE: "成文日期",
    Role.SIGNED_DATE: "署名和成文日期",
    Role.REMARK: "附注",
    Role.COLOPHON: "版记",
    Role.MORE_COLOPHON: "版记",
    Role.PRINTER: "印发机关",
    Role.PRINTED: "印发机关和印发日期",
    Role.ATTACHMENT_HEAD: "附件的标记",
    Role.ATTACHMENT_TITLE: "附件标题",
    Role.ATTACHMENT_BODY: "附件正文",
    Role.MORE_ATTACHMENT: "上一段的续行",
    Role.ATTACHED_SIGNATORY: "印发件、附件的署名",
    Role.ATTACHED_DATE: "印发件、附件的日期",
    Role.ATTACHED_SIGNED_DATE: "印发件、附件的署名和日期",
}


def doubts_of(lines: Sequence[RoleLine]) -> list[Doubt]:
    """The lines of which it is uncertain what they are."""
    doubts = []
    for line, (role, second, margin) in lines:
        if second is None or margin >= _SECOND_BEST_IS_NEAR or _NAMES[role] == _NAMES[second]:
            continue
        reason = f"两种读法的分数只差 {margin:.1f}"
        doubts.append(Doubt(line.typed.place[0], shown(line.text[:40]), _NAMES[role], _NAMES[second], reason, margin))
    return doubts
