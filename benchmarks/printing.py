"""``python -m benchmarks.printing``: PDF and OFD straight from the layout; what they take of time, room and memory.

The fonts are those of this machine; ``GONGWEN_FONTS`` names others. Speed is the best of many short runs, so that other
programs of the machine count little; sizes are of one notice of two pages without seal.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path

import gongwen
from benchmarks.notices import notice
from benchmarks.rates import validated

__all__ = ["lines"]

_ROUNDS, _AT_ONCE = 12, 25
_STREAM = re.compile(rb"<<([^\n]*)/Length (\d+)>>stream\n")
_OUTLINES = (b"/Length1", b"/CIDFontType0C")
_ROWS = 1_000
_MANY = 5_000
_FIRST = "import gongwen; gongwen.to_pdf(gongwen.Document(kind='总结', title='青山镇2026年工作总结', body=['如下。']))"
_PARTS = tuple(
    zip("一二三四五六", ("落实责任", "严管火源", "备足物资", "值班备勤", "宣传到户", "督促检查"), strict=True)
)
_PARAGRAPH = (
    "{{ 村名 }}要管好{{ 面积 }}亩林地，配备护林员{{ 人数 }}名，每日巡山不少于2次，如实记录。"
    "对祭扫用火、农事用火和林区施工用火要逐一登记，严禁未经批准野外用火，发现火情10分钟内报告。"
)
_SOURCE = (
    "---\n文种: 通知\n发文机关: 青山镇人民政府\n发文字号: 青政发〔2026〕{{ 序号 }}号\n"
    "标题: 青山镇人民政府关于下达{{ 村名 }}2026年森林防火任务的通知\n主送机关: {{ 村名 }}村民委员会\n"
    "成文日期: 2026-10-{{ 日 }}\n印发机关: 青山镇党政办公室\n印发日期: 2026-10-{{ 日 }}\n---\n"
    + "".join(f"{number}、{heading}\n{_PARAGRAPH}\n" for number, heading in _PARTS)
)


def _seconds(work: Callable[[gongwen.Document], bytes]) -> float:
    """Of one document; every document is a new one."""
    indexes = count()
    best = float("inf")
    for _ in range(_ROUNDS):
        documents = [validated(notice(next(indexes))) for _ in range(_AT_ONCE)]
        start = time.perf_counter()
        for document in documents:
            work(document)
        best = min(best, (time.perf_counter() - start) / _AT_ONCE)
    return best


def _weights(sample: gongwen.Document) -> Iterator[str]:
    """What the outlines of the glyphs weigh in both files, as they are packed; all else is the rest."""
    pdf, ofd = gongwen.to_pdf(sample), gongwen.to_ofd(sample)
    streams = ((head, int(length)) for head, length in _STREAM.findall(pdf))
    outlines = sum(length for head, length in streams if any(sign in head for sign in _OUTLINES))
    with zipfile.ZipFile(BytesIO(ofd)) as package:
        fonts = sum(member.compress_size for member in package.infolist() if member.filename.endswith((".ttf", ".otf")))
    for name, whole, part in (("PDF", len(pdf), outlines), ("OFD", len(ofd), fonts)):
        yield f"{name} 里字形 {part / 1024:.1f} KB，其余 {(whole - part) / 1024:.1f} KB"


def _first(cache: Path) -> float:
    """A cold process from start to the bytes of its first PDF."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _FIRST], env={**os.environ, "XDG_CACHE_HOME": str(cache)}, check=True)
    return time.perf_counter() - start


def _batch(folder: Path, jobs: int) -> tuple[float, float, int]:
    """Seconds for a batch of PDFs, and for one that is merged into one file as well; how large that is."""
    rows = [
        {
            "序号": n,
            "村名": f"{'上下东西南北'[n % 6]}{'坝湾坪岭'[n % 4]}{n}村",
            "日": n % 28 + 1,
            "面积": 800 + n,
            "人数": n % 9 + 2,
        }
        for n in range(1, _ROWS + 1)
    ]
    options: dict[str, str | None] = {"": None, "merged": str(folder / "打印.pdf")}
    times = []
    for name, merged in options.items():
        start = time.perf_counter()
        gongwen.batch(rows, _SOURCE.encode(), folder / f"公文{name}", forms=["pdf"], jobs=jobs, merged=merged)
        times.append(time.perf_counter() - start)
    return times[0], times[1], (folder / "打印.pdf").stat().st_size


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def lines(*, with_batch: bool, with_memory: bool) -> Iterator[str]:
    """What was measured, line by line."""
    sample = validated(notice(1))
    for name, make, least in (("PDF", gongwen.to_pdf, 150), ("OFD", gongwen.to_ofd, 300)):
        seconds = _seconds(make)
        yield f"{name}：{1 / seconds:.0f} 份/秒（目标 {least}），每份 {len(make(sample)) / 1024:.0f} KB（目标 60）"
    yield from _weights(sample)
    yield f"同一份 .docx：{1 / _seconds(gongwen.render):.0f} 份/秒"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield f"首份 PDF，字体名册没有：{_first(folder / 'cache'):.2f} 秒（目标 1.5）"
        yield f"首份 PDF，字体名册已有：{min(_first(folder / 'cache') for _ in range(5)):.2f} 秒（目标 0.4）"
        if with_batch:
            alone, merged, size = _batch(folder, 2)
            yield f"成批 {_ROWS} 份 PDF，两个进程：{alone:.1f} 秒（目标 8）"
            yield f"另合并成一个 PDF：共 {merged:.1f} 秒，文件 {size / 2**20:.1f} MB"
    if with_memory:
        for index in range(500):
            gongwen.to_pdf(validated(notice(index)))
        before = _resident()
        for index in range(500, _MANY):
            gongwen.to_pdf(validated(notice(index)))
        yield f"从 500 份到 {_MANY} 份，内存多 {_resident() - before:.0f} MB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-batch", action="store_true", help="without the batches")
    parser.add_argument("--memory", action="store_true", help=f"memory over {_MANY} documents, too")
    asked = parser.parse_args()
    for line in lines(with_batch=not asked.no_batch, with_memory=asked.memory):
        print(line, flush=True)
