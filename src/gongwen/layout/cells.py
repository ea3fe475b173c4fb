"""What the cells of a table say, in lines: figures, dates and a figure with its unit are never parted.

A word processor parts 137.5吨 before its unit, 2026年9月21日 at every 年 and 月, and 2026-09-21 after its hyphens where
a line happens to end. Two things keep them whole: a column is at least as wide as the widest of them
(:func:`least_width`), and where a line would end within one, the line turns before it (:func:`unparted`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongwen.blocks.block import CHOSEN_BREAK
from gongwen.pages.line_turns import NEVER_ENDS_LINE, NEVER_STARTS_LINE
from gongwen.pages.lines import Stretch, set_lines
from gongwen.pages.text import LIBREOFFICE_GAP, width
from gongwen.standard.units import Pt

__all__ = ["UNSURE", "least_width", "most_lines_in_cell", "unparted"]

_HAN = "\u3400-\u9fff\uf900-\ufaff"
# Units of more than one character; any single character after a figure stays with it without being listed.
_LONG_UNITS = (
    *("平方公里", "平方千米", "平方厘米", "平方米", "立方厘米", "立方米", "公里", "千米", "厘米", "毫米", "海里"),
    *("公斤", "千克", "毫克", "毫升", "公顷", "公亩", "美元", "港元", "欧元", "千瓦时", "千伏安", "千瓦", "兆瓦"),
    *("个百分点", "百分点", "个工作日", "工作日", "个自然日", "自然日", "个月", "个小时", "小时", "分钟", "周岁"),
    *("周年", "季度", "年度", "人次", "人份", "人日", "户次", "车次", "架次", "台套", "台班", "台次", "家次", "件次"),
    *("摄氏度", "标准煤", "个村", "个组", "个社", "个点", "个班", "个批次", "批次", "处次", "平米", "立方"),
)
_SHORT_UNITS = (
    "吨斤克米亩元角分户人名个位天日月年周时秒点台辆架支把件套处座条口眼株棵头只羽匹箱袋桶瓶份期次批所家间栋幢度级号项"
    "类种村社组队层"
)
_SCALE = "(?:[十百千]?[万亿]|[十百千])"
_CHINESE_UNIT = f"(?:{_SCALE}?[余多]?(?:{'|'.join(sorted(_LONG_UNITS, key=len, reverse=True))}|[{_HAN}]))"
_LATIN_UNIT = r"(?:[A-Za-zμΩ℃㎡㎥㎏㎞㎜]{1,6}[²³]?(?:/[A-Za-z]{1,4}[²³]?)?)"
_KNOWN_UNIT = f"(?:{_SCALE}?(?:{'|'.join(_LONG_UNITS)}|[{_SHORT_UNITS}])|{_LATIN_UNIT})"
_DATE = r"\d{2,4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|\d{1,2}[时点]\d{1,2}分"
_FIGURE = r"[¥￥$€]?[-+−±－＋]?\d+(?:[.,:：/\-–×]\d+|，\d{3}(?!\d)| \d{3}(?!\d))*[%％‰℃°]?"
_WHOLE = re.compile(rf"{_DATE}|(?:第|[A-Za-z]{{1,6}})?{_FIGURE}(?: {_KNOWN_UNIT}|{_LATIN_UNIT}|{_CHINESE_UNIT})?")
_DIGIT = re.compile(r"\d")
_PLAIN_FIGURE = re.compile(r"-?[0-9.,]+")
_JOINT = re.compile(rf"[{_HAN}](?=[0-9A-Za-z])|[0-9A-Za-z](?=[{_HAN}])")
# The percent sign of Times is so much wider than half a character.
_WIDE_PERCENT = 0.35
_CELLS = 2
# Measures in characters are those of any size.
_SIZE = Pt(16)
# Fonts and programs differ by so much of a character; a figure that ends so near a line's end may be parted in one.
UNSURE = 0.35


@lru_cache(maxsize=8192)
def least_width(text: str) -> float:
    """The characters that a line of a cell must hold so that nothing is parted, LibreOffice's gaps among them.

    Marks that stand before or after a figure go with it; what is no figure may turn anywhere.

    >>> least_width("1,375.0"), least_width("约137.5吨。"), least_width("尚未完成")
    (3.5, 4.7, 1.0)
    """
    if not _DIGIT.search(text):
        return 1.0 if text else 0.0
    if _PLAIN_FIGURE.fullmatch(text):  # most cells
        return max(len(text) / _CELLS, 1.0)
    least = 1.0
    for start, end in _wholes(text):
        piece = text[start:end]
        least = max(
            least, width(piece) + LIBREOFFICE_GAP * len(_JOINT.findall(piece)) + _WIDE_PERCENT * piece.count("%")
        )
    return least


@lru_cache(maxsize=4096)
def unparted(text: str, measure: float, *, unsure: float = UNSURE, times: bool = False) -> str:
    """The text of a cell that is ``measure`` 字 wide, with a chosen break wherever a figure would be parted.

    Lines are counted as they are, a little shorter, and with LibreOffice's gaps, so that a figure is whole in every
    program; where none is parted the text stays as it is. ``unsure`` is how much shorter; ``times`` says that digits
    and letters are in Times, whose marks are narrower.

    >>> unparted("全镇收购秋粮137.5吨", 9).split(CHOSEN_BREAK)
    ['全镇收购秋粮', '137.5吨']
    >>> unparted("全镇收购秋粮137.5吨", 12)
    '全镇收购秋粮137.5吨'
    """
    if (
        len(text) * (1 + LIBREOFFICE_GAP) <= measure - unsure
        or not _DIGIT.search(text)
        or _PLAIN_FIGURE.fullmatch(text)
    ):
        return text  # it fits, for no character is wider than one 字, or it is whole in any column
    trials = [(measure, 0.0), (measure - unsure, 0.0), (measure, LIBREOFFICE_GAP)]
    if times:  # fonts that stand in for it have other widths
        trials.append((measure + unsure, 0.0))
    return "\n".join(_line_unparted(line, trials, times) for line in text.split("\n"))


def _line_unparted(line: str, trials: Sequence[tuple[float, float]], times: bool) -> str:
    pieces: list[str] = []
    while True:
        turn = _first_parted(line, trials, times)
        if turn is None:
            return CHOSEN_BREAK.join([*pieces, line])
        pieces.append(line[:turn])
        line = line[turn:]


def _first_parted(line: str, trials: Sequence[tuple[float, float]], times: bool) -> int | None:
    """Where the first figure begins that would be parted and is not at the beginning of the text already.

    Or where a line turns between a closing mark and a figure: not every program turns there of itself.
    """
    wholes = [(start, end) for start, end in _wholes(line) if start > 0]
    if not wholes:
        return None
    parted = (
        start
        for measure, gap in trials
        for turn in _turns(line, measure, gap, times=times)
        for start, end in wholes
        if start < turn < end and not line[start:turn].isspace()
    )
    marked = {start for start, _ in wholes if line[start - 1] in NEVER_STARTS_LINE}
    turns = (turn for turn in _turns(line, *trials[0], times=times) if turn in marked)
    return min((*parted, *turns), default=None)


def most_lines_in_cell(text: str, measure: float) -> int:
    """How many lines a cell's text takes at the most: with LibreOffice's gaps.

    >>> most_lines_in_cell("至9月21日收购秋粮9吨", 5)
    3
    """
    pieces = text.replace(CHOSEN_BREAK, "\n").split("\n")
    return sum(1 + len(_turns(piece, measure - UNSURE, LIBREOFFICE_GAP)) for piece in pieces)


def _wholes(text: str) -> Iterator[tuple[int, int]]:
    """Where the figures begin and end that must not be parted, with the marks that may not be parted from them."""
    for found in _WHOLE.finditer(text):
        start, end = found.span()
        while start > 0 and text[start - 1] in NEVER_ENDS_LINE:
            start -= 1
        while end < len(text) and text[end] in NEVER_STARTS_LINE:
            end += 1
        yield start, end


def _turns(text: str, measure: float, gap: float, *, times: bool = False) -> list[int]:
    """Where the lines of a text without breaks turn, if such a gap is drawn between 汉字 and digits."""
    stretch = Stretch(text.replace("\t", "\u3000"), _SIZE, times=times)
    return [line.end for line in set_lines([stretch], _SIZE * measure, gap=_SIZE * gap)[:-1]]
