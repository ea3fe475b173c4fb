"""The work is in proportion to the input at every entrance: what a stranger sends ten times as large takes ten times as
long, not a hundred times.

``--full-sweep`` takes the inputs whole, CI of half the size. ``python -m benchmarks --growth`` prints all with their
exponents.
"""

from __future__ import annotations

import pytest

from benchmarks.growth import CASES, MOST, Case, measure
from tests.conftest import FULL_SWEEP

pytestmark = pytest.mark.xdist_group("speed")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_ten_times_the_input_takes_ten_times_as_long(case: Case, pytestconfig: pytest.Config) -> None:
    # Beside other tests of a parallel run a memory that both share makes larger inputs slower, by turns.
    growth = measure(case, attempts=12, part=1 if pytestconfig.getoption(FULL_SWEEP) else 2)
    assert growth.exponent <= MOST, f"{growth.seconds:.4f} s, {growth.seconds_of_more:.4f} s"


def test_every_function_that_takes_a_strangers_input_is_measured() -> None:
    entrances = {case.entrance for case in CASES}
    assert entrances >= {
        *("load", "prepare", "render", "to_html", "read", "Unit.load", "Template", "Template.render"),
        *("compose", "open_rows", "import_table", "batch_documents", "parse_body", "Document"),
    }
