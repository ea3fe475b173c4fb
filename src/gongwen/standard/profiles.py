"""Profiles: which software settings bring the standard's page about.

``国标`` (GB/T 33476.2) puts the ink itself on the edges of the type area; ``通行`` is the common practice that takes
the type area for the margins. Both are lawful (AMB-01). A profile may also come from a unit's own file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import MappingProxyType

from gongwen.standard import figures
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["COMMON", "NATIONAL", "PROFILES", "EmptyLine", "Face", "Fonts", "Profile"]


class Face(str, Enum):
    """字体: the five typefaces that the standard names."""

    FANGSONG = "仿宋"
    HEITI = "黑体"
    KAITI = "楷体"
    XIAOBIAOSONG = "小标宋"
    SONGTI = "宋体"


class EmptyLine(str, Enum):
    """How high 空一行 is (AMB-03)."""

    EDGE_TO_EDGE = "边到边"
    WHOLE_LINE = "整行"


@dataclass(frozen=True)
class Fonts:
    """The font that stands for each typeface."""

    fangsong: str = "仿宋"
    heiti: str = "黑体"
    kaiti: str = "楷体"
    xiaobiaosong: str = "方正小标宋简体"
    songti: str = "宋体"

    def of(self, face: Face) -> str:
        """The font of a typeface."""
        font: str = getattr(self, face.name.lower())
        return font


@dataclass(frozen=True)
class Profile:
    """The settings of one page: margins, line pitch, character spacing, fonts."""

    name: str
    top: Length
    bottom: Length
    left: Length
    right: Length
    line_pitch: Length
    character_spacing: Length
    empty_line: EmptyLine = EmptyLine.EDGE_TO_EDGE
    fonts: Fonts = Fonts()
    latin_font: str | None = None
    """Font of digits and Latin letters in the text; None writes them in the Chinese font of their place (AMB-23)."""

    def __hash__(self) -> int:
        # Profiles key the caches of the layout; hashing every field each time would cost more than the look-up saves.
        return hash(self.name)

    @cached_property
    def text_width(self) -> Length:
        """Width between the side margins."""
        return figures.PAGE_WIDTH.value - self.left - self.right

    @cached_property
    def text_length(self) -> Length:
        """Height between the margins above and below."""
        return figures.PAGE_HEIGHT.value - self.top - self.bottom

    @cached_property
    def body_character(self) -> Length:
        """Width of one full-width character of the body (1 字): its size and the spacing."""
        return figures.BODY_SIZE.value + self.character_spacing


NATIONAL = Profile(
    name="国标",
    top=Mm(34.58),
    bottom=Mm(32.58),
    left=Mm(28),
    right=Mm(26),
    line_pitch=Pt(29.6),
    character_spacing=Pt(-0.25),
)

COMMON = Profile(
    name="通行",
    top=Mm(37),
    bottom=Mm(35),
    left=Mm(28),
    right=Mm(26),
    line_pitch=Pt(28.95),
    character_spacing=Pt(-0.25),
    empty_line=EmptyLine.WHOLE_LINE,
    latin_font="Times New Roman",
)

PROFILES: MappingProxyType[str, Profile] = MappingProxyType({p.name: p for p in (NATIONAL, COMMON)})
