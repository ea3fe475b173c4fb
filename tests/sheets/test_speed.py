"""Reading is a stream: a table a hundred times as long takes no more memory, and little time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongwen.sheets import open_rows
from tests.sheets.books import MAIN, inline, raw, replaced

MORE = 6 * 1024
"""kB; a program that kept the rows of the longer table would need nine times as much at least."""
_PEAK = """
import sys
from gongwen.sheets import open_rows
def peak():  # of this process alone: the figure of its parent would be handed on to getrusage
    with open("/proc/self/status") as file:
        return int(next(line for line in file if line.startswith("VmHWM")).split()[1])
for _ in open_rows(sys.argv[1]): pass
print(peak())
"""


def _sheet(count: int, texts_in: str = "ABCDE", numbers_in: str = "FGHIJ") -> bytes:
    headings = "".join(inline(f"{letter}1", f"{letter}列") for letter in texts_in + numbers_in)

    def row(number: int) -> str:
        texts = "".join(f'<c r="{letter}{number}" t="str"><v>第{number}村</v></c>' for letter in texts_in)
        numbers = "".join(f'<c r="{letter}{number}"><v>{number}.5</v></c>' for letter in numbers_in)
        return f'<row r="{number}">{texts}{numbers}</row>'

    rows = "".join(map(row, range(2, count + 2)))
    xml = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{headings}</row>{rows}</sheetData></worksheet>'
    return replaced(raw(""), {"xl/worksheets/sheet1.xml": xml.encode()})


def _narrow_sheet(count: int) -> bytes:
    return _sheet(count, "AB", "CD")


def _text(count: int) -> bytes:
    lines = [",".join(f"{letter}列" for letter in "ABCDEFGHIJ")]
    lines += [",".join([f"第{number}村"] * 10) for number in range(count)]
    return "\n".join(lines).encode("gbk")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("make", [_narrow_sheet, _text])
def test_memory_is_flat_from_a_thousand_to_a_hundred_thousand_rows(make: object, tmp_path: Path) -> None:
    assert callable(make)
    peaks = []
    for count in (1_000, 100_000):
        path = tmp_path / f"{count}"
        path.write_bytes(make(count))
        found = subprocess.run([sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True)
        peaks.append(int(found.stdout))
    assert peaks[1] - peaks[0] < MORE


@pytest.mark.parametrize(("make", "limit"), [(_sheet, 3.0), (_text, 0.6)])
def test_ten_thousand_rows_are_read_in_a_moment(make: object, limit: float) -> None:
    """Limits for a machine with other work; alone it takes a third of them."""
    assert callable(make)
    content = make(10_000)
    start = time.process_time()
    assert sum(1 for _ in open_rows(content)) == 10_000
    assert time.process_time() - start < limit
