"""The pages of a file with what was found on them: a frame around the words, a number in the margin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from lxml import etree
from lxml import html as markup

from gongwen.checking import Finding
from gongwen.checking.report import Place
from gongwen.desk import prepare
from gongwen.errors import GongwenError
from gongwen.ooxml.facts import Facts, paragraphs_in
from gongwen.ooxml.opened import Element
from gongwen.preview.style import role_class
from gongwen.recognition.word import read_file_content
from gongwen.standard.roles import Role

__all__ = ["MARKS", "Marked", "marked_pages"]

MARKS = """
.page .found{box-shadow:inset 0 0 0 1px #d80;background:#fff3c455}
.page>a.badge{font:bold 11px/16px sans-serif;min-width:16px;height:16px;border-radius:8px;background:#d80;color:#fff;
text-align:center;text-decoration:none;padding:0 3px}
"""
"""How the frames and numbers look."""
_LETTERS_COMPARED = 24
_FOUND, _COUNT, _NUMBERS = "found", "data-found", "data-findings"
_LEFT, _STEP, _ABREAST = 5, 6, 3  # millimetres, and how many numbers stand side by side
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "td", "th")


class Marked(NamedTuple):
    """Pages as HTML with the style sheets that they need, and which of them each finding stands on, by its number.

    At its first place a finding has a frame with the id ``m{at}-{number}`` and its number in the margin, a link to
    ``#f{at}-{number}``; every paragraph that it speaks of lists the number in ``data-findings``.
    """

    styles: tuple[str, ...]
    pages: tuple[str, ...]
    where: Mapping[int, int]


def marked_pages(content: bytes, findings: Sequence[Finding], at: int = 0) -> Marked:
    """The pages of a file, with its findings numbered from 1; none of a file that cannot be read as a document."""
    try:
        documents = [one.document for one in read_file_content(content).documents if one.document is not None]
        previews = [prepare(document, draft=True).html() for document in documents]
    except GongwenError:  # the findings are there all the same
        return Marked((), (), {})
    roots = [markup.document_fromstring(preview) for preview in previews]
    styles = dict.fromkeys(style.text or "" for root in roots for style in root.iter("style"))
    pages = [page for root in roots for page in root.iter("section")]
    where = _mark_all(pages, content, findings, at) if pages else {}
    shown = (etree.tostring(page, method="html", encoding="unicode") for page in pages)
    return Marked(tuple(styles), tuple(shown), where)


class _Spot(NamedTuple):
    """A paragraph on a page."""

    page: int
    element: Element
    letters: str
    classes: frozenset[str]


class _Spots:
    """The paragraphs of all pages in order, and where among them those of the file are shown."""

    def __init__(self, pages: Sequence[Element], content: bytes) -> None:
        self._spots = [
            _Spot(number, element, letters, frozenset((element.get("class") or "").split()))
            for number, page in enumerate(pages, start=1)
            for element in page.iter(*_PARAGRAPHS)
            if (letters := _letters("".join(element.itertext())))
        ]
        facts = Facts.of(content)
        self._main = facts.opened.main
        self._texts = {paragraph.number: paragraph.text for paragraph in paragraphs_in(facts.blocks)}
        self._known: dict[tuple[Place | str, ...], _Spot | None] = {}
        self._after = 0

    def of(self, place: Place, words: str = "") -> _Spot | None:
        """What shows a place of the file, looked for from the last one on.

        ``words`` count where the place is of no text, or of other text: what the rules of content find in the body is
        said of its beginning.
        """
        text = self._texts.get((place.paragraph or 0) - 1, "") if place.part == self._main else ""
        own, said = _letters(text), _letters(words)
        wanted = (own or said,) if said in own or not own else (said, own)
        key = (place, *wanted)
        if key not in self._known:
            self._known[key] = self._found([one[:_LETTERS_COMPARED] for one in wanted if one], _class_of(place))
        return self._known[key]

    def _found(self, wanted: Sequence[str], role: str) -> _Spot | None:
        if not wanted:
            return None
        order = list(chain(range(self._after, len(self._spots)), range(self._after)))
        fitting = (index for letters in wanted for index in order if letters in self._spots[index].letters)
        # What is written otherwise on our page is found by what it is.
        alike = (index for index in order if role and role in self._spots[index].classes)
        index = next(chain(fitting, alike), None)
        if index is None:
            return None
        self._after = index
        return self._spots[index]


def _mark_all(pages: Sequence[Element], content: bytes, findings: Sequence[Finding], at: int) -> dict[int, int]:
    """Mark on the pages what the findings speak of; the number of the page by that of the finding."""
    spots = _Spots(pages, content)
    where: dict[int, int] = {}
    for number, finding in enumerate(findings, start=1):
        first = spots.of(finding.place, finding.text)
        if first is not None:
            where[number] = first.page
            _number(first.element, f"m{at}-{number}", f"f{at}-{number}", number)
    for number, finding in enumerate(findings, start=1):
        for other in finding.others:
            spot = spots.of(other)
            if spot is not None:
                _note(spot.element, number)
    return where


def _class_of(place: Place) -> str:
    """The class that our pages give a paragraph of the place's 要素; empty where it has none."""
    role = next((role for role in Role if role.value == f"公文{place.element}"), None)
    return "" if role is None else role_class(role)


def _note(element: Element, number: int) -> None:
    """Say of a paragraph that a finding speaks of it."""
    numbers = (element.get(_NUMBERS) or "").split()
    element.set(_NUMBERS, " ".join(dict.fromkeys([*numbers, str(number)])))


def _number(element: Element, id_: str, target: str, number: int) -> None:
    """Frame a paragraph, and put the number of the finding into the margin beside it."""
    _note(element, number)
    classes = (element.get("class") or "").split()
    first = _FOUND not in classes
    if first:
        element.set("class", " ".join((*classes, _FOUND)))
    holder = _on_page(element)
    before = int(holder.get(_COUNT) or 0)
    holder.set(_COUNT, str(before + 1))
    badge = etree.Element("a", {"class": "badge", "href": f"#{target}"})
    (element if first else badge).set("id", id_)
    badge.text = str(number)
    badge.set("style", f"left:{_LEFT + _STEP * (before % _ABREAST)}mm;top:{_top(holder, before // _ABREAST)}")
    after = holder
    while (further := after.getnext()) is not None and further.get("class") == "badge":
        after = further
    after.addnext(badge)  # as the keyboard goes through them


def _on_page(element: Element) -> Element:
    """The element itself or the one around it that has its place on the page."""
    found = element
    while (above := found.getparent()) is not None and "page" not in (above.get("class") or "").split():
        found = above
    return found


def _top(holder: Element, row: int) -> str:
    style = dict(_declarations(holder.get("style") or ""))
    return f"calc({style.get('top', '0mm')} + {_STEP * row}mm)"


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for one in style.split(";"):
        name, _, value = one.partition(":")
        yield name.strip(), value.strip()


def _letters(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())
