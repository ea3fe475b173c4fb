"""The properties of one ``w:pPr`` or ``w:rPr`` as flat data, so that one level of the hierarchy is laid over another.

Keys are those of :class:`~gongwen.ooxml.facts.formats.ParagraphFormat` and ``RunFormat`` where they mean the same, and
names of what still has to be reckoned (``left_chars``, ``font_ascii``) where not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from gongwen.ooxml.facts.formats import Border, Frame, TabStop
from gongwen.ooxml.facts.measures import VAL, half_point_length, number, switch, twip_length
from gongwen.ooxml.opened import Element, said_in, w
from gongwen.standard.units import Length, Pt

__all__ = ["TOGGLES", "Properties", "laid_over", "paragraph_properties", "run_properties"]

Properties: TypeAlias = Mapping[str, Any]
"""Properties of one level, or of several laid over one another."""

_NAMESPACE = w("")
_ALIGNMENTS = {"start": "left", "end": "right", "justify": "both"}
_SIDES = {"start": "left", "end": "right"}

TOGGLES: Mapping[str, str] = MappingProxyType(
    {
        "b": "bold",
        "i": "italic",
        "caps": "caps",
        "smallCaps": "small_caps",
        "strike": "strike",
        "vanish": "hidden",
        "emboss": "emboss",
        "imprint": "imprint",
        "outline": "outline",
        "shadow": "shadow",
    }
)
"""Properties that a second style switches off again (17.7.3), by the name of their element."""

_PARAGRAPH_SWITCHES: Mapping[str, str] = MappingProxyType(
    {
        "keepNext": "keep_next",
        "keepLines": "keep_lines",
        "pageBreakBefore": "page_break_before",
        "widowControl": "widow_control",
        "snapToGrid": "snap_to_grid",
        "bidi": "right_to_left",
        "wordWrap": "word_wrap",
        "kinsoku": "kinsoku",
        "overflowPunct": "hanging_punctuation",
        "autoSpaceDE": "space_beside_latin",
        "autoSpaceDN": "space_beside_digits",
        "contextualSpacing": "contextual_spacing",
    }
)


def laid_over(base: Properties, over: Properties) -> Properties:
    """One level over another; tab stops add up, everything else is replaced."""
    if not over:
        return base
    if not base:
        return over
    if "tabs" in base and "tabs" in over:
        return {**base, **over, "tabs": base["tabs"] + over["tabs"]}
    return {**base, **over}


def _read(element: Element | None, readers: Mapping[Any, Callable[[Element, dict[str, Any]], None]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if element is not None:
        for child in element:
            read = readers.get(child.tag)
            if read is not None:
                read(child, found)
    return found


def paragraph_properties(element: Element | None) -> Properties:
    """What a ``w:pPr`` says, without the style it names."""
    return _read(element, _OF_PARAGRAPHS)


def run_properties(element: Element | None) -> Properties:
    """What a ``w:rPr`` says, without the style it names."""
    return _read(element, _OF_RUNS)


def _put(found: dict[str, Any], key: str, value: Any) -> None:
    if value is not None:
        found[key] = value


def _as_switch(key: str) -> Callable[[Element, dict[str, Any]], None]:
    return lambda element, found: _put(found, key, switch(element))


def _as_text(key: str) -> Callable[[Element, dict[str, Any]], None]:
    return lambda element, found: _put(found, key, element.get(VAL))


def _as_length(key: str, read: Callable[[str | None], Length | None]) -> Callable[[Element, dict[str, Any]], None]:
    return lambda element, found: _put(found, key, read(element.get(VAL)))


def _alignment(element: Element, found: dict[str, Any]) -> None:
    said = element.get(VAL)
    _put(found, "alignment", _ALIGNMENTS.get(said or "", said))


def _indents(element: Element, found: dict[str, Any]) -> None:
    said = {str(name): str(value) for name, value in element.items()}
    for name, key, read in _INDENTS:  # of those that mean the same the later goes first, as hanging before firstLine
        value = read(said[name]) if name in said else None
        if value is not None:
            found[key] = -value if name in _HANGING else value


def _hundredths(value: str | None) -> float | None:
    found = number(value)
    return None if found is None else found / 100


_INDENTS: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    *(
        entry
        for name in ("left", "start", "right", "end")
        for entry in (
            (w(name), f"indent_{_SIDES.get(name, name)}", twip_length),
            (w(f"{name}Chars"), f"{_SIDES.get(name, name)}_chars", _hundredths),
        )
    ),
    *((w(name), "first_line", twip_length) for name in ("firstLine", "hanging")),
    *((w(name), "first_line_chars", _hundredths) for name in ("firstLineChars", "hangingChars")),
)
_HANGING = frozenset((w("hanging"), w("hangingChars")))


def _spacing(element: Element, found: dict[str, Any]) -> None:
    for name in ("before", "after"):
        _put(found, f"space_{name}", twip_length(element.get(w(name))))
        _put(found, f"{name}_lines", _hundredths(element.get(w(f"{name}Lines"))))
        auto = element.get(w(f"{name}Autospacing"))
        _put(found, f"{name}_auto", None if auto is None else auto not in ("0", "false", "off"))
    line = element.get(w("line"))
    _put(found, "line_length", twip_length(line))
    _put(found, "line_rule", element.get(w("lineRule")))


def _borders(element: Element, found: dict[str, Any]) -> None:
    for side in element:
        name = str(side.tag).removeprefix(_NAMESPACE)
        name = _SIDES.get(name, name)
        if name in ("top", "bottom", "left", "right", "between"):
            found[f"border_{name}"] = border(side)


def border(element: Element) -> Border | None:
    """A line around text or cells; None for none."""
    style = element.get(VAL, "single")
    if style in ("nil", "none"):
        return None
    width, space = number(element.get(w("sz"))), number(element.get(w("space")))
    return Border(style, Pt((width or 0) / 8), _colour(element.get(w("color"))), Pt(space or 0))


def _colour(value: str | None) -> str | None:
    return None if value in (None, "auto") else value.upper()


def _tabs(element: Element, found: dict[str, Any]) -> None:
    stops = []
    for tab in element.iterchildren(w("tab")):
        position = twip_length(tab.get(w("pos")))
        if position is not None:
            kind = tab.get(VAL, "left")
            stops.append(TabStop(position, _SIDES.get(kind, kind), tab.get(w("leader"), "none")))
    found["tabs"] = tuple(stops)


def _frame(element: Element, found: dict[str, Any]) -> None:
    found["frame"] = Frame(
        width=twip_length(element.get(w("w"))),
        height=twip_length(element.get(w("h"))),
        height_rule=element.get(w("hRule"), "auto"),
        x=twip_length(element.get(w("x"))) or element.get(w("xAlign")),
        y=twip_length(element.get(w("y"))) or element.get(w("yAlign")),
        beside=element.get(w("hAnchor"), "page"),
        below=element.get(w("vAnchor"), "page"),
        wrap=element.get(w("wrap"), "around"),
    )


def _numbering(element: Element, found: dict[str, Any]) -> None:
    number_id, level = said_in(element, "numId"), said_in(element, "ilvl")
    _put(found, "number_id", None if number_id is None else number_id.get(VAL))
    _put(found, "number_level", None if level is None else number(level.get(VAL)))


def _outline(element: Element, found: dict[str, Any]) -> None:
    level = number(element.get(VAL))
    # Nine stands for text.
    _put(found, "outline_level", None if level is None else int(level) if level < 9 else -1)


def _shading(element: Element, found: dict[str, Any]) -> None:
    found["shading"] = _colour(element.get(w("fill")))


def _fonts(element: Element, found: dict[str, Any]) -> None:
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        literal = element.get(w(slot))
        theme = element.get(w("cstheme" if slot == "cs" else f"{slot}Theme"))
        if literal is not None or theme is not None:
            found[f"font_{slot}"] = (theme, literal)
    _put(found, "hint", element.get(w("hint")))


def _text_colour(element: Element, found: dict[str, Any]) -> None:
    found["colour"] = _colour(element.get(VAL))


def _scale(element: Element, found: dict[str, Any]) -> None:
    share = number(element.get(VAL))
    _put(found, "scale", None if share is None else share if "%" in element.get(VAL, "") else share / 100)


def _language(element: Element, found: dict[str, Any]) -> None:
    _put(found, "language", element.get(VAL))
    _put(found, "east_asian_language", element.get(w("eastAsia")))


def _underline(element: Element, found: dict[str, Any]) -> None:
    style = element.get(VAL, "single")
    found["underline"] = None if style == "none" else style


_OF_PARAGRAPHS: Mapping[str, Callable[[Element, dict[str, Any]], None]] = MappingProxyType(
    {
        **{w(name): _as_switch(key) for name, key in _PARAGRAPH_SWITCHES.items()},
        w("jc"): _alignment,
        w("ind"): _indents,
        w("spacing"): _spacing,
        w("pBdr"): _borders,
        w("tabs"): _tabs,
        w("framePr"): _frame,
        w("numPr"): _numbering,
        w("outlineLvl"): _outline,
        w("shd"): _shading,
        w("textAlignment"): _as_text("text_alignment"),
    }
)
_OF_RUNS: Mapping[str, Callable[[Element, dict[str, Any]], None]] = MappingProxyType(
    {
        **{w(name): _as_switch(key) for name, key in TOGGLES.items()},
        w("rFonts"): _fonts,
        w("sz"): _as_length("size", half_point_length),
        w("color"): _text_colour,
        w("spacing"): _as_length("spacing", twip_length),
        w("position"): _as_length("raised", half_point_length),
        w("w"): _scale,
        w("u"): _underline,
        w("highlight"): _as_text("highlight"),
        w("em"): _as_text("emphasis"),
        w("vertAlign"): _as_text("vertical"),
        w("dstrike"): _as_switch("double_strike"),
        w("rtl"): _as_switch("right_to_left"),
        w("snapToGrid"): _as_switch("snap_to_grid"),
        w("shd"): _shading,
        w("lang"): _language,
    }
)
