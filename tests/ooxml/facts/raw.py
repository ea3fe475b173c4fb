"""Files of other hands for the tests: a .docx out of pieces of XML, as Word and WPS write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

from gongwen.ooxml.facts import Facts, Paragraph, ParagraphFormat, RunFormat, paragraphs_in
from gongwen.ooxml.names import (
    CONTENT_TYPE_BASE,
    CONTENT_TYPES,
    DRAWING,
    MARKUP_COMPATIBILITY,
    OFFICE,
    PACKAGE_RELATIONSHIPS,
    PICTURE,
    RELATIONSHIPS,
    VML,
    WORD,
    WORD_DRAWING,
    WORD_SHAPE,
)

__all__ = ["facts_of", "format_of", "look_of", "packed", "paragraph", "raw_docx", "renamed", "texts"]

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": WORD,
        "r": RELATIONSHIPS,
        "wp": WORD_DRAWING,
        "a": DRAWING,
        "pic": PICTURE,
        "v": VML,
        "o": OFFICE,
        "mc": MARKUP_COMPATIBILITY,
        "wps": WORD_SHAPE,
    }.items()
)
_ROOTS = {
    "styles": ("styles", "styles"),
    "numbering": ("numbering", "numbering"),
    "settings": ("settings", "settings"),
    "comments": ("comments", "comments"),
    "footnotes": ("footnotes", "footnotes"),
    "header": ("hdr", "header"),
    "footer": ("ftr", "footer"),
}


def raw_docx(body: str, *, theme: str = "", files: Mapping[str, bytes | str] | None = None, **parts: str) -> bytes:
    """A .docx with such a body; ``parts`` are contents of styles, numbering, settings, comments, footnotes, header."""
    members: dict[str, bytes | str] = {"word/document.xml": _root("document", f"<w:body>{body}</w:body>")}
    members["[Content_Types].xml"] = _types(parts)
    members["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"><Relationship Id="rId1" Target="word/document.xml" '
        f'Type="{RELATIONSHIPS}/officeDocument"/></Relationships>'
    )
    relations = []
    for name, content in parts.items():
        root, kind = _ROOTS[name]
        members[f"word/{name}.xml"] = _root(root, content)
        relations.append(f'<Relationship Id="rId{name}" Type="{RELATIONSHIPS}/{kind}" Target="{name}.xml"/>')
    if theme:
        fonts = f'<a:theme xmlns:a="{DRAWING}"><a:themeElements><a:fontScheme name="甲">{theme}</a:fontScheme>'
        members["word/theme/theme1.xml"] = f"{fonts}</a:themeElements></a:theme>"
        relations.append(f'<Relationship Id="rIdTheme" Type="{RELATIONSHIPS}/theme" Target="/word/theme/theme1.xml"/>')
    if files:
        relations += [f'<Relationship Id="rIdFile" Type="{RELATIONSHIPS}/image" Target="{name}"/>' for name in files]
        members |= {f"word/{name}": content for name, content in files.items()}
    members["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{"".join(relations)}</Relationships>'
    )
    return packed(members)


def _types(parts: Iterable[str]) -> str:
    kinds = {"document": "document.main", **{name: _ROOTS[name][1] for name in parts}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{CONTENT_TYPE_BASE}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{overrides}</Types>"
    )


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """Members as a package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def renamed(content: bytes, change: Callable[[str], str]) -> bytes:
    """The same package with every member's XML changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed({name: change(archive.read(name).decode()) for name in archive.namelist()})


def _root(name: str, content: str) -> str:
    return f"<w:{name} {_NAMESPACES}>{content}</w:{name}>"


def paragraph(text: str = "春耕", properties: str = "", run: str = "") -> str:
    """A paragraph of one run, with properties of its own and of the run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def facts_of(body: str, **parts: str) -> Facts:
    """The facts of such a file."""
    theme = parts.pop("theme", "")
    return Facts.of(raw_docx(body, theme=theme, files=None, **parts))


def texts(facts: Facts) -> list[str]:
    """The text of every paragraph, those of tables and boxes among them."""
    return [one.text for one in paragraphs_in(facts.blocks)]


def _first(facts: Facts) -> Paragraph:
    return next(paragraphs_in(facts.blocks))


def format_of(body: str, **parts: str) -> ParagraphFormat:
    """How the first paragraph is set."""
    facts = facts_of(body, **parts)
    return facts.paragraph_format(_first(facts))


def look_of(body: str, **parts: str) -> RunFormat:
    """How the first run is set."""
    facts = facts_of(body, **parts)
    first = _first(facts)
    return facts.run_format(first, first.runs[0])
