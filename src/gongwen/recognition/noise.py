"""Lines that are no part of any document, wherever they stand: page numbers, page heads, the furniture of web pages.

What could also be meant as text (a greeting, a name in a chat) is not decided here: it only gets a feature, and the
grammar decides (``roles``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.lines import Line, dropped

__all__ = ["CHAT_HEAD", "MAIL", "MAIL_HEAD", "TALK", "WEB", "is_folio", "without_noise"]

_PAGE_NUMBER = re.compile(
    r"[-—–―－─~·•.\s]{1,8}\d{1,4}[-—–―－─~·•.\s]{1,8}|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?|"
    r"\d{1,4}\s*[/／]\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|共\s*\d{1,4}\s*页\s*第\s*\d{1,4}\s*页"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_FOLIO = re.compile(r"[\W_第共]*\d*[\W_页共第]*\d*[\W_页]*")
_WORD = re.compile(r"[^\W_]")

WEB = re.compile(
    r"您?的?(?:现在|当前)?的?(?:所在)?的?位置\s*[:：]|(?:您)?现在的位置|首页\s*[>›»/＞|｜-]|"
    r"(?:领导批示|(?:拟办|承办|阅办|会签)意见)\s*[:：].{0,100}\d:\d\d$|"
    r"【?\s*(?:字体|字号|字 ?号大小)\s*[:：]?\s*[\[【(（]?\s*(?:大|小|特大)|【?打印(?:本页)?】?\s*[|"
    r"｜/\s【]*(?:关闭|收藏|分享)?|[【〖]?关闭(?:窗口|本页)?[】〗]?(?:[【〖]|$)|"
    r"分享(?:到|至)?\s*[:：]?|(?:浏览|点击|阅读)(?:次数|量|数)\s*[:：]?\s*\d*|访问量|上一[篇条]\s*[:：]?|"
    r"下一[篇条]\s*[:：]?|"
    r"(?:附件|文件|资料)下载|地址\s*[:：].{0,40}(?:邮编|电话|传真)|[Cc]opyright|相关(?:链接|阅读|文档|稿件|"
    r"新闻|推荐|附件)|版权所有|.{0,10}ICP备|.{0,6}公网安备|网站(?:地图|声明|"
    r"标识码|首页)|(?:主办|承办|协办)(?:单位)?\s*[:：]|备案号|"
    r"(?:本期)?责任?编辑?\s*[:：]\s*(?:\S{0,8}|.{1,8}?\s{2,}.{1,40})$|责编\s*[:：]|编辑\s*[:：]\s*\S{0,6}$|扫一扫|扫码|微信扫|(?:点击|"
    r"长按)(?:下载|关注|阅读|识别)|"
    r"打\s*字\s*[：:].{0,30}$|校\s*对\s*[：:].{0,20}$|下载(?:文档|次数|原文|积分)|收藏本?|返回(?:顶部|首页|"
    r"列表)|无障碍|繁體|登录|注册|"
    r"(?:信息)?来源\s*[:：].{0,40}$|文章来源|稿件来源|信息发布|发布(?:时间|日期|机构|人|单位)\s*[:：]|更新时间\s*[:：]|"
    r"(?:索\s*引\s*号|主题分类|信息分类|信息类别|公开类别|公开方式|公开范围|有\s*效\s*性|信息索引|组配分类|"
    r"关\s*键\s*词|主\s*题\s*分\s*类|文件状态|效力状态|服务对象)\s*[:：]|"
    r"(?:时间|日期)\s*[:：]\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:来"
    r"源|作者|浏览|点击|阅读|编辑|字体|字号)"
)
_PATH = re.compile(r"[^\s>，。；]{2,24}\s+(?:>{1,2}|»)\s+[^\s>，。；]{2,12}\s+(?:>{1,2}|»)\s")
"""Where a page stands in a program: 平台  >>  收文管理  >>  详情."""
_ENTRY = (
    r"(?:字体|字号|浏览次数|点击数|阅读次数|发布时间|发布日期|来源|索\s*引\s*号|主题分类|发文机关|发文单位|成文日期|生成日期|"
    r"发文日期|发文字号|文\s*号|公开日期|收文编号|来文单位|来文字号|收文日期|缓\s*急|页\s*数|有\s*效\s*性|效力状态|信息名称|名\s*称|主\s*题\s*词|公开方式|公开责任部门|组配分类)\s*[:：]"
)
_ENTRIES = re.compile(_ENTRY)
_BEFORE_ENTRY = re.compile(rf"[\s\u3000]+(?={_ENTRY})")
_NUMBER_ENTRY = re.compile(r"(?:发文字号|文\s*号)\s*[:：]\s*\S.{1,24}[〔\[［(（【].{4,8}[〕\]］)）】].{0,12}")

_SPEAKER = r"[\w\u4e00-\u9fff·（）()@<>.-]"
CHAT_HEAD = re.compile(rf"{_SPEAKER}{{1,20}}(?:\s{_SPEAKER}{{1,20}})?\s{{2,}}\d{{1,2}}:\d{{2}}(?::\d{{2}})?")
"""Who said something in a chat, and when; what stands below was said."""
TALK = re.compile(
    r"[\w\u4e00-\u9fff·（）()@<>.-]{1,40}\s*[\[【(（]?\s*(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|"
    r"\d{1,2}[-/月]\d{1,2}日?|昨天|今天|星期[一二三四五六日天]|周[一二三四五六日天])?"
    r"\s*(?:上午|下午|晚上|凌晨|中午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*[\]】)）]?\s*[:：]?\s*$|"
    r"(?:收到|好的|谢谢|辛苦了?|请(?:查收|知悉|转发|收悉)|麻烦)[\s\S]{0,30}$|@\S+|【群公告】|\[群公告\]|"
    r"[\w\u4e00-\u9fff]{1,8}[：:]\s*@\S|(?:(?:19|"
    r"20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*$|\[(?:图片|文件|语音|"
    r"表情|"
    r"链接|视频|微笑|强)[^\]]{0,20}\]|"
    r".{0,30}\[[\u4e00-\u9fff]{1,3}\]\s*$|(?:上午|下午|晚上|凌晨|中午|昨天|星期.)\s*\d{1,2}[:：]\d{2}\s*$|"
    r".{0,12}(?:撤回了一条消息|加入了?群聊|邀请.{1,12}加入|修改群名)|以下(?:是|为).{0,20}(?:转发|原文|内容|"
    r"通知|正文|文件)[:：]?$|-{2,}\s*(?:转发|原始).{0,12}-{2,}"
)
MAIL = re.compile(
    r"(?:发件人|收件人|发送时间|发送日期|发\s*送|主\s*题|抄\s*送|密\s*送|日\s*期|时\s*间|附\s*件|From|To|"
    r"Cc|Sent|Date|Subject)\s*[:：]|"
    r"-{2,}\s*(?:原始邮件|转发的?邮件|Original Message|Forwarded)|On .{5,80} wrote:|在 ?20\d\d.{5,60}写道[:：]|发自我的"
)

MAIL_HEAD = re.compile(r"(?:发件人|收件人|发送时间|发送日期|发\s*送|主\s*题|密\s*送|From|To|Sent|Date|Subject)\s*[:：]")
"""Lines that only mails have; 抄送 is theirs where one of these stands beside it."""

# What offices wrote where a signature fell on a page of its own, which the standard does away with.
_NO_TEXT = re.compile(r"[（(]?\s*[此本以][\s]*[页下]\s*无\s*正\s*文\s*(?:[，,、：:].{0,60})?[。.]?\s*[）)]?")
_COPIES_BEHIND = re.compile(r"(?<=\s)[（(]?共\s*印\s*\w{1,5}\s*份[）)]?$")
"""Behind the names of those who typed or edited."""
_LONGEST_HEAD = 40
_LEAST_REPEATED = 3
_LINES_OF_OPENING, _SHORTEST_HEAD = 3, 6
_SET_APART = re.compile(r"\S\s{2,}\S")


def is_folio(text: str) -> bool:
    """Whether a line of a header or footer only numbers the page.

    >>> is_folio("— 2 —"), is_folio("第2页 共8页"), is_folio("青山镇2026年工作总结")
    (True, True, False)
    """
    return _WORD.search(text) is not None and _FOLIO.fullmatch(text) is not None


def without_noise(lines: Sequence[Line], ledger: list[LedgerEntry]) -> list[Line]:
    """The lines without those that are plainly no part of a document.

    >>> from gongwen.recognition.lines import Typed
    >>> texts = ["各村要落实", "— 2 —", "责任。", "责任编辑：王芳"]
    >>> [line.text for line in without_noise([Line(Typed.at(text, at)) for at, text in enumerate(texts, 1)], [])]
    ['各村要落实', '责任。']
    """
    lines = _without_entries_on_two_lines(lines, ledger)
    numbers = _page_numbers(lines)
    reasons = {
        **dict.fromkeys(_contents(lines), Reason.CONTENTS),
        **dict.fromkeys(_page_heads(lines, numbers), Reason.REPEATED_HEADER),
        **dict.fromkeys(numbers, Reason.PAGE_NUMBER),
    }
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if not line.solid and len(line.text) <= _LONGEST_ENTRIES and _has_entries(line.text):
            kept += _number_among(line, ledger)
            continue
        reason = reasons.get(index) or _web(line)
        if reason is None:
            kept.append(line)
        else:
            copies = _COPIES_BEHIND.search(line.text)
            if copies is not None:
                kept.append(replace(line, typed=line.typed.cut(copies.start())))
            ledger.append(dropped(line.typed.cut(0, copies.start()) if copies else line.typed, reason))
    return kept


def _has_entries(text: str) -> bool:
    """Whether a line is one of the table over a web page: several entries, each with its colon."""
    return text.count("：") + text.count(":") >= _SEVERAL and len(_ENTRIES.findall(text)) >= _SEVERAL


_LONGEST_ENTRIES, _SEVERAL = 160, 2
_LONGEST_KEY, _LONGEST_ENTRY = 10, 40
_NAMES_NUMBER = re.compile(r"(?:发文字号|文\s*号)\s*[:：]")


def _without_entries_on_two_lines(lines: Sequence[Line], ledger: list[LedgerEntry]) -> Sequence[Line]:
    """The lines without the table over a web page whose names and values came out on lines of their own; of it only
    发文字号 is kept."""
    keys = [_is_key(line) for line in lines]
    if sum(keys) < _SEVERAL:
        return lines
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        while end + 1 < len(lines) and keys[end] and not keys[end + 1] and len(lines[end + 1].text) <= _LONGEST_ENTRY:
            end += 2
        if end - at < 2 * _SEVERAL:
            end = at + 1
            kept.append(lines[at])
        else:
            for key, value in zip(lines[at:end:2], lines[at + 1 : end : 2], strict=True):
                ledger.append(dropped(key.typed, Reason.WEB_PAGE))
                if _NAMES_NUMBER.fullmatch(key.text):
                    kept.append(value)
                else:
                    ledger.append(dropped(value.typed, Reason.WEB_PAGE))
        at = end
    return kept


def _is_key(line: Line) -> bool:
    """Whether a line is the name of an entry of such a table, without a value."""
    text = line.text
    if not 2 < len(text) <= _LONGEST_KEY or text[-1] not in "：:" or line.solid:
        return False
    return bool(_ENTRIES.fullmatch(text) or WEB.fullmatch(text))


def _number_among(line: Line, ledger: list[LedgerEntry]) -> list[Line]:
    """Of a line of the table over a web page only the entry with 发文字号."""
    kept: list[Line] = []
    at = 0
    for end in (*(found.start() for found in _BEFORE_ENTRY.finditer(line.text)), len(line.text)):
        piece = line.typed.cut(at, end)
        blanks = len(piece.text) - len(piece.text.lstrip())
        if _NUMBER_ENTRY.fullmatch(piece.text.strip()) and not piece.text[-1].isspace():
            if blanks:
                ledger.append(dropped(piece.cut(0, blanks), Reason.WEB_PAGE))
            kept.append(replace(line, typed=piece.cut(blanks)))
        elif piece.text:
            ledger.append(dropped(piece, Reason.WEB_PAGE))
        at = end
    return kept


def _web(line: Line) -> str | None:
    text = line.text
    if len(text) > 120 or line.solid:
        return None
    if text[-1] in "文。.）)" and _NO_TEXT.fullmatch(text):
        return Reason.NO_TEXT_ON_PAGE
    if WEB.match(text) and not text.endswith("。"):
        return Reason.WEB_PAGE
    if (">" in text or "»" in text) and _PATH.match(text):
        return Reason.WEB_PAGE
    return None


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """The lines that are page numbers: between dashes or with 页, or bare ones that count pages."""
    found: set[int] = set()
    bare: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > 20 or line.solid:
            continue
        if _PAGE_NUMBER.fullmatch(text) and not text.replace(".", "").isdecimal():
            found.add(index)
        elif _BARE_NUMBER.fullmatch(text):
            bare.append((index, int(text)))
    # Bare figures count pages where each is the next after the one before and text stands between them.
    for (at, number), (following, next_number) in pairwise(bare):
        if next_number == number + 1 and following - at > 3:
            found |= {at, following}
    return found


def _contents(lines: Sequence[Line]) -> set[int]:
    """The lines of a list of contents: words, dots up to the margin, a page; and the word over them."""
    found = {
        at for at, line in enumerate(lines) if line.text[-1:].isdecimal() and _ENTRY_OF_CONTENTS.fullmatch(line.text)
    }
    if len(found) < _SEVERAL:
        return set()
    above = min(found) - 1
    return found | {above} if above >= 0 and "".join(lines[above].text.split()) == "目录" else found


_ENTRY_OF_CONTENTS = re.compile(r"[^.…·．]{1,60}[.…·．]{3,}\s*\d{1,3}")


def _page_heads(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Short lines beside page numbers that come again and again, over the first page, too; or that say again what
    stands at the very beginning."""
    if len(numbers) < _LEAST_REPEATED - 1:
        return set()
    beside = {at for number in numbers for at in (number - 1, number + 1) if 0 <= at < len(lines)} - numbers
    words = {at: "".join(lines[at].text.split()) for at in beside}
    words = {at: text for at, text in words.items() if len(text) <= _LONGEST_HEAD}
    times = Counter(words.values())
    opening = ["".join(line.text.split()) for line in lines[:_LINES_OF_OPENING]]
    found = {at for at, text in words.items() if times[text] >= 2}
    if _SET_APART.search(lines[0].text) and times[opening[0]] >= 2:  # a title may be repeated over the pages, too
        found.add(0)
    said = "".join(opening)
    return found | {
        at
        for at, text in words.items()
        if at >= _LINES_OF_OPENING and len(text) >= _SHORTEST_HEAD and said.startswith(text)
    }
