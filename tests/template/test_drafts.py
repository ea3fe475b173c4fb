"""A draft through a clerk's template: 草稿 stands in the file's properties, and nowhere on the page."""

from __future__ import annotations

from lxml import etree

from gongwen import Document, Template, read
from gongwen.ooxml.opened import OpenedDocument
from gongwen.template import make_template
from tests.strategies import notice
from tests.template.making import members, package

CORE = "docProps/core.xml"
DRAFT = notice(date=None)


def status(content: bytes) -> list[str | None]:
    root = OpenedDocument(content).tree(CORE)
    assert root is not None
    return [child.text for child in root if etree.QName(child).localname == "contentStatus"]


def without(template: bytes, *names: str) -> bytes:
    """A template of a program that writes no properties."""
    kept = {name: data for name, data in members(template).items() if name not in names}
    for part in ("[Content_Types].xml", "_rels/.rels"):
        root = etree.fromstring(kept[part])
        for child in list(root):
            if any(name in (child.get("PartName") or child.get("Target") or "") for name in names):
                root.remove(child)
        kept[part] = etree.tostring(root)
    return package(kept)


def rendered(template: bytes, document: Document = DRAFT) -> bytes:
    return Template(template).render(document, draft=True)


def test_the_properties_say_so_and_the_page_does_not() -> None:
    template = make_template("通知")
    content = rendered(template)
    assert status(content) == ["草稿"]
    assert "草稿" not in members(content)["word/document.xml"].decode()
    assert read(content).document == DRAFT
    assert status(Template(template).render(notice())) == []


def test_another_status_of_the_template_gives_way() -> None:
    template = make_template("通知")
    parts = members(template)
    parts[CORE] = parts[CORE].replace(b"<dc:language>", b"<cp:contentStatus>Final</cp:contentStatus><dc:language>")
    assert b"Final" in parts[CORE]
    assert status(rendered(package(parts))) == ["草稿"]


def test_a_template_without_properties_gets_them() -> None:
    content = rendered(without(make_template("通知"), CORE))
    assert status(content) == ["草稿"]
    assert f"/{CORE}" in members(content)["[Content_Types].xml"].decode()
    assert f'Target="{CORE}"' in members(content)["_rels/.rels"].decode()


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert rendered(make_template("请示")) == rendered(make_template("请示"))
