"""What stands between the braces of a source, before Jinja reads it: headings made into names, and plain words for
what is written wrongly.

In: the source's text and the headings of the table. Out: the text as Jinja can parse it, every line with its mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from jinja2 import TemplateError

from gongwen.batching.filling.holes import HOLES, LINE_MARKS, line_mark
from gongwen.errors import Fault, InputError
from gongwen.sandbox import RefusedError
from gongwen.sandbox.tags import CLOSING, PRINTING_OR_DOING, replaced, without
from gongwen.sheets.values import clean_heading

__all__ = ["DETAILS", "POSITION", "ROW", "prepared", "prints_details", "syntax_fault"]

ROW, DETAILS = "行", "明细"
"""Names every source may use: the row itself (``行["耕地（亩）"]``), and its rows in the second table."""
POSITION = "序号"
"""Which of the table's rows it is, counted from 1, where no column of its own is called so."""

# No pattern here may look at the rest of a text again for every place that might begin a match: sources come from
# strangers, too.
_SHORT_TAG = re.compile(r"\{\{([^{}|]+)((?:\|[^{}\n]*)?)\}\}")
_BEGINS, _ENDS = re.compile(r"\{[{%]-?"), re.compile(r"-?[%}]\}")
_ALONE = (("{%", "%}"), ("{#", "#}"))
# What stands in quotation marks, or as a filter, is left alone; a heading may hold full-width signs behind its letters.
_HEADING = re.compile(
    r"""("[^"]*"|'[^']*'|\|\s*\w+)|(\.?[^\W\d]\w*(?:（[^（）{}"'|]*）\w*|[^\x00-\x7f\w\s“”‘’，｜（）]\w*)*)"""
)
_OPENING = re.compile(r"\{[{%#]")


def prepared(text: str, columns: Sequence[str], file: str | None) -> str:
    """The text as Jinja can parse it. Raises :class:`~gongwen.InputError` when tags would be printed as they stand."""
    return _with_line_marks(_with_headings(_with_odd_names(_checked(text, columns, file), columns)))


def prints_details(text: str) -> bool:
    """Whether a source prints its 明细 as a whole table.

    >>> prints_details("如下：\\n{{ 明细 }}\\n"), prints_details("共{{ 明细|length }}处。\\n")
    (True, False)
    """
    return _ALL_DETAILS.search(text) is not None


def _checked(text: str, columns: Sequence[str], file: str | None) -> str:
    """The text; what would be printed though it was meant for a tag is refused."""
    faults = [
        fault.at(file=file, line=line)
        for line, content in enumerate(text.split("\n"), start=1)
        for fault in _line_faults(content, columns)
    ]
    if faults:
        raise InputError(faults)
    return text


# Braces that are no tag: of full width, with a blank between, or single ones around a column's name.
_MEANT_AS_TAG = re.compile(r"(?!\{[{%#])[{｛]\s*[{｛%％](?!\})")
_SINGLE = re.compile(r"(?<![{｛])[{｛]([^{}｛｝\n]+)[}｝](?![}｝])")
_COMMENTS = ("{#",)
_ALL_DETAILS = re.compile(rf"\{{\{{-?\s*{DETAILS}\s*-?\}}\}}")


def _line_faults(line: str, columns: Sequence[str]) -> Iterator[Fault]:
    if HOLES.search(line) or LINE_MARKS.search(line):
        message = "这一行有自造字区（15、16 平面）的字，程序要用它们作记号"
        yield Fault("private-character", message, "换成正式编码的字")
    written, line = line, without(line, _COMMENTS)
    bare = without(line, PRINTING_OR_DOING)
    cure = "用英文的花括号，两个连着写：{{ 列名 }}、{% if 列名 %}"
    if _MEANT_AS_TAG.search(bare):
        yield Fault("wrong-placeholder", "花括号是全角的，或中间有空格，会原样印出来", cure, value=written)
    elif any(clean_heading(found.strip()) in columns for found in _SINGLE.findall(bare)):
        yield Fault("wrong-placeholder", "列名外面只有一个花括号，会原样印出来", cure, value=written)
    if _ALL_DETAILS.search(line) and not _ALL_DETAILS.fullmatch(line.strip()):
        alone = "另起一行单独写；只要几行写 {{ 明细|length }}，逐行写用 {% for 户 in 明细 %}"
        yield Fault("wrong-placeholder", "{{ 明细 }} 是一张表，要单独占一行", alone, value=written)


def _with_odd_names(text: str, columns: Sequence[str]) -> str:
    """``{{ 耕地（亩） }}`` names a column whose heading is no name to Jinja, ``{{ 姓　名 }}`` one that is spaced out.

    In conditions and sums such a heading is known as far as nothing else can be meant.

    >>> _with_odd_names("{{ 姓 名 }}{% if 面积(亩) > 10 and 1月 %}好", ["姓名", "面积(亩)", "1月"])
    '{{ 姓名 }}{% if 行["面积(亩)"] > 10 and 行["1月"] %}好'
    """
    odd = {column for column in columns if not column.isidentifier()}

    def by_heading(found: re.Match[str]) -> str:
        inner, filters = found.groups()
        left = "-" if inner.startswith("-") else ""
        right = "-" if not filters and inner.endswith("-") else ""
        written = inner[len(left) : len(inner) - len(right)].strip()
        if not written or "\n" in written:
            return str(found[0])
        name = written if written in odd else clean_heading(written)
        if name not in columns or name == written not in odd:
            return found[0]
        reached = _item(name) if name in odd else name
        return f"{{{{{left} {reached} {filters}{right}}}}}" if filters else f"{{{{{left} {reached} {right}}}}}"

    text = _SHORT_TAG.sub(by_heading, text)
    if not odd:
        return text
    names = "|".join(re.escape(name) for name in sorted(odd, key=len, reverse=True))
    heading = re.compile(rf"""("[^"]*"|'[^']*')|(?<![\w.])({names})(?!\w)""")
    in_tag = partial(heading.sub, lambda found: found[1] or _item(found[2]))
    return "\n".join(_inside_tags(line, in_tag) for line in text.split("\n"))


def _inside_tags(line: str, change: Callable[[str], str]) -> str:
    """The line with what stands inside its tags changed."""
    parts, last = [], 0
    while begin := _BEGINS.search(line, last):
        end = _ENDS.search(line, begin.end())
        if end is None:
            break
        parts += [line[last : begin.end()], change(line[begin.end() : end.start()]), end[0]]
        last = end.end()
    return "".join([*parts, line[last:]])


def _with_headings(text: str) -> str:
    """Headings such as 面积（亩）, which are no names to Jinja, wherever a tag speaks of them; ``户.面积（亩）`` too.

    >>> _with_headings("{% if 面积（亩） > 10 %}{{ 户.比例（％）|保留 }}（亩）{% endif %}")
    '{% if 行["面积（亩）"] > 10 %}{{ 户["比例（％）"]|保留 }}（亩）{% endif %}'
    """

    in_tag = partial(_HEADING.sub, lambda found: found[0] if found[1] else _reached(found[2]))
    return "\n".join(replaced(line, in_tag, PRINTING_OR_DOING) for line in text.split("\n"))


def _item(name: str) -> str:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'{ROW}["{quoted}"]'


def _reached(name: str) -> str:
    """A name that may follow a dot; what Jinja takes for a name stays."""
    heading = name.removeprefix(".")
    if heading.isidentifier():
        return name
    return f'{"" if name.startswith(".") else ROW}["{heading}"]'


def _with_line_marks(text: str) -> str:
    """Every line that will be written ends with a mark of its number; lines of tags alone vanish, so have none."""
    lines = []
    open_tag: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        before, open_tag = open_tag, _left_open(line, open_tag)
        plain = before is None and open_tag is None and not _is_tags_alone(line)
        lines.append(line + line_mark(number) if plain else line)
    return "\n".join(lines)


def _is_tags_alone(line: str) -> bool:
    bare = line.strip(" \t")
    return any(bare.startswith(opening) and bare[len(opening) :].endswith(closing) for opening, closing in _ALONE)


def _left_open(line: str, open_tag: str | None) -> str | None:
    """The tag that is still open at the end of a line."""
    place = 0
    while True:
        if open_tag is None:
            opening = _OPENING.search(line, place)
            if opening is None:
                return None
            open_tag, place = opening[0], opening.end()
        closing = line.find(CLOSING[open_tag], place)
        if closing < 0:
            return open_tag
        open_tag, place = None, closing + 2


# ---------------------------------------------------------------------------------- what Jinja says of it


# jinja2's English, by the words it begins with.
_SYNTAX_SAYINGS = (
    ("Encountered unknown tag 'end'", "结束标记中间不能有空格", "写作 {% endif %}、{% endfor %}"),
    (
        "Encountered unknown tag 'end",
        "这个结束标记没有开头，或与开头不是一对",
        "{% if %} 配 {% endif %}，{% for %} 配 {% endfor %}",
    ),
    ("Encountered unknown tag 'els", "“否则如果”的写法不对", "写作 {% elif 列名 %}；“否则”写作 {% else %}"),
    ("Encountered unknown tag", "不认识的标记", "只用 if、for、set；注意拼写和空格"),
    ("Unexpected end of template", "这里的 {% if %} 或 {% for %} 没有结束", "补上 {% endif %} 或 {% endfor %}"),
    ("unexpected end of template", "占位符没有结束", "补上 }} 或 %}"),
    ("unexpected '}'", "花括号不成对", "占位符写作 {{ 列名 }}"),
    ("Expected an expression", "{{ }} 里没有写列名", "写成 {{ 列名 }}；注释里也不要写空的 {{ }}"),
    ("unexpected char", "占位符里有不能用的符号", "引号、括号、竖线用英文的；花括号成对，写作 {{ 列名 }}"),
    ("No filter named", "没有这个过滤器", "可用：默认、年月日、月日、千分位、百分比、保留"),
    ("标签套得太深", "占位符套得太深，或太长", "分成几个占位符，算好的值用 {% set %} 记住"),
    ("expected token", "占位符写法不对", "占位符写作 {{ 列名 }}，条件写作 {% if 列名 %} … {% endif %}"),
)


def syntax_fault(error: TemplateError, text: str) -> Fault:
    said = error.message or ""
    if isinstance(error, RefusedError):
        what = f"占位符里不许用 {error.what}"
        return Fault(
            "unsafe-placeholder", what, "只用列名、判断和循环；别的文件的内容写进这份源文件", line=error.lineno
        )
    line: int | None = getattr(error, "lineno", 1) or None
    if said.startswith("Unexpected end of template"):
        line = _unclosed_line(text) or line
    lines = text.split("\n")
    value = lines[line - 1] if line and line <= len(lines) else None
    for beginning, message, cure in _SYNTAX_SAYINGS:
        if said.startswith(beginning):
            return Fault("wrong-placeholder", message, cure, value=value, line=line)
    return Fault("wrong-placeholder", f"占位符写法不对（{said}）", "占位符写作 {{ 列名 }}", value=value, line=line)


_BLOCK_TAG = re.compile(r"\{%-?\s*(end)?(if|for)\b")


def _unclosed_line(text: str) -> int | None:
    """The line of the innermost condition or loop that is never closed."""
    opened: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        for ends, _ in _BLOCK_TAG.findall(without(line, _COMMENTS)):
            if not ends:
                opened.append(number)
            elif opened:
                opened.pop()
    return opened[-1] if opened else None
