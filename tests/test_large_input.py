"""Large input that is lawful still works: limits are for bombs, not for offices.

Each runs in a process of its own, for its memory is measured. (A table of 100,000 rows: ``tests/sheets``.)
"""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

import pytest

from tests.conftest import FULL_SWEEP

TIMED = """
import time
import gongwen
from gongwen.model import Document

TEXT = "各村要在2026年11月20日前完成秋粮收购，做到应收尽收，并将收购进度报镇农业农村办公室。"

def plan(body):
    return {{"kind": "计划", "title": "石桥镇秋粮收购工作计划", "date": "2026-09-21", "body": body}}

begun = time.process_time()
{work}
# What the system says of its children counts what they were forked from.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
seconds, size = time.process_time() - begun, int(peak.split()[1]) / 1024
print(round(seconds, 1), round(size))
"""
PARAGRAPH = """
text = TEXT * ({size} // len(TEXT.encode()))
document = gongwen.load("---\\n文种: 计划\\n标题: 收购计划\\n---\\n" .encode() + text.encode())
made = gongwen.render(document)
assert gongwen.read(made).document.body[0].text == text
"""
PAGES = """
document = Document.read(plan([f"{{at}}。{{TEXT * 5}}" for at in range({size} * 22 // 8)]))
html = gongwen.to_html(document)
assert html.count('<section class="page"') >= {size}, html.count('<section class="page"')
made = gongwen.render(document)
assert gongwen.read(made).document == document
"""
PICTURES = """
import struct, zlib
from tests.strategies import some_picture
def picture(number):
    image, said = some_picture(), b"%d" % number + bytes(2**20)
    chunk = struct.pack(">I", len(said)) + b"teXt" + said + struct.pack(">I", zlib.crc32(b"teXt" + said))
    return image[:-12] + chunk + image[-12:]
blocks = []
for number in range({size}):
    blocks += [f"第{{number}}处。", {{"type": "picture", "name": "现场.png", "data": picture(number)}}]
document = Document.read(plan([*blocks, "如下。"]))
made = gongwen.render(document)
assert len(made) > {size} * 2**20
assert gongwen.read(made).document == document
assert len(gongwen.to_html(document)) > {size} * 2**20
"""


class Large(NamedTuple):
    """What is large, its size, and the most megabytes and seconds of the processor it may take."""

    work: str
    size: int
    memory: int
    seconds: int


LARGE = {
    "a paragraph of 15 million bytes": Large(PARAGRAPH, 15_000_000, 400, 20),
    "pages by the thousand": Large(PAGES, 1_000, 300, 20),
    "50 megabytes of pictures": Large(PICTURES, 50, 900, 20),
}


LARGER = {"pages by the thousand": Large(PAGES, 3_000, 600, 60)}
"""In a full sweep. That time and memory grow in proportion is asserted in ``tests/benchmarks/test_growth.py``."""


@pytest.mark.parametrize("name", LARGE)
def test_lawful_input_however_large_is_written_and_read(name: str, request: pytest.FixtureRequest) -> None:
    large = LARGER.get(name, LARGE[name]) if request.config.getoption(FULL_SWEEP) else LARGE[name]
    code = TIMED.format(work=large.work.format(size=large.size))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    seconds, memory = map(float, done.stdout.split())
    assert memory < large.memory
    assert seconds < large.seconds
