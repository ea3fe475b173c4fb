"""What a fix gives: the bytes of the new file, what was changed, and what is left for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongwen.checking import Report

__all__ = ["Fixed"]


@dataclass(frozen=True)
class Fixed:
    """The corrected file.

    ``changes`` say, a line each, what became of the words and of the looks; ``report`` is what a check of the corrected
    file finds: what only people can put right.
    """

    content: bytes
    changes: tuple[str, ...]
    report: Report

    def to_dict(self) -> dict[str, Any]:
        """Changes and remaining findings as plain data; the shape behind ``--json``."""
        return {"changes": list(self.changes), **self.report.to_dict()}
