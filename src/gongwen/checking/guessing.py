"""Files of other hands: what each paragraph shows, guessed from its words, its looks and its place.

A first recogniser behind :func:`gongwen.checking.roles.roles_of`. It asks in the order of the page: head, title, body,
signature, attachments, 版记; what it is not sure of it calls body text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongwen.checking.colours import is_red
from gongwen.ooxml.facts import Facts, Paragraph
from gongwen.standard.kinds import Kind
from gongwen.standard.roles import HEADING_ROLES, Role
from gongwen.standard.units import Pt

__all__ = ["guessed"]

_ROOM = " \t\u3000\xa0\v\n\f"
_Y = "[〔\\[［【(（﹝❲{]"
_SIGNED_BESIDE = r"签\s*发\s*人.*|[\t\u3000 ]+[\u4e00-\u9fff][\u4e00-\u9fff\u3000]{1,4}"
_NUMBER = re.compile(
    rf"^(?:[\u4e00-\u9fff·]{{0,20}}(?:字)?\s*{_Y}\s*[0-9０-９〇○零一二三四五六七八九]{{2,4}}\s*[〕\]］】)）﹞❳}}]\s*第?\s*\d+\s*号?"
    rf"|[\u4e00-\u9fff]{{1,12}}字\s*第\s*\d+\s*号|第\s*\d+\s*号)\s*?(?P<rest>\s*(?:{_SIGNED_BESIDE}))?$"
)
_SIGNERS = re.compile(r"^(?:签\s*发\s*人|会\s*签\s*人|签\s*发\s*[：:])")
_COPY_NUMBER = re.compile(r"^(?:№|No\.?)?\s*\d{1,8}$")
_SECRECY = re.compile(r"^(?:绝\s*密|机\s*密|秘\s*密)(?:\s*[★☆*＊].*|\s*[0-9一二三四五六七八九十]+\s*(?:年|个月))?$")
_URGENCY = re.compile(r"^(?:特\s*急|加\s*急|急\s*件|紧\s*急|急|加急件|特急件|火急|限时|急电|平\s*急|特\s*提)$")
_DATE = re.compile(
    r"^(?:\d{2,4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?|\d{4}\s*[.．/／\-－—]\s*\d{1,2}\s*[.．/／\-－—]\s*\d{1,2}"
    r"|[〇○零0OoＯ０一二三四五六七八九]{4}年[一二三四五六七八九十元正]{1,3}月[一二三四五六七八九十]{1,3}日)$"
)
_NOTE_OF_ATTACHMENTS = re.compile(r"^附\s*件\s*\d*\s*[：:]\s*\S")
_ANOTHER_ATTACHMENT = re.compile(r"^\d{1,2}\s*[.．、]\s*\S")
_ATTACHMENT = re.compile(r"^附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[：:]?$")
_APART = re.compile(r"〔\d{4}〕\d+号\s*附件\d*$")
_CAPTION = re.compile(r"[表图]\s*[0-9一二三四五六七八九十]")
_ISSUED_LINE = re.compile(r"^\S.*\s\d{4}年\d{1,2}月\d{1,2}日$")
_NO_LETTER = re.compile(r"(?:文\s*件|令|纪\s*要)$")
_NOTE = re.compile(r"^(?:[（(【\[].*[）)】\]]|附注[：:].*|此件\S{0,12}公开\S{0,6}。?)$")
_HEAD = (
    (_SECRECY, Role.SECRECY),
    (_URGENCY, Role.URGENCY),
    (_COPY_NUMBER, Role.COPY_NUMBER),
    (_SIGNERS, Role.SIGNERS),
)
_CC = re.compile(r"^(?:抄\s*送|抄\s*报|抄\s*发|主\s*报|主\s*发|分\s*发)(?:\s*[：:]|\s)|^抄送\S")
_MOVED = re.compile(r"^主\s*送\s*[：:]")
_WORDS = re.compile(r"^(?:主\s*题\s*词|关\s*键\s*词)\s*[：:]")
_PRINTER = re.compile(r"^(?:.*\S)?\s+\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:印\s*发?|印制|印刷)$|日\s*印发$")
_COPIES = re.compile(r"^[（(]?\s*共\s*印\s*\d+\s*份\s*[）)]?$")
_ATTENDANCE = re.compile(r"^(?:出\s*席|请\s*假|列\s*席)\s*[：:]")
_KINDS = "|".join(kind.value for kind in Kind)
_TITLE = re.compile(rf"(?:{_KINDS})(?:（[^）]*）)*[。！；，、：:.!;,]?$")
_HEADINGS = (
    re.compile(r"^[一二三四五六七八九十百]+\s*[、.．，,：:。]"),
    re.compile(r"^[（(㈠-㈩]\s*[一二三四五六七八九十百]*\s*[）)、]?"),
    re.compile(r"^(?:\d{1,2}\s*[.．、](?!\d)|[⒈-⒛])"),
    re.compile(r"^(?:[（(]\s*\d{1,2}\s*[）)]|[⑴-⒇])"),
)
_SECOND = re.compile(r"^(?:[（(]\s*[一二三四五六七八九十百]+\s*[）)]|[㈠-㈩])")
_SENTENCE = re.compile("[。；！？]")
_MOST_OF_HEAD, _LONGEST_TITLE, _LONGEST_HEADING, _LONGEST_NAME = 25, 90, 45, 40
_LEAST_MARK, _LEAST_TITLE = Pt(25.5), Pt(17.5)
_AGENCY = re.compile(
    r"(?:政府|委员会|党委|委|局|厅|部|办公室|办|院|处|署|所|会|中心|单位|部门|机构|站|公司|学校|支行|银行|队|街道)$"
)


class _Seen(NamedTuple):
    """A paragraph with words, and how it looks."""

    at: int
    paragraph: Paragraph
    words: str
    centred: bool
    large: bool
    red: bool
    mark: bool
    indented: bool
    right: bool


def guessed(facts: Facts, paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, Role | None]]:
    """Each paragraph with the role it seems to have."""
    every = list(paragraphs)
    main = facts.opened.main
    roles: dict[int, Role] = {}
    seen = [_seen(facts, at, one) for at, one in enumerate(every) if one.text.strip(_ROOM)]
    body = [one for one in seen if one.paragraph.part == main]
    loose = [one for one in body if one.paragraph.table is None]
    rest = _head(body, roles, loose)
    _main(rest, roles)
    for one in body:
        if one.at not in roles:
            roles.update(_at_the_foot(one))
            if one.at not in roles and one.paragraph.table is not None:
                roles[one.at] = Role.TABLE_CELL
    for one in seen:
        if one.paragraph.part != main:
            roles.update(_in_margin(one))
    return ((one, roles.get(at)) for at, one in enumerate(every))


def _seen(facts: Facts, at: int, paragraph: Paragraph) -> _Seen:
    said = facts.paragraph_format(paragraph)
    shown = [facts.run_format(paragraph, run) for run in paragraph.runs if run.text.strip(_ROOM)]
    size = max((one.size for one in shown), default=Pt(0))
    text = paragraph.text
    lead = text[: len(text) - len(text.lstrip(_ROOM))]
    return _Seen(
        at,
        paragraph,
        (facts.number_text(paragraph) + text).strip(_ROOM),
        said.alignment == "center" or len(lead) > 6,
        size >= _LEAST_TITLE,
        bool(shown) and is_red(shown[0].colour),
        size >= _LEAST_MARK,
        said.first_line + said.indent_left > Pt(6) or bool(lead),
        said.alignment in ("right", "end") or said.indent_left > Pt(120) or len(lead) > 6 or "\t" in lead,
    )


# ------------------------------------------------------------------ head


def _head(body: list[_Seen], roles: dict[int, Role], loose: list[_Seen]) -> list[_Seen]:
    """Tell the lines above the title, and the title; the lines below it are left."""
    first = body[:_MOST_OF_HEAD]
    number = next((one for one in first if _NUMBER.match(one.words)), None)
    for one in first:
        if number is not None and one.at > number.at:
            break
        role = _head_role(one)
        if role is None and (number is None and not one.red):
            break
        if role is not None:
            roles[one.at] = role
    if number is not None:
        roles[number.at] = _number_role(number)
        mark = next((one for one in first if roles.get(one.at) is Role.MARK), None)
        if mark is not None and number.right and not _NO_LETTER.search(mark.words):
            roles[number.at] = Role.LETTER_NUMBER  # only letters have it on the right (10.1-g)
    top = max((at for at in roles), default=-1)
    below = [one for one in loose if one.at > top]
    for one in below[:3]:  # signers may stand below the number
        if _SIGNERS.match(one.words):
            roles[one.at] = Role.SIGNERS
        elif _ISSUED_LINE.match(one.words):  # office and date of minutes
            roles[one.at] = Role.ISSUE_LINE
    below = [one for one in below if one.at not in roles]
    return _title(below, roles, headed=number is not None)


def _head_role(one: _Seen) -> Role | None:
    words = one.words
    if one.red and (one.mark or one.paragraph.table is not None):
        return Role.JOINT_MARK if one.paragraph.table is not None else Role.MARK
    told = next((role for pattern, role in _HEAD if pattern.match(words)), None)
    if told is not None:
        return told
    if one.mark and re.search("(?:文\\s*件|令|纪\\s*要|政府|委员会|局|办公室)$", words) and len(words) < _LONGEST_NAME:
        return Role.MARK
    return None


def _number_role(one: _Seen) -> Role:
    found = _NUMBER.match(one.words)
    return Role.NUMBER_AND_SIGNERS if found and found["rest"] else Role.NUMBER


def _title(below: list[_Seen], roles: dict[int, Role], *, headed: bool) -> list[_Seen]:
    """Tell the title: the lines in the middle that come first, or the first line that ends as titles do."""
    first = next((at for at, one in enumerate(below[:6]) if _may_be_title(one, headed=headed)), None)
    if first is None:
        return below
    last = first
    while last + 1 < len(below) and not _TITLE.search(below[last].words) and last - first < 4:
        following = below[last + 1]
        if not following.centred or following.large != below[first].large or _SENTENCE.search(following.words):
            break
        last += 1
    for one in below[first : last + 1]:
        roles[one.at] = Role.TITLE
    return below[last + 1 :]


def _may_be_title(one: _Seen, *, headed: bool) -> bool:
    words = one.words
    if len(words) > _LONGEST_TITLE or _HEADINGS[0].match(words):
        return False
    if one.centred and (one.large or _TITLE.search(words) or words.find("关于") >= 0):
        return True
    return bool(_TITLE.search(words)) and (one.large or (headed and "关于" in words) or words.startswith("关于"))


# ------------------------------------------------------------------ main part


def _main(rest: list[_Seen], roles: dict[int, Role]) -> None:
    """Tell what stands below the title, line by line."""
    own = next((at for at, one in enumerate(rest) if at and _begins_another(one)), len(rest))
    _signature(rest[:own], roles)
    if rest and _are_recipients(rest):
        roles[rest[0].at] = Role.RECIPIENTS
    before: Role | None = None
    for at, one in enumerate(rest):
        role = roles.get(one.at) or _main_role(one, before, issued=at >= own)
        roles[one.at] = before = role


def _begins_another(one: _Seen) -> bool:
    """Whether an attachment begins, or the document that is sent out with this one."""
    return bool(_ATTACHMENT.match(one.words) or _APART.search(one.words)) or (one.large and one.centred)


def _main_role(one: _Seen, before: Role | None, *, issued: bool) -> Role:
    words = one.words
    told = _at_the_foot(one)
    if told:
        return told[one.at]
    if _ATTACHMENT.match(words):
        return Role.ATTACHMENT_LABEL
    if _APART.search(words):
        return Role.APART_LABEL
    if before in (Role.ATTACHMENT_LABEL, Role.APART_LABEL) and _may_name_attachment(one):
        return Role.ATTACHMENT_TITLE
    noted = before is Role.ATTACHMENT_NOTE and _ANOTHER_ATTACHMENT.match(words)
    if _NOTE_OF_ATTACHMENTS.match(words) or noted:
        return Role.ATTACHMENT_NOTE
    return _issued_role(one, before) if issued else _captioned(one) or _text_role(words)


def _issued_role(one: _Seen, before: Role | None) -> Role:
    """What a line of an issued document or of an attachment shows."""
    words = one.words
    if one.large and one.centred:
        return Role.ISSUED_TITLE
    if before is Role.ISSUED_TITLE and one.centred and words.startswith("（"):
        return Role.ISSUED_REMARK
    if _DATE.match(words) and one.right:
        return Role.ISSUED_DATE
    if one.right and len(words) <= _LONGEST_NAME and _AGENCY.search(words):
        return Role.ISSUED_SIGNATORY
    return _captioned(one) or _text_role(words)


def _captioned(one: _Seen) -> Role | None:
    if one.centred and _CAPTION.match(one.words):
        return Role.TABLE_CAPTION if one.words.startswith("表") else Role.PICTURE_CAPTION
    return None


def _signature(own: list[_Seen], roles: dict[int, Role]) -> None:
    """Tell 署名, 成文日期 and 附注; below an order a signer's stamp stands for the agency."""
    date = next((at for at in range(len(own) - 1, -1, -1) if _DATE.match(own[at].words)), None)
    if date is None:
        return
    stamped = Role.TITLE not in roles.values() and Role.MARK in roles.values()
    roles[own[date].at] = Role.STAMP_DATE if stamped else Role.DATE
    _signatories(own, date, roles, Role.STAMP_SIGNATORY if stamped else Role.SIGNATORY)
    if date + 1 < len(own) and _NOTE.match(own[date + 1].words):
        roles[own[date + 1].at] = Role.NOTES


def _may_name_attachment(one: _Seen) -> bool:
    short = len(one.words) <= _LONGEST_NAME and not _SENTENCE.search(one.words)
    return one.centred or (short and not any(pattern.match(one.words) for pattern in _HEADINGS))


def _are_recipients(rest: list[_Seen]) -> bool:
    one = rest[0]
    words = one.words
    if len(words) > 150 or any(pattern.match(words) for pattern in _HEADINGS) or _SENTENCE.search(words):
        return False
    if words.endswith(("：", ":")):
        return bool(_AGENCY.search(words[:-1])) or not one.indented
    return bool(_AGENCY.search(words)) and len(rest) > 1 and len(rest[1].words) > len(words)


def _signatories(rest: list[_Seen], date: int, roles: dict[int, Role], role: Role) -> None:
    for one in reversed(rest[max(0, date - 6) : date]):
        if one.at in roles or len(one.words) > _LONGEST_NAME or _SENTENCE.search(one.words):
            break
        if _NOTE_OF_ATTACHMENTS.match(one.words) or _ANOTHER_ATTACHMENT.match(one.words):
            break
        if not (one.right or one.centred or _AGENCY.search(one.words)):
            break
        roles[one.at] = role


def _text_role(words: str) -> Role:
    """A heading that stands alone, or text; one that runs into its text is text."""
    orders = (1,) if _SECOND.match(words) else (0, 3, 2)
    level = next((at for at in orders if _HEADINGS[at].match(words)), -1)
    if level < 0:
        return Role.ATTENDANCE if _ATTENDANCE.match(words) else Role.BODY
    alone = len(words) <= _LONGEST_HEADING and not _SENTENCE.search(words[:-1]) and words[-1] not in "。；：，"
    return HEADING_ROLES[level] if alone else Role.BODY


# ------------------------------------------------------------------ foot and margins


def _at_the_foot(one: _Seen) -> dict[int, Role]:
    words = one.words
    if _CC.match(words) or _WORDS.match(words):
        return {one.at: Role.COLOPHON_CC}
    if _MOVED.match(words):
        return {one.at: Role.COLOPHON_RECIPIENTS}
    if _PRINTER.search(words) and len(words) < 60:
        return {one.at: Role.COLOPHON_PRINTER}
    if _COPIES.match(words):
        return {one.at: Role.COLOPHON_COPIES}
    return {}


def _in_margin(one: _Seen) -> dict[int, Role]:
    if any("PAGE" in run.field for run in one.paragraph.runs) or re.fullmatch(r"[\W_第]*\d+[\W_页]*", one.words):
        return {one.at: Role.FOLIO}
    if one.red and one.mark:
        return {one.at: Role.LETTER_MARK}
    return {}
