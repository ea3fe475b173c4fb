"""Every fault that tests of the checker put into a file is put right, anew and in place, where a program may do it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document as Docx

from gongwen.errors import GongwenError
from gongwen.fixing import Fixed, fix_anew, fix_in_place
from tests.checking import by_hand
from tests.checking.test_mutations import OF_NOTICE, OF_REQUEST, Change

# What only people know: an agency, a date, a year, which of two words goes, what a half bracket was to be.
FOR_PEOPLE = {
    "15834-A.9", "15835-4.3", "15835-X3", "9704-7.3.3-d", "ERR-BT-03", "ERR-RQ-05", "ERR-YW-01",
    "15834-B.3.8", "9704-7.2.5-c", "9704-7.3.1-e", "9704-7.3.5.4", "9704-7.3.5.5", "9704-7.4.3-d", "ERR-FWZH-11",
    "ERR-STD-01", "TL-15.1a", "TL-15.1b", "TL-15.4b", "TL-15.5", "TL-9.1", "TL-9.12", "TL-9.3", "TL-9.5", "TL-9.6",
    "9704-7.2.1-a",
}  # fmt: skip
# What a new page settles, and no property of the old one does.
OF_THE_PAGE = {
    "12-旧规", "9704-7.2.3-b", "9704-7.2.6-g", "9704-7.2.7-c", "9704-7.3.1-d", "9704-7.3.4-c",
    "9704-7.3.7-e", "9704-7.5-d", "TL-9.18",
}  # fmt: skip
MUTATIONS: list[tuple[str, Callable[[], Docx], Change]] = [
    *((name, by_hand.notice, change) for name, change, _ in OF_NOTICE),
    *((name, by_hand.request, change) for name, change, _ in OF_REQUEST),
]


@pytest.fixture(scope="module")
def files() -> list[tuple[str, bytes]]:
    """The files, each with one fault."""
    made = []
    for name, base, change in MUTATIONS:
        document = base()
        change(document)
        made.append((name, by_hand.content_of(document)))
    return made


def left_in(fixed: Fixed) -> set[str]:
    """The rules that still speak."""
    return {finding.rule for finding in fixed.report.findings}


@pytest.mark.parametrize(("way", "left"), [(fix_anew, FOR_PEOPLE), (fix_in_place, FOR_PEOPLE | OF_THE_PAGE)])
def test_what_is_left_of_a_fault_is_for_people_and_fixing_twice_is_fixing_once(
    way: Callable[[bytes], Fixed], left: set[str], files: list[tuple[str, bytes]], request: pytest.FixtureRequest
) -> None:
    step = 1 if request.config.getoption("--full-sweep") else 7
    clean, refused = 0, []
    for index, (name, content) in enumerate(files):
        try:
            fixed = way(content)
        except GongwenError as error:
            refused.append((name, error.faults[0].code))
            continue
        assert left_in(fixed) <= left, name
        assert [one for one in fixed.report.findings if one.fix == "safe"] == [], name
        if index % step == 0:
            assert way(fixed.content).content == fixed.content, name
        clean += not left_in(fixed)
    # A new page would drop what cannot be read as the 要素 that it stands for.
    assert refused == (
        [("份号五位", "would-lose"), ("紧急程度写急件", "would-lose"), ("日期不存在", "would-lose")]
        if way is fix_anew
        else []
    )
    assert clean >= (125 if way is fix_anew else 115)
