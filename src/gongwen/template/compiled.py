"""A template compiled: its package opened once, its tags understood once, what never changes packed once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import NamedTuple

from docxtpl import DocxTemplate  # type: ignore[import-untyped,unused-ignore]
from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, meta, nodes
from lxml import etree

from gongwen.blocks.stylesheet import Stylesheet
from gongwen.errors import Fault, TemplateError
from gongwen.ooxml.names import DRAWING, OFFICE, PICTURE, RELATIONSHIPS, VML, WORD, WORD_10, WORD_DRAWING, XML_HEAD
from gongwen.ooxml.opened import Element, w
from gongwen.sandbox import OWN, RefusedError, TemplateEnvironment, TooComplexError, environment
from gongwen.template.faults import faults_of_places, faults_of_tags
from gongwen.template.opened import DOCUMENT, OpenedTemplate
from gongwen.template.places import Places, prepare_places
from gongwen.template.reading import CORE, MARKS, read_parts
from gongwen.template.shape import TornError, check_shape
from gongwen.template.styles import Styles, merged_styles
from gongwen.template.tags import paragraph_text, tags_of
from gongwen.template.vocabulary import BLOCKS, canonical

__all__ = [
    "Compiled",
    "Part",
    "compile_template",
    "on_lines",
    "optional_names",
    "patch_xml",
    "resolve_listing",
    "text_of_line",
]

_BEFORE_PARAGRAPH = re.compile(r"(?=<w:p[ >])|(?<=</w:p>)(?=\{)|(?<=</w:tr>)(?=\{)|(?<=</w:tc>)(?=\{)")
_XML_TAG = re.compile(r"<[^>]+>")
_FIELDS = re.compile(r"instrText|fldSimple")
_BRANCHES = (nodes.If, nodes.For, nodes.CondExpr)
_MAKES_TEXT = (nodes.AssignBlock, nodes.Macro, nodes.CallBlock, nodes.FilterBlock)
_RANGE = re.compile(
    r"<w:(bookmark|commentRange|perm|moveFromRange|moveToRange)(Start|End)\b"
    r'[^>]*?\bw:id="([^"]*)"[^>]*?(?:/>|></w:\1\2>)'
)
_DIGITS_OF_A_COLUMN = 4
_CELL_TAGS = ("colspan", "hm")
_HOLDERS = tuple(map(w, ("tc", "txbxContent", "hdr", "ftr", "footnote")))
_CHANGES = tuple(
    map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "commentReference"))
)
_DEFAULTS = ("default", "d")
_NAMES = {
    "w": WORD,
    "r": RELATIONSHIPS,
    "wp": WORD_DRAWING,
    "a": DRAWING,
    "pic": PICTURE,
    "v": VML,
    "o": OFFICE,
    "w10": WORD_10,
}


class Part(NamedTuple):
    """A part of the package with tags in it.

    ``source`` is what docxtpl makes of its XML; ``numbered`` says that its drawings must be numbered anew,
    ``checked`` that its tags make pieces of text whose XML is looked at once more, ``fields`` that they may put fields
    together, ``may_be_empty`` that the last paragraph of a cell, a text box or a header is a tag, in whose place none
    may come.
    """

    name: str
    template: JinjaTemplate
    source: str
    numbered: bool
    checked: bool
    fields: bool
    may_be_empty: bool


class Compiled(NamedTuple):
    """All that is known of a template before the first document.

    ``members`` are the parts as docxtpl may take them; ``slow_reason`` says in Chinese why docxtpl must;
    ``has_changes`` that tracked changes or comments of the clerk's would stand in every document.
    """

    environment: TemplateEnvironment
    members: dict[str, bytes]
    parts: tuple[Part, ...]
    places: Places
    styles: Styles | None
    section: Element | None
    names: frozenset[str]
    texts: tuple[str, ...]
    slow_reason: str | None
    has_changes: bool


def compile_template(opened: OpenedTemplate, sheet: Stylesheet) -> Compiled:
    """Compile the parts of a template. Raises :class:`~gongwen.TemplateError` with every fault of its tags."""
    env = environment()
    read = read_parts(opened)
    roots, texts = dict(read.roots), read.texts
    root = roots[DOCUMENT]
    header_names = [name for name in opened.text_parts() if "/header" in name]
    headers = [tree for name in header_names if (tree := _or_open(opened, roots, name)) is not None]
    faults = [fault for listed in texts.values() for fault in faults_of_tags(listed, env)]
    faults += [fault for tree in roots.values() for fault in faults_of_places(tree)]
    if faults:
        raise TemplateError(fault.at(file=opened.file) for fault in faults)
    said = [*read.all_texts(), *map(_string, roots.values())]  # a tag may stand in an attribute, or be cut in pieces
    if not any(mark in text for text in said for mark in MARKS):
        cure = "要填的地方写上标签，如 {{ 标题 }}、{{ 村名 }}；可用 gongwen template new 得到一份"
        raise TemplateError(Fault("no-tags", "模板里没有标签，每份都会一样", cure, file=opened.file))
    used = {name for listed in texts.values() for text in listed for name in _blocks_in(text)}
    styles = merged_styles(opened.styles(), sheet)
    body = root.find(w("body"))
    assert body is not None  # an opened template has one
    places = prepare_places(body, headers, styles.sizes, sheet)
    placed = zip(header_names, headers, strict=True)
    roots |= {name: tree for name, tree in placed if OWN in etree.tostring(tree, encoding="unicode")}
    slow = _fix_tables(root)
    section = _section(body) if used else None
    members = dict(opened.members)
    if used:
        members["word/styles.xml"] = styles.xml
    for name, tree in roots.items():
        members[name] = (XML_HEAD + _string(tree)).encode()
    parts = [_part(name, patch_xml(_string(tree)), env, opened.file, tree) for name, tree in roots.items()]
    if CORE in texts:
        core = _without_head(opened.members[CORE].decode("utf-8", "replace"))
        parts.append(_part(CORE, core, env, opened.file))
    names = _names(parts, env)
    return Compiled(
        env,
        members,
        tuple(parts),
        places,
        styles if used else None,
        section,
        names,
        read.all_texts(),
        slow,
        any(next(tree.iter(*_CHANGES), None) is not None for tree in roots.values()),
    )


def _or_open(opened: OpenedTemplate, roots: dict[str, Element], name: str) -> Element | None:
    return roots[name] if name in roots else opened.tree(name)


def _string(tree: Element) -> str:
    """A part's XML; its root declares the names that our blocks use."""
    xml = etree.tostring(tree, encoding="unicode")
    declared = set(tree.nsmap)
    added = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items() if prefix not in declared)
    return re.sub(r"^(<[\w:]+)", rf"\1{added}", xml) if added and tree.tag == w("document") else xml


def _without_head(xml: str) -> str:
    return re.sub(r"^\ufeff?<\?xml.*?\?>\s*", "", xml, flags=re.DOTALL)


def _ends_in_tag(tree: Element) -> bool:
    """Whether the last paragraph of a cell, a text box, a header is a tag for whole paragraphs."""
    last = (next(holder.iterchildren(w("p"), reversed=True), None) for holder in tree.iter(*_HOLDERS))
    return any(
        tag.part == "p" for paragraph in last if paragraph is not None for tag in tags_of(paragraph_text(paragraph))[0]
    )


def _blocks_in(text: str) -> set[str]:
    said = (canonical(tag.says) for tag in tags_of(text)[0] if tag.opener == "{{")
    return {name for name in said if name in BLOCKS and name is not None}


def _names(parts: Iterable[Part], env: TemplateEnvironment) -> frozenset[str]:
    names: set[str] = set()
    for part in parts:
        names |= meta.find_undeclared_variables(env.parse(part.source))
    return frozenset(name for name in names if not name.startswith(OWN))


def optional_names(sources: Iterable[str], env: TemplateEnvironment) -> frozenset[str]:
    """Names that stand in a condition, or that a default goes with."""
    found: set[str] = set()
    for source in sources:
        tree = env.parse(source)
        asked: list[nodes.Node] = [node.test for node in tree.find_all(nodes.If)]
        asked += [node.test for node in tree.find_all(nodes.CondExpr)]
        asked += [node for node in tree.find_all(nodes.Filter) if node.name in _DEFAULTS]
        for node in asked:
            found |= {
                name.name for name in (*node.find_all(nodes.Name), *([node] if isinstance(node, nodes.Name) else []))
            }
    return frozenset(found)


# ---------------------------------------------------------------------------- docxtpl's own understanding


def patch_xml(xml: str) -> str:
    """What docxtpl makes of a part before Jinja2 sees it: whole tags, and tags in the place of what they stand for."""
    return _whole_ranges(str(DocxTemplate.patch_xml(None, xml)))


def resolve_listing(xml: str) -> str:
    """What docxtpl makes of tabs, new lines, new paragraphs and pages in values."""
    return str(DocxTemplate.resolve_listing(None, xml))


def _whole_ranges(xml: str) -> str:
    """A bookmark or a comment that began or ended inside a tag has lost one of its ends; the other one goes too."""
    ends: dict[str, set[tuple[str, str]]] = {"Start": set(), "End": set()}
    for kind, end, id_ in _RANGE.findall(xml):
        ends[end].add((kind, id_))
    half = ends["Start"] ^ ends["End"]
    return _RANGE.sub(lambda found: "" if (found[1], found[3]) in half else found[0], xml) if half else xml


def _fix_tables(root: Element) -> str | None:
    """Give tables the columns that docxtpl gives them; why it must do so for every document, if it must."""
    for table in list(root.iter(w("tbl"))):
        text = "".join(table.itertext())
        tags = tags_of(text)[0] if any(mark in text for mark in MARKS) else []
        if any(tag.part == "tc" or tag.word in _CELL_TAGS for tag in tags):
            return "表格的列数随数据变化（{%tc %}、{% colspan %}、{% hm %}）"
        grid = table.find(w("tblGrid"))
        if grid is None or _is_regular(table, len(grid.findall(w("gridCol")))):
            continue
        if any(tag.part == "tr" for tag in tags):
            return "表格各行的列数不同，而行随数据变化（{%tr %}）"
        parent = table.getparent()
        if parent is not None:
            for span in table.iter(w("gridSpan")):
                span.set(w("val"), str(_columns(span.get(w("val")))))
            fixed = DocxTemplate.fix_tables(None, _string(table))
            fixed.tail = table.tail
            parent.replace(table, fixed)
    return None


def _is_regular(table: Element, columns: int) -> bool:
    for row in table.findall(w("tr")):
        spans = [cell.find(f"{w('tcPr')}/{w('gridSpan')}") for cell in row.findall(w("tc"))]
        if sum(1 if span is None else _columns(span.get(w("val"))) for span in spans) != columns:
            return False
    return True


def _columns(said: str | None) -> int:
    """How many columns a cell says that it takes; what is no number is one, as Word reads it."""
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) <= _DIGITS_OF_A_COLUMN else 1


# ---------------------------------------------------------------------------- parts


def _section(body: Element) -> Element | None:
    """The set-up of the last pages, which a document with turned pages replaces by its own."""
    section = body.find(w("sectPr"))
    if section is None:
        return None
    copy = deepcopy(section)
    copy.tail = None
    before = f"{{% if {OWN}last %}}{{{{ {OWN}last }}}}{{% else %}}"
    previous = section.getprevious()
    if previous is None:
        body.text = (body.text or "") + before
    else:
        previous.tail = (previous.tail or "") + before
    section.tail = "{% endif %}" + (section.tail or "")
    return copy


def _part(name: str, source: str, env: TemplateEnvironment, file: str | None, root: Element | None = None) -> Part:
    try:
        tree = env.parse(source)
        check_shape(tree)
        checked = next(tree.find_all(_MAKES_TEXT), None) is not None or _says_break(tree)
        template = JinjaTemplate.from_code(env, env.compile(tree, name, "<template>"), env.make_globals(None))
    except TornError as torn:
        line = _line_of_error(source, env, torn.line)
        raise _refused("torn-template", "开头和结尾不在同一处，会撕破文档", _TORN_CURE, line, file) from None
    except RefusedError as refused:
        line = _line_of_error(source, env, refused.lineno)
        raise _refused("not-allowed", f"模板里不能用“{refused.what}”", "删去这个标签", line, file) from None
    except TooComplexError as error:
        line = _line_of_error(source, env, error.lineno)
        raise _refused("too-complex", str(error.message), _SIMPLER, line, file) from None
    except TemplateSyntaxError as error:
        line = _line_of_error(source, env, error.lineno)
        raise _refused("template-syntax", "标签写法不对，或不成对", "看这一段和它前后的标签", line, file) from None
    except RecursionError:
        raise _refused("too-complex", "标签套得太深，或太长", _SIMPLER, "", file) from None
    may_be_empty = root is not None and _ends_in_tag(root)
    numbered = name == DOCUMENT and "<wp:docPr" in source
    fields = _FIELDS.search(source) is not None and next(tree.find_all(_BRANCHES), None) is not None
    return Part(name, template, source, numbered, checked, fields, may_be_empty)


def _says_break(tree: nodes.Template) -> bool:
    """Whether a tag says a new paragraph or page itself, which must not come to stand in an attribute."""
    return any(isinstance(one.value, str) and _PARAGRAPH_BREAK.search(one.value) for one in tree.find_all(nodes.Const))


_PARAGRAPH_BREAK = re.compile("[\a\f]")
_SIMPLER = "分成几个标签；同样的内容用 {%p for … %} 写一次"
_TORN_CURE = "在一段之内开始的标签在同一段结束；跨段的用 {%p … %}，跨行的用 {%tr … %}"


def _line_of_error(source: str, env: TemplateEnvironment, line: int) -> str:
    """The text of the paragraph of an error: the source again, with every paragraph on a line of its own."""
    lined = on_lines(source)
    try:
        check_shape(env.parse(lined))
    except TornError as torn:
        line = torn.line
    except TemplateSyntaxError as error:
        line = error.lineno
    else:
        return ""
    if line == 0:  # of no tag alone
        return ""
    return text_of_line(lined, line)


def on_lines(source: str) -> str:
    """A part with every paragraph, and every tag between paragraphs, on a line of its own: Jinja2 counts lines."""
    return _BEFORE_PARAGRAPH.sub("\n", source)


def text_of_line(lined: str, line: int) -> str:
    """What the paragraph on a line says."""
    lines = lined.split("\n")
    return _XML_TAG.sub("", lines[min(line, len(lines)) - 1])


def _refused(code: str, message: str, cure: str, text: str, file: str | None) -> TemplateError:
    tags = tags_of(text)[0] if text else []
    return TemplateError(
        Fault(code, message, cure, field=tags[0].written if tags else None, value=text or None, file=file)
    )
