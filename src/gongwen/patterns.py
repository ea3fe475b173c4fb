"""Patterns that are compiled when they are first asked.

A document meets a few of the two hundred patterns of the rooms it goes through; compiling all of them took a sixth of
the time in which a new process had its first document. So a pattern of a module is written as ``pattern(…)``: what it
gives is used as ``re.compile(…)`` would be, and compiles with the first question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr

__all__ = ["pattern"]


class _Pattern:
    """Stands for a compiled pattern; its methods come one by one. Two threads may both compile, to the same end."""

    def __init__(self, text: Any, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # copying and pickling ask before there is a text
            raise AttributeError(name)
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)  # found at once from now on, so a loop pays nothing
        return value

    def __repr__(self) -> str:
        return f"pattern({self.pattern!r})"


if TYPE_CHECKING:

    def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]: ...

else:

    def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """A pattern that compiles when it is first used.

        >>> year = pattern("[0-9]{4}年")
        >>> year.search("截至2026年3月").group(), year.pattern, year.sub("□", "2026年")
        ('2026年', '[0-9]{4}年', '□')
        """
        return _Pattern(text, flags)
