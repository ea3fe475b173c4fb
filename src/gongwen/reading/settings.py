"""Files of settings (a unit's file, a profile): YAML as people type it, every name and value with its line.

In: a path, bytes or a file object. Out: pairs of nodes, or an InputError. The faults of names (unknown, repeated) are
collected, so that all of them are told together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from gongwen.errors import Fault, InputError
from gongwen.reading.files import Folder, Source, read_source
from gongwen.reading.front_matter import control_faults
from gongwen.reading.keyboard import settings_as_yaml
from gongwen.reading.unseen import unseen_faults
from gongwen.reading.yaml_nodes import Mapping as Group
from gongwen.reading.yaml_nodes import Node, Scalar, read_yaml
from gongwen.text import CONTROL, shown, trim

__all__ = ["Pair", "Settings", "nearest", "pairs_of", "read_settings", "take_known"]

_DEEPEST = 8
Pair: TypeAlias = tuple[Scalar, Node]


class Settings(NamedTuple):
    """The pairs of a file, its name for messages, and the folder of its pictures."""

    pairs: tuple[Pair, ...]
    file: str | None
    folder: Folder | None
    encoding: str = ""
    """What it was in where that was another than UTF-8."""


def read_settings(source: Source, *, title: str, known: Iterable[str], file: str | None = None) -> Settings:
    """The names and values of a file; ``title`` says what kind of file it is, ``known`` the names it may have.

    ``file`` is its name for messages where it comes as bytes.

    Raises :class:`~gongwen.InputError`.

    >>> found = read_settings("行距：28\\n".encode(), title="版面文件", known=["行距"])
    >>> [(name.text, value.text, name.line) for name, value in found.pairs]
    [('行距', '28', 1)]
    """
    given = read_source(source)
    file = file or given.file
    lines = given.text.split("\n")
    faults = [*control_faults(lines, first_line=1), *unseen_faults(lines)]
    text = "\n".join(settings_as_yaml([CONTROL.sub(" ", line) for line in lines]))
    node, _, wrong = read_yaml(text, deepest=_DEEPEST)
    faults += wrong
    if not faults and not isinstance(node, Group):
        cure = f"一行一项，写成“名称: 内容”；可用的键：{'、'.join(known)}"
        faults.append(Fault("wrong-yaml", f"{title}应是一组键和值", cure, line=node.line if node else 1))
    if faults or not isinstance(node, Group):
        raise InputError(fault.at(file=file) for fault in faults)
    return Settings(pairs_of(node), file, given.folder, given.encoding)


def pairs_of(group: Group) -> tuple[Pair, ...]:
    """The pairs of a group; ``{通知：青政发，函：青政函}`` is one name to YAML and two pairs to people."""
    pairs: list[Pair] = []
    for name, value in group.pairs:
        if "：" in name.text and value == Scalar("", value.line):
            pairs += _wide_pairs(name)
        else:
            pairs.append((name, value))
    return tuple(pairs)


def _wide_pairs(typed: Scalar) -> list[Pair]:
    pieces: list[tuple[str, str]] = []
    for piece in typed.text.split("，"):
        name, colon, value = piece.partition("：")
        if colon:
            pieces.append((trim(name), trim(value)))
        elif pieces:  # a list of agencies has such commas too
            last_name, last_value = pieces[-1]
            pieces[-1] = (last_name, f"{last_value}，{trim(piece)}")
        else:
            pieces.append((trim(piece), ""))
    return [(Scalar(name, typed.line), Scalar(value, typed.line)) for name, value in pieces]


def take_known(pairs: Iterable[Pair], names: Mapping[str, str], faults: list[Fault]) -> dict[str, Pair]:
    """The pairs by what their names mean; unknown and repeated names are added to ``faults``.

    >>> faults = []
    >>> list(take_known([(Scalar("行距", 1), Scalar("28", 1))], {"行距": "line_pitch"}, faults)), faults
    (['line_pitch'], [])
    """
    known: dict[str, Pair] = {}
    for name, value in pairs:
        meaning = names.get(trim(name.text))
        if meaning is None:
            faults.append(_unknown(name, names))
        elif meaning in known:
            message = f"同一项写了两次：第 {known[meaning][0].line} 行和第 {name.line} 行"
            faults.append(Fault("duplicate-field", message, "只留一个", field=shown(name.text), line=name.line))
        else:
            known[meaning] = (name, value)
    return known


def _unknown(name: Scalar, names: Mapping[str, str]) -> Fault:
    allowed = f"可用的键：{'、'.join(known for known in names if not known.isascii())}"
    likely = nearest(name.text, names)
    cure = f"是不是“{likely}”？{allowed}" if likely else allowed
    return Fault("unknown-field", "不认识的项目", cure, field=shown(name.text) or "（空）", line=name.line)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The Chinese name that an unknown one most likely meant."""
    chinese = [known for known in names if not known.isascii()]
    matches = get_close_matches(trim(name), chinese, n=1, cutoff=0.4)
    return matches[0] if matches else None
