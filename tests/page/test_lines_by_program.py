"""Lines are counted as each program sets them: decisions near a page's foot hold in all of them by this count."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

import gongwen
from gongwen.blocks.block import ParagraphBlock
from gongwen.blocks.stylesheet import Program, stylesheet
from gongwen.layout import lay_out
from gongwen.pages.line_turns import lawful_turn
from gongwen.pages.setting import count_lines
from gongwen.standard.profiles import NATIONAL
from tests.page.measures import text_lines
from tests.page.press import notice
from tests.page.realistic.words import Words
from tests.support import engines, markers
from tests.support.engines import Engine
from tests.support.page import measure

PARAGRAPHS = 60
DRAWN_BY: dict[Engine, Program] = {
    "libreoffice as word": Program.WORD,
    "onlyoffice": Program.ONLYOFFICE,
    "libreoffice": Program.LIBREOFFICE,
}
MOST_WRONG = {Program.WORD: 0, Program.ONLYOFFICE: 0, Program.LIBREOFFICE: 2}
"""Paragraphs of another count. LibreOffice's turns beside some marks are not known to the last."""
MARKS = "，。、；：！？…—”’》〉〕】）～"
AFTER_MARKS = ("2026081530", "abcdefghij", "（国国国国", "“国国国国", "国国国国")
"""What has no room on the line that the mark fills."""


def _realistic_paragraphs() -> list[str]:
    """Paragraphs with figures, addresses, Latin words and quotes, each begun so that it is known by sight."""
    words = Words(Random(9704))
    return [f"第{at}项：{words.paragraph(40 + at * 3)}" for at in range(100, 100 + PARAGRAPHS)]


@pytest.mark.parametrize("engine", DRAWN_BY)
def test_a_paragraph_takes_as_many_lines_as_are_counted_for_the_program(engine: Engine) -> None:
    markers.require(engines.tool(engine))
    texts = _realistic_paragraphs()
    document = notice(body=[*texts, "特此通知。"])
    pages = measure(engines.render_pdf(gongwen.render(document), engine))
    drawn = [line.text for page in pages for line in text_lines(page)]
    starts = [at for at, line in enumerate(drawn) for text in texts if line.startswith(text[:5])]
    assert len(starts) == PARAGRAPHS
    end = next(at for at, line in enumerate(drawn) if line == "特此通知。")
    counts = [after - at for at, after in zip(starts, [*starts[1:], end], strict=True)]
    sheet = stylesheet(NATIONAL, DRAWN_BY[engine])
    blocks = {block.text: block for block in lay_out(document).blocks if isinstance(block, ParagraphBlock)}
    counted = [count_lines(blocks[text], sheet, sheet.measure) for text in texts]
    wrong = [text for text, lines, expected in zip(texts, counts, counted, strict=True) if lines != expected]
    assert len(wrong) <= MOST_WRONG[DRAWN_BY[engine]], wrong


def test_libreoffice_turns_beside_closing_marks_where_the_breaker_turns_for_it() -> None:
    markers.require(engines.tool("libreoffice"))
    cases = [(f"第{at}号", mark, word) for at, (mark, word) in enumerate(product(MARKS, AFTER_MARKS), start=100)]
    texts = [f"{name}{'国' * 21}{mark}{word}" for name, mark, word in cases]
    pages = measure(engines.render_pdf(gongwen.render(notice(body=[*texts, "特此通知。"]), draft=True), "libreoffice"))
    first = {line.text[:5]: line.text for page in pages for line in text_lines(page)}
    drawn = {text: len(first[text[:5]]) for text in texts}
    full = len("第100号") + 21 + 1
    assert drawn == {text: lawful_turn(text, 0, full, program=Program.LIBREOFFICE) for text in texts}
