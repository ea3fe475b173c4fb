"""Text as XML text, and as the content of a run."""

from __future__ import annotations

from gongwen.patterns import pattern

__all__ = ["NEEDS_WORK", "TEXT_CLOSE", "TEXT_OPEN", "attribute", "escape", "run_content"]

_MARKUP = pattern("[&<>]")
NEEDS_WORK = pattern("[&<>\t\n\v]")
"""What a text must not hold to be XML as it is."""

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
    that it can be told apart when the document is read back.

    >>> run_content("附件1.\t名单")
    '<w:t xml:space="preserve">附件1.</w:t><w:tab/><w:t xml:space="preserve">名单</w:t>'
    """
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
