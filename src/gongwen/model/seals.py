"""印章 by the names of agencies, put into the order in which the agencies sign (9704-7.3.5.1-h)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["in_order_of_signing"]


def in_order_of_signing(seals: Mapping[str, Any], signing: Sequence[str] | None) -> list[Any]:
    """One seal a signature; an agency that signs and has no seal here keeps the room for one.

    Raises ``ValueError`` that names the agencies with a seal that do not sign; ``signing`` is None when unknown.

    >>> in_order_of_signing({"乙镇人民政府": {"name": "b"}}, ["甲镇人民政府", "乙镇人民政府"])
    [{}, {'name': 'b'}]
    >>> in_order_of_signing({"丙镇": {}}, ["甲镇"])
    Traceback (most recent call last):
    ...
    ValueError: “丙镇”有印章而没有署名，一章对一署名（9704-7.3.5.1-h）；署名的是“甲镇”：补写署名，或删去这枚印章
    """
    if signing is None:
        return list(seals.values())
    strangers = "、".join(f"“{name}”" for name in seals if name not in signing)
    if strangers:
        names = "、".join(f"“{name}”" for name in signing)
        signed = f"署名的是{names}：补写署名" if names else "补写“署名”"
        raise ValueError(f"{strangers}有印章而没有署名，一章对一署名（9704-7.3.5.1-h）；{signed}，或删去这枚印章")
    return [seals.get(name, {}) for name in signing] if seals else []
