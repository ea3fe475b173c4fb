"""The title on the page: its lines by the author's own breaks and chosen ones, and its translation (9704-7.3.1-d)."""

from __future__ import annotations

from functools import lru_cache

from gongwen.blocks.block import CHOSEN_BREAK, ParagraphBlock, Placement
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.keeping import are_long
from gongwen.layout.title import break_title
from gongwen.layout.translation import translated_title
from gongwen.model import Document
from gongwen.model.parts import LONGEST_TITLE, TitledValue
from gongwen.standard import figures
from gongwen.standard.roles import Role

__all__ = ["below_title", "remark_block", "title_blocks", "title_text"]

_TYPED_BREAK = "\n"
# A line that is full to its end may turn once more in some programs.
_REMARK_MEASURE = figures.CHARACTERS_PER_LINE.value - 1


def title_blocks(document: Document, sheet: Stylesheet, place: Placement) -> list[ParagraphBlock]:
    """The title in such a place, under it the one in a second script, and 题注 in brackets."""
    blocks = [ParagraphBlock(Role.TITLE, (title_text(document, sheet.title_measure, document.issuers),), place)]
    if document.translation:
        blocks.append(translated_title(document.translation))
    if document.remark:
        blocks.append(remark_block(Role.REMARK, document.remark))
    return blocks


def remark_block(role: Role, remark: str) -> ParagraphBlock:
    """题注 in brackets; one too long for a line turns between words, as a title does."""
    text = f"（{remark}）"
    lines = break_title(text, (), _REMARK_MEASURE) if len(text) <= LONGEST_TITLE else (text,)
    return ParagraphBlock(role, (CHOSEN_BREAK.join(lines),))


def below_title(document: Document, sheet: Stylesheet) -> Placement:
    """The place of what comes next, 主送机关 or the text: one empty line under the title, or under its 题注."""
    return sheet.after_remark if document.remark else sheet.after_title


def title_text(titled: TitledValue, measure: float, issuers: tuple[str, ...] = ()) -> str:
    """The title in lines of at most ``measure`` characters; typed breaks and chosen ones can be told apart."""
    text = _text.__wrapped__ if are_long(issuers) else _text
    return text(titled.title, titled.title_breaks, measure, issuers)


@lru_cache(maxsize=512)
def _text(title: str, breaks: tuple[int, ...], measure: float, issuers: tuple[str, ...]) -> str:
    # A head may have to know its title's lines before the title is laid out, and batches repeat theirs.
    lines = break_title(title, breaks, measure, issuers=issuers)
    text, position = lines[0], len(lines[0])
    for line in lines[1:]:
        text += (_TYPED_BREAK if position in breaks else CHOSEN_BREAK) + line
        position += len(line)
    return text
