"""A clerk's whole road through the page: paste, see, correct, download, check; a workbook to a zip; by keyboard too."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import gongwen
from gongwen.specimens import specimen_kinds
from tests.serving.running import MESSY, chromium, served
from tests.strategies import some_picture
from tests.support import markers, validators

PLAN = """---
文种: 通知
发文机关: 云岭县青山镇人民政府
发文字号: 青政发〔2026〕号
标题: 云岭县青山镇人民政府关于下达{{ 村名 }}2026年春耕任务的通知
主送机关: {{ 村名 }}民委员会
成文日期: 2026-03-02
---
你村今年春耕任务为{{ 亩数 }}亩，请于4月20日前完成。
"""
SOON = 15_000
WITHIN = 200


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str]]:
    markers.require("browser")
    folder = tmp_path_factory.mktemp("page")
    with served("--register", str(folder / "发文.db")) as (address, _), chromium(folder) as browser:
        yield browser, address


@pytest.fixture
def page(office: tuple[Any, str]) -> Iterator[Any]:
    """A new clerk's browser; nothing that it says may be an error, and nothing may come from elsewhere."""
    browser, address = office
    context = browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if _is_wrong(said) else None)
    opened.on("request", lambda request: wrong.append(request.url) if not _is_own(request.url, address) else None)
    opened.goto(f"{address}/")
    opened.wait_for_selector("#write .bar")
    yield opened
    context.close()
    assert wrong == []


def _is_wrong(said: Any) -> bool:
    return said.type == "error" and "status of 4" not in said.text  # a refusal that the page tells in its own words


def _is_own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:", "blob:", "about:"))


def fetched(page: Any, selector: str) -> bytes:
    with page.expect_download(timeout=30_000) as waiting:
        page.click(selector)
    return Path(waiting.value.path()).read_bytes()


def go(page: Any, place: str) -> None:
    page.click(f"nav >> text={place}")


def until(page: Any, expression: str, seconds: float = 15) -> None:
    """Wait until an expression is true. Playwright's own way evaluates a text in the page, which the page forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"not in time: {expression}"
        time.sleep(0.02)


def frames(page: Any, number: int = 2) -> None:
    """Wait until the page has been drawn some times."""
    for _ in range(number):
        page.evaluate("() => new Promise(requestAnimationFrame)")


def fill_in_specimen(page: Any) -> None:
    page.click("#write button >> text=样稿")
    until(page, "document.querySelector('#write .count[role=status]').innerText === '共 3 面'")


def test_a_messy_text_becomes_a_document_that_is_corrected_and_downloaded(page: Any) -> None:
    markers.require("open_xml_sdk")
    go(page, "导入")
    page.fill("#pasted", f"{MESSY}\n收到请回复，谢谢！\n")
    page.click("#recognise")
    page.wait_for_selector("#import .card.chosen")
    assert page.locator("#import .came mark").count() > 8
    assert page.inner_text("#import .came .outside").split("\n") == ["收到请回复，谢谢！", "没有放进公文"]
    until(page, "document.querySelector('#import .pages > div').shadowRoot?.querySelector('h1')")

    page.click("#to-write")
    page.fill("[data-field=成文日期]", "2026年2月30日")
    until(page, "document.querySelector('#write .findings').innerText.includes('成文日期')")
    assert page.locator("[data-field=成文日期][aria-invalid=true]").count() == 1
    page.locator("#write .findings .finding", has_text="成文日期").click()
    assert page.evaluate("document.activeElement.dataset.field") == "成文日期"
    page.fill("[data-field=成文日期]", "2026年11月9日")
    until(page, "document.querySelector('#write .findings h2').innerText.startsWith('没有查出')")

    made = fetched(page, "#download")
    assert validators.open_xml_sdk({"made": made}) == {"made": []}
    document = gongwen.read(made).document
    assert (str(document.number), str(document.date)) == ("青政发〔2026〕31号", "2026-11-09")
    assert "0871-6512 3400" in document.to_json()
    assert gongwen.check(made).findings == ()


def test_a_click_on_the_page_leads_to_the_line_and_the_pages_follow_the_keys(page: Any) -> None:
    fill_in_specimen(page)
    page.evaluate(
        "[...document.querySelector('#write .pages > div').shadowRoot.querySelectorAll('p')]"
        ".find(one => one.textContent.includes('各村要确定专人负责')).click()"
    )
    chosen = page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart).slice(0, 7)")
    assert chosen == "各村要确定专人"
    assert page.evaluate("document.scrollingElement.scrollTop") == 0
    page.fill("#body-text", f"{page.input_value('#body-text')}\n请于3月1日前回复,谢谢...")
    for words in (",", "..."):  # of the rules of content and of those of words
        page.locator("#write .findings .finding", has_text=words).last.click()
        assert words in page.evaluate("document.getSelection().toString()")
    page.fill("#body-text", "如下。")
    took = []
    page.focus("#body-text")
    for word in "谷雨立夏小满芒种":  # what a busy machine does is told by the best of them
        page.keyboard.type(word)
        until(page, f"document.querySelector('#write .pages > div').shadowRoot.textContent.includes('{word}')")
        page.wait_for_timeout(150)
        took.append(int(page.get_attribute("#write", "data-milliseconds") or 999))
    assert min(took) + 60 <= WITHIN  # the pause after the last key, and the pages


def test_a_fault_is_told_once_and_no_more_when_it_is_put_right(page: Any) -> None:
    page.select_option("select[aria-label=文种]", "请示")
    for field, value in {
        "发文机关": "桐花县白沙镇人民政府",
        "发文字号": "白政〔2026〕9号",
        "标题": "关于解决河口村饮水工程资金的请示",
        "主送机关": "桐花县人民政府",
        "成文日期": "2026年6月3日",
        "附注": "联系人：王小川，电话0838-2211034",
    }.items():
        page.fill(f"[data-field={field}]", value)
    page.fill("#body-text", "河口村饮水工程2025年11月动工,尚缺资金38万元。\n妥否，请批示。")
    until(page, "document.querySelectorAll('#write .finding').length === 2")
    with page.expect_response("**/preview/check*"):
        page.type("#body-text", " ")
    page.wait_for_timeout(300)
    told = page.locator("#write .finding").all_inner_texts()
    assert [word for word in ("签发人", ",") for one in told if word in one] == ["签发人", ","]
    page.evaluate(
        "window.told = []; new MutationObserver(() => window.told.push(document.querySelector('#write .findings h2')"
        ".innerText)).observe(document.querySelector('#write .findings'), {childList: true, subtree: true})"
    )
    page.fill("[data-field=签发人]", "赵明远")
    until(page, "document.querySelectorAll('#write .finding').length === 1")
    assert set(page.evaluate("window.told")) <= {"2 处要看一看", "1 处要看一看"}


def test_what_was_written_is_there_again_and_steps_are_taken_back(page: Any) -> None:
    page.fill("[data-field=标题]", "关于秋粮收购的通知")
    page.wait_for_timeout(600)
    page.fill("#body-text", "请于9月30日前完成。")
    page.wait_for_timeout(600)
    page.reload()
    page.wait_for_selector("#write .bar")
    assert page.input_value("#body-text") == "请于9月30日前完成。"
    page.click("#write >> text=新的")
    assert page.input_value("#body-text") == ""
    page.wait_for_timeout(600)
    page.click("#write >> text=撤销")
    assert page.input_value("#body-text") == "请于9月30日前完成。"


def test_the_specimens_of_all_kinds_come_through_the_form_unharmed(page: Any) -> None:
    """Every field of them has a place in the form or under 其他项目; the first page is drawn without a finding."""
    for kind in specimen_kinds():
        page.select_option("select[aria-label=文种]", kind.value)
        page.click("#write button >> text=样稿")
        until(page, f"document.querySelector('#status').innerText.includes('“{kind.value}”')")
        until(page, "document.querySelector('#write .findings h2').innerText.startsWith('没有查出')")
        assert page.locator("#write .wrong").count() == 0, kind


def _workbook(rows: int, *, without: int | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["村名", "面积"])
    for index in range(rows):
        sheet.append([f"青山{index + 1}村", None if index == without else 800 + index])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_of_two_hundred_rows_becomes_a_zip(page: Any) -> None:
    go(page, "批量")
    page.wait_for_selector("#batch .drop")
    sheet = {"name": "各村.xlsx", "mimeType": "", "buffer": _workbook(200, without=6)}
    page.fill("#batch-source", PLAN)
    page.set_input_files("#batch input[type=file] >> nth=0", sheet)
    page.click("#batch .chip >> text=面积")  # the source calls it 亩数
    page.wait_for_selector("#batch td.wrong")
    assert page.inner_text("#batch tr.bad th") == "8"
    assert page.locator("#start-batch").is_disabled()
    page.set_input_files("#batch input[type=file] >> nth=0", {**sheet, "buffer": _workbook(200)})
    page.wait_for_selector("#start-batch:enabled", timeout=SOON)
    page.click("#start-batch")
    page.wait_for_selector("#batch-progress [data-state=done]", timeout=60_000)
    content = fetched(page, "#batch-progress [data-file=archive]")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = [name for name in packed.namelist() if name.endswith(".docx")]
        numbers = {str(gongwen.read(packed.read(name)).document.number) for name in names[:5]}
    assert len(names) == 200
    assert all(re.fullmatch(r"青政发〔2026〕\d+号", number) for number in numbers)
    assert len(numbers) == 5


def test_pictures_go_with_a_batch_by_their_names(page: Any) -> None:
    go(page, "批量")
    page.wait_for_selector("#batch .drop")
    source = PLAN.replace("亩数", "面积").replace("---\n你村", "印章: {图片: 章/公章.png}\n---\n你村")
    page.fill("#batch-source", source)
    page.set_input_files(
        "#batch input[type=file] >> nth=0", {"name": "各村.xlsx", "mimeType": "", "buffer": _workbook(2)}
    )
    page.wait_for_selector("#batch .wrong >> text=加图片")
    assert page.locator("#start-batch").is_disabled()
    seal = some_picture(width=90, height=90)
    page.set_input_files(
        "#batch input[accept*='image/*']",
        [{"name": name, "mimeType": "image/png", "buffer": seal} for name in ("公章.png", "别的.png")],
    )
    page.wait_for_selector("#start-batch:enabled", timeout=SOON)
    page.click("#batch [aria-label='不要图片 别的.png']")
    assert page.locator("#batch [aria-label^=不要图片]").count() == 1
    page.wait_for_selector("#start-batch:enabled", timeout=SOON)
    page.click("#start-batch")
    page.wait_for_selector("#batch-progress [data-state=done]", timeout=60_000)
    with zipfile.ZipFile(io.BytesIO(fetched(page, "#batch-progress [data-file=archive]"))) as packed:
        made = [gongwen.read(packed.read(name)).document for name in packed.namelist() if name.endswith(".docx")]
    assert [[one.data for one in document.seals] for document in made] == [[seal]] * 2


def test_twenty_files_are_checked_each_with_its_findings(page: Any) -> None:
    go(page, "检查")
    page.wait_for_selector("#check .drop")
    faulty = gongwen.Document(kind="通知", title="关于春耕的通知。", body=["如下...", "请于3月10日前完成。"])
    files = [
        {"name": f"通知{index}.docx", "mimeType": "", "buffer": gongwen.render(faulty, draft=True)}
        for index in range(19)
    ]
    page.set_input_files("#check input[type=file]", [*files, {"name": "坏.docx", "mimeType": "", "buffer": b"PK no"}])
    until(page, "document.querySelector('#check .count').innerText.startsWith('查了 20 / 20')", seconds=60)
    assert "坏.docx" in page.inner_text("#check .cards")
    page.locator("#check .finding", has_text="...").first.click()
    assert page.locator("#check .rule").count() == 1
    assert on_pages(page, ".now").strip() == "如下..."
    page.click("#check [data-view=paragraphs]")
    assert page.locator("#check .sheet .now").inner_text().strip() == "如下..."
    copied = fetched(page, "#check >> text=批注副本")
    with zipfile.ZipFile(io.BytesIO(copied)) as package:
        assert "word/comments.xml" in package.namelist()


def on_pages(page: Any, selector: str) -> str:
    """The text of what stands on the pages of 检查."""
    return str(page.locator(f"#check section.page {selector}").first.inner_text())


def test_the_pages_of_a_checked_file_have_its_findings_at_their_places_and_lead_back_to_them(page: Any) -> None:
    go(page, "检查")
    page.wait_for_selector("#check .drop")
    long = ["各村民委员会要在3月10日前完成春耕备耕工作，逐户核对农资，登记造册。"] * 40
    document = gongwen.Document(
        kind="通知", title="关于春耕的通知。", issuers=["青山镇人民政府"], body=["如下...", *long, "谢谢,请办理。"]
    )
    content = gongwen.render(document, draft=True)
    findings = gongwen.check(content).findings
    page.set_input_files("#check input[type=file]", {"name": "春耕.docx", "mimeType": "", "buffer": content})
    page.wait_for_selector("#check .finding")
    assert page.locator("#check .pages > div a.badge").all_inner_texts() == [
        str(number) for number, finding in enumerate(findings, 1) if finding.place.paragraph is not None
    ]

    last = page.locator("#check .finding", has_text="GW-BD-01").last
    assert re.search(r"第 [2-9] 面", last.inner_text())
    last.click()
    assert "谢谢,请办理" in on_pages(page, ".now")
    box = page.locator("#check section.page .now").first.bounding_box()
    assert 0 < box["y"] < 720

    page.locator("#check .pages > div a.badge").first.focus()  # and back, by keyboard
    page.keyboard.press("Enter")
    opened = page.evaluate("document.activeElement.dataset.number")
    assert opened == page.locator("#check .pages > div a.badge").first.inner_text()
    assert page.locator("#check li", has=page.locator(f"[data-number='{opened}']")).locator(".rule").count() == 1
    assert page.evaluate("location.hash") == "#check"

    grades = {finding.severity for finding in findings}
    assert len(grades) > 1
    for grade in grades - {"必须"}:
        page.uncheck(f"#check [data-grade={grade}]")
    left = [str(number) for number, finding in enumerate(findings, 1) if finding.severity == "必须"]
    assert page.locator("#check .finding").evaluate_all("all => all.map(one => one.dataset.number)") == left
    badges = page.locator("#check .pages > div a.badge:visible").all_inner_texts()
    assert badges == [number for number in left if findings[int(number) - 1].place.paragraph is not None]


def test_the_road_is_walked_by_keyboard_alone(page: Any) -> None:
    page.on("filechooser", lambda _: None)  # asked for now, so that no key is quicker than the asking

    def tab_to(wanted: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
        raise AssertionError(f"Tab does not reach {wanted}")

    tab_to("[data-place=import]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pasted")
    tab_to("#pasted")
    page.keyboard.insert_text(MESSY)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#import .card.chosen")
    tab_to("#to-write", 120)
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#write [data-field=标题]').value.includes('森林防火')")
    until(page, "document.querySelector('#write .findings h2').innerText.startsWith('没有查出')")
    tab_to("#download", 120)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert gongwen.read(Path(waiting.value.path())).document.title == "关于做好2026年森林防火工作的通知"

    page.evaluate("document.querySelector('.skip').focus()")
    tab_to("[data-place=batch]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#batch .drop")
    frames(page)  # a link within the page takes the focus away with the next frame, which no hand forestalls
    tab_to("#batch input[type=file]")
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Space")
    choosing.value.set_files({"name": "各村.xlsx", "mimeType": "", "buffer": _workbook(3)})
    tab_to("#batch-source")
    page.keyboard.insert_text(PLAN.replace("亩数", "面积"))
    page.wait_for_selector("#start-batch:enabled", timeout=SOON)
    tab_to("#start-batch")
    page.keyboard.press("Enter")
    page.wait_for_selector("#batch-progress [data-state=done]", timeout=60_000)
    tab_to("#batch-progress [data-file=archive]")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    with zipfile.ZipFile(waiting.value.path()) as packed:
        assert sum(name.endswith(".docx") for name in packed.namelist()) == 3


def test_axe_finds_nothing_serious_in_any_place_by_day_and_by_night(page: Any) -> None:
    # The package has no types.
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # noqa: PLC0415

    fill_in_specimen(page)
    page.fill("[data-field=成文日期]", "2026年2月30日")
    page.wait_for_selector("#write .finding")
    axe = Axe()
    page.click("[data-place=import]")
    page.wait_for_selector("#pasted")
    page.fill("#pasted", MESSY)
    page.click("#recognise")
    page.wait_for_selector("#import .card.chosen")
    page.click("[data-place=check]")
    faulty = gongwen.Document(kind="通知", title="关于春耕的通知。", body=["如下...", "请于3月10日前完成,谢谢。"])
    content = gongwen.render(faulty, draft=True)
    page.set_input_files("#check input[type=file]", {"name": "春耕.docx", "mimeType": "", "buffer": content})
    page.locator("#check .finding").last.click()
    page.click("[data-place=batch]")
    page.set_input_files(
        "#batch input[type=file] >> nth=0", {"name": "各村.xlsx", "mimeType": "", "buffer": _workbook(2)}
    )
    picture = {"name": "公章.png", "mimeType": "image/png", "buffer": some_picture()}
    page.set_input_files("#batch input[accept*='image/*']", picture)
    page.wait_for_selector("#batch [aria-label^=不要图片]")
    for place in ("import", "check", "batch", "write", "night", "check", "batch"):
        page.click("#theme" if place == "night" else f"[data-place={place}]")
        page.wait_for_timeout(300)
        found = axe.run(page).response["violations"]
        serious = [
            f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], place
