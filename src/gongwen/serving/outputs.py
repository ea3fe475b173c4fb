"""What the server can give: the desk's forms of file, and what else this copy of gongwen has at its front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import gongwen
from gongwen.desk import Prepared
from gongwen.desk.outputs import OUTPUTS, Output

__all__ = ["features", "front_door", "outputs"]

# Writers that take what ``render`` takes; a copy without one offers one form of file less.
_FURTHER = (("pdf", "PDF", ".pdf", "application/pdf"), ("ofd", "OFD", ".ofd", "application/ofd"))
_FEATURES = ("fix",)


def front_door(name: str) -> Callable[..., Any] | None:
    """A function of the front door, if there is one of that name."""
    return getattr(gongwen, name) if name in gongwen.__all__ else None


@cache
def outputs() -> Mapping[str, Output]:
    """All forms of file, by name."""
    further = {
        name: Output(name, chinese, ending, media, partial(_written, function))
        for name, chinese, ending, media in _FURTHER
        if (function := front_door(f"to_{name}")) is not None
    }
    return {**OUTPUTS, **further}


def features() -> dict[str, bool]:
    """What else can be asked of this copy, by name."""
    return {name: front_door(name) is not None for name in _FEATURES}


def _written(function: Callable[..., bytes], prepared: Prepared) -> bytes:
    return function(
        prepared.document,
        profile=prepared.profile,
        even=prepared.even,
        preprinted=prepared.preprinted,
        draft=prepared.draft,
    )
