"""Rules of headings: each level has its typeface, whether it stands alone or runs in; nothing is bold (9704-7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.checking.measures import faced, faces
from gongwen.checking.page import BODY_ROLES, TEXT_ROLES, Line, Page
from gongwen.checking.patterns import COUNT
from gongwen.checking.remedies import PLAIN, Aspect
from gongwen.checking.rule import Hit, page_rule
from gongwen.standard.families import is_of_family
from gongwen.standard.grades import Grade
from gongwen.standard.profiles import Face
from gongwen.standard.roles import HEADING_ROLES

__all__: list[str] = []

_RUN_IN = (
    (Face.HEITI, "一级", re.compile(rf"[{COUNT}]{{1,3}}、[^。！？]{{2,40}}。(?=.)")),
    (Face.KAITI, "二级", re.compile(rf"（[{COUNT}]{{1,3}}）[^。！？]{{2,40}}。(?=.)")),
)
_FEWEST_ALIKE = 2


@page_rule(
    "9704-7.3.3-e",
    "heading-faces",
    "层次标题：一层黑体，二层楷体",
    wrong="“一、总体要求”用仿宋加粗",
    right="“一、总体要求”黑体，“（一）基本原则”楷体，“1.”“（1）”仿宋",
    grade=Grade.USUAL,
    reads=HEADING_ROLES,
    also=("ERR-ZT-02",),
)
def heading_faces(page: Page) -> Iterator[Hit]:
    """Each level of headings has its typeface."""
    for role, face in zip(HEADING_ROLES, _LEVEL_FACES, strict=True):
        yield from faces(page.of(role), face, what=f"{role.value.removeprefix('公文')}")


_LEVEL_FACES = (Face.HEITI, Face.KAITI, Face.FANGSONG, Face.FANGSONG)


@page_rule(
    "9704-7.3.3-e",
    "run-in-heading-faces",
    "段首的标题：一层黑体，二层楷体",
    wrong="“（一）加强领导。各村要……”，别的二级标题用楷体，这一处是仿宋",
    right="“（一）加强领导。”楷体，接排的正文仿宋",
    grade=Grade.USUAL,
    reads=BODY_ROLES,
    also=("ERR-ZT-02",),
)
def run_in_heading_faces(page: Page) -> Iterator[Hit]:
    """A heading that runs into its text has the typeface of its level; where others of the level are set apart, it is
    no item of a list that is left out."""
    for face, level, pattern in _RUN_IN:
        found = [(line, heading) for line in page.of(*BODY_ROLES) if (heading := pattern.match(line.words))]
        apart = [line for line, heading in found if _is_set_apart(line, heading[0])]
        right = sum(is_of_family(line.runs[0][1].font_east_asia or "", face) for line in apart)
        for line, heading in found:
            if line in apart:
                first = next(line.chinese())
                yield from faced(line, [first], face, what=f"{level}标题", aspect=Aspect.SOME_TYPEFACE)
            elif right >= _FEWEST_ALIKE and 2 * right > len(found) and not _is_of(line, face):
                cure, font = f"把“{heading[0]}”的中文字体改为{face.value}", line.runs[0][1].font_east_asia or ""
                yield Hit(f"{level}标题的字体不对", cure, line, heading[0], font, face.value)


def _is_set_apart(line: Line, heading: str) -> bool:
    """Whether the font changes where the heading ends."""
    first, length = line.runs[0][1].font_east_asia, 0
    for run, said in line.runs:
        if said.font_east_asia != first:
            return abs(length - len(heading)) <= 1
        length += len(run.text.lstrip() if not length else run.text)
    return False


def _is_of(line: Line, face: Face) -> bool:
    return is_of_family(line.runs[0][1].font_east_asia or "", face)


@page_rule(
    "AMB-16",
    "bold-heading",
    "层次标题和正文不加粗",
    wrong="“（一）基本原则”楷体加粗",
    right="“（一）基本原则”楷体",
    grade=Grade.PRACTICE,
    reads=TEXT_ROLES,
    clause="9704-7.3.3-e",
)
def bold_heading(page: Page) -> Iterator[Hit]:
    """The standard names typefaces and speaks of no bold; many offices use it all the same."""
    for line in page.of(*TEXT_ROLES):
        bold = next((run for run, said in line.chinese() if said.bold), None)
        if bold is not None and not line.in_table:
            words = bold.text.strip()
            yield Hit("用了加粗", "去掉加粗", line, words, found="加粗", required="不加粗", remedy=PLAIN)
