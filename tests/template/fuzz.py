"""Templates broken at random, the same ones for the same seed: their bytes, their XML, their tags."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from functools import cache

from lxml import etree

from gongwen.ooxml.names import WORD
from gongwen.template import shipped_template
from tests.template.making import members, package, paragraph, run, template_of

__all__ = ["broken_template"]


def _listed(pieces: str) -> list[str]:
    return pieces.split("¦")


_JUNK = [
    "9" * 5000,
    *_listed(
        "¦0¦-1¦1¦abc¦甲¦1.5¦4..2¦0x10¦NaN¦1e400¦-0¦ 12 ¦99999999999999999999¦true¦{{ 标题 }}¦{% if 1 %}¦{{¦"
        "%}¦ºª²¦١٢¦&#1;¦\u202e¦auto¦rIdNone"
    ),
]
_WORD_NAMES = _listed(
    "p¦r¦t¦tbl¦tr¦tc¦tblGrid¦gridCol¦tcPr¦gridSpan¦vMerge¦pPr¦rPr¦spacing¦sz¦pStyle¦sectPr¦pgSz¦pgMar¦"
    "pgNumType¦titlePg¦br¦tab¦ins¦del¦hyperlink¦sdt¦body¦bookmarkStart¦bookmarkEnd¦fldChar¦instrText¦"
    "fldSimple¦headerReference¦document¦styles¦style¦name¦basedOn¦docDefaults¦hdr¦ftr¦drawing¦"
    "txbxContent¦smartTag¦pBdr¦bottom"
)
_NAMES = _listed("标题¦正文¦发文字号¦抄送机关¦附注¦版记¦版头¦署名¦村名¦各村¦村¦loop¦range¦甲")
_PIECES = _listed(
    "{{ ¦ }}¦{% ¦ %}¦{%p ¦{%tr ¦{%tc ¦{{p ¦{{r ¦{#¦#}¦{%- ¦ -%}¦{¦}¦%¦if ¦elif ¦else¦endif¦for ¦ in ¦"
    "endfor¦set ¦endset¦macro ¦endmacro¦call ¦with ¦filter upper¦endfilter¦raw¦endraw¦include ¦import ¦"
    "block ¦do ¦colspan ¦cellbg ¦hm¦vm¦|upper¦|default(¦|join('、')¦|int(0,16)¦|round(¦|map(¦|sort¦"
    "|select('¦is defined¦is odd¦(¦)¦[¦]¦'¦\"¦,¦.¦:¦|¦~¦+¦-¦*¦**¦//¦%¦==¦<¦ not ¦ and ¦1¦0¦'甲'¦"
    "9999999999¦1e999¦0x1F¦none¦true¦_¦__class__¦self¦gw_budget¦\\x00¦\\f¦“¦”¦｛｛¦｝｝¦％¦\u200b¦"
    "\u202e¦&¦<¦\t¦𠀀¦村名"
)
_WHOLE = _listed(
    "{{ 标题 }}¦{{ 发文字号 }}¦{{p 正文 }}¦{{p 版记 }}¦{%p if 抄送机关 %}¦{%p endif %}¦"
    "{{ 附注|default('无') }}¦{%p for 村 in 各村 %}¦{{ 村.村名 }}{{ loop.index }}¦{%p endfor %}¦"
    "{% set 甲 = 各村|length %}¦{{ 甲 + 1 }}¦"
    "{% if 村名 is defined and 村名 %}{{ 村名 }}{% else %}各村{% endif %}¦"
    "{{ 各村|map(attribute='村名')|join('、') }}¦{% macro 印(值) %}{{ 值 }}{% endmacro %}¦{{ 印(1) }}¦"
    "{# 说明 #}¦{{ 1 / 0 }}¦{{ range(3)|list|last }}¦«村名»"
)
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("1") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def broken_template(seed: int) -> bytes:
    """One of endlessly many templates, most of which are broken."""
    chance = random.Random(seed)
    return chance.choices((_broken_bytes, _broken_part, _broken_tree, _broken_tags), (2, 2, 5, 6))[0](chance)


@cache
def _bases() -> tuple[dict[str, bytes], ...]:
    return tuple(members(content) for content in (*[_crowded()] * 7, shipped_template("函")))


def _crowded() -> bytes:
    """A little of everything that templates have."""
    row = "".join(f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>" for text in ("{{ 村.村名 }}", "{{ 村.户数 }}户"))
    begin, end = (
        f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph(tag)}</w:tc></w:tr>"
        for tag in ("{%tr for 村 in 各村 %}", "{%tr endfor %}")
    )
    table = f"<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{begin}<w:tr>{row}</w:tr>{end}"
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + paragraph("{{ 标题 }}") + "</w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )
    return template_of(
        paragraph("{{ 发文机关标志 }}", style="Normal"),
        paragraph("{{ 标", "题 }}"),
        paragraph(f"<w:ins w:id='1'>{run('{{ 附注 }}')}</w:ins>", f"<w:del w:id='2'>{run('{{ 旧 }}')}</w:del>"),
        paragraph(f"<w:hyperlink r:id='rIdNone'>{run('{{ 发文')}</w:hyperlink>", "字号 }}"),
        paragraph('<w:bookmarkStart w:id="3"/>', "{% if 附注 %}", '<w:bookmarkEnd w:id="3"/>', "{% endif %}"),
        f"<w:tbl>{table}</w:tbl>",
        f"<w:p>{_FIELD}{box}</w:p>",
        *("{%p if 抄送机关 %}", "{{ 抄送机关 }}", "{%p endif %}", "{{p 正文 }}", "{{p 版记 }}"),
        "<w:p><w:pPr><w:sectPr><w:pgSz w:w='11906' w:h='16838'/><w:pgMar w:top='1440'/></w:sectPr></w:pPr></w:p>",
        header="{{ 标题 }}",
        footer=f"<w:p>{_FIELD}</w:p>",
        core="{{ 标题 }}",
    )


def _cut(chance: random.Random, content: bytes) -> bytes:
    """Bytes with pieces flipped, dropped, doubled, replaced."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5))):
        if not data:
            break
        start = chance.randrange(len(data))
        stop = min(len(data), start + chance.choice((1, 1, 2, 8, 40, 400)))
        what = chance.randrange(5)
        if what == 0:
            data[start] ^= 1 << chance.randrange(8)
        elif what == 1:
            del data[start:stop]
        elif what == 2:
            data[start:start] = data[start:stop]
        elif what == 3:
            data[start:stop] = chance.randbytes(stop - start)
        else:
            data[start:start] = chance.choice([*_PIECES, *_JUNK]).encode("utf-8", "surrogatepass")
    return bytes(data)


def _broken_bytes(chance: random.Random) -> bytes:
    return _cut(chance, package(chance.choice(_bases())))


def _broken_part(chance: random.Random) -> bytes:
    files = dict(chance.choice(_bases()))
    name = chance.choice(sorted(files))
    files[name] = _cut(chance, files[name])
    return package(files)


def _broken_tree(chance: random.Random) -> bytes:
    files = dict(chance.choice(_bases()))
    names = [name for name in sorted(files) if name.endswith((".xml", ".rels"))]
    name = chance.choice([*names, "word/document.xml", "word/document.xml", "word/document.xml", "word/styles.xml"])
    root = etree.fromstring(files[name])
    for _ in range(chance.choice((1, 1, 2, 4))):
        element = chance.choice(list(root.iter(etree.Element)))
        chance.choice(_CHANGES)(chance, root, element)
    files[name] = etree.tostring(root, xml_declaration=True, encoding=chance.choice(("UTF-8", "UTF-8", "UTF-16")))
    return package(files)


def _removed(chance: random.Random, root: etree._Element, element: etree._Element) -> None:
    if element is not root and (parent := element.getparent()) is not None:
        parent.remove(element)


def _doubled(chance: random.Random, root: etree._Element, element: etree._Element) -> None:
    if element is not root:
        for _ in range(chance.choice((1, 1, 30))):
            element.addnext(deepcopy(element))


def _moved(chance: random.Random, root: etree._Element, element: etree._Element) -> None:
    place = chance.choice(list(root.iter(etree.Element)))
    if element is not root and not any(one is element for one in (place, *place.iterancestors())):
        place.append(element)


def _renamed(chance: random.Random, root: etree._Element, element: etree._Element) -> None:
    element.tag = f"{{{WORD}}}{chance.choice(_WORD_NAMES)}"


def _emptied(chance: random.Random, root: etree._Element, element: etree._Element) -> None:
    element.clear()


def _attribute(chance: random.Random, root: etree._Element, element: etree._Element) -> None:
    names = list(element.attrib) or [f"{{{WORD}}}{chance.choice(('val', 'w', 'id', 'before', 'line', 'type'))}"]
    name = chance.choice(names)
    if chance.random() < 0.2:
        element.attrib.pop(name, None)
    else:
        element.set(name, chance.choice(_JUNK))


def _text(chance: random.Random, root: etree._Element, element: etree._Element) -> None:
    said = "".join(chance.choices(_PIECES, k=chance.randrange(1, 6))).replace("\x00", "")
    if chance.random() < 0.5:
        element.text = said
    else:
        element.tail = said if element is not root else None


def _new(chance: random.Random, root: etree._Element, element: etree._Element) -> None:
    child = etree.SubElement(element, f"{{{WORD}}}{chance.choice(_WORD_NAMES)}")
    child.set(f"{{{WORD}}}{chance.choice(('val', 'w', 'id'))}", chance.choice(_JUNK))


def _note(chance: random.Random, root: etree._Element, element: etree._Element) -> None:
    note = etree.Comment("注") if chance.random() < 0.7 else etree.ProcessingInstruction("注", "a")
    element.insert(chance.randrange(len(element) + 1), note)


_CHANGES: tuple[Callable[[random.Random, etree._Element, etree._Element], None], ...] = (
    *(_removed, _doubled, _moved, _renamed, _emptied, _attribute, _attribute, _attribute, _text, _new, _note),
)


def _broken_tags(chance: random.Random) -> bytes:
    lines = []
    for _ in range(chance.randrange(1, 6)):
        text = chance.choice(_WHOLE) if chance.random() < 0.6 else _tag(chance)
        lines.append(paragraph(*_in_runs(chance, text)))
    if chance.random() < 0.8:
        return template_of(*lines)
    place, said = chance.randrange(3), chance.choice(_WHOLE)
    return template_of(*lines, header=said * (place == 0), footer=said * (place == 1), core=said * (place == 2))


def _tag(chance: random.Random) -> str:
    pieces = chance.choices(_PIECES + _NAMES, k=chance.randrange(1, 9))
    opener, closer = chance.choice((("{{ ", " }}"), ("{% ", " %}"), ("{%p ", " %}"), ("", "")))
    return opener + "".join(pieces) + closer


def _in_runs(chance: random.Random, text: str) -> list[str]:
    place = chance.randrange(len(text) + 1)
    return [run(piece) for piece in (text[:place], text[place:]) if piece] or [run("甲")]
