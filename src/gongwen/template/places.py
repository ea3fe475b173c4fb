"""Single paragraphs whose place the layout reckons: mark, number, title, notes (9704-7.2.4-c, 7.2.5-a, 7.3.1-b).

A paragraph in one of the library's named styles gets its space above - a mark also its line, its size and how far it
is narrowed - from the layout of each document. What the clerk changed stays: a size set in the paragraph or in its
style is kept, and the space above is reckoned from it. A paragraph in any other style is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree
from markupsafe import Markup

from gongwen.blocks.block import ParagraphBlock, Placement
from gongwen.blocks.ink import NEUTRAL_LINE, ink_above, ink_below
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.ooxml.names import WORD_DRAWING
from gongwen.ooxml.opened import Element, w
from gongwen.ooxml.order import PARAGRAPH_PROPERTIES, RUN_PROPERTIES
from gongwen.sandbox import OWN
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length
from gongwen.template.tags import paragraph_text, tags_of
from gongwen.write.pieces import rule_gap, size_of, size_value, space_value

__all__ = ["Place", "Places", "StyleSizes", "prepare_places"]

_PLACED = (Role.MARK, Role.NUMBER, Role.TITLE, Role.RECIPIENTS, Role.NOTES)
_IN_HEADERS = (Role.LETTER_MARK,)
_MARKS = (Role.MARK, Role.LETTER_MARK)
_INLINE = f"{{{WORD_DRAWING}}}inline"
_KEEP = Markup("<w:keepNext/>")


class StyleSizes(NamedTuple):
    """What the template's styles are: roles by style id, and the sizes that the clerk gave to styles of roles."""

    roles: Mapping[str, Role]
    own_sizes: Mapping[Role, Length]


class Place(NamedTuple):
    """A placed paragraph of the template: what it says without a document, and the clerk's own size for it."""

    before: str
    line: str
    gap: str
    own_size: Length | None
    follows_pitch: bool = False
    pictured: bool = False


class Places(NamedTuple):
    """The placed paragraphs, and the mark where the template writes it out."""

    by_role: dict[Role, Place]
    literal_mark: str | None = None
    joint: bool = False

    @property
    def has_pictured_mark(self) -> bool:
        """Whether the mark is a picture."""
        return any(place.pictured for role, place in self.by_role.items() if role in _MARKS)

    def values(self, placed: Mapping[Role, ParagraphBlock], sheet: Stylesheet) -> dict[str, str]:
        """What stands in the placed paragraphs of a document."""
        values: dict[str, str] = {}
        lower = ZERO
        for role, place in self.by_role.items():
            name = f"{OWN}{role.name.lower()}_"
            block = placed.get(role)
            if block is None:
                values |= _unplaced(name, place)
                continue
            placement = block.placement
            before = placement.space_before if placement.space_before is not None else ZERO
            if role in _MARKS:
                lower = _add_mark(values, name, place, placement, sheet.of(role).size)
                continue
            if placement.space_before is None:
                values[name + "before"] = place.before
            else:
                values[name + "before"] = space_value(before + lower if role is Role.NUMBER else before)
            if place.follows_pitch:
                values[name + "line"] = _line(sheet, role)
            values[name + "keep"] = _KEEP if placement.keep_next else ""
        return values


def _unplaced(name: str, place: Place) -> dict[str, str]:
    return {
        name + "before": place.before,
        name + "line": place.line,
        name + "gap": place.gap,
        name + "keep": "",
        name + "size": "",
        name + "scale": "",
    }


def _add_mark(values: dict[str, str], name: str, place: Place, placement: Placement, usual: Length) -> Length:
    """The mark's place; how much lower the number's own space must put it."""
    size = placement.size or usual
    line = placement.line or size * NEUTRAL_LINE
    before = placement.space_before if placement.space_before is not None else ZERO
    rule = placement.rule_below
    gap = rule.gap if rule else ZERO
    lower = ZERO
    own = place.own_size
    values[name + "size"] = values[name + "scale"] = ""
    if place.pictured:
        before = before + ink_above(size, line)  # a picture fills its line up to the edge
    elif own is not None:
        own_line = own * NEUTRAL_LINE
        lower = ink_below(size, line) - ink_below(own, own_line)
        before = before + ink_above(size, line) - ink_above(own, own_line)
        gap, line = gap + lower, own_line
    else:
        sizes = f'<w:sz w:val="{size_value(size)}"/><w:szCs w:val="{size_value(size)}"/>'
        values[name + "size"] = Markup(sizes)
        if placement.scale is not None:
            values[name + "scale"] = Markup(f'<w:w w:val="{placement.scale}"/>')
    values[name + "before"] = space_value(before)
    values[name + "line"] = space_value(line, 1)
    values[name + "gap"] = rule_gap(gap)
    return lower


def _line(sheet: Stylesheet, role: Role) -> str:
    line = sheet.of(role).line
    return space_value(line, 1) if line is not None else "240"


def prepare_places(body: Element, headers: list[Element], styles: StyleSizes, sheet: Stylesheet) -> Places:
    """Put tags for their places into the first paragraph of each placed role, and say what was found."""
    found: dict[Role, Place] = {}
    literal: str | None = None
    joint = False
    for root, roles in ((body, _PLACED), *((header, _IN_HEADERS) for header in headers)):
        for paragraph in root.findall(w("p")):
            role = _role(paragraph, styles)
            if role not in roles or role in found:
                continue
            text = paragraph_text(paragraph)
            tags = tags_of(text)[0]
            if any(tag.part == "p" for tag in tags):
                continue
            found[role] = _prepare(paragraph, role, styles.own_sizes.get(role), sheet)
            if role in _MARKS and not tags and text.strip():
                literal = text.strip()
            elif role is Role.MARK and text.strip() and not _is_framed(paragraph):
                _give_way(paragraph)
                joint = True
    return Places(found, literal, joint)


def _role(paragraph: Element, styles: StyleSizes) -> Role | None:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    if style is None or _is_framed(paragraph):
        return None
    return styles.roles.get(style.get(w("val"), ""))


def _is_framed(paragraph: Element) -> bool:
    return paragraph.find(f"{w('pPr')}/{w('framePr')}") is not None


def _is_pictured(paragraph: Element) -> bool:
    """Whether a picture in the line stands for the text."""
    return not paragraph_text(paragraph).strip() and next(paragraph.iter(_INLINE), None) is not None


def _prepare(paragraph: Element, role: Role, style_size: Length | None, sheet: Stylesheet) -> Place:
    properties = paragraph.find(w("pPr"))
    assert properties is not None  # it names the style
    name = f"{OWN}{role.name.lower()}_"
    spacing = properties.find(w("spacing"))
    if spacing is None:
        spacing = etree.Element(w("spacing"))
        _insert(properties, spacing, PARAGRAPH_PROPERTIES)
    before, line, gap = spacing.get(w("before"), "0"), spacing.get(w("line"), "240"), "0"
    # These would win over the space that is reckoned.
    for other in ("beforeLines", "beforeAutospacing"):
        spacing.attrib.pop(w(other), None)
    spacing.set(w("before"), f"{{{{ {name}before }}}}")
    own_size = _own_size(paragraph) or style_size
    if role is Role.TITLE and own_size is not None:
        own_size = _largest_size(paragraph, style_size or sheet.of(role).size)
    style = properties.find(w("pStyle"))
    if role is Role.NOTES and style is not None and properties.find(w("keepNext")) is None:
        # The room that a seal takes below it stays on its page.
        style.tail = f"{{{{ {name}keep }}}}{style.tail or ''}"
    pictured = role in _MARKS and _is_pictured(paragraph)
    if pictured:
        # In a line of a fixed height only a strip of the picture would be seen.
        spacing.set(w("line"), "240")
        spacing.set(w("lineRule"), "auto")
    elif role in _MARKS:
        spacing.set(w("line"), f"{{{{ {name}line }}}}")
        spacing.set(w("lineRule"), "exact")
    if role in _MARKS:
        rule = properties.find(f"{w('pBdr')}/{w('bottom')}")
        if rule is not None:
            gap = rule.get(w("space"), "0")
            rule.set(w("space"), f"{{{{ {name}gap }}}}")
        _prepare_runs(paragraph, name, own_size)
    # A line of the layout's own pitch becomes tighter with it (9704-7.3.5.5).
    follows = role not in _MARKS and line == _line(sheet, role) and spacing.get(w("line")) is not None
    if follows:
        spacing.set(w("line"), f"{{{{ {name}line }}}}")
    return Place(before, line, gap, own_size, follows, pictured)


def _text_runs(paragraph: Element) -> list[Element]:
    return [run for run in paragraph.findall(w("r")) if run.find(w("t")) is not None]


def _own_size(paragraph: Element) -> Length | None:
    """The size that the clerk gave to the text of a paragraph."""
    given = (run.find(f"{w('rPr')}/{w('sz')}") for run in _text_runs(paragraph))
    sizes = (size_of(size.get(w("val"))) for size in given if size is not None)
    return next((size for size in sizes if size is not None), None)


def _largest_size(paragraph: Element, usual: Length) -> Length:
    """The size that lines must have room for: that of the largest text, usual where the clerk gave none."""
    runs = [run for run in _text_runs(paragraph) if "".join(text.text or "" for text in run.iter(w("t"))).strip()]
    given = (run.find(f"{w('rPr')}/{w('sz')}") for run in runs)
    sizes = ((size_of(size.get(w("val"))) if size is not None else None) or usual for size in given)
    return max(sizes, default=usual)


def _prepare_runs(paragraph: Element, name: str, own_size: Length | None) -> None:
    """Let the size of the runs be reckoned, unless the clerk set one."""
    if own_size is not None:
        return
    text = ""
    for run in _text_runs(paragraph):
        if not _inside_tag(text):
            properties = run.find(w("rPr"))
            if properties is None:
                properties = etree.Element(w("rPr"))
                run.insert(0, properties)
            if properties.find(w("w")) is None:
                _insert_text(properties, f"{{{{ {name}scale }}}}", "w")
            _insert_text(properties, f"{{{{ {name}size }}}}", "sz")
        text += "".join(part.text or "" for part in run.iter(w("t")))


def _inside_tag(text: str) -> bool:
    """Whether a tag begins in the text and does not end there: what Word put between its pieces is thrown away."""
    opened = max(text.rfind("{{"), text.rfind("{%"), text.rfind("{#"))
    closed = max(text.rfind("}}"), text.rfind("%}"), text.rfind("#}"))
    return opened > closed or text.endswith("{")


def _insert(properties: Element, child: Element, order: list[str]) -> None:
    before = set(order[: order.index(etree.QName(child).localname)])
    index = sum(1 for other in properties if etree.QName(other).localname in before)
    properties.insert(index, child)


def _insert_text(properties: Element, text: str, name: str) -> None:
    """A tag where the property of this name would stand."""
    before = set(RUN_PROPERTIES[: RUN_PROPERTIES.index(name)])
    earlier = [other for other in properties if etree.QName(other).localname in before]
    if earlier:
        earlier[-1].tail = (earlier[-1].tail or "") + text
    else:
        properties.text = (properties.text or "") + text


def _give_way(paragraph: Element) -> None:
    """The mark of several agencies is a table; it takes the place of the paragraph."""
    before = f"{{% if {OWN}joint %}}{{{{ {OWN}joint }}}}{{% else %}}"
    previous = paragraph.getprevious()
    if previous is None:
        parent = paragraph.getparent()
        assert parent is not None  # a paragraph of the body
        parent.text = (parent.text or "") + before
    else:
        previous.tail = (previous.tail or "") + before
    paragraph.tail = "{% endif %}" + (paragraph.tail or "")
