"""A unit's own profile: settings that start from 国标 or 通行 and say what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gongwen.errors import Fault, InputError
from gongwen.patterns import pattern
from gongwen.reading.files import Folder, file_name, read_named
from gongwen.reading.settings import Pair, read_settings, take_known
from gongwen.reading.yaml_nodes import Scalar, typed_text
from gongwen.standard.profiles import NATIONAL, PROFILES, EmptyLine, Profile
from gongwen.standard.units import Length, Mm, Pt
from gongwen.text import shown, trim

__all__ = ["FONT_NAMES", "PAGE_NAMES", "find_profile", "profile_named", "read_profile"]

_MARGINS = {"上": "top", "下": "bottom", "左": "left", "右": "right"}
_POINTS = {"行距": "line_pitch", "字距": "character_spacing"}
_FONTS = {"仿宋": "fangsong", "黑体": "heiti", "楷体": "kaiti", "小标宋": "xiaobiaosong", "宋体": "songti"}
_LATIN = {"数字字体": "latin_font"}
_OTHER = {"基于": "base", "名称": "name", "空行": "empty_line"}


def _with_english(names: dict[str, str]) -> MappingProxyType[str, str]:
    return MappingProxyType({**names, **{english: english for english in names.values()}})


FONT_NAMES = _with_english({**_FONTS, **_LATIN})
"""What a profile's fonts are called."""
PAGE_NAMES = _with_english({**_OTHER, **_MARGINS, **_POINTS, **_FONTS, **_LATIN})
"""What all settings of a profile are called."""

# Beyond these a page is no page of the standard any more.
_BOUNDS = {
    "top": (20, 60),
    "bottom": (20, 60),
    "left": (15, 45),
    "right": (15, 45),
    "line_pitch": (20, 40),
    "character_spacing": (-1, 1),
}
_UNIT = pattern(r"\s*(?:mm|毫米|pt|磅)$", re.IGNORECASE)


def find_profile(name: str) -> Profile:
    """The profile of a name (国标, 通行) or of a YAML file that a caller names.

    Lengths of margins are millimetres, 行距 and 字距 points. Raises :class:`~gongwen.InputError` with every fault.
    """
    if name in PROFILES:
        return PROFILES[name]
    path = Path(name)
    if path.suffix.lower() not in _ENDINGS and not _is_file(path):
        raise InputError(_unknown(name))
    return _read(path, path.stem, None)


def profile_named(name: str, folder: Folder | None) -> Profile:
    """The profile that a file of settings names: 国标, 通行, or a file in the folder of that file.

    Raises :class:`~gongwen.InputError` with every fault.
    """
    if name in PROFILES:
        return PROFILES[name]
    if folder is None and not name.lower().endswith(_ENDINGS):
        raise InputError(_unknown(name))
    content = read_named(name, folder)
    if isinstance(content, Fault):
        is_name = content.code == "file-not-found" and not name.lower().endswith(_ENDINGS)
        raise InputError(_unknown(name) if is_name else replace(content, field="版面"))
    return _read(content, Path(file_name(name)).stem, shown(name))


_ENDINGS = (".yaml", ".yml")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except ValueError:  # a NUL in a path
        return False


def _unknown(name: str) -> Fault:
    return Fault("unknown-profile", "没有这种版面", "写 国标、通行，或版面文件的路径", field="版面", value=shown(name))


def _read(source: Path | bytes, name: str, file: str | None) -> Profile:
    known = [key for key in PAGE_NAMES if not key.isascii()]
    settings = read_settings(source, title="版面文件", known=known, file=file)
    faults: list[Fault] = []
    profile = read_profile(settings.pairs, NATIONAL, name, faults)
    if faults:
        raise InputError(fault.at(file=settings.file) for fault in faults)
    return profile


def read_profile(pairs: Iterable[Pair], base: Profile, name: str, faults: list[Fault]) -> Profile:
    """``base`` with the settings of ``pairs``; wrong settings are added to ``faults`` and left as they were.

    >>> read_profile([(Scalar("行距", 1), Scalar("28", 1))], NATIONAL, "青山镇", []).line_pitch.pt
    28.0
    """
    changes: dict[str, Any] = {"name": name}
    fonts: dict[str, str] = {}
    for meaning, (key, node) in take_known(pairs, PAGE_NAMES, faults).items():
        text = trim(node.text) if isinstance(node, Scalar) else None
        value = None if text is None else _value(meaning, text)
        if value is None:
            message, cure = _demand(meaning)
            found = shown(typed_text(node))
            faults.append(Fault("wrong-profile", message, cure, field=shown(key.text), value=found, line=key.line))
        elif meaning in _FONTS.values():
            fonts[meaning] = value
        elif meaning == "base":
            base = value
        else:
            changes[meaning] = value or None
    return replace(base, fonts=replace(base.fonts, **fonts), **changes)


def _value(meaning: str, text: str) -> Any:
    """The setting that a text says; None when it is unusable."""
    if meaning in _BOUNDS:
        return _length(meaning, text)
    if meaning == "base":
        return PROFILES.get(text)
    if meaning == "empty_line":
        return next((way for way in EmptyLine if way.value == text), None)
    if meaning == "latin_font":
        return text  # empty: the digits take the Chinese font of their place
    return text or None


def _length(meaning: str, text: str) -> Length | None:
    low, high = _BOUNDS[meaning]
    try:
        number = float(_UNIT.sub("", text))
    except ValueError:
        return None
    if not low <= number <= high:
        return None
    return Mm(number) if meaning in _MARGINS.values() else Pt(number)


def _demand(meaning: str) -> tuple[str, str]:
    if meaning in _BOUNDS:
        low, high = _BOUNDS[meaning]
        return f"应是 {low:g} 到 {high:g} 之间的数", "边距写毫米数，行距、字距写磅数"
    if meaning == "base":
        return "没有这种版面", "写 国标 或 通行"
    if meaning == "empty_line":
        return "不在可用的值之内", "写 边到边 或 整行"
    return "应是一个名称", "写上名称，如“仿宋_GB2312”，或删去这一项"
