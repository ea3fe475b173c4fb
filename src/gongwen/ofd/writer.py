"""An OFD package: its pages, what they share, its outline, and what it says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from gongwen.fonts import FontSet
from gongwen.ofd.content import content_of
from gongwen.ofd.facts import Facts
from gongwen.ofd.markup import Numbers, attribute, box, figure, part
from gongwen.ofd.resources import Resources
from gongwen.ooxml.package import Package, deflated
from gongwen.ooxml.text import escape
from gongwen.pages.display import DisplayList
from gongwen.pages.headings import Heading, headings_of
from gongwen.standard import figures

__all__ = ["write_ofd"]

_FOLDER = "Doc_0"
_CREATOR = "gongwen"
_DIGITS_OF_AN_IDENTITY = 32


def write_ofd(display: DisplayList, fonts: FontSet, facts: Facts) -> bytes:
    """The OFD of a document. Pure but for the fonts: the same pages in the same fonts give the same bytes.

    Raises :class:`~gongwen.InputError` for a font or a character that this machine does not have.
    """
    numbers = Numbers()
    resources = Resources(numbers)
    pages = [numbers.take() for _ in display.pages]
    contents = [content_of(page, fonts, resources, numbers) for page in display.pages]
    identity = hashlib.sha256(b"".join((repr(facts).encode(), *contents))).hexdigest()[:_DIGITS_OF_AN_IDENTITY]
    members = [
        deflated("OFD.xml", _root(facts, identity)),
        deflated(f"{_FOLDER}/Document.xml", _document(display, pages, numbers)),
        *resources.members(_FOLDER),
        *(deflated(f"{_FOLDER}/{_place(at)}", content) for at, content in enumerate(contents)),
    ]
    return Package(()).with_members(members)


def _place(page: int) -> str:
    return f"Pages/Page_{page}/Content.xml"


def _root(facts: Facts, identity: str) -> bytes:
    """The entrance: which document, what it is called, where it is."""
    said = {"DocID": identity, "Title": facts.title, "Author": facts.author}
    dated = {"CreationDate": facts.date.isoformat()} if facts.date else {}
    told = {**said, **dated, "Creator": _CREATOR}
    information = "".join(f"<ofd:{name}>{escape(value)}</ofd:{name}>" for name, value in told.items() if value)
    others = "".join(
        f'<ofd:CustomData Name="{attribute(name)}">{escape(value)}</ofd:CustomData>'
        for name, value in facts.others.items()
    )
    information += f"<ofd:CustomDatas>{others}</ofd:CustomDatas>" if others else ""
    body = f"<ofd:DocInfo>{information}</ofd:DocInfo><ofd:DocRoot>{_FOLDER}/Document.xml</ofd:DocRoot>"
    return part("OFD", (f"<ofd:DocBody>{body}</ofd:DocBody>",), ' Version="1.0" DocType="OFD"')


def _document(display: DisplayList, pages: Sequence[int], numbers: Numbers) -> bytes:
    area = box(0, 0, figures.PAGE_WIDTH.value.mm, figures.PAGE_HEIGHT.value.mm)
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="{_place(at)}"/>' for at, number in enumerate(pages))
    outline = "".join(_outline(headings_of(display), pages))
    return part(
        "Document",
        (
            f"<ofd:CommonData><ofd:MaxUnitID>{numbers.last}</ofd:MaxUnitID>",
            f"<ofd:PageArea><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:PageArea>",
            "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>",
            f"<ofd:Outlines>{outline}</ofd:Outlines>" if outline else "",
        ),
    )


def _outline(headings: Sequence[Heading], pages: Sequence[int]) -> Iterator[str]:
    """The headings, those below another inside it."""
    open_levels: list[int] = []
    for heading in headings:
        while open_levels and open_levels[-1] >= heading.level:
            open_levels.pop()
            yield "</ofd:OutlineElem>"
        open_levels.append(heading.level)
        place = f'Type="XYZ" PageID="{pages[heading.page]}" Left="0" Top="{figure(heading.top.mm)}" Zoom="0"'
        action = f'<ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest {place}/></ofd:Goto></ofd:Action>'
        yield f'<ofd:OutlineElem Title="{attribute(heading.text)}"><ofd:Actions>{action}</ofd:Actions>'
    yield "</ofd:OutlineElem>" * len(open_levels)
