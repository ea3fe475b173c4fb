"""How binding a requirement is, in the words of the standard's table."""

from __future__ import annotations

from enum import Enum

__all__ = ["Grade"]


class Grade(str, Enum):
    """What the standard or the regulation asks, from the strictest down."""

    MUST = "必须"
    """应当、必须、不得."""
    USUAL = "一般"
    """As a rule; circumstances may ask for something else."""
    ADVISED = "推荐"
    PRACTICE = "实务"
    """No clause, but what offices expect."""

    def __str__(self) -> str:
        return self.value
