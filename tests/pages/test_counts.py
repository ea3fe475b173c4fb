"""One breaker: whoever counts the lines of a paragraph, of a cell or of 版记 counts those that are drawn."""

from __future__ import annotations

from collections import defaultdict
from random import Random

import pytest

from gongwen.blocks.block import (
    CHOSEN_BREAK,
    PLAIN,
    Alignment,
    ColophonBlock,
    Layout,
    LayoutBlock,
    ParagraphBlock,
    Placement,
    Run,
    TableBlock,
)
from gongwen.blocks.stylesheet import stylesheet
from gongwen.layout import Printing, lay_out
from gongwen.layout.flow import SINGLE_LINES, block_height, line_total, total_height
from gongwen.pages import lines
from gongwen.pages.lines import Stretch, set_lines
from gongwen.pages.paging import pages_of
from gongwen.pages.placed import PlacedColophon, PlacedParagraph, PlacedTable
from gongwen.pages.setting import count_cell_lines, count_lines, set_cell, set_paragraph
from gongwen.standard.profiles import PROFILES, Face, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm, Pt
from tests.pages.paragraphs import paragraph_of
from tests.preview.notices import notice_of

SEED, PARAGRAPHS, NOTICES = 15834, 600, range(20, 60)
ROLES = (
    Role.BODY,
    Role.RECIPIENTS,
    Role.HEADING_1,
    Role.HEADING_2,
    Role.TITLE,
    Role.ATTACHMENT_NOTE,
    Role.NOTES,
    Role.COLOPHON_CC,
    Role.ISSUED_REMARK,
)
PLACES = (
    PLAIN,
    Placement(space_before=Mm(5), align=Alignment.LEFT, break_words=True),
    Placement(left=Mm(30), hanging=Mm(22)),
    Placement(right=Mm(11.3)),
)


def some_block(random: Random) -> ParagraphBlock:
    """A paragraph as any may be: of one run or more, with breaks and tabs now and then."""
    text = paragraph_of(random)
    role, place = random.choice(ROLES), random.choice(PLACES)
    if random.random() < 0.2:
        text = text[:20] + random.choice(["\n", CHOSEN_BREAK]) + text[20:]
    if place.hanging is not None and random.random() < 0.5:
        text = f"附件：1.\t{text}"
    runs: tuple[Run | str, ...] = (text,)
    if random.random() < 0.2:
        runs = (Run(text[:9], Face.HEITI), Run(text[9:14], spread=Pt(3)), text[14:])
    return ParagraphBlock(role, runs, place)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_all_counts_of_a_paragraph_are_those_of_its_lines(profile: Profile) -> None:
    random, sheet = Random(SEED), stylesheet(profile)
    for _ in range(PARAGRAPHS):
        block = some_block(random)
        drawn = len(set_paragraph(block, sheet, profile.text_width))
        line = sheet.of(block.role).line or sheet.pitch
        bare = total_height((block._replace(runs=("空",)),), sheet, exactly=True) - line
        assert count_lines(block, sheet, profile.text_width) == line_total(block, sheet) == drawn, block
        assert block_height(block, sheet).mm == pytest.approx((bare + line * drawn).mm), block


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_all_counts_of_a_cell_are_those_of_its_lines(profile: Profile) -> None:
    random, sheet = Random(SEED), stylesheet(profile)
    for _ in range(PARAGRAPHS):
        text, size = paragraph_of(random)[: random.randrange(1, 60)], Pt(random.choice([14, 12, 10.5, 9]))
        cell = (text, random.choice([Face.FANGSONG, Face.HEITI]), size, Mm(random.randrange(12, 90)), sheet)
        assert count_cell_lines(*cell) == len(set_cell(*cell))


def test_a_text_of_full_width_characters_is_broken_as_if_it_were_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(SEED)
    texts = [
        "".join(random.choices("春耕备耕工作，。、；：（）《》“”——……　", k=random.randrange(1, 200)))
        for _ in range(500)
    ]
    cases = [([Stretch(text, Pt(16), Pt(-0.25))], Mm(random.randrange(20, 170)), Pt(31.5)) for text in texts]
    jumped = [set_lines(*case) for case in cases]
    monkeypatch.setattr(lines, "is_full_width", lambda _: False)
    assert jumped == [set_lines(*case) for case in cases]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_whole_documents_are_counted_as_they_are_drawn(profile: Profile) -> None:
    for seed in NOTICES:
        layout = lay_out(notice_of(seed), profile, Printing())
        for block, measure, drawn in _drawn(layout):
            sheet = stylesheet(layout.profile)
            if isinstance(block, ParagraphBlock):
                assert count_lines(block, sheet, measure) == max(drawn[0], 1), (seed, block)
                assert drawn[0] <= 1 or block.role not in SINGLE_LINES, (seed, block)
            elif isinstance(block, TableBlock):
                assert [*([block.head_lines] if block.header else []), *block.row_lines] == drawn, (seed, block)
            elif isinstance(block, ColophonBlock):
                assert [row.lines for row in block.rows] == drawn, (seed, block)


def _drawn(layout: Layout) -> list[tuple[LayoutBlock, Length, list[int]]]:
    """Every block, the measure of its pages, and its lines on all of them: those of a table row by row."""
    found: dict[int, tuple[LayoutBlock, Length, list[int]]] = {}
    divided: defaultdict[int, int] = defaultdict(int)
    for page in pages_of(layout):
        for placed in page.placed:
            at = id(placed.block)
            if isinstance(placed, PlacedParagraph):
                divided[at] += len(placed.lines)
                found[at] = (placed.block, page.sheet.measure, [divided[at]])
            elif isinstance(placed, PlacedTable) and not placed.block.divisible:
                rows = [max(map(len, row.cells)) for row in placed.rows]
                if at in found and placed.rows[0].header:
                    rows = rows[1:]  # the heading is repeated
                found[at] = (placed.block, page.sheet.measure, [*(found[at][2] if at in found else []), *rows])
            elif isinstance(placed, PlacedColophon):
                found[at] = (placed.block, page.sheet.measure, [len(row.lines) for row in placed.rows])
    return list(found.values())
