"""A figure with a blank in it (1 187.5) is whole on its line (15834-5.1), wherever the line ends.

LibreOffice turns lines at no-break spaces between digits as well, so it is not asked with the file as it is.
"""

from __future__ import annotations

import pytest

from tests.page.clauses import clause
from tests.page.measures import text_lines
from tests.page.press import notice, printed
from tests.support.engines import WORD_LIKE, Engine

FIGURES = ("1 187.5", "12 450", "139 0000 5678", "0.123 456")
BEFORE = "云岭县青山镇今年春耕共落实水稻玉米油菜等作物播种面积"
"""Text before a figure, cut so that the line ends before, within and behind it."""
BODY = [
    f"{BEFORE[:length]}{BEFORE[:2]}{figure}公顷，秧苗长势好于往年。" for figure in FIGURES for length in range(15, 26)
]


@clause("9704-5.2.3-b")
@pytest.mark.parametrize("engine", WORD_LIKE)
def test_no_line_turns_at_the_blank_within_a_figure(engine: Engine) -> None:
    pages = printed({"figures": notice(body=BODY)}, ["国标"], engine=engine)("figures", "国标")
    lines = [line.text for page in pages for line in text_lines(page)]
    shown = "".join(lines)
    for figure in FIGURES:
        joined = figure.replace(" ", "")
        assert shown.count(f"{joined}公顷") == len(BODY) // len(FIGURES)
        assert sum(joined in line for line in lines) == len(BODY) // len(FIGURES), figure
    # Lines did end there: figures begin lines that might have held their first digits.
    assert any(line.startswith(FIGURES[0].replace(" ", "")) for line in lines)
