"""Lists in running Chinese text, through Babel: 甲、乙和丙."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["write_list"]


def write_list(items: Sequence[str], *, conjunction: bool = True) -> str:
    """Items joined as Chinese prose joins them.

    With ``conjunction`` the last two are joined by 和 or 或's place holder in CLDR's standard pattern; without it all
    are joined by 、 (CLDR's unit pattern has no mark, so the enumeration comma is written plainly).

    >>> write_list(["上坝村", "下坝村", "柳林村"])
    '上坝村、下坝村和柳林村'
    >>> write_list(["上坝村", "下坝村"], conjunction=False)
    '上坝村、下坝村'
    """
    if not conjunction:
        return "、".join(items)
    from babel.lists import format_list  # noqa: PLC0415 - heavy, and rarely needed

    return format_list(list(items), locale="zh")
