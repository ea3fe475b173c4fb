"""Entries of front matter become the plain data that a Document is made of.

Most values pass as the text that was typed: the model reads numbers, dates and lists of agencies itself. Only seals
(pictures from files) and groups (民族文字, a 发文字号 in parts) need work here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import Any

from gongwen.errors import Fault
from gongwen.patterns import pattern
from gongwen.reading.building import Place
from gongwen.reading.files import Folder, file_name, read_picture
from gongwen.reading.front_matter import SUBKEYS, Entry
from gongwen.reading.yaml_nodes import Listing, Mapping, Node, Scalar
from gongwen.text import shown, trim

__all__ = ["Fields", "plain_value", "read_fields", "read_seal"]


@dataclass
class Fields:
    """Data for ``Document``, the line of each place in it, and the faults found on the way."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


_STAMPED = {"加盖", "盖章", "盖", "是", "有", "true", "yes"}
_NOT_STAMPED = {"", "无", "否", "不盖", "不加盖", "没有", "false", "no"}
_MILLIMETRES = pattern(r"\s*(?:mm|毫米)$", re.IGNORECASE)
_LONGEST_SLIP = 2  # 图片, 直径 mistyped; names of agencies are longer
_AGENCY_SEPARATOR = pattern(r"[，,\n]")


def read_fields(
    entries: Iterable[Entry], *, folder: Folder | None, signing: MappingOf[str, Any] | None = None
) -> Fields:
    """The data of the entries. Paths of seals are relative to ``folder``.

    ``signing`` tells of signatories and issuers that stand elsewhere (in JSON that an entry overrides).

    >>> fields = read_fields([Entry("印数", "copies", Scalar("30", 9), 9)], folder=None)
    >>> fields.data, fields.places
    ({'copies': '30'}, {('copies',): 9})
    """
    fields = Fields()
    seals: Entry | None = None
    for entry in entries:
        fields.places[entry.field,] = entry.line
        if entry.field == "seals":
            seals = entry
            continue
        value = _value(entry.node, (entry.field,), entry.field, fields)
        if value is not None:
            fields.data[entry.field] = value
    if seals is not None:
        fields.data["seals"] = _seals(seals.node, _signing_count({**(signing or {}), **fields.data}), folder, fields)
    return fields


def plain_value(node: Node, line: int) -> Any:
    """A node as plain data; what is empty is None.

    >>> plain_value(Listing((Scalar("县林业局", 1), Scalar("", 2)), 1), 1)
    ['县林业局']
    """
    return _value(node, ("",), "", Fields(places={("",): line}))


def _value(node: Node, place: Place, group: str, fields: Fields) -> Any:
    """A node as plain data; what is empty is None, and left out of lists and groups."""
    fields.places[place] = node.line if len(place) > 1 else fields.places[place]
    match node:
        case Scalar(text=text, plain=plain):
            text = trim(text)
            return text if text or not plain else None
        case Listing(items=items):
            values = [_value(item, (*place, index), "", fields) for index, item in enumerate(items)]
            return [value for value in values if value is not None]
        case Mapping():
            pairs = _named(node, SUBKEYS[group], fields) if group in SUBKEYS else _unnamed(node)
            values_of = {name: _value(inner, (*place, name), "", fields) for name, inner in pairs.items()}
            return {name: value for name, value in values_of.items() if value is not None}


def _unnamed(node: Mapping) -> dict[str, Node]:
    """A group where none belongs: the model will refuse it at its place."""
    return {key.text: value for key, value in node.pairs}


def _named(node: Mapping, names: MappingOf[str, str], fields: Fields) -> dict[str, Node]:
    """The parts of a group by their English names; unknown and repeated names are faults."""
    parts: dict[str, Node] = {}
    for key, value in node.pairs:
        typed, inner = _split_wide(key, value)
        name = names.get(typed)
        if name is None:
            allowed = "、".join(known for known in names if not known.isascii())
            fields.faults.append(
                Fault(
                    "unknown-field",
                    "不认识的项目",
                    "改成可用的名称，或删去这一项",
                    field=shown(typed),
                    allowed=allowed,
                    line=key.line,
                )
            )
        elif name in parts:
            fields.faults.append(
                Fault("duplicate-field", "同一项写了两次", "只留一个", field=shown(typed), line=key.line)
            )
        else:
            parts[name] = inner
    return parts


def _split_wide(key: Scalar, value: Node) -> tuple[str, Node]:
    """``{图片：seal.png}`` is one key to YAML; people mean a name and a value."""
    name, mark, rest = key.text.partition("：")
    if mark and value == Scalar("", value.line):
        return trim(name), Scalar(trim(rest), key.line)
    return trim(key.text), value


# ---------------------------------------------------------------------------------- seals


def _signing_count(data: MappingOf[str, Any]) -> int:
    """How many agencies sign: 加盖 alone means every one of them."""
    names = data.get("signatories")
    names = (data.get("issuers") or ()) if names in (None, "") else names
    if isinstance(names, str):
        names = [name for name in _AGENCY_SEPARATOR.split(names) if trim(name)]
    return max(1, len(names)) if isinstance(names, list | tuple) else 1


def _seals(
    node: Node, signing: int, folder: Folder | None, fields: Fields
) -> list[dict[str, Any]] | dict[str, dict[str, Any]]:
    if isinstance(node, Scalar) and trim(node.text).lower() in _STAMPED:
        return [{} for _ in range(signing)]
    if isinstance(node, Mapping) and not _is_one_seal(node):
        return _seals_of_agencies(node, folder, fields)
    items = node.items if isinstance(node, Listing) else (node,)
    seals: list[dict[str, Any]] = []
    for item in items:
        seal = read_seal(item, len(seals), folder, fields)
        if seal is not None:
            fields.places["seals", len(seals)] = item.line
            seals.append(seal)
    return seals


def _is_one_seal(node: Mapping) -> bool:
    """Whether a group tells the parts of one seal rather than the seals of agencies."""
    names = [_split_wide(key, value)[0] for key, value in node.pairs]
    return any(name in SUBKEYS["seals"] for name in names) or all(len(name) <= _LONGEST_SLIP for name in names)


def _seals_of_agencies(node: Mapping, folder: Folder | None, fields: Fields) -> dict[str, dict[str, Any]]:
    """Seals by the names of agencies; the model puts them into the order of signing."""
    seals: dict[str, dict[str, Any]] = {}
    for key, value in node.pairs:
        name, inner = _split_wide(key, value)
        if name in seals:
            message = "这个机关的印章写了两次"
            fields.faults.append(Fault("duplicate-field", message, "只留一个", f"印章 {shown(name)}", line=key.line))
        seal = read_seal(inner, len(seals), folder, fields)
        # The model puts them into another order; their faults stand at the entry's own line.
        fields.places.pop(("seals", len(seals), "diameter"), None)
        if seal is not None:
            seals[name] = seal
    return seals


def read_seal(node: Node, index: int, folder: Folder | None, fields: Fields) -> dict[str, Any] | None:
    """One seal as data: a picture's path, its parts, 加盖 (an empty dict), or 无 (None). Faults go to ``fields``."""
    match node:
        case Scalar(text=text) if trim(text).lower() in _NOT_STAMPED:
            return None
        case Scalar(text=text) if trim(text).lower() in _STAMPED:
            return {}
        case Scalar(text=text):
            return _seal_picture(trim(text), node.line, folder, fields)
        case Mapping():
            return _seal_group(_named(node, SUBKEYS["seals"], fields), index, folder, fields)
        case Listing():
            fields.faults.append(_wrong_seal(node.line))
            return None


def _seal_group(parts: MappingOf[str, Node], index: int, folder: Folder | None, fields: Fields) -> dict[str, Any]:
    seal: dict[str, Any] = {}
    for name, node in parts.items():
        if not isinstance(node, Scalar):
            fields.faults.append(_wrong_seal(node.line))
        elif name == "diameter" and trim(node.text):
            fields.places["seals", index, "diameter"] = node.line
            seal["diameter"] = _MILLIMETRES.sub("", trim(node.text))
        elif name == "picture" and trim(node.text).lower() not in _STAMPED | _NOT_STAMPED:
            seal |= _seal_picture(trim(node.text), node.line, folder, fields)
    return seal


def _seal_picture(path: str, line: int, folder: Folder | None, fields: Fields) -> dict[str, Any]:
    data = read_picture(path, folder)
    if isinstance(data, Fault):
        fields.faults.append(
            Fault(data.code, data.message, data.cure, "印章", data.value, "加盖、无、图片文件", line=line)
        )
        return {}
    return {"name": file_name(path) or "印章", "data": data}


def _wrong_seal(line: int) -> Fault:
    cure = "写“加盖”“无”、图片文件名，或“{图片: seal.png, 直径: 42}”；几枚印章写成列表"
    return Fault("wrong-type", "印章的写法不对", cure, "印章", line=line)
