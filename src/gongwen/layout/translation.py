"""民族文字: title, issuer and date once more in the script that the autonomous place uses (9704-1-c).

The lines in the second script stand under the Chinese ones and where those stand, in whatever direction they are read.
The traditional Mongolian script is set along the lines of the page, as on the heads of its bilingual documents.
"""

from __future__ import annotations

from functools import lru_cache

from gongwen.blocks.block import PLAIN, Alignment, ParagraphBlock, Placement, Run
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.model import Document, Translation
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.dates import date_in_language
from gongwen.standard.languages import language_of
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length

__all__ = ["translated_signature", "translated_title", "translation_remarks"]

_LETTERS = 1.1  # room for letters of the second script that are wider than half a character


def translated_title(translation: Translation) -> ParagraphBlock:
    """The title in the second script, centred under the Chinese one."""
    run = Run(translation.title, language=translation.locale)
    place = Placement(right_to_left=True) if language_of(translation.locale).right_to_left else PLAIN
    return ParagraphBlock(Role.TRANSLATED_TITLE, (run,), place)


def translation_remarks(translation: Translation) -> list[str]:
    """What to look at: a text that is not in the script in which the language is written here."""
    script = language_of(translation.locale)
    texts = (("标题", translation.title), ("机关", translation.issuer))
    others = "、".join(field for field, text in texts if not script.writes(text))
    if not others:
        return []
    return [
        f"民族文字的{others}里没有{script.name}的字母；日期按当地通用的{script.name}书写，请核对两者是否一致（9704-1-c）"
    ]


def translated_signature(document: Document, blocks: list[ParagraphBlock], sheet: Stylesheet) -> list[ParagraphBlock]:
    """Issuer and date in the second language, under the Chinese ones and placed like the last of them.

    Where one of the two would not end inside the type area there, both begin as far left as the longer one needs to
    end two characters from its right edge.
    """
    translation = document.translation
    if translation is None or not blocks:
        return []
    texts = [translation.issuer]
    if document.date:
        texts.append(date_in_language(document.date, translation.locale))
    right_to_left = language_of(translation.locale).right_to_left
    last = blocks[-1]
    under = last.placement
    if len(blocks) > 1 and under.align is Alignment.RIGHT and under.right is not None:
        # The date's place is said from the right edge; theirs is where it begins.
        begins = sheet.profile.text_width - under.right - sheet.profile.body_character * width(last.text)
        under = Placement(left=max(begins, ZERO))
    place = _place(under, max(map(width, texts)), right_to_left, sheet)
    # Under a seal the axis is a tab stop.
    start = "\t" if place.tabs else ""
    return [
        ParagraphBlock(Role.TRANSLATED_SIGNATURE, (Run(start + text, language=translation.locale),), place)
        for text in texts
    ]


@lru_cache(maxsize=256)
def _place(date: Placement, longest: float, right_to_left: bool, sheet: Stylesheet) -> Placement:
    """Where lines stand that are at most so many characters wide, under a date at its place."""
    place = date._replace(space_before=None, keep_next=False, right_to_left=right_to_left)
    wide = sheet.profile.body_character * (longest * _LETTERS)
    room = sheet.profile.text_width
    if not _fits(wide, place, room):
        right = sheet.profile.body_character * figures.UNSEALED_NAME_RIGHT.value
        left = max(room - right - wide, ZERO)
        return Placement(align=Alignment.LEFT, left=left, right_to_left=right_to_left)
    if place.tabs and right_to_left:
        # Tab stops are counted from the side where reading begins; indents with the axis in their middle are not.
        off_centre = place.tabs[0].position * 2 - room
        left, right = max(off_centre, ZERO), max(-off_centre, ZERO)
        return place._replace(align=Alignment.CENTRE, tabs=(), left=left, right=right)
    return place


def _fits(wide: Length, place: Placement, room: Length) -> bool:
    """Whether a line placed like the date ends inside the type area."""
    if place.align is Alignment.RIGHT:
        return True
    if place.tabs:
        axis = place.tabs[0].position
        return wide / 2 <= min(axis, room - axis)
    return (place.left or ZERO) + wide <= room
