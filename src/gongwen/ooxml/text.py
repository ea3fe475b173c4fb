"""Text as XML text, and as the content of a run."""

from __future__ import annotations

from gongwen.patterns import pattern
from gongwen.text import NO_BREAK_SPACE, with_whole_figures

__all__ = ["NEEDS_WORK", "TEXT_CLOSE", "TEXT_OPEN", "attribute", "escape", "run_content"]

_MARKUP = pattern("[&<>]")
NEEDS_WORK = pattern("[&<>\t\n\v]")
"""What a text must not hold to be XML as it is; nor may it hold a blank between digits."""

TEXT_OPEN = '<w:t xml:space="preserve">'
TEXT_CLOSE = "</w:t>"


def escape(text: str) -> str:
    """Text with its markup characters written as entities.

    >>> escape("A&B <试点>")
    'A&amp;B &lt;试点&gt;'
    """
    if _MARKUP.search(text) is None:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text inside a quoted attribute."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def run_content(text: str) -> str:
    r"""The children of a run that show a text; tabs and line breaks become elements.

    A vertical tab is a break that the layout chose, not the author: the same break, but written with its type, so
    that it can be told apart when the document is read back. A blank within a figure becomes a no-break space in an
    element of its own, by which it is known again.

    >>> run_content("附件1.\t名单")
    '<w:t xml:space="preserve">附件1.</w:t><w:tab/><w:t xml:space="preserve">名单</w:t>'
    """
    if " " in text:
        whole = with_whole_figures(text)
        if whole != text:
            return _with_kept_blanks(text, whole)
    if NEEDS_WORK.search(text) is None:
        return f"{TEXT_OPEN}{text}{TEXT_CLOSE}"
    content = f"{TEXT_OPEN}{escape(text)}{TEXT_CLOSE}"
    if "\t" in text:
        content = content.replace("\t", f"{TEXT_CLOSE}<w:tab/>{TEXT_OPEN}")
    if "\n" in text:
        content = content.replace("\n", f"{TEXT_CLOSE}<w:br/>{TEXT_OPEN}")
    if "\v" in text:
        content = content.replace("\v", f'{TEXT_CLOSE}<w:br w:type="textWrapping"/>{TEXT_OPEN}')
    return content.replace(f"{TEXT_OPEN}{TEXT_CLOSE}", "")


def _with_kept_blanks(text: str, whole: str) -> str:
    """The content of a text with blanks within figures, which are no-break spaces in its ``whole`` form."""
    content, start = "", 0
    for at, (typed, kept) in enumerate(zip(text, whole, strict=True)):
        if typed != kept:
            content += f"{run_content(text[start:at])}{TEXT_OPEN}{NO_BREAK_SPACE}{TEXT_CLOSE}"
            start = at + 1
    return content + run_content(text[start:])
