"""What the paragraphs of a template say: their tags, each with the paragraph it stands in.

Word cuts a tag into several runs as it likes, so a tag is looked for in the text of the whole paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongwen.errors import Fault
from gongwen.ooxml.opened import Element, w
from gongwen.template.vocabulary import canonical

__all__ = [
    "CLOSERS",
    "NAME",
    "OPENER",
    "PARTS",
    "QUOTED",
    "SPACE",
    "Tag",
    "own_texts",
    "paragraph_text",
    "paragraphs",
    "tags_of",
    "where_named",
]

CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
OPENER = re.compile(r"\{[{%#]")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STRAY = re.compile(r"[}%#]\}")
PARTS = ("p", "tr", "tc", "r")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_BRACES = re.compile(r"[{｛]\s*[{｛%％#＃][^{}｛｝]*[}｝]?\s*[}｝]?")
NAME = re.compile(r"[^\W\d]\w*")
"""A name or a word of a tag."""


_SINGLE = re.compile(r"\$?[{｛]\s*([^\W\d]\w*)\s*[}｝]")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAMED = re.compile(r"^for\b.*?\bin\b|^set\b[^=]*=|^macro\b.*", re.DOTALL)
_NAME_READ = re.compile(r"(?<![\w.|])(?<![.|]\s)[^\W\d]\w*")


class Tag(NamedTuple):
    """A tag as it stands in its paragraph: ``{%p if 抄送机关 %}`` has part ``p``, and says ``if 抄送机关``."""

    written: str
    opener: str
    part: str
    says: str
    paragraph: str

    @property
    def word(self) -> str:
        """The statement: ``if``, ``endfor``; empty for a value or a note."""
        found = NAME.match(self.says) if self.opener == "{%" else None
        return found.group() if found else ""

    @property
    def names(self) -> list[str]:
        """The names that it reads: no text in quotes, no part of a value, no filter, not what it gives a name to."""
        return _NAME_READ.findall(_NAMED.sub("", QUOTED.sub("", self.says)))

    @property
    def gives(self) -> list[str]:
        """The names that it gives to values itself."""
        found = _NAMED.match(self.says) if self.opener == "{%" else None
        return NAME.findall(found.group()) if found else []


def paragraphs(root: Element) -> Iterator[Element]:
    """All paragraphs, those of tables and text boxes too."""
    yield from root.iter(w("p"))


def paragraph_text(paragraph: Element) -> str:
    """The text of a paragraph without that of text boxes inside it."""
    return "".join(text.text or "" for text in own_texts(paragraph))


def own_texts(paragraph: Element) -> list[Element]:
    """The texts of a paragraph's runs, without those of text boxes inside it."""
    return [text for text in paragraph.iter(w("t")) if next(text.iterancestors(w("p")), None) is paragraph]


def tags_of(text: str) -> tuple[list[Tag], list[Fault]]:
    """The tags of a paragraph's text, and those that are not whole.

    >>> [tag.written for tag in tags_of("{{ 发文字号 }}　{{p 正文 }}")[0]]
    ['{{ 发文字号 }}', '{{p 正文 }}']
    >>> print(tags_of("标题：{{ 标题 }")[1][0].message)
    标签没有写完，缺少 }}
    """
    tags: list[Tag] = []
    faults: list[Fault] = []
    position = 0
    while opened := OPENER.search(text, position):
        faults += _strays(text, position, opened.start())
        opener = opened.group()
        end = text.find(CLOSERS[opener], opened.end())
        within = text[opened.end() : end if end >= 0 else len(text)]
        if end < 0 or OPENER.search(within):
            faults.append(_unclosed(text, opener, text[opened.start() :]))
            return tags, faults
        position = end + len(opener)
        written = text[opened.start() : position]
        inner = written[len(opener) : -len(opener)].removeprefix("-").removesuffix("-").translate(_QUOTES)
        part = next((part for part in PARTS if re.match(rf"{part}\s", inner)), "")
        tags.append(Tag(written, opener, part, inner[len(part) :].strip(), text))
    return tags, faults + _strays(text, position, len(text))


def _unclosed(text: str, opener: str, rest: str) -> Fault:
    wide = "（全角的 ｝ 不算）" if "｝" in rest else ""
    cure = "补上；一个标签写在一段里，不能换段"
    return Fault("unclosed-tag", f"标签没有写完，缺少 {CLOSERS[opener]}{wide}", cure, field=rest, value=text)


def _strays(text: str, start: int, stop: int) -> list[Fault]:
    """What looks like a tag, or like the end of one, and is none."""
    wrong = _BRACES.search(text, start, stop)
    if wrong:
        cure = "改成半角，两个括号之间不空格，如 {{ 标题 }}、{%p if 抄送机关 %}"
        return [Fault("wrong-braces", "标签的括号是全角的，或中间有空格", cure, field=wrong.group(), value=text)]
    for single in _SINGLE.finditer(text, start, stop):
        if canonical(single[1]):
            cure = f"写成 {{{{ {single[1]} }}}}"
            return [Fault("wrong-braces", "标签要两层括号", cure, field=single.group(), value=text)]
    found = _STRAY.search(text, start, stop)
    if not found:
        return []
    opener = {"}": "{{", "%": "{%", "#": "{#"}[found.group()[0]]
    end = found.group()
    return [Fault("unclosed-tag", f"{end} 前面没有 {opener}", "补上，或删去", field=end, value=text)]


def where_named(name: str, texts: Iterable[str]) -> tuple[str | None, str | None]:
    """The paragraph and the tag in which a name is read first."""
    found = (tag for text in texts for tag in tags_of(text)[0] if name in tag.names)
    first = next(found, None)
    return (first.paragraph, first.written) if first else (None, None)
