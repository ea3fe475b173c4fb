"""The report as one page: the pages of the file with numbers, and the findings under the same numbers."""

from __future__ import annotations

import re

from lxml import html as markup

from gongwen.checking import check_content
from gongwen.reporting import Checked, html_report
from tests.checking.by_hand import content_of
from tests.checking.test_twenty import typed


def test_every_finding_is_beside_the_page_that_shows_it_under_the_same_number() -> None:
    content = content_of(typed())
    report = check_content(content, file="森林防火<通知>.docx")
    root = markup.document_fromstring(html_report([Checked(report, content)]))
    items = root.xpath("//li")
    assert [item.xpath("string(.//span[@class='no'])") for item in items] == [str(at) for at in range(1, 21)]
    for item, finding in zip(items, report.findings, strict=True):
        assert finding.cure in item.text_content()
        assert finding.rule in item.text_content()
    ids = {element.get("id") for element in root.xpath("//*[@id]")}
    links = [link.removeprefix("#") for link in root.xpath("//a/@href")]
    assert set(links) <= ids
    placed = [finding for finding in report.findings if finding.place.paragraph is not None]
    assert len(root.xpath("//a[@class='badge']")) == len(placed) == 16
    (mark,) = root.xpath("//section[contains(@class, 'page')]//*[@id='m0-12']")
    assert "清明将至" in mark.text_content()


def test_the_page_refers_to_nothing_outside_itself_and_has_no_script() -> None:
    content = content_of(typed())
    text = html_report([Checked(check_content(content, file='"><script>.docx'), content)])
    assert "<script" not in text
    assert [link for link in re.findall(r'(?:src|href)="([^"]*)"', text) if not link.startswith(("#", "data:"))] == []


def test_a_file_that_cannot_be_read_as_a_document_has_its_findings_all_the_same() -> None:
    text = html_report([Checked(check_content(content_of(typed())), b"PK")])
    assert "读不成公文" in text
    assert "办法：" in text
