"""The report as one HTML text: on the left the pages of the file, on the right what was found on them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from lxml import etree
from lxml import html as markup

from gongwen.checking import Finding, Report
from gongwen.desk import prepare
from gongwen.errors import GongwenError
from gongwen.ooxml.facts import Facts, paragraphs_in
from gongwen.ooxml.opened import Element
from gongwen.preview.style import role_class
from gongwen.recognition.word import read_file_content
from gongwen.standard.roles import Role

__all__ = ["Checked", "html_report"]

_LETTERS_COMPARED = 24
_FOUND, _COUNT = "found", "data-found"
_LEFT, _STEP, _ABREAST = 5, 6, 3  # millimetres, and how many numbers stand side by side
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "td", "th")
_STYLE = """
body{font:15px/1.7 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif;color:#222;background:#ddd}
body>header,.file>header{background:#fff;padding:12px 24px;border-bottom:1px solid #bbb}
.file>header{margin-top:16px}
h1.top{font-size:20px;margin:0}.file h2{font-size:17px;margin:0}
.beside{display:flex;gap:16px;align-items:flex-start;padding:0 16px}
.pages{flex:none;max-width:100%;overflow-x:auto}
.said{flex:1;min-width:280px;position:sticky;top:0;max-height:100vh;overflow-y:auto}
.said ol{list-style:none;margin:8mm 0;padding:0}
.said li{background:#fff;margin:0 0 8px;padding:8px 12px;border-left:4px solid #888;scroll-margin:8px}
.said li.g0{border-color:#c00}.said li.g1{border-color:#d80}.said li.g2{border-color:#06c}
.said .no{font-weight:bold}.said .words{background:#ffe9a8}.said small{color:#555}
.said li:target,.page .found:target{outline:3px solid #fc0}
.page .found{box-shadow:inset 0 0 0 1px #d80;background:#fff3c455}
.page>a.badge{font:bold 11px/16px sans-serif;min-width:16px;height:16px;border-radius:8px;background:#d80;color:#fff;
text-align:center;text-decoration:none;padding:0 3px}
.none{background:#fff;padding:16px 24px;margin:8mm 0}
@media(max-width:1100px){.beside{display:block}.said{position:static;max-height:none}}
"""


class Checked(NamedTuple):
    """A report, and the bytes of the file that it speaks of."""

    report: Report
    content: bytes


def html_report(checked: Sequence[Checked]) -> str:
    """The report of some files as one HTML text."""
    files, styles = [], dict[str, None]()
    for at, one in enumerate(checked):
        files.append(_file(one, at, styles))
    found = sum(len(one.report.findings) for one in checked)
    head = f"检查了 {len(checked)} 个文件，查出 {found} 处" if found else f"检查了 {len(checked)} 个文件，没有查出"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<title>公文检查报告</title>\n'
        f"<style>{''.join(styles)}{_STYLE}</style>\n</head>\n<body>\n"
        f'<header><h1 class="top">公文检查报告</h1>{head}</header>\n{"".join(files)}</body>\n</html>\n'
    )


def _file(one: Checked, at: int, styles: dict[str, None]) -> str:
    report = one.report
    findings = (*report.findings, *report.departures)
    pages, where = _pages(one.content, findings, at, styles)
    items = "".join(
        _item(finding, number, where.get(number, 0), at, departs=number > len(report.findings))
        for number, finding in enumerate(findings, start=1)
    )
    note = "" if report.official else "<p>不像公文，只查了各种文字都要守的规则。</p>"
    said = f"<ol>{items}</ol>" if findings else '<p class="none">没有查出不合规定的地方。</p>'
    name = escape(report.file or "公文")
    return (
        f'<section class="file"><header><h2>{name}</h2>{len(report.findings)} 处{note}</header>\n'
        f'<div class="beside"><div class="pages">{pages}</div>\n<div class="said">{said}</div></div></section>\n'
    )


def _item(finding: Finding, number: int, page: int, at: int, *, departs: bool) -> str:
    grade = {"必须": 0, "一般": 1}.get(finding.severity, 2)
    where = str(finding.place)
    place = f'<a href="#m{at}-{number}">第 {page} 面</a> {escape(where)}' if page else escape(where)
    words = f'<span class="words">{escape(finding.text)}</span> ' if finding.text else ""
    measured = f"：{finding.found}，应为{finding.required}" if finding.found and finding.required else ""
    many = f"（同样的共 {len(finding.others) + 1} 段）" if finding.others else ""
    own = "单位自己的做法 · " if departs else ""
    return (
        f'<li id="f{at}-{number}" class="g{grade}"><span class="no">{number}</span> {place}<br>{words}'
        f"{escape(finding.message + measured + many)}<br>办法：{escape(finding.cure)}<br>"
        f"<small>{own}{finding.severity} · {finding.rule} · {escape(finding.name)}</small></li>\n"
    )


# ---------------------------------------------------------------------------------- the pages


def _pages(
    content: bytes, findings: Sequence[Finding], at: int, styles: dict[str, None]
) -> tuple[str, Mapping[int, int]]:
    """The pages of a file with its findings marked, and on which of them each stands."""
    try:
        documents = [one.document for one in read_file_content(content).documents if one.document is not None]
        previews = [prepare(document, draft=True).html() for document in documents]
    except GongwenError:  # the report is there all the same
        previews = []
    if not previews:
        return '<p class="none">读不成公文，没有页面可看。</p>', {}
    roots = [markup.document_fromstring(preview) for preview in previews]
    styles.update({style.text or "": None for root in roots for style in root.iter("style")})
    pages = [page for root in roots for page in root.iter("section")]
    where = _marked(pages, content, findings, at)
    shown = "".join(etree.tostring(page, method="html", encoding="unicode") for page in pages)
    return shown, where


def _marked(pages: Sequence[Element], content: bytes, findings: Sequence[Finding], at: int) -> dict[int, int]:
    """Mark on the pages what the findings speak of; the number of the page by that of the finding."""
    places = [
        (number, element, letters)
        for number, page in enumerate(pages, start=1)
        for element in page.iter(*_PARAGRAPHS)
        if (letters := _letters("".join(element.itertext())))
    ]
    facts = Facts.of(content)
    texts = {paragraph.number: paragraph.text for paragraph in paragraphs_in(facts.blocks)}
    where: dict[int, int] = {}
    found: dict[str, int] = {}
    after = 0
    for number, finding in enumerate(findings, start=1):
        said = finding.text
        if finding.place.part == facts.opened.main and finding.place.paragraph is not None:
            said = texts.get(finding.place.paragraph - 1, said)
        wanted = _letters(said)[:_LETTERS_COMPARED]
        if not wanted:
            continue
        key = f"{finding.place.part} {finding.place.paragraph}"
        if key not in found:
            order = [*range(after, len(places)), *range(after)]
            fits = [index for index in order if wanted in places[index][2]]
            role = _class_of(finding)
            # What is written otherwise on our page is found by what it is.
            fits += [index for index in order if role and role in (places[index][1].get("class") or "").split()]
            found[key] = fits[0] if fits else -1
        if found[key] < 0:
            continue
        after = found[key]
        page, element, _ = places[after]
        where[number] = page
        _mark(element, f"m{at}-{number}", f"f{at}-{number}", str(number))
    return where


def _class_of(finding: Finding) -> str:
    """The class that our pages give a paragraph of the finding's 要素; empty where it has none."""
    role = next((role for role in Role if role.value == f"公文{finding.place.element}"), None)
    return "" if role is None else role_class(role)


def _mark(element: Element, id_: str, target: str, number: str) -> None:
    """Frame a paragraph, and put the number of the finding into the margin beside it."""
    classes = (element.get("class") or "").split()
    first = _FOUND not in classes
    if first:
        element.set("class", " ".join((*classes, _FOUND)))
    holder = _on_page(element)
    before = int(holder.get(_COUNT) or 0)
    holder.set(_COUNT, str(before + 1))
    badge = etree.Element("a", {"class": "badge", "href": f"#{target}"})
    (element if first else badge).set("id", id_)
    badge.text = number
    badge.set("style", f"left:{_LEFT + _STEP * (before % _ABREAST)}mm;top:{_top(holder, before // _ABREAST)}")
    holder.addnext(badge)


def _on_page(element: Element) -> Element:
    """The element itself or the one around it that has its place on the page."""
    found = element
    while (above := found.getparent()) is not None and "page" not in (above.get("class") or "").split():
        found = above
    return found


def _top(holder: Element, row: int) -> str:
    style = dict(_declarations(holder.get("style") or ""))
    return f"calc({style.get('top', '0mm')} + {_STEP * row}mm)"


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for one in style.split(";"):
        name, _, value = one.partition(":")
        yield name.strip(), value.strip()


def _letters(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())
