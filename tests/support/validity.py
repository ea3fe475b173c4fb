"""Whether documents are valid OOXML, asked of the public validators: each kind of mark-up once in a run of the tests.

The validators judge parts, elements and values by schemas; a second document that is built of the same ones tells
nothing new and takes a second of the slowest. So they see as few documents as have together all that any of them has,
but for what was found sound in this run before. What stands between parts (relationships, ids) is asked of every
document: by `validators.ooxml_integrity`, which is quick, and by `validators.home_made`.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import pickle
import re
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

from lxml import etree

from tests.support import run, validators

TOOLS: Mapping[str, Callable[[Mapping[str, bytes]], dict[str, list[str]]]] = MappingProxyType(
    {
        "open_xml_sdk": validators.open_xml_sdk,
        "openxml_audit": validators.openxml_audit,
        "ooxml_integrity": validators.ooxml_integrity,
    }
)
"""The public validators by the names by which tests require them."""
_BY_SCHEMA = ("open_xml_sdk", "openxml_audit")
_DIGIT, _DIGITS = re.compile("[0-9]"), re.compile("[0-9]+")
_LONG = 40
"""A value of more characters is text."""


def faults(tool: str, docx: Mapping[str, bytes]) -> dict[str, list[str]]:
    """What a validator finds in documents, by their names; those without a fault are left out."""
    if tool not in _BY_SCHEMA:
        return {name: found for name, found in TOOLS[tool](docx).items() if found}
    chosen = unlike(docx, _known_as_sound(tool))
    found = TOOLS[tool](chosen)
    _keep_as_sound(tool, [data for name, data in chosen.items() if not found[name]])
    return {name: errors for name, errors in found.items() if errors}


def unlike(docx: Mapping[str, bytes], known: frozenset[object] = frozenset()) -> dict[str, bytes]:
    """As few of the documents as have together all that any of them has and that is not known.

    What counts is each part, each element with its children in their order, what stands in it more than once, and each
    attribute with its value, digits apart. Documents alike in these differ in text, and in figures of as many digits,
    which no schema tells apart.
    """
    left = {name: _built(data) for name, data in docx.items()}
    chosen, seen = set[str](), set(known)
    while left:
        name = max(left, key=lambda each: len(left[each] - seen))
        news = left.pop(name) - seen
        if not news:
            break
        chosen.add(name)
        seen |= news
    return {name: data for name, data in docx.items() if name in chosen}


def _built(docx: bytes) -> set[object]:
    """What a document is built of. One that is no package at all is like no other."""
    built = set[object]()
    try:
        archive = zipfile.ZipFile(io.BytesIO(docx))
    except zipfile.BadZipFile:
        return {hashlib.sha256(docx).hexdigest()}
    with archive:
        for name in archive.namelist():
            part = _DIGITS.sub("", name)
            built.add(part)
            if name.endswith((".xml", ".rels")):
                for element in etree.fromstring(archive.read(name)).iter(etree.Element):
                    runs = [(tag, len(list(same))) for tag, same in itertools.groupby(child.tag for child in element)]
                    built.add((part, element.tag, tuple(tag for tag, _ in runs)))
                    built.update((part, element.tag, tag, "more than once") for tag, count in runs if count > 1)
                    values = ((key, value) for key, value in element.attrib.items() if len(value) < _LONG)
                    built.update((element.tag, key, _DIGIT.sub("0", value)) for key, value in values)
    return built


def _known_as_sound(tool: str) -> frozenset[object]:
    """What documents were built of that the tool found sound in this run, whichever worker asked it."""
    place = run.folder()
    files = place.glob(f"sound-{tool}-*.pickle") if place is not None else ()
    return frozenset(thing for file in files for thing in pickle.loads(file.read_bytes()))


def _keep_as_sound(tool: str, docx: list[bytes]) -> None:
    built = {thing for data in docx for thing in _built(data)}
    content = pickle.dumps(sorted(built, key=repr))
    run.keep(f"sound-{tool}-{hashlib.sha256(content).hexdigest()[:16]}.pickle", content)
