"""Pages that are turned, unnumbered or numbered anew, in the package of a template.

Pages like the template's own keep its headers, footers and margins. For pages that lie and pages without a number the
library brings footers of its own.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from gongwen.blocks.block import Begin, PageRun
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.model import Form
from gongwen.ooxml.names import CONTENT_TYPE_BASE, CONTENT_TYPES, PACKAGE_RELATIONSHIPS, RELATIONSHIP_BASE
from gongwen.ooxml.opened import Element, w
from gongwen.write.folio import blank_footer, landscape_folio_footer
from gongwen.write.page_runs import section_properties
from gongwen.write.relationships import BLANK_FOOTER, LANDSCAPE_EVEN_FOOTER, LANDSCAPE_ODD_FOOTER

__all__ = ["FOOTERS", "footers", "section_of_template", "with_pictures", "with_relationships"]

_PREFIX = "rIdGongwen"
FOOTERS = {
    LANDSCAPE_ODD_FOOTER: "gongwen_footer1.xml",
    LANDSCAPE_EVEN_FOOTER: "gongwen_footer2.xml",
    BLANK_FOOTER: "gongwen_footer3.xml",
}
_BEGINS = {Begin.NEXT: "nextPage", Begin.EVEN: "evenPage", Begin.ODD: "oddPage"}
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}


def section_of_template(own: Element | None, sheet: Stylesheet, form: Form, run: PageRun) -> str:
    """The properties of a run of pages in the template."""
    written = section_properties(sheet, form, run)
    if own is None or run.landscape or not run.folio:
        return re.sub(r'r:id="(\w+)"', lambda found: f'r:id="{_footer_id(found[1])}"', written)
    section = deepcopy(own)
    if not run.opens:
        for reference in [*section.findall(w("headerReference")), *section.findall(w("footerReference"))]:
            if reference.get(w("type")) == "first":
                section.remove(reference)
        for name in ("type", "titlePg"):
            for child in section.findall(w(name)):
                section.remove(child)
        begins = etree.Element(w("type"), {w("val"): _BEGINS[run.begin]})
        _insert_before(section, begins, ("pgSz", "pgMar"))
    if run.first_number is not None:
        for child in section.findall(w("pgNumType")):
            section.remove(child)
        numbers = etree.Element(w("pgNumType"), {w("start"): str(run.first_number)})
        margins = section.find(w("pgMar"))
        if margins is not None:
            margins.addnext(numbers)
        else:
            section.append(numbers)
    # The namespaces stand on the root of the document already.
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(section, encoding="unicode"))


def _footer_id(id_: str) -> str:
    return f"{_PREFIX}Footer{list(FOOTERS).index(id_) + 1}" if id_ in FOOTERS else id_


def _insert_before(section: Element, child: Element, names: tuple[str, ...]) -> None:
    following = next((found for name in names if (found := section.find(w(name))) is not None), None)
    if following is None:
        section.append(child)
    else:
        following.addprevious(child)


def footers(sheet: Stylesheet) -> dict[str, str]:
    """The library's own footers: the folio of pages that lie, and none."""
    made = (landscape_folio_footer("right", sheet), landscape_folio_footer("left", sheet), blank_footer(sheet))
    return dict(zip((f"word/{name}" for name in FOOTERS.values()), made, strict=True))


def with_relationships(xml: str, files: list[str], *, turned: bool) -> str:
    """``document.xml.rels`` of the template with pictures and footers of a document."""
    entries = [(f"{_PREFIX}Image{number}", "image", f"media/{name}") for number, name in enumerate(files, start=1)]
    if turned:
        entries += [(_footer_id(id_), "footer", target) for id_, target in FOOTERS.items()]
    added = "".join(
        f'<Relationship xmlns="{PACKAGE_RELATIONSHIPS}" Id="{id_}" '
        f'Type="{RELATIONSHIP_BASE}{type_}" Target="{target}"/>'
        for id_, type_, target in entries
    )
    closing = re.search(r"</(?:\w+:)?Relationships>\s*$", xml)
    if closing:
        return xml[: closing.start()] + added + xml[closing.start() :]
    return re.sub(r"/>\s*$", f">{added}</Relationships>", xml)


def with_pictures(types: str, *, turned: bool) -> str:
    """``[Content_Types].xml`` with the kinds of pictures that documents bring, and the footers."""
    added = "".join(
        f'<Default xmlns="{CONTENT_TYPES}" Extension="{extension}" ContentType="{type_}"/>'
        for extension, type_ in _PICTURES.items()
        if not re.search(rf'Extension="{extension}"', types, re.IGNORECASE)
    )
    if turned:
        added += "".join(
            f'<Override xmlns="{CONTENT_TYPES}" PartName="/word/{name}" ContentType="{CONTENT_TYPE_BASE}footer+xml"/>'
            for name in FOOTERS.values()
        )
    # Defaults may stand after overrides: the schema has them in any order.
    return re.sub(r"(?=</(?:\w+:)?Types>\s*$)", lambda _: added, types)
