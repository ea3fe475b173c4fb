"""What a .docx of ours keeps in its properties because no page shows it, put back into what was read of the pages.

The pages go first: where somebody changed them since, what was kept of them is out of date and is left alone. Anybody
may write such a property, so nothing is taken for granted of it.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

__all__ = ["NOTHING_KEPT", "Kept", "put_back", "read_kept"]

_AS_IT_WAS = ("subject_words", "archive", "translation")
_WHERE_THE_PAGE_HAS_NONE = (
    *("signers", "remark", "recipients", "number", "printer", "print_date", "copies", "secrecy_period", "issuer_mark"),
)


@dataclass(frozen=True)
class Kept:
    """What was kept: fields; the numbers of sections that are not ours, by body and place among its sections; and of
    each body how many tables and pictures it had, and which of them stand after a section, at which level."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[tuple[int, int], str] = field(default_factory=dict)
    returns: Mapping[int, tuple[int, Mapping[int, int]]] = field(default_factory=dict)

    @property
    def issuers(self) -> list[str] | None:
        """Who issues the document, where neither mark nor signature tells; None where the page does."""
        return _texts(self.fields.get("issuers"))


NOTHING_KEPT = Kept(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


def read_kept(text: str | None) -> Kept:
    """What a property says; nothing where it makes no sense.

    >>> read_kept('{"labels":[[0,2,"第三条　"]]}').labels
    {(0, 2): '第三条　'}
    """
    try:
        found = json.loads(text or "")
    except (ValueError, RecursionError):
        return NOTHING_KEPT
    if not isinstance(found, dict):
        return NOTHING_KEPT
    labels = {(body, at): label for body, at, label in _rows(found.get("labels"), (int, int, str))}
    returns = {
        body: (total, dict(_rows(levels, (int, int))))
        for body, total, levels in _rows(found.get("returns"), (int, int, list))
    }
    return Kept({name: found[name] for name in found if name not in ("labels", "returns")}, labels, returns)


def _rows(found: Any, kinds: tuple[type, ...]) -> list[Any]:
    """The rows of a table of such values; none where any is something else."""
    if not isinstance(found, list):
        return []
    fit = all(isinstance(row, list) and len(row) == len(kinds) and all(map(isinstance, row, kinds)) for row in found)
    return found if fit else []


def put_back(fields: dict[str, Any], kept: Kept) -> dict[str, Any]:
    """The fields read of the pages, with those that were kept.

    >>> put_back({"cc": ["县委办公室", "县林业局"]}, read_kept('{"report_to":["县委办公室"]}'))
    {'cc': ['县林业局'], 'report_to': ['县委办公室']}
    """
    said = kept.fields
    if not said:
        return fields
    made = {**fields, **{name: said[name] for name in _AS_IT_WAS if name in said}}
    for name in _WHERE_THE_PAGE_HAS_NONE:
        if name in said and not made.get(name):
            made[name] = said[name]
    if "kind" in said and said["kind"] is None:
        made["kind"] = None
    if said.get("signatories") == []:
        made.setdefault("signatories", [])
    reported, sent = _texts(said.get("report_to")), _names(made.get("cc", ""))
    if reported and sent[: len(reported)] == reported:
        made |= {"cc": sent[len(reported) :], "report_to": reported}
    title = said.get("title")
    if isinstance(title, str) and _unspaced(title) == _unspaced(str(made.get("title", ""))):
        made |= {"title": title, "title_breaks": said.get("title_breaks", ())}
    seals = said.get("seals")
    if isinstance(seals, list) and all(isinstance(seal, list) and len(seal) > 1 for seal in seals):
        made |= _seals(made.get("seals", []), seals)
    return made


def _texts(found: Any) -> list[str] | None:
    return found if isinstance(found, list) and all(isinstance(text, str) for text in found) else None


def _names(agencies: str | list[str]) -> list[str]:
    return agencies.rstrip("。").split("，") if isinstance(agencies, str) else list(agencies)


def _seals(shown: list[dict[str, Any]], kept: list[list[Any]]) -> dict[str, Any]:
    """The seals of the pages, among them those that no page shows, and the diameters that were given."""
    pictures = [seal for seal in shown if seal.get("data") is not None]
    if sum(1 for has_picture, *_ in kept if has_picture) != len(pictures):
        return {}
    following = iter(pictures)
    return {"seals": [_seal(next(following) if entry[0] else {}, *entry[1:]) for entry in kept]}


def _seal(shown: dict[str, Any], diameter: Any = None, unshown: Any = None, *_: Any) -> dict[str, Any]:
    seal = {**shown, **({"diameter": diameter} if diameter else {})}
    if isinstance(unshown, dict):
        name, data = unshown.get("name"), unshown.get("data")
        if isinstance(name, str):
            seal["name"] = name
        if isinstance(data, str):
            seal["data"] = _bytes(data)
    return seal


def _bytes(text: str) -> bytes | None:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return None


def _unspaced(text: str) -> str:
    return "".join(text.split())
