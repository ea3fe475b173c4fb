"""The report as one HTML text: on the left the pages of the file, on the right what was found on them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from gongwen.checking import Finding, Report
from gongwen.reporting.marked import MARKS, marked_pages

__all__ = ["Checked", "html_report"]

_STYLE = f"""{MARKS}
body{{font:15px/1.7 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif;color:#222;background:#ddd}}
body>header,.file>header{{background:#fff;padding:12px 24px;border-bottom:1px solid #bbb}}
.file>header{{margin-top:16px}}
h1.top{{font-size:20px;margin:0}}.file h2{{font-size:17px;margin:0}}
.beside{{display:flex;gap:16px;align-items:flex-start;padding:0 16px}}
.pages{{flex:none;max-width:100%;overflow-x:auto}}
.said{{flex:1;min-width:280px;position:sticky;top:0;max-height:100vh;overflow-y:auto}}
.said ol{{list-style:none;margin:8mm 0;padding:0}}
.said li{{background:#fff;margin:0 0 8px;padding:8px 12px;border-left:4px solid #888;scroll-margin:8px}}
.said li.g0{{border-color:#c00}}.said li.g1{{border-color:#d80}}.said li.g2{{border-color:#06c}}
.said .no{{font-weight:bold}}.said .words{{background:#ffe9a8}}.said small{{color:#555}}
.said li:target,.page .found:target{{outline:3px solid #fc0}}
.none{{background:#fff;padding:16px 24px;margin:8mm 0}}
@media(max-width:1100px){{.beside{{display:block}}.said{{position:static;max-height:none}}}}
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
    marked = marked_pages(one.content, findings, at)
    styles.update(dict.fromkeys(marked.styles))
    pages = "".join(marked.pages) or '<p class="none">读不成公文，没有页面可看。</p>'
    items = "".join(
        _item(finding, number, marked.where.get(number, 0), at, departs=number > len(report.findings))
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
