"""Golden files: some documents, member by member, as the XML that they were when somebody last looked at them.

Each member stands here in canonical form (C14N), one element a line. After a change of the writer that was meant,

    python -m tests.write.golden

writes them anew; look at the difference before you commit it. Members that all documents of a profile share stand
once a profile (``national.word-styles.xml``), those of one document under its name (``notice.document.xml``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from lxml import etree

from gongwen import Document, render
from gongwen.standard.profiles import PROFILES
from tests.strategies import notice
from tests.write.catalogue import catalogued
from tests.write.opened import members

__all__ = ["CASES", "FOLDER", "canonical", "expected_files"]

FOLDER = Path(__file__).parent

CASES: dict[str, tuple[str, Callable[[], Document]]] = {
    "notice": ("国标", lambda: catalogued()["plainest"]),
    "all_labels": ("国标", lambda: catalogued()["all_labels"]),
    "all_blocks": ("国标", lambda: catalogued()["all_blocks"]),
    "all_blocks_in_common_practice": ("通行", lambda: catalogued()["all_blocks"]),
    "attachments_and_colophon": ("国标", lambda: catalogued()["two_attachments"]),
    "seal": ("国标", lambda: catalogued()["seal_and_colophon"]),
    "two_scripts": ("国标", lambda: catalogued()["uyghur"]),
    "summary": ("通行", lambda: catalogued()["plain_signed"]),
    "joint_request": ("国标", lambda: catalogued()["upward_3"]),
    "letter": ("国标", lambda: catalogued()["letter_labelled"]),
    "order": ("国标", lambda: catalogued()["order_stamped"]),
    "minutes": ("通行", lambda: catalogued()["minutes"]),
    "markup": ("国标", lambda: catalogued()["markup"]),
}
"""Name -> profile, document."""

_ENGLISH = {"国标": "national", "通行": "common"}
_OF_ONE_DOCUMENT = {
    "word/document.xml": "document",
    "word/_rels/document.xml.rels": "relationships",
    "docProps/core.xml": "properties",
}


def canonical(xml: bytes) -> str:
    """The canonical form, one element a line; text stays as it is, for in it `<` and `>` are entities."""
    tree = etree.fromstring(xml)
    return etree.tostring(tree, method="c14n").decode().replace("><", ">\n<") + "\n"


@cache
def expected_files() -> dict[str, str]:
    """Name of each golden file -> what it should hold."""
    files: dict[str, str] = {}
    shared = {profile: _xml(notice(), profile) for profile in PROFILES}
    for profile, content in shared.items():
        for name, text in content.items():
            if name not in _OF_ONE_DOCUMENT:
                files[f"{_ENGLISH[profile]}.{_flat(name)}.xml"] = text
    for case, (profile, make) in CASES.items():
        for name, text in _xml(make(), profile).items():
            if name in _OF_ONE_DOCUMENT or text != shared[profile].get(name):
                files[f"{case}.{_OF_ONE_DOCUMENT.get(name) or _flat(name)}.xml"] = text
    return files


def _xml(document: Document, profile: str) -> dict[str, str]:
    """The XML members of a document, canonical."""
    content = members(render(document, profile=profile))
    return {name: canonical(data) for name, data in content.items() if name.endswith((".xml", ".rels"))}


def _flat(member: str) -> str:
    """A member's name as part of a file's name."""
    return member.strip("[]_").replace("].xml", "").removesuffix(".xml").replace("/", "-").replace("_", "")
