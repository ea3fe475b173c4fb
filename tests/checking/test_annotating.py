"""The annotated copy: a comment at the words of every finding, and not a letter of the text otherwise."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import gongwen
from gongwen.checking import check_content
from gongwen.checking.annotating import annotated
from gongwen.ooxml.facts import Facts, paragraphs_in
from tests.checking.by_hand import content_of, notice, only
from tests.checking.test_default_file import typed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def texts(content: bytes) -> list[str]:
    """The texts of all paragraphs."""
    return [paragraph.text for paragraph in paragraphs_in(Facts.of(content).blocks)]


def commented(content: bytes) -> dict[str, str]:
    """The words between the marks of every comment."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found: dict[str, str] = {}
    open_: set[str] = set()
    for element in root.iter():
        if element.tag == f"{W}commentRangeStart":
            open_.add(element.get(f"{W}id", ""))
        elif element.tag == f"{W}commentRangeEnd":
            open_.discard(element.get(f"{W}id", ""))
        elif element.tag == f"{W}t":
            for one in open_:
                found[one] = found.get(one, "") + (element.text or "")
    return found


def faulty() -> bytes:
    """A notice with faults in the middle of runs, in the footer and in 版记."""
    document = notice()
    body, number = only(document, "为保障").runs[0], only(document, "青政发").runs[0]
    body.text = body.text.replace("安全，", "安全,").replace("等环节", "...")
    number.text = number.text.replace("〔2026〕", "[2026]")
    only(document, "抄送").runs[0].text = "抄报：县水务局。"
    document.sections[0].footer.paragraphs[0].runs[0].text = "- "
    return content_of(document)


@pytest.mark.parametrize("content", [faulty(), content_of(typed())], ids=["通知", "缺省的页面"])
def test_every_finding_has_its_comment_and_the_text_is_the_same(content: bytes) -> None:
    findings = check_content(content).findings
    copy = annotated(content, findings)
    assert texts(copy) == texts(content)
    facts = Facts.of(copy)
    told = [facts.comments[str(number)].text for number in range(len(findings))]
    assert len(facts.comments) == len(findings)
    for finding, words in zip(findings, told, strict=True):
        assert finding.message in words
        assert finding.cure in words
    assert {finding.rule for finding in check_content(copy).findings} == {finding.rule for finding in findings}


def test_a_comment_stands_at_the_words_themselves() -> None:
    content = faulty()
    findings = check_content(content).findings
    marked = commented(annotated(content, findings))
    for number, finding in enumerate(findings):
        if finding.place.part == "word/document.xml" and finding.text:
            assert marked[str(number)] == finding.text


def test_comments_that_are_there_already_stay() -> None:
    content = faulty()
    findings = check_content(content).findings
    once = annotated(content, findings[:2])
    twice = Facts.of(annotated(once, findings[2:]))
    assert len(twice.comments) == len(findings)


def test_what_stands_in_a_box_is_told_where_the_box_is_anchored() -> None:
    source = Path(__file__).parents[2] / "examples" / "notice.md"
    content = gongwen.render(gongwen.load(source))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as other:
        for name in package.namelist():
            other.writestr(name, package.read(name).replace("县林业局。".encode(), "县林业局；".encode()))
    (finding,) = check_content(made.getvalue()).findings
    copy = annotated(made.getvalue(), [finding])
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    (reference,) = root.iter(f"{W}commentReference")
    assert f"{W}txbxContent" not in [element.tag for element in reference.iterancestors()]
    assert texts(copy) == texts(made.getvalue())
