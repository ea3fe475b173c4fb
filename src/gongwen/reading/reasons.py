"""Why a piece of the input does not stand in the model as it was typed: the reasons that programs go by, each once.

People read the words; a program asks for the code, which stays when the words are put better. Reasons that speak of the
piece itself (which unit's file filled a field, which other title stands there) are words alone.
"""

from __future__ import annotations

from enum import Enum

__all__ = ["SAID_BY_THE_PAGE", "Reason"]


class Reason(str, Enum):
    """A reason of the ledger: its words, and its name as the code.

    >>> Reason.CONTENTS.code, f"{Reason.CONTENTS}"
    ('contents', '目录由正文生成')
    """

    # What the layout writes of itself.
    BY_THE_PAGE = "由版式写出"
    NOTE_BY_THE_PAGE = "附件说明由版式写出"
    LABEL_BY_THE_PAGE = "附件的标记由版式写出"
    NUMBER_BEFORE_LABEL = "附件前的发文字号由版式写出"
    SIGNED_BY_ISSUER = "署名就是发文机关，由版式写出"
    WRITTEN_BY_THE_PAGE = "版式的写法"
    NUMBER_WRITTEN = "发文字号的写法照 9704-7.2.5"
    DATE_WRITTEN = "成文日期的写法照 9704-7.3.5.4"
    PRINT_DATE_WRITTEN = "印发日期的写法照 9704-7.4.3"
    ISSUED_SIGNATORY_WRITTEN = "印发件署名的写法照版式"
    LABELS_WRITTEN = "序号和标点的写法照版式"
    CONTENTS = "目录由正文生成"
    ENDS_OF_LINE = "行首、行末的空格，缩进由版式决定"
    RULE = "分隔线"
    # What stands in no document of ours.
    PAGE_HEADER = "页眉不进公文"
    PAGE_FOOTER = "页码、页脚不进公文"
    COMMENT = "批注不进公文"
    FOOTNOTE = "脚注不进公文"
    ENDNOTE = "尾注不进公文"
    HIDDEN = "隐藏的文字不进公文"
    PICTURE = "图片没有读入，请在新文件里另外插入"
    NO_TEXT_ON_PAGE = "“此页无正文”不是公文的要素，版面不留空白页（9704-7.3.5.5）"
    PAGE_NUMBER = "页码"
    PAGE_NUMBER_IN_TEXT = "留在句子里的页码"
    REPEATED_HEADER = "各页重复的页眉"
    WEB_PAGE = "网页的栏目、来源、按钮"
    OUTSIDE = "公文以外的文字"
    COLLECTION = "汇编加的篇名"
    NO_DOCUMENT = "不是公文"
    # What cannot be a field, or is one already.
    UNREADABLE = "读不成这一项"
    ISSUE_WITHOUT_CODE = "期号没有机关代字，不是发文字号"
    NO_DATE = "不是完整的日期"
    SECOND_DATE = "日期已经有了"
    TITLE_MENDED = "标题里的空格、重复的标题"
    SIGNATORY_MENDED = "署名里的空格、盖章的提示"
    OFFICE_MENDED = "名称里的空格"
    TITLE_TWICE = "标题与开头写的相同，印一次"
    # How a text was read.
    REVISIONS = "文件里有修订，按全部接受读入"
    MERGED_CELLS = "表格里合并的单元格已拆开，文字留在第一格"
    SIGNER_APART = "签发人另起一行"
    OUTSIDE_STYLES = "这一段不在公文样式里，按正文段落读入"
    ISSUER_FROM_PROPERTIES = "发文机关取自文件属性的“作者”，页面上看不出，请核对"
    # Mess.
    UNSEEN = "看不见的字符，不印在纸上"
    UNPRINTABLE = "看不见的字符，印不出来"
    PRIVATE_USE = "专用区的字符，别处显示不出"
    EMOJI = "表情符号"
    HTML = "网页标记"
    HIDDEN_ON_WEB = "网页里不显示的内容"
    MARKDOWN = "Markdown 记号"
    LINK = "链接的网址"
    QUOTE = "引用的记号"
    BULLET = "项目符号"
    TABLE_LINES = "表格的线，由表格代替"
    HALF_WIDTH_DIGITS = "数字用半角"
    FULL_WIDTH_MARKS = "标点用全角"
    WIDENED = "汉字之间用全角标点"
    BLANK_IN_TEXT = "汉字之间没有空格"
    DASH_FOR_ONE = "序号“一”识别成了横线"
    BRACKET_MENDED = "序号缺的半个括号补上"
    SIX_CORNERS = "年份用六角括号括入（9704-7.2.5-c）"
    LINES_JOINED = "一段里的换行接上"
    BREAK_LOST = "丢了的换行补上"

    @property
    def code(self) -> str:
        """The stable code."""
        return self.name.lower().replace("_", "-")

    def __str__(self) -> str:
        return self.value

    def __format__(self, form: str) -> str:  # what Python does of itself differs by version
        return format(self.value, form)


SAID_BY_THE_PAGE = frozenset(
    (
        Reason.BY_THE_PAGE,
        Reason.NOTE_BY_THE_PAGE,
        Reason.LABEL_BY_THE_PAGE,
        Reason.NUMBER_BEFORE_LABEL,
        Reason.SIGNED_BY_ISSUER,
    )
)
"""What a new page says of itself word for word: nothing that anybody has to be told of."""
