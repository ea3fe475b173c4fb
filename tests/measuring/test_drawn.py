"""Pages drawn by LibreOffice: what they show in millimetres, and that our own pages show no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

import gongwen
from gongwen.checking import check_content
from gongwen.measuring import Measured, measured, pictures
from tests.checking.by_hand import content_of, notice, only
from tests.support import markers

markers.require("office")
ROOT = Path(__file__).parents[2]


def drawn(content: bytes) -> Measured:
    """The file checked and drawn."""
    return measured(content, check_content(content))


@pytest.mark.parametrize("name", ["notice", "order"])
def test_a_page_of_ours_shows_no_fault_when_it_is_drawn(name: str) -> None:
    found = drawn(gongwen.render(gongwen.load(ROOT / "examples" / f"{name}.md")))
    assert found.report.findings == ()
    assert list(pictures(found)) == []


def test_what_stands_elsewhere_is_told_in_millimetres_at_its_page_and_drawn() -> None:
    document = notice()
    only(document, "青政发").runs[0].text = "青政发[2026]12号"
    found = drawn(content_of(document))
    told = {(finding.rule, finding.place.page, finding.required) for finding in found.report.findings}
    assert told == {
        ("9704-7.2.5-c", 1, "青政发〔2026〕"),
        ("9704-7.2.4-c", 1, "距上边 72 毫米"),
        ("9704-7.2.7-a", 1, "在字号下 4 毫米"),
        ("9704-7.3.5.5", 3, "至少有一行正文"),
        ("9704-7.4.1-e", 5, "距上边 262 毫米"),
        ("9704-7.5-c", 1, "距上边 269 毫米（版心下边缘之下 7 毫米）"),
    }
    number = next(one for one in found.report.findings if one.rule == "9704-7.2.5-c")
    assert number.place.mm is not None
    assert 110 < number.place.mm < 140
    assert {"page": 1, "mm": number.place.mm}.items() <= number.to_dict()["place"].items()
    pages = dict(pictures(found))
    assert list(pages) == ["第1面.png", "第3面.png", "第5面.png"]
    assert all(picture.startswith(b"\x89PNG") for picture in pages.values())
