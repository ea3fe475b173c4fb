"""Specimens: a filled-in source file for each 文种, which renders as it stands, and a unit's file, which loads.

They stand with the shipped templates in ``templates/`` at the top of the tree, where an office finds them; the wheel
carries the same files inside the package.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from gongwen.errors import Fault, InputError
from gongwen.standard.kinds import KINDS, Kind

__all__ = ["shelf", "specimen", "specimen_kind", "specimen_kinds"]

_SHELVES = (Path(__file__).parent / "templates", Path(__file__).parents[2] / "templates")
"""In an installed package, and in a checkout that is run as it stands or installed with ``pip install -e``."""

_UNIT = ("单位", "单位文件", "unit")
_OTHER_NAMES = {
    "令": Kind.ORDER,
    "会议纪要": Kind.MINUTES,
    "工作总结": Kind.SUMMARY,
    "工作计划": Kind.PLAN,
    "工作方案": Kind.SCHEME,
}


def shelf(folder: str) -> Path:
    """The folder of what is shipped: ``docx`` for templates, ``specimens`` for source files.

    Raises :class:`~gongwen.InputError` where neither the package nor the tree holds it: the package is not whole.
    """
    found = next((path / folder for path in _SHELVES if (path / folder).is_dir()), None)
    if found is None:
        raise InputError(
            Fault(
                "incomplete-installation",
                "程序不完整：没有随附的模板和样稿",
                "重新安装 gongwen",
                value=str(_SHELVES[0] / folder),
            )
        )
    return found


def specimen_kinds() -> tuple[Kind, ...]:
    """The kinds that have a specimen."""
    return tuple(kind for kind in Kind if _file(kind).is_file())


def specimen(name: str) -> str:
    """The specimen of a 文种, by its Chinese or English name; 单位 is a unit's file.

    Raises :class:`~gongwen.InputError` for a name that is no 文种, with the nearest right one.
    """
    if name.strip() in _UNIT:
        return (shelf("specimens") / "unit.yaml").read_text(encoding="utf-8")
    return _file(specimen_kind(name)).read_text(encoding="utf-8")


def specimen_kind(name: str) -> Kind:
    """The 文种 of a Chinese or English name, of which there is a specimen.

    Raises :class:`~gongwen.InputError` for a name that is none, with the nearest right one.

    >>> specimen_kind("letter").value, specimen_kind("会议纪要").value
    ('函', '纪要')
    """
    wanted = name.strip()
    kind = _OTHER_NAMES.get(wanted) or next(
        (kind for kind in Kind if wanted in (kind.value, KINDS[kind].english)), None
    )
    kinds = [kind.value for kind in specimen_kinds()]
    if kind is None or kind.value not in kinds:
        available = [*kinds, _UNIT[0]]
        nearest = get_close_matches(wanted, available, n=1, cutoff=0.3)
        cure = f"是不是“{nearest[0]}”？" if nearest else "改写成可用的文种之一"
        raise InputError(
            Fault("unknown-kind", "没有这个文种的样稿", cure, field="文种", value=name, allowed="、".join(available))
        )
    return kind


def _file(kind: Kind) -> Path:
    return shelf("specimens") / f"{KINDS[kind].english}.md"
