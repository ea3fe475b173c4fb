"""Pages with the findings on them: where each stands, and which paragraphs it speaks of."""

from __future__ import annotations

from lxml import html as markup

import gongwen
from gongwen.checking import check_content
from gongwen.reporting.marked import marked_pages
from tests.checking.by_hand import content_of
from tests.checking.test_twenty import typed

LONG = ["各村民委员会要在3月10日前完成春耕备耕工作，逐户核对农资，登记造册。"] * 40


def test_every_paragraph_of_a_finding_has_its_number_and_the_first_the_frame() -> None:
    content = content_of(typed())
    findings = check_content(content).findings
    marked = marked_pages(content, findings)
    root = markup.document_fromstring("".join(marked.pages))
    many = [(number, finding) for number, finding in enumerate(findings, 1) if finding.others]
    assert many
    for number, finding in many:
        found = [one for one in root.xpath("//*[@data-findings]") if str(number) in one.get("data-findings").split()]
        assert len(found) == len(finding.others) + 1
        assert "found" in found[0].get("class").split()
    assert set(marked.where.values()) == {1, 2}


def test_words_are_marked_where_they_stand_though_the_rule_names_the_beginning_of_the_body() -> None:
    body = ["如下。", *LONG, "谢谢,请办理。"]
    content = gongwen.render(gongwen.Document(kind="通知", title="关于春耕的通知", body=body), draft=True)
    findings = check_content(content).findings
    marked = marked_pages(content, findings)
    thanks = [number for number, finding in enumerate(findings, 1) if "," in finding.text]
    assert {marked.where[number] for number in thanks} == {len(marked.pages)} != {1}
    root = markup.document_fromstring(marked.pages[-1])
    (paragraph,) = root.xpath("//*[@data-findings]")
    assert "谢谢,请办理" in paragraph.text_content()
    badges = [badge.text for badge in root.xpath("//a[@class='badge']")]
    assert badges == paragraph.get("data-findings").split() == [*map(str, thanks)]


def test_what_is_no_document_has_no_pages() -> None:
    assert marked_pages(b"PK", check_content(content_of(typed())).findings) == ((), (), {})
