"""Properties set in the XML of a file of another hand: one property changes, all that stands beside it stays.

In: an element of a file and a length or a word. Out: the same element, changed in place; the schema's order is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from gongwen.ooxml.opened import Element, said_in, w
from gongwen.ooxml.order import PARAGRAPH_PROPERTIES, RUN_PROPERTIES
from gongwen.ooxml.units import eighth_points, half_points, twips
from gongwen.standard.units import Length, Mm

__all__ = [
    "centre",
    "set_alignment",
    "set_bold",
    "set_border",
    "set_chinese_font",
    "set_colour",
    "set_indents",
    "set_latin_font",
    "set_line",
    "set_margin",
    "set_no_gaps",
    "set_page_break_before",
    "set_paper",
    "set_plain_ground",
    "set_room_above",
    "set_sides",
    "set_size",
    "set_spacing",
]

_BORDERS = ["top", "left", "bottom", "right", "between", "bar"]
_CHARACTERS = ("leftChars", "startChars", "rightChars", "endChars", "firstLineChars", "hangingChars")
_LENGTHS = ("left", "start", "right", "end", "firstLine", "hanging")
_BORDER_SPACE = "1"


def _properties(element: Element) -> Element:
    """``w:pPr`` of a paragraph, ``w:rPr`` of a run; made where there is none."""
    name = "pPr" if element.tag == w("p") else "rPr"
    found = said_in(element, name)
    if found is None:
        found = etree.Element(w(name))
        element.insert(0, found)
    return found


def _put(parent: Element, order: Sequence[str], name: str) -> Element:
    """The child of a name, made in its place where there is none."""
    found = said_in(parent, name)
    if found is not None:
        return found
    made = etree.Element(w(name))
    behind = {w(one) for one in order[order.index(name) + 1 :]}
    known = {w(one) for one in order}
    # What the order does not know (a tracked change, a newer program's own) stands at the end.
    following = next((child for child in parent if child.tag in behind or child.tag not in known), None)
    if following is None:
        parent.append(made)
    else:
        following.addprevious(made)
    return made


def _say(element: Element, attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        element.set(w(name), value)


def _unsay(element: Element, *names: str) -> None:
    for name in names:
        element.attrib.pop(w(name), None)


def _run(run: Element, name: str, value: str) -> None:
    _say(_put(_properties(run), RUN_PROPERTIES, name), {"val": value})


# ---------------------------------------------------------------------------------- runs


def set_chinese_font(run: Element, font: str) -> None:
    """The font of 汉字."""
    fonts = _put(_properties(run), RUN_PROPERTIES, "rFonts")
    _unsay(fonts, "eastAsiaTheme")
    _say(fonts, {"eastAsia": font})


def set_latin_font(run: Element, font: str) -> None:
    """The font of letters and digits."""
    fonts = _put(_properties(run), RUN_PROPERTIES, "rFonts")
    _unsay(fonts, "asciiTheme", "hAnsiTheme")
    _say(fonts, {"ascii": font, "hAnsi": font})


def set_size(run: Element, size: Length) -> None:
    """The size of letters."""
    for name in ("sz", "szCs"):
        _run(run, name, str(half_points(size)))


def set_colour(run: Element, colour: str) -> None:
    """The colour, six hexadecimal digits."""
    said = _put(_properties(run), RUN_PROPERTIES, "color")
    _unsay(said, "themeColor", "themeTint", "themeShade")
    _say(said, {"val": colour})


def set_plain_ground(run: Element) -> None:
    """No highlighting, no shading."""
    _run(run, "highlight", "none")
    ground = _put(_properties(run), RUN_PROPERTIES, "shd")
    _unsay(ground, "themeFill", "themeFillTint", "themeFillShade", "themeColor")
    _say(ground, {"val": "clear", "color": "auto", "fill": "auto"})


def set_bold(run: Element, *, bold: bool) -> None:
    """Heavy letters or not."""
    for name in ("b", "bCs"):
        _run(run, name, "1" if bold else "0")


def set_spacing(run: Element, spacing: Length) -> None:
    """The room between letters, which are as broad as they are."""
    _run(run, "spacing", str(twips(spacing)))
    if said_in(_properties(run), "w") is not None:
        _run(run, "w", "100")


# ---------------------------------------------------------------------------------- paragraphs


def set_alignment(paragraph: Element, alignment: str) -> None:
    """Where lines stand: ``left``, ``center``, ``right``, ``both``."""
    _say(_put(_properties(paragraph), PARAGRAPH_PROPERTIES, "jc"), {"val": alignment})


def set_indents(paragraph: Element, *, left: Length, first: Length, right: Length | None = None) -> None:
    """The indents in lengths: of all lines, of the first beyond (negative: hanging), and on the right if it changes."""
    said = _put(_properties(paragraph), PARAGRAPH_PROPERTIES, "ind")
    kept = {name: said.get(w(name)) for name in ("right", "end", "rightChars", "endChars")}
    _unsay(said, *_CHARACTERS, *_LENGTHS)
    # Characters go before lengths, and a style may have said some: they are taken back.
    _say(said, {"leftChars": "0", "firstLineChars": "0", "left": str(twips(left))})
    _say(said, {"firstLine": str(twips(first))} if first.pt >= 0 else {"hanging": str(-twips(first))})
    if right is not None:
        _say(said, {"rightChars": "0", "right": str(twips(right))})
    else:
        _say(said, {name: value for name, value in kept.items() if value is not None})


def centre(paragraph: Element) -> None:
    """In the middle, pushed aside by no indent."""
    none = Mm(0)
    set_alignment(paragraph, "center")
    set_indents(paragraph, left=none, first=none, right=none)


def set_sides(paragraph: Element) -> None:
    """From edge to edge: no indent on either side."""
    said = _put(_properties(paragraph), PARAGRAPH_PROPERTIES, "ind")
    _unsay(said, "start", "end", "startChars", "endChars")
    _say(said, {"leftChars": "0", "left": "0", "rightChars": "0", "right": "0"})


def set_line(paragraph: Element, pitch: Length) -> None:
    """Lines of an exact height."""
    said = _put(_properties(paragraph), PARAGRAPH_PROPERTIES, "spacing")
    _say(said, {"line": str(twips(pitch)), "lineRule": "exact"})


def set_no_gaps(paragraph: Element) -> None:
    """No room before and after the paragraph."""
    said = _put(_properties(paragraph), PARAGRAPH_PROPERTIES, "spacing")
    for side in ("before", "after"):
        _say(said, {side: "0", f"{side}Lines": "0", f"{side}Autospacing": "0"})


def set_room_above(paragraph: Element, room: Length) -> None:
    """So much room before the paragraph."""
    said = _put(_properties(paragraph), PARAGRAPH_PROPERTIES, "spacing")
    _unsay(said, "beforeLines", "beforeAutospacing")
    _say(said, {"before": str(twips(room))})


def set_page_break_before(paragraph: Element) -> None:
    """The paragraph begins a page."""
    said = _put(_properties(paragraph), PARAGRAPH_PROPERTIES, "pageBreakBefore")
    _unsay(said, "val")


def set_border(paragraph: Element, side: str, colour: str | None, thickness: Length | None) -> None:
    """A rule above (``top``) or below (``bottom``); none without a colour."""
    borders = _put(_properties(paragraph), PARAGRAPH_PROPERTIES, "pBdr")
    edge = _put(borders, _BORDERS, side)
    _unsay(edge, "themeColor", "themeTint", "themeShade")
    if colour is None or thickness is None:
        edge.attrib.clear()
        _say(edge, {"val": "nil"})
        return
    space = edge.get(w("space"), _BORDER_SPACE)
    _say(edge, {"val": "single", "sz": str(eighth_points(thickness)), "space": space, "color": colour})


# ---------------------------------------------------------------------------------- sections


def set_paper(section: Element, width: Length, height: Length) -> None:
    """The sheet of a section, upright or lying as it was."""
    said = _put(section, _SECTION, "pgSz")
    lies = said.get(w("orient")) == "landscape" or _number(said, "w") > _number(said, "h")
    _unsay(said, "code")
    wide, high = (height, width) if lies else (width, height)
    _say(said, {"w": str(twips(wide)), "h": str(twips(high))})


def set_margin(section: Element, side: str, length: Length) -> None:
    """One margin of a section; what a gutter adds on the left is taken away."""
    said = _put(section, _SECTION, "pgMar")
    _say(said, {side: str(twips(length))})
    if side == "left":
        _say(said, {"gutter": "0"})
    for name in ("top", "right", "bottom", "left", "header", "footer", "gutter"):
        if said.get(w(name)) is None:  # the schema wants all of them
            _say(said, {name: "0"})


_SECTION = [
    *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc"),
    *("pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection"),
    *("bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange"),
]


def _number(element: Element, name: str) -> float:
    try:
        return float(element.get(w(name), "0"))
    except ValueError:
        return 0.0
