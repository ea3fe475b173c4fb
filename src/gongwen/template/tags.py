"""What the paragraphs of a template say: their tags, each with the paragraph it stands in, and what is wrong with them.

Word cuts a tag into several runs as it likes, so a tag is looked for in the text of the whole paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from jinja2 import TemplateSyntaxError

from gongwen.errors import Fault
from gongwen.ooxml.opened import Element, w
from gongwen.template.sandbox import OWN, RefusedError, TemplateEnvironment
from gongwen.template.vocabulary import BLOCKS, TEXTS, canonical

__all__ = ["Tag", "faults_of_tags", "paragraph_text", "paragraphs", "tags_of"]

_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENER = re.compile(r"\{[{%#]")
_STRAY = re.compile(r"[}%#]\}")
_PARTS = ("p", "tr", "tc", "r")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_ENDS = {
    "if": "endif",
    "for": "endfor",
    "with": "endwith",
    "macro": "endmacro",
    "call": "endcall",
    "filter": "endfilter",
    "raw": "endraw",
    "set": "endset",
}
_MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
_CELL_WORDS = ("colspan", "cellbg", "vm", "hm")
_WORDS = (*_ENDS, *_ENDS.values(), *_MIDDLES, *_CELL_WORDS)
_NAME = re.compile(r"[^\W\d]\w*")


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
        found = _NAME.match(self.says) if self.opener == "{%" else None
        return found.group() if found else ""


def paragraphs(root: Element) -> Iterator[Element]:
    """All paragraphs, those of tables and text boxes too."""
    yield from root.iter(w("p"))


def paragraph_text(paragraph: Element) -> str:
    """The text of a paragraph without that of text boxes inside it."""
    return "".join(text.text or "" for text in paragraph.iter(w("t")) if _owner(text) is paragraph)


def _owner(element: Element) -> Element | None:
    return next(element.iterancestors(w("p")), None)


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
    while opened := _OPENER.search(text, position):
        faults += _strays(text, position, opened.start())
        opener = opened.group()
        end = text.find(_CLOSERS[opener], opened.end())
        within = text[opened.end() : end if end >= 0 else len(text)]
        if end < 0 or _OPENER.search(within):
            faults.append(_unclosed(text, opener, text[opened.start() :]))
            return tags, faults
        position = end + len(opener)
        written = text[opened.start() : position]
        inner = written[len(opener) : -len(opener)].removeprefix("-").removesuffix("-").translate(_QUOTES)
        part = next((part for part in _PARTS if re.match(rf"{part}\s", inner)), "")
        tags.append(Tag(written, opener, part, inner[len(part) :].strip(), text))
    return tags, faults + _strays(text, position, len(text))


def _unclosed(text: str, opener: str, rest: str) -> Fault:
    return _fault(
        "unclosed-tag", f"标签没有写完，缺少 {_CLOSERS[opener]}", "补上；一个标签写在一段里，不能换段", rest, text
    )


def _strays(text: str, start: int, end: int) -> list[Fault]:
    found = _STRAY.search(text, start, end)
    if not found:
        return []
    opener = {"}": "{{", "%": "{%", "#": "{#"}[found.group()[0]]
    return [_fault("unclosed-tag", f"{found.group()} 前面没有 {opener}", "补上，或删去", found.group(), text)]


def faults_of_tags(texts: Iterable[str], environment: TemplateEnvironment) -> list[Fault]:
    """All that is wrong with the tags of one part, in the order of the text."""
    faults: list[Fault] = []
    open_: list[tuple[str, Tag]] = []
    for text in texts:
        tags, broken = tags_of(text)
        faults += broken
        if broken:
            continue
        faults += _alone(tags, text)
        for tag in tags:
            if open_ and open_[-1][0] == "raw" and tag.word != "endraw":
                continue
            fault = _fault_of(tag, environment) or _nesting(tag, open_)
            if fault:
                faults.append(fault)
    faults += [_never_closed(tag, word) for word, tag in open_]
    return faults


def _alone(tags: list[Tag], text: str) -> list[Fault]:
    """docxtpl puts a tag for a paragraph in the place of the paragraph; what else stands there would be lost."""
    whole = [tag for tag in tags if tag.part == "p"]
    if whole and text.strip() != whole[0].written:
        other = "这一段里还有别的文字或标签"
        return [_fault("not-alone", other, f"{whole[0].written} 独占一段，别的移到另一段", whole[0].written, text)]
    return []


def _fault_of(tag: Tag, environment: TemplateEnvironment) -> Fault | None:
    if tag.opener != "{{":
        return _statement_fault(tag, environment) if tag.opener == "{%" else None
    if not tag.says:
        return _of(tag, "template-syntax", "标签是空的", "写上名字，如 {{ 标题 }}")
    name = canonical(tag.says)
    if (name in BLOCKS and tag.part != "p") or (name in TEXTS and tag.part):
        if name in BLOCKS:
            return _of(tag, "wrong-tag", f"{name}是整段的内容", f"写成 {{{{p {name} }}}}，独占一段")
        return _of(tag, "wrong-tag", f"{name}是一行文字", f"写成 {{{{ {name} }}}}")
    fault = _parsed(tag, f"{{{{ {tag.says} }}}}", environment)
    if fault is None and name not in BLOCKS:
        block = next((word for word in _NAME.findall(tag.says) if canonical(word) in BLOCKS), None)
        if block:
            return _of(tag, "wrong-tag", f"{block}是整段的内容，不能再加工", f"写成 {{{{p {block} }}}}，独占一段")
    return fault


def _statement_fault(tag: Tag, environment: TemplateEnvironment) -> Fault | None:
    word = tag.word
    if word in _CELL_WORDS or word in _ENDS.values():
        return None
    if word in ("include", "import", "from", "extends", "block", "autoescape"):
        return _not_allowed(tag, word)
    if word not in _WORDS:
        nearest = get_close_matches(word, _WORDS, n=1, cutoff=0.5)
        cure = f"是不是 {nearest[0]}？" if nearest else "用 if、for、set 之一；印出值的标签写成 {{ 名字 }}"
        return _of(tag, "template-syntax", "没有这种标签", cure)
    written = f"{{% {tag.says} %}}"
    if word in _MIDDLES:
        written = f"{{% if 1 %}}{written}{{% endif %}}"
    elif word != "set" or "=" not in tag.says:
        written += f"{{% {_ENDS[word]} %}}"
    return _parsed(tag, written, environment)


def _parsed(tag: Tag, written: str, environment: TemplateEnvironment) -> Fault | None:
    own = next((name for name in _NAME.findall(tag.says) if name.startswith(OWN)), None)
    if own:
        return _not_allowed(tag, own)
    try:
        environment.compile(environment.parse(written))
    except RefusedError as refused:
        return _not_allowed(tag, refused.what)
    except TemplateSyntaxError as error:
        return _syntax_fault(tag, error.message or "", environment)
    except (ValueError, TypeError, ArithmeticError, RecursionError, MemoryError):
        return _of(tag, "template-syntax", "标签写法不对", _SYNTAX_CURE)
    return None


def _syntax_fault(tag: Tag, said: str, environment: TemplateEnvironment) -> Fault:
    if said.startswith("No filter named"):
        usable = "、".join(_usable(environment))
        return _of(tag, "not-allowed", f"不能用“{said.split(chr(39))[1]}”", f"可用：{usable}")
    if said.startswith("No test named"):
        return _of(tag, "template-syntax", "is 后面的词不能用", "如 {% if 附注 is defined %}")
    return _of(tag, "template-syntax", "标签写法不对", _SYNTAX_CURE)


_SYNTAX_CURE = "如 {{ 标题 }}、{%p if 抄送机关 %}、{%p endif %}；名字里不能有空格和标点"


def _usable(environment: TemplateEnvironment) -> list[str]:
    return sorted(name for name in environment.filters if not name.startswith(OWN))


def _not_allowed(tag: Tag, word: str) -> Fault:
    return _of(tag, "not-allowed", f"模板里不能用“{word}”", "模板只能印出值、选择和重复；删去这个标签")


def _nesting(tag: Tag, open_: list[tuple[str, Tag]]) -> Fault | None:
    word = tag.word
    if word in _ENDS and (word != "set" or "=" not in tag.says):
        open_.append((word, tag))
    elif word in _MIDDLES:
        if not open_ or open_[-1][0] not in _MIDDLES[word]:
            return _of(tag, "unmatched-tag", f"{word} 前面没有 if", "补上 {%p if … %}，或删去")
    elif word in _ENDS.values():
        begin = word.removeprefix("end")
        if not open_:
            return _of(tag, "unmatched-tag", f"前面没有与它成对的 {begin}", f"补上 {begin}，或删去")
        if open_[-1][0] != begin:
            crossed, other = open_.pop()
            return _of(tag, "unmatched-tag", f"与 {other.written} 交叉", f"先写 {{% {_ENDS[crossed]} %}}，再写 {word}")
        open_.pop()
    return None


def _never_closed(tag: Tag, word: str) -> Fault:
    part = tag.part
    return _of(tag, "unmatched-tag", f"后面没有与它成对的 {_ENDS[word]}", f"补上 {{%{part} {_ENDS[word]} %}}")


def _of(tag: Tag, code: str, message: str, cure: str) -> Fault:
    return _fault(code, message, cure, tag.written, tag.paragraph)


def _fault(code: str, message: str, cure: str, tag: str, paragraph: str) -> Fault:
    return Fault(code, message, cure, field=tag, value=paragraph)
