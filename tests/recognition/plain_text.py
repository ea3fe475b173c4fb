"""Documents as a clerk types them, and the plain text that says each of them.

A plain text cannot carry, and these documents do not have: pictures and seals, the places where a title breaks, the
second script, 另附, how a table's columns stand and its sheet lies, 格式 where neither mark nor 文种 tells it,
and 抄报, 主题词, 存档, which no document has any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import strategies as st

from gongwen.model import Attachment, Document, IssuingNumber, Kind, Paragraph, Section, Table
from gongwen.model.body import Blocks
from gongwen.reading import parse_body
from gongwen.standard.dates import write_date
from gongwen.standard.kinds import DEFAULT_FORM, KINDS, Direction, Form
from gongwen.standard.numbering import section_label

__all__ = ["to_text", "typed_documents"]

AGENCIES = ("云溪县柏林镇人民政府", "柏林镇林业站", "云溪县水务局", "中共云溪县委办公室", "云溪县医疗保障局")
PEOPLE = ("方岩", "罗小满", "欧阳海棠")
TOPICS = (
    "做好2026年春耕备耕工作",
    "开展森林防火“百日攻坚”行动",
    "城乡居民医保缴费",
    "X047线水毁修复",
    "河道“四乱”清理",
)
EVERYDAY = {Kind.SUMMARY: "工作总结", Kind.PLAN: "工作计划", Kind.SCHEME: "实施方案"}
SENTENCES = (
    "各村于3月10日前备足化肥1187.5吨、良种46.2吨。",
    "报送邮箱为nz@bolin.example，电话0872-6610348。",
    "坚持“预防为主、积极消灭”的方针，做到打早、打小、打了。",
    "资金由县财政局（农业股）按30%、70%两次拨付。",
    "逾期未报的，按零报告处理。",
)
HEADINGS = ("压实责任", "备足物资", "严格值班值守", "强化资金监管", "开展督导检查")
LISTS = ("护林员名册", "2026年任务分解表", "巡护路线图（试行）")


@st.composite
def _bodies(draw: st.DrawFn) -> Blocks:
    """A body by what is typed: paragraphs, and sections of up to three levels that stand or run in."""
    sentence = st.sampled_from(SENTENCES)
    lines = [draw(sentence)]
    for first in range(1, draw(st.integers(0, 3)) + 1):
        runs_in = draw(st.booleans())
        heading = draw(st.sampled_from(HEADINGS))
        lines.append(f"{section_label(1, first)}{heading}{'。' + draw(sentence) if runs_in else ''}")
        if not runs_in:
            lines.append(draw(sentence))
        for second in range(1, draw(st.sampled_from([0, 0, 2])) + 1):
            lines += [f"{section_label(2, second)}{draw(st.sampled_from(HEADINGS))}", draw(sentence)]
            lines += [f"{section_label(3, item)}{draw(sentence)}" for item in range(1, draw(st.integers(0, 2)) + 1)]
    return parse_body("\n".join(lines)).blocks


@st.composite
def _attachments(draw: st.DrawFn) -> tuple[Attachment, ...]:
    titles = draw(st.lists(st.sampled_from(LISTS), unique=True, max_size=3))
    rows = (("方岩", "上柏山"), ("罗小满", "下柏山"))
    table = Table(header=("姓名", "责任区"), rows=rows)
    bodies = st.sampled_from([(table,), parse_body("一、北线\n全长12.5公里。\n二、南线\n全长9公里。").blocks])
    return tuple(Attachment(title=title, body=draw(bodies)) for title in titles)


@st.composite
def typed_documents(draw: st.DrawFn) -> Document:
    """A document of any kind, with what its kind has, as offices have them."""
    kind = draw(st.sampled_from(Kind))
    issuers = tuple(draw(st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=2, unique=True)))
    day = draw(st.dates(date(2012, 7, 1), date(2030, 12, 31)))
    topic = draw(st.sampled_from(TOPICS))
    fields: dict[str, Any] = {
        "kind": kind,
        "title": f"{issuers[0]}{EVERYDAY_TITLE.format(topic=topic, kind=EVERYDAY[kind])}"
        if kind in EVERYDAY
        else f"{issuers[0]}关于{topic}的{kind.value}",
        "body": draw(_bodies()),
        "signatories": issuers,
        "date": day,
    }
    if KINDS[kind].direction not in (Direction.PUBLIC,) and kind not in (*EVERYDAY, Kind.MINUTES, Kind.ORDER):
        fields["recipients"] = draw(st.sampled_from([("各村民委员会", "镇直各单位"), ("县人民政府",)]))
    if kind not in EVERYDAY and kind is not Kind.ORDER and draw(st.booleans()):
        fields["form"] = Form.DOCUMENT
        fields["issuers"] = issuers
        fields["number"] = IssuingNumber(code="云柏政发", year=day.year, sequence=draw(st.integers(1, 300)))
        if KINDS[kind].direction is Direction.UPWARD:
            fields["signers"] = draw(st.sampled_from([("方岩",), ("方岩", "罗小满")]))
        if draw(st.booleans()):
            fields |= {"secrecy": "秘密", "secrecy_period": "1年", "urgency": "特急", "copy_number": "000128"}
    else:
        fields["form"] = DEFAULT_FORM[kind] if kind is not Kind.ORDER else Form.ORDER
    fields["attachments"] = draw(_attachments())
    if draw(st.booleans()):
        fields["notes"] = "联系人：方岩，电话：0872-6610348"
    if draw(st.booleans()):
        fields |= {"cc": ("县林业局", "县应急管理局"), "printer": "柏林镇党政办公室", "print_date": day}
    return Document.model_validate(fields)


EVERYDAY_TITLE = "{topic}{kind}"


# ---------------------------------------------------------------------------------- the text


def to_text(document: Document) -> str:
    """What the document says, as one would type it, one paragraph a line."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    if document.copy_number:
        yield document.copy_number
    if document.secrecy:
        yield f"{document.secrecy}★{document.secrecy_period}"
    if document.urgency:
        yield document.urgency
    if document.number:
        yield from (*document.issuers[:-1], f"{document.issuers[-1]}文件")
        signed = f"　　　　签发人：{'　'.join(document.signers)}" if document.signers else ""
        yield f"{document.number}{signed}"
    yield document.title or ""
    if document.recipients:
        yield f"{'，'.join(document.recipients)}："
    yield from _typed(document.body)
    for number, part in enumerate(document.attachments, start=1):
        single = len(document.attachments) == 1
        yield f"　　{'附件：' if number == 1 else '　　　'}{'' if single else f'{number}.'}{part.title}"
    yield from document.signing_agencies
    if document.date:
        yield write_date(document.date)
    if document.notes:
        yield f"（{document.notes}）"
    for number, part in enumerate(document.attachments, start=1):
        yield from ("", f"附件{'' if len(document.attachments) == 1 else number}", part.title)
        yield from _typed(part.body)
    if document.cc:
        yield f"抄送：{'，'.join(document.cc)}。"
    if document.printer and document.print_date:
        yield f"{document.printer}　　　　{write_date(document.print_date)}印发"


def _typed(blocks: Blocks) -> Iterator[str]:
    position = [0] * 5
    for block in blocks:
        if isinstance(block, Paragraph):
            yield f"　　{block.text}"
        elif isinstance(block, Table):
            yield from ("\t".join(row) for row in (block.header, *block.rows))
        elif isinstance(block, Section):
            position[block.level] += 1
            label = block.label or section_label(block.level, position[block.level])
            inside = block.blocks
            text = block.heading
            if block.run_in:
                first = inside[0]
                assert isinstance(first, Paragraph)
                text, inside = f"{text}{'。' if text else ''}{first.text}", inside[1:]
            yield f"　　{label}{text}"
            yield from _typed(inside)
