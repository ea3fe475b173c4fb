"""Rules of what 主体 and 版记 say: title, 主送机关, 附件说明, 附注, 抄送机关, 印发日期 (9704-7.3, 7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.checking.page import BODY_ROLES, Page
from gongwen.checking.patterns import ROOM, Slip, without_room, word_rule
from gongwen.checking.roles import kind_of
from gongwen.checking.rule import Hit, page_rule
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Form, Kind
from gongwen.standard.roles import Role

__all__: list[str] = []


def _rebracketed(found: re.Match[str]) -> str:
    return f"（{found[0].strip()[1:-1]}）"


# ------------------------------------------------------------------ title, 主送机关

word_rule(
    "15834-B.4",
    "title-ending",
    "标题末尾不用标点",
    "A title is no sentence.",
    (Slip(rf"[。；;，,、！!：:]{ROOM}*$", "标题末尾有标点", ("ERR-BT-01", "9704-7.3.1-f", "AMB-15"), ""),),
    roles=(Role.TITLE, Role.ATTACHMENT_TITLE, Role.ISSUED_TITLE),
    cure="删去末尾的标点",
    wrong=("关于做好防汛工作的通知。",),
    right=("关于做好防汛工作的通知", "关于印发《值班办法》的通知"),
    grade=Grade.USUAL,
)
word_rule(
    "TL-15.4b",
    "one-kind-in-title",
    "请示、报告不混用",
    "A request asks, a report tells; nothing is both.",
    (Slip("请示报告|申请报告|请示函|请示的报告", "标题混用了文种", ("ERR-QS-01",)),),
    roles=(Role.TITLE,),
    cure="请示、报告择一",
    wrong=("关于经费的请示报告",),
    right=("关于经费的请示",),
)
word_rule(
    "ERR-BT-03",
    "doubled-preposition",
    "标题不叠用介词",
    "关于 is a preposition already.",
    (
        Slip(
            "关于(?:对|就|将)(?!口|业|近|策|外|地|位|餐|诊|来|应|比|联|子|虾|台|开|标|象|接|公|私|账|手|决)", "介词叠用"
        ),
    ),
    roles=(Role.TITLE,),
    cure="留一个介词",
    wrong=("关于对张三的处分决定",),
    right=("关于给予张三处分的决定", "关于对口支援工作的通知", "关于就业工作的通知"),
    grade=Grade.PRACTICE,
    clause="9704-7.3.1-e",
)
word_rule(
    "ERR-BT-04",
    "notice-of-notice",
    "标题不写“的通知的通知”",
    "A notice that passes on a notice names it once.",
    (Slip("的通知的通知|关于转发.*关于转发", "标题里有两层通知"),),
    roles=(Role.TITLE,),
    cure="省去一层",
    wrong=("关于转发X的通知的通知",),
    right=("关于转发X的通知",),
    grade=Grade.PRACTICE,
    clause="9704-7.3.1-e",
)
word_rule(
    "9704-7.3.2-b",
    "recipients-colon",
    "主送机关后用全角冒号",
    "主送机关 ends with a full-width colon.",
    (
        Slip(rf":{ROOM}*$", "主送机关后是半角冒号", ("ERR-ZS-01",), "："),
        # A list over two lines may part at a comma.
        Slip(rf"(?:[。；;.．]{ROOM}*$|[，,、]{ROOM}*\Z)", "主送机关后不是冒号", ("ERR-ZS-01",), "："),
        Slip(rf"([^：:\s。；;.．，,、]){ROOM}*$", "主送机关后没有冒号", ("ERR-ZS-01",), r"\1："),
    ),
    roles=(Role.RECIPIENTS,),
    cure="末尾用“：”",
    wrong=("各区人民政府", "各区人民政府:", "各区人民政府。"),
    right=("各区人民政府：",),
)
word_rule(
    "TL-15.5",
    "no-person-addressed",
    "不向上级的负责人个人行文",
    "What goes up is addressed to an agency.",
    (
        Slip(
            "(?:书记|省长|市长|县长|区长|镇长|乡长|局长|部长|厅长|主任|同志)(?=[，、：:]|$)",
            "主送写了负责人个人",
            ("ERR-ZS-03",),
        ),
    ),
    roles=(Role.RECIPIENTS,),
    cure="主送机关写机关的名称",
    wrong=("王建国县长：",),
    right=("县人民政府：",),
    when=lambda page: page.kind in (Kind.REQUEST, Kind.REPORT, None),
)

# ------------------------------------------------------------------ 附件说明, 附件, 附注

word_rule(
    "9704-7.3.4-a",
    "attachment-note-colon",
    "“附件”后用全角冒号",
    "附件, a full-width colon, the name.",
    (Slip(rf"^({ROOM}*附{ROOM}*件{ROOM}*):", "“附件”后是半角冒号", ("ERR-FJ-01",), r"\1："),),
    roles=(Role.ATTACHMENT_NOTE,),
    cure="改为“：”",
    wrong=("附件:1.方案",),
    right=("附件：1.方案",),
)
word_rule(
    "9704-7.3.4-b",
    "attachment-note-number",
    "附件说明写成“附件：1.名称”",
    "Attachments are counted after the colon: 附件：1.",
    (
        Slip(
            rf"^{ROOM}*附{ROOM}*件{ROOM}*(\d+){ROOM}*[：:]{ROOM}*(?=\S)",
            "顺序号写在冒号前面",
            ("ERR-FJ-02", "ERR-FJ-01"),
            lambda found: f"附件：{found[1]}." if found[1] == "1" else f"{found[1]}.",
        ),
        Slip(
            rf"^({ROOM}*附{ROOM}*件{ROOM}*[：:]{ROOM}*\d{{1,2}}){ROOM}*[、，,）)]",
            "附件顺序号后的标点不对",
            ("ERR-FJ-05",),
            r"\1.",
        ),
        Slip(rf"^({ROOM}*\d{{1,2}}){ROOM}*[、，,）)]", "附件顺序号后的标点不对", ("ERR-FJ-05",), r"\1."),
    ),
    roles=(Role.ATTACHMENT_NOTE,),
    cure="写成“附件：1.名称”",
    wrong=("附件1：方案", "附件2:方案", "附件：1、方案"),
    right=("附件：1.方案", "附件：1. 方案", "附件：方案"),
)
word_rule(
    "9704-7.3.4-d",
    "attachment-note-ending",
    "附件名称后不加标点",
    "The name of an attachment is no sentence.",
    (Slip(rf"[。；;，,、]{ROOM}*$", "附件名称后有标点", ("ERR-FJ-03",), ""),),
    roles=(Role.ATTACHMENT_NOTE,),
    cure="删去末尾的标点",
    wrong=("附件：1.工作方案。", "2.任务清单；"),
    right=("附件：1.工作方案",),
)
word_rule(
    "9704-7.3.4-f",
    "attachment-note-title-marks",
    "附件名称不加书名号",
    "The name of an attachment stands bare in the standard's own example.",
    (Slip(rf"(?<=[：.．]){ROOM}*《([^》\n]*)》{ROOM}*$", "附件名称加了书名号", ("AMB-14",), r"\1"),),
    roles=(Role.ATTACHMENT_NOTE,),
    cure="删去书名号",
    wrong=("附件：《任务清单》", "2.《分工表》"),
    right=("附件：任务清单",),
    grade=Grade.PRACTICE,
)
word_rule(
    "9704-7.3.7-b",
    "attachment-label-colon",
    "附件首行的“附件1”不加冒号",
    "The label of an attachment is 附件 and its number.",
    (Slip(rf"^({ROOM}*附{ROOM}*件{ROOM}*\d*){ROOM}*[：:]{ROOM}*$", "“附件”后有冒号", ("ERR-FJ-04",), r"\1"),),
    roles=(Role.ATTACHMENT_LABEL,),
    cure="删去冒号",
    wrong=("附件1：", "附件："),
    right=("附件1", "附件"),
)
word_rule(
    "9704-7.3.6-a",
    "notes-brackets",
    "附注加圆括号",
    "附注 stands in full-width brackets, and is not called so.",
    (
        Slip(r"^\s*(?:\(.*\)|（.*\)|\(.*）|【.*】|\[.*\])\s*$", "附注没有用全角圆括号", ("ERR-FZ-01",), _rebracketed),
        Slip(r"^\s*(?:附注|注)[：:](.*)$", "附注写了“附注：”", ("ERR-FZ-01",), r"（\1）"),
        Slip(r"^\s*(此件\S{0,12}公开\S{0,6}?)。?\s*$", "附注没有加圆括号", ("ERR-FZ-01",), r"（\1）"),
    ),
    roles=(Role.NOTES,),
    cure="写成“（此件公开发布）”",
    wrong=("(此件公开发布)", "附注：此件公开", "【此件公开发布】", "此件公开发布"),
    right=("（此件公开发布）", "（联系人：张三，电话：010-12345678）"),
)

# ------------------------------------------------------------------ 版记

word_rule(
    "12-旧规",
    "subject-words",
    "不再标主题词",
    "主题词 went out with the regulation of 2012.",
    (Slip(rf"^{ROOM}*(?:主{ROOM}*题{ROOM}*词|关{ROOM}*键{ROOM}*词){ROOM}*[：:].*$", "仍列主题词", ("ERR-BJ-01",)),),
    roles=(Role.COLOPHON_CC, *BODY_ROLES),
    cure="整行删去",
    wrong=("主题词：经济 管理 通知", "主 题 词："),
    right=("抄送：县财政局。",),
    grade=Grade.PRACTICE,
)
word_rule(
    "9704-7.4.2-b",
    "cc-writing",
    "抄送写成“抄送：……。”",
    "抄送, a full-width colon, the agencies, a full stop; nothing is 抄报 any more.",
    (
        Slip(
            rf"^{ROOM}*(?:抄{ROOM}*报|抄{ROOM}*发|主{ROOM}*报|主{ROOM}*发|分{ROOM}*发){ROOM}*[：:]",
            "不再分抄报、抄发",
            ("ERR-BJ-02",),
            lambda found: "抄送：" if without_room(found).startswith("抄") else None,
        ),
        Slip(rf"^({ROOM}*(?:抄{ROOM}*送|主{ROOM}*送){ROOM}*):", "冒号是半角的", ("ERR-BJ-03",), r"\1："),
        Slip(rf"^{ROOM}*(抄{ROOM}*送|主{ROOM}*送){ROOM}*([^：:\s])", "“抄送”后没有冒号", ("ERR-BJ-03",), r"\1：\2"),
        Slip(rf"^{ROOM}*(抄{ROOM}*送{ROOM}*[：:].*)[；;，,、.．]{ROOM}*$", "末尾不是句号", ("ERR-BJ-03",), r"\1。"),
        Slip(
            rf"^{ROOM}*(抄{ROOM}*送{ROOM}*[：:][^\n]*[^。；;，,、.．\s]){ROOM}*$",
            "末尾没有句号",
            ("ERR-BJ-03",),
            r"\1。",
        ),
    ),
    roles=(Role.COLOPHON_CC, Role.COLOPHON_RECIPIENTS),
    cure="写成“抄送：县财政局，县水利局。”",
    wrong=("抄报：省政府。", "抄送:省政府。", "抄送 省政府。", "抄送：省政府", "抄送：省政府、省委；"),
    right=("抄送：省政府，省委。", "主送：各村民委员会。"),
    also=("AMB-11",),
)
word_rule(
    "9704-7.4.3-b",
    "printed-writing",
    "印发日期写成“2026年3月2日印发”",
    "The date of printing is written in full, without zeros, and ends with 印发.",
    (
        Slip(
            r"((?:19|20)\d{2}年)(?:0\d月\d{1,2}日|\d{1,2}月0\d日)",
            "印发日期编了虚位",
            ("ERR-BJ-04", "ERR-RQ-01"),
            lambda found: found[1] + re.sub(r"0(?=\d)|(?<!\d)0", "", found[0][len(found[1]) :]),
        ),
        Slip(rf"(?<=日){ROOM}*(?:印制|印刷|印){ROOM}*$", "印发日期后不是“印发”", ("ERR-BJ-04",), "印发"),
        Slip(rf"日{ROOM}*$", "印发日期后没有“印发”", ("ERR-BJ-04",), "日印发"),
    ),
    roles=(Role.COLOPHON_PRINTER,),
    cure="写成“2026年3月2日印发”",
    wrong=(
        "青山镇党政办公室　2012年07月1日印发",
        "青山镇党政办公室　2012年7月1日印",
        "青山镇党政办公室　2012年7月1日印制",
    ),
    right=("青山镇党政办公室　2012年7月1日印发",),
)
word_rule(
    "TL-15.1b",
    "no-cc-downward",
    "上行文不抄送下级机关",
    "What goes up is not sent to those below at the same time.",
    (
        Slip(
            "(?:各县|各区县|各镇|各乡|各村|各街道|所属各|机关各|各科室|各处室)[^，。、；]*",
            "上行文抄送了下级机关",
            ("ERR-QS-05", "9704-7.4.2-f"),
        ),
    ),
    roles=(Role.COLOPHON_CC,),
    cure="删去下级机关",
    wrong=("抄送：各村民委员会。",),
    right=("抄送：县财政局。",),
    when=lambda page: page.kind in (Kind.REQUEST, Kind.REPORT, None),
)


@page_rule(
    "9704-7.3.1-e",
    "title-kind",
    "标题写明文种",
    wrong="关于做好防汛工作的方案（红头公文）",
    right="青山镇人民政府关于做好防汛工作的通知",
    reads=(Role.TITLE,),
    also=("TL-8", "TL-9.7", "ERR-BT-02", "ERR-WZ-02"),
)
def title_kind(page: Page) -> Iterator[Hit]:
    """Under a red head stands one of the fifteen kinds; plans and summaries are sent out with a notice."""
    if page.form not in (Form.DOCUMENT, Form.LETTER):
        return
    lines = page.of(Role.TITLE)
    title = "".join(line.words for line in lines)
    if not lines:
        return
    kind = kind_of(title)
    if kind is None or kind in (Kind.SUMMARY, Kind.PLAN, Kind.SCHEME):
        found = kind.value if kind else "没有文种"
        cure = "标题以通知、请示、报告等十五个文种之一结尾；方案、总结之类用通知印发"
        yield Hit("标题末尾不是法定文种", cure, lines[-1], found=found, required="十五个文种之一")
