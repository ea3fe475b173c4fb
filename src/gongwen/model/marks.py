"""What 发文机关标志 may say, by form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.standard.kinds import MARK_ENDINGS, Form

__all__ = ["check_mark"]

_SEPARATORS = re.compile("[，,、；;\\s]")
_AGENCY_ENDINGS = ("政府", "委员会", "委", "局", "厅", "部", "办公室", "办", "院", "处", "署", "所", "会", "中心")


def check_mark(mark: str, form: Form, issuers: Sequence[str] = ()) -> None:
    """Raise ``ValueError`` for a mark that its form forbids: on a letter 文件 (10.1-a) and several agencies (10.1-b).

    >>> check_mark("青山镇人民政府文件", Form.LETTER)
    Traceback (most recent call last):
    ...
    ValueError: 信函格式的标志不加“文件”二字（9704-10.1-a）；写成“青山镇人民政府”
    """
    if form is not Form.LETTER:
        return
    ending = MARK_ENDINGS[Form.DOCUMENT]
    if mark.endswith(ending):
        raise ValueError(f"信函格式的标志不加“{ending}”二字（9704-10.1-a）；写成“{mark.removesuffix(ending).strip()}”")
    first, others = (issuers[0], issuers[1:]) if issuers else ("", ())
    beside_first = mark.replace(first, "", 1)
    listed = [part for part in _SEPARATORS.split(mark) if part.endswith(_AGENCY_ENDINGS)]
    if len(listed) > 1 or any(name in beside_first for name in others):
        cure = f"只写“{first}”，或删去这一项" if first else "只写主办机关一家"
        raise ValueError(f"信函格式只用主办机关的标志，不并列几个机关（9704-10.1-b）；{cure}")
