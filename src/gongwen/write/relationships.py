"""Which parts a package has beside its document, and what the document calls them.

Most packages need styles, settings and two footers; a letter has a header and footer of its own on page one, and a
document whose pages are turned or left unnumbered needs further footers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from gongwen.model import Form
from gongwen.ooxml.names import PACKAGE_RELATIONSHIPS, RELATIONSHIP_BASE, XML_HEAD

__all__ = [
    "BLANK_FOOTER",
    "EVEN_FOOTER",
    "FIRST_FOOTER",
    "FIRST_HEADER",
    "LANDSCAPE_EVEN_FOOTER",
    "LANDSCAPE_ODD_FOOTER",
    "ODD_FOOTER",
    "PackageShape",
    "Part",
    "document_parts",
    "parts_relationships_xml",
    "relationships_xml",
]

ODD_FOOTER, EVEN_FOOTER = "rId4", "rId5"
FIRST_HEADER, FIRST_FOOTER = "rId7", "rId8"
LANDSCAPE_ODD_FOOTER, LANDSCAPE_EVEN_FOOTER, BLANK_FOOTER = "rId9", "rId10", "rId11"

Part: TypeAlias = tuple[str, str, str]
"""Id, type and target of a part that the document refers to."""

_EVERY: tuple[Part, ...] = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "fontTable", "fontTable.xml"),
    (ODD_FOOTER, "footer", "footer1.xml"),
    (EVEN_FOOTER, "footer", "footer2.xml"),
    ("rId6", "theme", "theme/theme1.xml"),
)
_LETTER: tuple[Part, ...] = ((FIRST_HEADER, "header", "header1.xml"), (FIRST_FOOTER, "footer", "footer3.xml"))
_TURNED: tuple[Part, ...] = (
    (LANDSCAPE_ODD_FOOTER, "footer", "footer4.xml"),
    (LANDSCAPE_EVEN_FOOTER, "footer", "footer5.xml"),
    (BLANK_FOOTER, "footer", "footer6.xml"),
)


class PackageShape(NamedTuple):
    """What a package's shared parts hang on, beside its profile.

    ``turned`` says that not all pages are set up alike, ``preprinted`` that the paper has its red parts already.
    """

    form: Form = Form.DOCUMENT
    turned: bool = False
    preprinted: bool = False


def document_parts(shape: PackageShape) -> tuple[Part, ...]:
    """The parts that the document refers to."""
    return _EVERY + (_LETTER if shape.form is Form.LETTER else ()) + (_TURNED if shape.turned else ())


def relationships_xml(shape: PackageShape, extra: str = "") -> str:
    """``document.xml.rels``: the shared parts and, in ``extra``, those of the document's pictures."""
    return parts_relationships_xml(document_parts(shape), extra)


def parts_relationships_xml(parts: Iterable[Part], extra: str = "") -> str:
    """``document.xml.rels`` of given parts."""
    base = "".join(
        f'<Relationship Id="{id_}" Type="{RELATIONSHIP_BASE}{type_}" Target="{target}"/>'
        for id_, type_, target in parts
    )
    return f'{XML_HEAD}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{base}{extra}</Relationships>'
