"""Docstrings as Markdown, for the reference made by mkdocs: roles become code, examples become code blocks.

A Griffe extension, named in mkdocs.yml.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_ROLE = re.compile(r":(?:class|func|meth|mod|data|attr|exc):`~?([\w.]+)`")
_EXAMPLE = re.compile(r"(?m)^>>> (?:.+\n?)+")


def as_markdown(docstring: str) -> str:
    """The text of a docstring, for people who read it on a page.

    >>> as_markdown("Raises :class:`~gongwen.InputError`.")
    'Raises `gongwen.InputError`.'
    """
    text = _ROLE.sub(r"`\1`", docstring).replace("``", "`")
    return _EXAMPLE.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", text)


class DocstringsAsMarkdown(Extension):
    """Rewrites every docstring before it is rendered."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Called for each module, class, function and attribute."""
        if obj.docstring is not None:
            obj.docstring.value = as_markdown(obj.docstring.value)
