"""What the formatting of a line says of it: features beside those of its words.

Sizes count against the size of the running text around, for a typist's text may have any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.recognition.lines import Formatting

__all__ = ["is_under_larger", "looks_of", "may_be_red"]

_USUAL_SIZE = 16.0  # 三号 (9704-5.2.2)
_LARGER = 1.12  # 小三 over 四号 is larger, 三号 over 小三 is not
_LEAST_OF_MARK = 24.0  # 二号 is a title's (9704-7.3.1)
_LONGEST_TITLE, _LONGEST_HEADING = 90, 60
_FEWEST_INDENTED, _DEEP = 1.0, 8.0  # characters
_TITLE_FACE = re.compile("小标宋|大标宋|方正标宋|标宋")
_TITLE_STYLE = re.compile(r"title|标题|公文标题|文件标题|大标题|正标题", re.IGNORECASE)


def may_be_red(colour: str | None) -> bool:
    """Whether a colour of six hexadecimal figures is one that offices take for red: wider than the standard's (AMB-19).

    >>> may_be_red("FF0000"), may_be_red("C00000"), may_be_red("000000"), may_be_red(None)
    (True, True, False, False)
    """
    if colour is None or len(colour) != 6:
        return False
    try:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red > 150 and green < 110 and blue < 110


def looks_of(formatting: Formatting, length: int) -> Iterator[str]:
    """The features of a line of so many characters.

    >>> list(looks_of(Formatting(size=22, alignment="center", text_size=16), 18))
    ['larger than text', 'centred']
    """
    size, text_size = formatting.size or 0.0, formatting.text_size or _USUAL_SIZE
    short = length <= _LONGEST_TITLE
    if may_be_red(formatting.colour) and size >= max(_LEAST_OF_MARK, text_size * _LARGER):
        yield "red and large"
    elif size >= text_size * _LARGER and short:
        yield "larger than text"
    elif size:
        yield "text size"
    yield from _placed(formatting)
    if short:
        if formatting.bold:
            yield "bold face"
        if formatting.face and _TITLE_FACE.search(formatting.face):
            yield "title face"
        if formatting.style and _TITLE_STYLE.fullmatch(formatting.style):
            yield "title style"
    if formatting.outline is not None and length <= _LONGEST_HEADING:
        yield "heading style"
    if formatting.new_page:
        yield "new page"
    if formatting.under_picture:
        yield "under a picture"


def is_under_larger(formatting: Formatting, above: Formatting) -> bool:
    """Whether a line of text size stands under a larger one, and no red mark: all lines of a title have its size, so it
    is what stands under a title.

    >>> is_under_larger(Formatting(size=16), Formatting(size=22)), is_under_larger(Formatting(size=22), Formatting())
    (True, False)
    """
    least = (formatting.text_size or _USUAL_SIZE) * _LARGER
    return 0 < (formatting.size or 0.0) < least <= (above.size or 0.0) and not may_be_red(above.colour)


def _placed(formatting: Formatting) -> Iterator[str]:
    """Where the line stands: in the middle, at the right, how far from the left."""
    if formatting.alignment == "center":
        yield "centred"
    elif formatting.alignment == "right":
        yield "set right"
    elif formatting.alignment == "distribute":
        yield "distributed"
    elif formatting.indent is not None:
        if formatting.indent >= _DEEP:
            yield "deep"
        elif formatting.indent >= _FEWEST_INDENTED:
            yield "indented"
        elif formatting.indent == 0:
            yield "flush left"
