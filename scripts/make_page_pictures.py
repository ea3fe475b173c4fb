"""Draws the four places of the page into docs/pictures/serve, as Chromium shows them with the test fonts.

Run ``python scripts/make_page_pictures.py``; needs Chromium and the test environment (see scripts/test.sh).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import gongwen  # noqa: E402
from tests.serving.running import MESSY, chromium, served  # noqa: E402

PLACE = ROOT / "docs" / "pictures" / "serve"
SIZE = {"width": 1280, "height": 720}
SECONDS = 60_000


def main() -> None:
    """Draw all of them anew."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served("--register", str(folder / "发文.db")) as (address, _), chromium(folder) as browser:
            for dark in (False, True):
                page = browser.new_page(viewport=SIZE, color_scheme="dark" if dark else "light")
                page.set_default_timeout(SECONDS)
                page.goto(f"{address}/")
                for draw in (_write,) if dark else (_write, _import, _check, _batch):
                    draw(page, "-dark" if dark else "")
                page.close()


def _shot(page: Any, name: str) -> None:
    page.wait_for_timeout(1500)
    page.screenshot(path=PLACE / f"{name}.png")


def _write(page: Any, suffix: str) -> None:
    page.click("#write button >> text=样稿")
    _until(page, "document.querySelector('#write .count[role=status]').innerText === '共 3 面'")
    page.fill("[data-field=成文日期]", "2026年2月30日")
    page.wait_for_selector("#write .finding")
    page.click("#write .count[role=status]")
    page.evaluate("document.querySelectorAll('#write .scroll, #write .pages').forEach(one => { one.scrollTop = 0 })")
    _shot(page, f"write{suffix}")


def _import(page: Any, _: str) -> None:
    page.click("nav >> text=导入")
    page.fill("#pasted", MESSY)
    page.click("#recognise")
    page.wait_for_selector("#import .card.chosen")
    page.evaluate("document.querySelector('#import .scroll').scrollTop = 1e6")
    _shot(page, "import")


def _check(page: Any, _: str) -> None:
    notice = gongwen.load(ROOT / "examples" / "notice.md")
    body = [gongwen.Paragraph(text="春耕在即,现就有关事项通知如下..."), *notice.body[1:]]
    content = gongwen.render(notice.evolve(title=f"{notice.title}。", body=body), draft=True)
    page.click("nav >> text=检查")
    page.set_input_files("#check input[type=file]", {"name": "春耕通知.docx", "mimeType": "", "buffer": content})
    page.click("#check .finding >> nth=0")
    _shot(page, "check")


def _batch(page: Any, _: str) -> None:
    page.click("nav >> text=批量")
    rows = [
        "村名,林地面积,期限",
        "上坝村,1206,11月20日",
        "下坝村,,11月20日",
        "青杠坪村,2310,11月25日",
        "竹林村,864,11月20日",
    ]
    source = (
        "---\n文种: 通知\n发文机关: 云岭县青山镇人民政府\n发文字号: 青政发〔2026〕号\n"
        "标题: 云岭县青山镇人民政府关于{{ 村名 }}森林防火责任落实的通知\n主送机关: {{ 村名 }}民委员会\n"
        "成文日期: 2026-11-09\n---\n你村林地{{ 面积 }}亩，请于{{ 期限 }}前逐户签订责任书。\n"
    )
    table = {"name": "各村.csv", "mimeType": "", "buffer": "\n".join([*rows, ""]).encode()}
    page.set_input_files("#batch input[type=file] >> nth=0", table)
    page.fill("#batch-source", source)
    page.click("#batch .chip >> text=林地面积")
    page.wait_for_selector("#batch td.wrong")
    page.evaluate("document.querySelector('#batch .scroll').scrollTop = 1e6")
    _shot(page, "batch")


def _until(page: Any, expression: str) -> None:
    end = time.monotonic() + SECONDS / 1000
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        time.sleep(0.05)


if __name__ == "__main__":
    main()
