"""What is wrong with the tags of a template, or went wrong in a document: each fault with the tag, its paragraph, and
the cure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError

from gongwen.errors import Fault
from gongwen.ooxml.opened import Element, w
from gongwen.sandbox import OWN, RefusedError, TemplateEnvironment, TooComplexError
from gongwen.template.tags import CLOSERS, NAME, PARTS, QUOTED, Tag, paragraph_text, paragraphs, tags_of, where_named
from gongwen.template.vocabulary import BLOCKS, TEXTS, canonical, nearest_name
from gongwen.text import INVISIBLE

__all__ = ["control_fault", "faults_of_places", "faults_of_tags", "line_of", "missing_faults", "runtime_fault"]

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
_PART = re.compile(
    rf"\s*({'|'.join(sorted(PARTS, key=len, reverse=True))})(?!\w*\s*[=|(.])(.+)", re.IGNORECASE | re.DOTALL
)
_PLACES: Mapping[str, str] = {"p": "段", "tr": "行", "tc": "格"}
_LOST: Mapping[str, str] = {
    "drawing": "图片或文本框",
    "pict": "图片或文本框",
    "object": "嵌入的对象",
    "footnoteReference": "脚注",
    "sectPr": "分节符",
}
_WIDE: Mapping[str, str] = dict(zip("｜（），．＝＂＇＞＜［］：％－＋", "|(),.=\"'><[]:%-+", strict=True))
_SHOWN = 200


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
            meant = _as_meant(tag)
            fault = _part_fault(tag, meant) if meant else _fault_of(tag, environment)
            nesting = None if fault and not meant else _nesting(meant or tag, open_)
            faults += [found for found in (fault, nesting) if found]
    faults += [_never_closed(tag, word) for word, tag in open_]
    return faults


def faults_of_places(root: Element) -> list[Fault]:
    """Tags that take the place of a paragraph, a row or a cell in which something else stands that would be lost."""
    faults: list[Fault] = []
    for paragraph in paragraphs(root):
        tags, broken = tags_of(paragraph_text(paragraph))
        if not broken:
            faults += [fault for tag in tags if tag.part in _PLACES and (fault := _place_fault(tag, paragraph))]
    return faults


def _place_fault(tag: Tag, paragraph: Element) -> Fault | None:
    name = _PLACES[tag.part]
    place = paragraph if tag.part == "p" else next(paragraph.iterancestors(w(tag.part)), None)
    if place is None:
        return _of(tag, "wrong-tag", "不在表格里", f"{{%{tag.part} … %}} 写在表格的{name}里；表格外用 {{%p … %}}")
    lost = next((word for kind, word in _LOST.items() if next(place.iter(w(kind)), None) is not None), None)
    if lost:
        cure = "移到别的段落（图形的锚也算）" if tag.part == "p" else "移到别处"
        return _of(tag, "not-alone", f"{tag.written} 所在的{name}里还有{lost}，会一起丢掉", cure)
    if tag.part != "p" and "".join(text.text or "" for text in place.iter(w("t"))).strip() != tag.written:
        cure = f"{tag.written} 独占一{name}，数据写在它和与它成对的标签之间的{name}里"
        return _of(tag, "not-alone", f"这一{name}里还有别的文字或标签，会一起丢掉", cure)
    return None


def _alone(tags: list[Tag], text: str) -> list[Fault]:
    """docxtpl puts a tag for a paragraph in the place of the paragraph; what else stands there would be lost."""
    whole = [tag for tag in tags if tag.part == "p"]
    if whole and text.strip() != whole[0].written:
        cure = f"{whole[0].written} 独占一段，别的移到另一段"
        return [_of(whole[0], "not-alone", "这一段里还有别的文字或标签", cure)]
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
        block = next((word for word in NAME.findall(tag.says) if canonical(word) in BLOCKS), None)
        if block:
            return _of(tag, "wrong-tag", f"{block}是整段的内容，不能再加工", f"写成 {{{{p {block} }}}}，独占一段")
    return fault


def _as_meant(tag: Tag) -> Tag | None:
    """``{{p正文}}``, ``{%P if …%}``: docxtpl knows a part by one small letter and one space, close to the brackets."""
    inner = tag.written[len(tag.opener) : -len(tag.opener)]
    found = _PART.match(inner)
    if not found or inner.startswith(f"{found[1].lower()} "):
        return None
    part, says = found[1].lower(), found[2].strip()
    word = NAME.match(says)
    known = canonical(says) if tag.opener == "{{" else word and word.group() in _WORDS
    return tag._replace(part=part, says=says) if known else None


def _part_fault(tag: Tag, meant: Tag) -> Fault:
    right = f"{tag.opener}{meant.part} {meant.says} {CLOSERS[tag.opener]}"
    return _of(tag, "wrong-tag", f"{meant.part} 要小写，紧跟在括号后面，后面空一个半角空格", f"写成 {right}")


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
    own = next((name for name in NAME.findall(tag.says) if name.startswith(OWN)), None)
    if own:
        return _not_allowed(tag, own)
    try:
        environment.compile(environment.parse(written))
    except RefusedError as refused:
        return _not_allowed(tag, refused.what)
    except TooComplexError as error:
        return _of(tag, "too-complex", error.message or "", "分成几个标签，算好的值用 {% set %} 记住")
    except TemplateSyntaxError as error:
        return _syntax_fault(tag, error.message or "", environment)
    return None


def _syntax_fault(tag: Tag, said: str, environment: TemplateEnvironment) -> Fault:
    if said.startswith("No filter named"):
        usable = "、".join(_usable(environment))
        return _of(tag, "not-allowed", f"不能用“{said.split(chr(39))[1]}”", f"可用：{usable}")
    wide = next((mark for mark in _WIDE if mark in QUOTED.sub("", tag.says)), None)
    if wide:
        return _of(tag, "template-syntax", f"标签里有全角的“{wide}”", f"改成半角的 {_WIDE[wide]}")
    if INVISIBLE.search(tag.says):
        return _of(tag, "template-syntax", "标签里有看不见的字符", "删去这个标签，重新输入")
    if re.match(r"else\s+if\b", tag.says):
        return _of(tag, "template-syntax", "标签写法不对", "else if 写成 elif")
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
    written = tag.written if len(tag.written) <= _SHOWN else tag.written[:_SHOWN] + "…"
    return Fault(code, message, cure, field=written, value=tag.paragraph)


# ---------------------------------------------------------------------------- while a document is made

_UNKNOWN = re.compile(r"(?:^|attribute )'([^']+)'")


def line_of(error: BaseException, template: JinjaTemplate) -> int:
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def runtime_fault(error: BaseException, text: str, tags: list[Tag], context: Mapping[str, Any]) -> Fault:
    unknown = _UNKNOWN.search(str(error)) if isinstance(error, UndefinedError) else None
    name = unknown.group(1) if unknown else None
    if isinstance(error, UndefinedError) and " object" in (name or ""):
        found = re.search(r"attribute '([^']+)'", str(error))
        name = found.group(1) if found else name
    tag = next((tag.written for tag in tags if name and name in NAME.findall(tag.says)), None)
    tag = tag or (tags[0].written if tags else None)
    if isinstance(error, UndefinedError):
        return _missing(name or "", text or None, tag, context)
    if isinstance(error, SecurityError):
        said = str(error)
        message = said if re.search("[\u4e00-\u9fff]", said) else "这个标签要做的事模板里不能做"
        return Fault("not-allowed", message, "模板只能印出值、选择和重复", field=tag, value=text or None)
    message = f"标签算不出来（{type(error).__name__}）"
    return Fault("template-failed", message, "核对标签里的算式和数据的类型", field=tag, value=text or None)


def missing_faults(
    names: Iterable[str], texts: Iterable[str], context: Mapping[str, Any], *, known: Fault
) -> list[Fault]:
    """One for each name without a value, where the template reads it; without the one that is known already."""
    listed = tuple(texts)
    faults = [_missing(name, *where_named(name, listed), context) for name in sorted(names)]
    return [fault for fault in faults if fault.message != known.message]


def _missing(name: str, text: str | None, tag: str | None, context: Mapping[str, Any]) -> Fault:
    present = [key for key in context if not key.startswith(OWN)]
    nearest = nearest_name(name) or _nearest(name, present)
    cure = f"是不是“{nearest}”？" if nearest else "在数据里补上，或改正模板里的名字"
    return Fault("missing-value", f"没有“{name}”的值", cure, field=tag, value=text)


def _nearest(name: str, known: list[str]) -> str | None:
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)


def control_fault(text: str, context: Mapping[str, Any]) -> Fault:
    name = next((key for key, value in context.items() if _holds(value, text)), None)
    return Fault("control-character", "值里有控制字符，不能印在纸上", "从数据里删去它", field=name, value=text)


def _holds(value: Any, text: str) -> bool:
    if isinstance(value, Mapping):
        return any(_holds(item, text) for item in value.values())
    if isinstance(value, list | tuple):
        return any(_holds(item, text) for item in value)
    return type(value) is str and value == text
