"""Where lines turn, beside the pages that ONLYOFFICE draws: body, headings, cells of 4 号, in both profiles.

Word and WPS cannot be had here; ONLYOFFICE turns lines by their rules but for two known faults, which make its own rule
(:mod:`tests.support.line_rules`). With that rule in place of ours every line is the same; without it lines differ where
the faults say.
``--full-sweep`` draws thirty documents of some thirteen pages in each profile, otherwise two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import pytest

import gongwen
from gongwen.layout import lay_out
from gongwen.pages.line_turns import BLANKS, may_turn
from gongwen.pages.paging import pages_of
from gongwen.pages.placed import PlacedPage, PlacedParagraph, PlacedTable
from gongwen.standard.profiles import PROFILES
from tests.conftest import FULL_SWEEP
from tests.pages.paragraphs import paragraph_of
from tests.support import engines, markers, page
from tests.support.line_rules import as_onlyoffice, turns_in_onlyoffice

_PARAGRAPHS, _CELLS = 45, 12
_FEW, _MANY = 2, 30
_FOLIO = re.compile(r"[—\-]\d+[—\-]")
# Where two fonts meet within what ONLYOFFICE takes for one word, it draws the third character in the font of the first:
# the comma of ￥1,200 in 仿宋, the “ of 2026、“ in Times. Such texts are given one character more, or another mark.
_COMMA_IN_FANGSONG = re.compile(r"(?<=[（￥＄〔《【“‘])(\d)(?=[!-/:-~])")
_QUOTE_IN_TIMES = re.compile(r"(?<=[!-~])[、。》〕】”’…](?=[“‘])")


# What the second column holds, so that the lines of the first are known from it.
_SIGN = "√"


class Drawn(NamedTuple):
    """A document: its lines as ONLYOFFICE draws them, and as we set them by our rule and by its own, without blanks."""

    theirs: Counter[str]
    ours: Counter[str]
    by_their_rule: Counter[str]


def document(seed: int, profile: str) -> gongwen.Document:
    """Paragraphs, numbered headings, some of which run into their text, and a table of one long column."""
    random = Random(f"{profile} {seed}")

    def some_text() -> str:
        said = paragraph_of(random)
        if PROFILES[profile].latin_font is None:
            return said
        return _QUOTE_IN_TIMES.sub("，", _COMMA_IN_FANGSONG.sub(r"\g<1>0", said))

    body: list[dict[str, Any] | str] = [some_text() for _ in range(_PARAGRAPHS)]
    for level, run_in in ((1, False), (2, False), (2, True), (3, True)):
        heading = "".join(some_text().split())[: random.randrange(4, 40)].strip("，、；：。")
        section = {"type": "section", "level": level, "heading": heading, "run_in": run_in, "blocks": [some_text()]}
        body.insert(random.randrange(len(body)), section)
    body.append({"type": "table", "rows": [[some_text(), _SIGN] for _ in range(_CELLS)]})
    data = {"kind": "通知", "form": "白头", "title": "关于排版的通知", "body": [body[0], *body[1:]]}
    return gongwen.Document.read(data)


def _set(pages: list[PlacedPage]) -> Counter[str]:
    return Counter(line for one in pages for line in _lines_of(one))


def _lines_of(one: PlacedPage) -> Iterator[str]:
    """The lines of a page by what they show, those of the second column left out."""
    for placed in one.placed:
        if isinstance(placed, PlacedParagraph):
            found = placed.lines
        else:
            assert isinstance(placed, PlacedTable)
            found = tuple(line for row in placed.rows for line in row.cells[0])
        for line in found:
            yield "".join("".join(piece.text.split()) for column in line.columns for piece in column)


def _drawn(pdf: bytes) -> Counter[str]:
    shown = (line.text.replace(_SIGN, "") for one in page.measure(pdf) for line in one.lines)
    return Counter(line for line in shown if line and not _FOLIO.fullmatch(line))


@pytest.fixture(scope="module", params=PROFILES)
def drawn(request: pytest.FixtureRequest) -> list[Drawn]:
    markers.require("onlyoffice")
    profile: str = request.param
    count = _MANY if request.config.getoption(FULL_SWEEP) else _FEW
    documents = {f"lines{seed}": document(seed, profile) for seed in range(count)}
    files = {name: gongwen.render(one, profile=profile) for name, one in documents.items()}
    pdfs = engines.render_pdfs(files, "onlyoffice", together=True)
    found = []
    for name, one in documents.items():
        layout = lay_out(one, PROFILES[profile])
        ours = _set(pages_of(layout))
        with as_onlyoffice():
            by_their_rule = _set(pages_of(layout))
        found.append(Drawn(_drawn(pdfs[name]), ours, by_their_rule))
    return found


def test_every_line_turns_where_onlyoffice_turns_it_by_its_own_rule(drawn: list[Drawn]) -> None:
    for one in drawn:
        assert (one.theirs - one.by_their_rule, one.by_their_rule - one.theirs) == (Counter(), Counter())


def test_most_lines_are_the_same_by_our_own_rule(drawn: list[Drawn]) -> None:
    # These paragraphs are full of marks, figures and addresses, and one that differs in a line differs to its end.
    same = sum((one.ours & one.theirs).total() for one in drawn)
    assert same >= 0.75 * sum(one.theirs.total() for one in drawn)


@pytest.mark.parametrize("before", "、。”’》〉〕】」…")
@pytest.mark.parametrize("after", "2A“‘《〔【")
def test_after_a_mark_word_turns_before_a_digit_a_letter_or_an_opening_mark(before: str, after: str) -> None:
    assert may_turn(before, after)
    assert not turns_in_onlyoffice(before, after)


def test_the_two_rules_differ_in_nothing_else() -> None:
    characters = "国村2aA%-/.,:;!?()[]$￥，。、；：？！“”‘’（）《》〔〕【】—…·％‰℃°±×÷①Ⅱ★～" + BLANKS
    differing = {
        (before, after)
        for before in characters
        for after in characters
        if may_turn(before, after) is not turns_in_onlyoffice(before, after)
    }
    faults = {(before, after) for before, after in differing if after not in "—℃"}
    assert {before for before, _ in faults} <= set("、。”’》〕】…") | set("2aA%/.,:;!?)]·‰℃°±÷①Ⅱ★")
    assert all(before in "、。”’》〕】…—" or after in "“‘《〔【…" for before, after in faults), faults
    assert not any(may_turn(before, after) for before, after in differing - faults)
