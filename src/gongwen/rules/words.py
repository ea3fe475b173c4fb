"""Rules of words: what a document says in places where its words give it away (条例第八条、第十五条, GB/T 15834).

They read running text, so each asks for a sign that lawful text does not have; where one may be lawful all the same,
the finding says so and stops nothing.
"""

from __future__ import annotations

import re

from gongwen.model import Document
from gongwen.model.body import Blocks, Paragraph, Section, Table
from gongwen.patterns import pattern
from gongwen.rules.rule import Said, rule
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Form, Kind

__all__: list[str] = []

_UPWARD = (Kind.REQUEST, Kind.REPORT)
_REQUEST_HEAD = {"kind": "请示", "signers": "王建国", "title": "青山镇人民政府关于修建柳林桥的请示"}
_PERSON = pattern(r"(?:同志|先生|女士|书记|[省市县区镇乡州][长]|厅长|局长|处长|科长|主任|部长|司长)(?:[（(].*[）)])?$")
_BELOW = pattern(r"(?:村民委员会|村委会|居民委员会|居委会|村民小组|^各(?:村|社区|乡|镇|街道|站所|村居).*)$")
_UPWARD_TITLE = pattern(r"的(报告|请示)(?:（[^（）]*）)?$")
_SEEN = pattern(r"(?<!意)见\s*附件\s*(?P<number>[0-9０-９]{1,2})?(?![0-9》]|\s*[《“])")
_SENT_APART = pattern("附件[（(]?(?:另发|另附|另行|从略|略|不发|登录)|另发附件")
_LEFT_OVER = pattern(
    r"(?<![A-Za-z0-9])(?:[Xx]{2,}|[×✕Ｘ]{2,})(?![A-Za-z0-9])|〔[×Xx]|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|«[^«»\n]+»|_{3,}"
)
_HAN = "\u4e00-\u9fff"
_HALF_WIDTH = pattern(rf'[{_HAN}][,;:?!(][{_HAN}]|"(?=[{_HAN}“])|(?<=[{_HAN}”])"')
# Most texts have none of these; to look for a character takes a twentieth of the time.
_HINTS_LEFT_OVER = ("X", "x", "×", "✕", "Ｘ", "{", "«", "_")
_HINTS_HALF_WIDTH = (",", ";", ":", "?", "!", "(", ")", '"')
_AROUND = 6


def _texts(blocks: Blocks, cells: list[str] | None = None) -> list[str]:
    """The headings and paragraphs in the order of reading; the cells of tables go to ``cells``."""
    texts: list[str] = []
    _add_texts(blocks, texts, cells)
    return texts


def _add_texts(blocks: Blocks, texts: list[str], cells: list[str] | None) -> None:
    for block in blocks:  # three rules read every document, so it is done in the shortest way
        if type(block) is Paragraph:
            texts.append(block.text)
        elif isinstance(block, Section):
            texts.append(block.heading)
            _add_texts(block.blocks, texts, cells)
        elif cells is not None and isinstance(block, Table):
            for row in (block.header, *block.rows):
                cells += row


def _prose(document: Document, cells: list[str] | None = None) -> str:
    """The title and the paragraphs of the body, one a line."""
    return "\n".join((document.title or "", *_texts(document.body, cells)))


def _place(document: Document, at: int) -> tuple[str]:
    return ("title",) if at <= len(document.title or "") else ("body",)


def _excerpt(text: str, found: re.Match[str]) -> str:
    """What was found with a few characters around it, of its own line."""
    start = max(found.start() - _AROUND, text.rfind("\n", 0, found.start()) + 1)
    end = text.find("\n", found.end())
    return text[start : min(found.end() + _AROUND, end if end >= 0 else len(text))]


@rule(
    "TL-15.5",
    "addressed-to-a-person",
    "上行文不主送负责人个人",
    grade=Grade.USUAL,
    reads=("recipients", "kind"),
    wrong={**_REQUEST_HEAD, "recipients": "李建民县长"},
    right={**_REQUEST_HEAD, "recipients": "县人民政府"},
)
def addressed_to_a_person(document: Document) -> Said | None:
    """Requests go to agencies, not to those who lead them, unless these asked for one themselves."""
    if document.kind not in _UPWARD:
        return None
    found = next((name for name in document.recipients if _PERSON.search(name)), None)
    if found is None:
        return None
    message = f"{document.kind.value}主送的是个人（TL-15.5）" if document.kind else ""
    return Said(message, "主送机关写上级机关的名称；确是负责人直接交办的不必改", ("recipients",), found)


@rule(
    "WZ-11",
    "request-sent-down",
    "请示向上级行文",
    grade=Grade.USUAL,
    reads=("recipients", "kind"),
    wrong={**_REQUEST_HEAD, "recipients": "柳林村民委员会"},
    right={**_REQUEST_HEAD, "recipients": "县人民政府"},
)
def request_sent_down(document: Document) -> Said | None:
    """A request asks whoever is above; villages are told by a notice."""
    if document.kind is not Kind.REQUEST or len(document.recipients) != 1:  # several are at fault as such
        return None
    (found,) = document.recipients
    if not _BELOW.search(found):
        return None
    return Said("请示是上行文，主送的却像下级（WZ-11）", "核对主送机关；对下级行文用通知", ("recipients",), found)


@rule(
    "9704-7.3.1-e",
    "title-of-another-kind",
    "标题的文种就是公文的文种",
    grade=Grade.USUAL,
    reads=("title", "kind", "form"),
    wrong={"title": "青山镇人民政府关于修建柳林桥的请示"},
    right={"title": "青山镇人民政府转发县水利局关于修建柳林桥的请示的通知"},
)
def title_of_another_kind(document: Document) -> Said | None:
    """A request under the head of a notice has neither 签发人 nor the place of one."""
    if document.kind is None or document.form is Form.PLAIN or not document.title:
        return None
    found = _UPWARD_TITLE.search(document.title)
    if found is None or found[1] == document.kind.value:
        return None
    message = f"标题末尾是“{found[1]}”，文种却是“{document.kind.value}”（9704-7.3.1-e）"
    return Said(message, "改正标题或“文种”，两处一致", ("title",), document.title)


@rule(
    "TL-9.10",
    "attachment-not-there",
    "正文提到的附件都有",
    grade=Grade.USUAL,
    reads=("body", "attachments"),
    wrong={"body": ["各村防火面积见附件3。"]},
    right={"body": ["各村防火面积见附件。"], "attachments": [{"title": "防火面积表", "body": ["上坝村1200亩。"]}]},
)
def attachment_not_there(document: Document) -> Said | None:
    """What the text sends its reader to is attached, and announced in 附件说明."""
    text = "\n".join([text for text in _texts(document.body) if "附件" in text])
    if not text or _SENT_APART.search(text):
        return None
    have = len(document.attachments) + len(document.issued)
    for found in _SEEN.finditer(text):
        number = int(found["number"]) if found["number"] else 1
        if number > have:
            counted = f"只有 {have} 个附件" if have else "一个附件也没有"
            cure = "补上附件（写在正文之后），或改正正文里的提法"
            return Said(f"正文提到的附件不在，{counted}（TL-9.10）", cure, ("body",), _excerpt(text, found))
    return None


@rule(
    "GW-YL-01",
    "left-to-fill-in",
    "没有留着没填的地方",
    grade=Grade.PRACTICE,
    reads=("body", "title"),
    wrong={"body": ["请于XX月XX日前报镇政府。"]},
    right={"body": ["请于3月20日前报镇政府。"]},
)
def left_to_fill_in(document: Document) -> Said | None:
    """XX, blanks and tags of a form or of a template that nobody filled in."""
    cells: list[str] = []
    prose = _prose(document, cells)
    text = "\n".join((prose, *cells)) if cells else prose
    found = _LEFT_OVER.search(text) if any(hint in text for hint in _HINTS_LEFT_OVER) else None
    if found is None:
        return None
    tag = found[0].startswith(("{", "«"))
    message = "有没有填的占位符，照原样印出" if tag else "像是有没填的地方，照原样印出"
    cure = "填上内容；要照一张表逐份填，用 gongwen batch" if tag else "填上内容；是隐去的姓名、号码就不必改"
    return Said(f"{message}（GW-YL-01）", cure, _place(document, found.start()), _excerpt(text, found))


@rule(
    "15834-X1",
    "half-width-mark",
    "汉字之间用全角标点",
    grade=Grade.PRACTICE,
    reads=("body", "title"),
    wrong={"body": ["各村要落实专人,抓紧整地。"]},
    right={"body": ["各村要落实专人，抓紧整地；9:00前报送，面积1,200亩。"]},
)
def half_width_mark(document: Document) -> Said | None:
    """Chinese text is set with the marks of Chinese."""
    text = _prose(document)
    found = _HALF_WIDTH.search(text) if any(hint in text for hint in _HINTS_HALF_WIDTH) else None
    if found is None:
        return None
    cure = "改成全角标点，如 ，；：？！（）“”"
    return Said("汉字之间用了半角标点（15834-X1）", cure, _place(document, found.start()), _excerpt(text, found))


@rule(
    "GW-FW-01",
    "issuers-in-one",
    "联合行文的机关各是一个",
    grade=Grade.PRACTICE,
    reads=("issuers",),
    wrong={"issuers": "县水务局、县林业局"},
    right={"issuers": "县水务局，县林业局"},
)
def issuers_in_one(document: Document) -> Said | None:
    """Agencies that issue together are so many names; joined by 、 they are laid out as one."""
    found = "，".join(document.issuers)
    if "、" not in found:
        return None
    message = "一个发文机关的名称里有“、”，照一个机关排（GW-FW-01）"
    return Said(message, "几个机关联合行文，用“，”隔开", ("issuers",), found)
