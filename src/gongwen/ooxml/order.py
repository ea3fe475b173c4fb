"""The order in which the schema wants the children of an element, stated once as data.

Properties are collected by name and written in this order, so a wrong order cannot be written.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PARAGRAPH_PROPERTIES", "RUN_PROPERTIES", "in_order"]

PARAGRAPH_PROPERTIES = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
]

RUN_PROPERTIES = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
]


def in_order(order: list[str], children: Mapping[str, str]) -> str:
    """The children's XML joined in schema order.

    ``children`` maps a local name to its element. Raises ``KeyError`` for a name that the order does not know.

    >>> in_order(RUN_PROPERTIES, {"sz": '<w:sz w:val="32"/>', "color": '<w:color w:val="FF0000"/>'})
    '<w:color w:val="FF0000"/><w:sz w:val="32"/>'
    """
    unknown = set(children).difference(order)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    return "".join(children[name] for name in order if name in children)
