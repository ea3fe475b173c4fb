"""A unit's own profile: a YAML file that starts from 国标 or 通行 and says what differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from gongwen.errors import Fault, InputError, system_fault
from gongwen.standard.profiles import NATIONAL, PROFILES, EmptyLine, Profile
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["find_profile"]

_MILLIMETRES = {"上": "top", "下": "bottom", "左": "left", "右": "right"}
_POINTS = {"行距": "line_pitch", "字距": "character_spacing"}
_FONTS = {"仿宋": "fangsong", "黑体": "heiti", "楷体": "kaiti", "小标宋": "xiaobiaosong", "宋体": "songti"}
_NAMES = {"名称": "name", "数字字体": "latin_font"}
_EMPTY_LINE = "空行"
_BASE = "基于"
_KNOWN = (_BASE, *_NAMES, *_MILLIMETRES, *_POINTS, _EMPTY_LINE, *_FONTS)
# Beyond these a page is no page of the standard any more.
_BOUNDS: dict[str, tuple[float, float]] = {
    "上": (20, 60),
    "下": (20, 60),
    "左": (15, 45),
    "右": (15, 45),
    "行距": (20, 40),
    "字距": (-1, 1),
}


def find_profile(name: str) -> Profile:
    """The profile of a name (国标, 通行) or of a YAML file.

    Lengths of margins are millimetres, 行距 and 字距 points. Raises :class:`~gongwen.InputError` with every fault.
    """
    if name in PROFILES:
        return PROFILES[name]
    path = Path(name)
    if path.suffix.lower() not in (".yaml", ".yml") and not path.is_file():
        raise InputError(
            Fault("unknown-profile", "没有这种版面", "写 国标、通行，或版面文件的路径", field="版面", value=name)
        )
    return _read(path)


def _read(path: Path) -> Profile:
    import yaml  # noqa: PLC0415 - only a unit's own file needs it

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(system_fault(error, str(path))) from None
    except UnicodeDecodeError:
        raise InputError(Fault("wrong-encoding", "版面文件不是 UTF-8", "另存为 UTF-8", file=str(path))) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise InputError(
            Fault("wrong-yaml", "版面文件不是合法的 YAML", "检查冒号和缩进", file=str(path), line=line)
        ) from None
    if not isinstance(data, dict):
        raise InputError(
            Fault("wrong-yaml", "版面文件应是一组键和值", f"可用的键：{'、'.join(_KNOWN)}", file=str(path))
        )
    return _profile(data, str(path))


def _profile(data: dict[Any, Any], file: str) -> Profile:
    faults: list[Fault] = []

    def refuse(key: str, message: str, cure: str) -> None:
        faults.append(Fault("wrong-profile", message, cure, field=key, value=str(data.get(key, key)), file=file))

    base = PROFILES.get(str(data.get(_BASE, NATIONAL.name)))
    if base is None:
        refuse(_BASE, "没有这种版面", "写 国标 或 通行")
        base = NATIONAL
    changes: dict[str, Any] = {"name": str(data.get("名称", Path(file).stem))}
    fonts: dict[str, str] = {}
    for key, value in data.items():
        if key in _MILLIMETRES or key in _POINTS:
            low, high = _BOUNDS[key]
            if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
                refuse(key, f"应是 {low:g} 到 {high:g} 之间的数", "边距写毫米数，行距、字距写磅数")
                continue
            unit: Length = Mm(value) if key in _MILLIMETRES else Pt(value)
            changes[_MILLIMETRES.get(key) or _POINTS[key]] = unit
        elif key in _FONTS:
            fonts[_FONTS[key]] = str(value)
        elif key == "数字字体":
            changes["latin_font"] = str(value) if value else None
        elif key == _EMPTY_LINE:
            try:
                changes["empty_line"] = EmptyLine(value)
            except ValueError:
                refuse(key, "不在可用的值之内", "写 边到边 或 整行")
        elif key not in _KNOWN:
            refuse(str(key), "不认识的项目", f"可用的键：{'、'.join(_KNOWN)}")
    if faults:
        raise InputError(faults)
    return replace(base, fonts=replace(base.fonts, **fonts), **changes)
