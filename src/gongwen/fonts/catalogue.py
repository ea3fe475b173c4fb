"""The fonts of a machine by their names: read from the files once, kept beside their date and size."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from gongwen.fonts.opening import faces_in, style_of
from gongwen.fonts.places import VARIABLE, cache_file, font_paths

__all__ = ["Catalogue", "Listed", "installed", "listed_in"]

_VERSION = 1
_NAME_IDS = (1, 16, 4)
"""A font's family as old and as new programs take it, and its full name."""


class Listed(NamedTuple):
    """A face in a font file: the names it goes by, how heavy it is, and why it cannot be used, if it cannot."""

    path: str
    number: int
    names: tuple[str, ...]
    weight: int = 400
    italic: bool = False
    unusable: str = ""

    @property
    def family(self) -> str:
        """The name that is told to people: a Chinese one where there is one."""
        chinese = (name for name in self.names if not name.isascii())
        return next(chinese, self.names[0] if self.names else os.path.basename(self.path))


class Catalogue:
    """Fonts that can be asked for by name; of equal ones the first is taken."""

    def __init__(self, faces: Iterable[Listed]) -> None:
        self.faces = tuple(faces)
        self._by_name: dict[str, list[Listed]] = defaultdict(list)
        for face in self.faces:
            for name in dict.fromkeys(map(str.casefold, face.names)):
                self._by_name[name].append(face)

    def find(self, family: str, weight: int = 400) -> Listed | None:
        """The upright face of a family that is nearest in weight; a family that ends in “*” may go on as it likes."""
        wanted = family.strip().removeprefix("@").casefold()
        if wanted.endswith("*"):
            found = [face for name in self._by_name if name.startswith(wanted[:-1]) for face in self._by_name[name]]
        else:
            found = self._by_name.get(wanted, [])
        usable = [face for face in found if not face.unusable]
        return min(usable, key=lambda face: (face.italic, abs(face.weight - weight)), default=None)


@lru_cache(maxsize=4)
def _installed(named: str) -> Catalogue:
    del named  # what the environment names is part of the answer
    return Catalogue(_faces())


def installed() -> Catalogue:
    """The fonts of this machine, read once in a process. Raises nothing; what is no font is left out."""
    return _installed(os.environ.get(VARIABLE, ""))


def _faces() -> Iterator[Listed]:
    known = _kept()
    found: dict[str, Any] = {}
    for path in dict.fromkeys(map(os.path.abspath, font_paths())):
        try:
            status = os.stat(path)
        except OSError:
            continue
        entry = known.get(path)
        if entry is None or entry[:2] != [status.st_mtime_ns, status.st_size]:
            entry = [status.st_mtime_ns, status.st_size, [list(face[1:]) for face in listed_in(path)]]
        found[path] = entry
        for index, names, weight, italic, unusable in entry[2]:
            yield Listed(path, index, tuple(names), weight, italic, unusable)
    if found != known:
        _keep(found)


def listed_in(path: str) -> Iterator[Listed]:
    """The faces of a file, as far as they have names; none of one that is no font."""
    for index, face, unusable in faces_in(path):
        wanted = [entry for entry in face.list_names() if entry.name_id in _NAME_IDS]
        names = dict.fromkeys(face.get_name(entry.name_id, entry.language) for entry in wanted)
        weight, italic = style_of(face)
        yield Listed(path, index, tuple(name for name in names if name), weight, italic, unusable)


def _kept() -> dict[str, Any]:
    """What was read in earlier runs; nothing if it cannot be read or is not ours."""
    file = cache_file()
    try:
        content: Any = json.loads(file.read_bytes()) if file else {}
        kept = content["files"] if content["version"] == _VERSION else {}
        is_ours = all(len(entry) == 3 and all(len(face) == 5 for face in entry[2]) for entry in kept.values())
    except Exception:  # whatever stands there: it is a cache
        return {}
    return dict(kept) if is_ours else {}


def _keep(found: dict[str, Any]) -> None:
    file = cache_file()
    if file is None:
        return
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({"version": _VERSION, "files": found}), encoding="utf-8")
        os.replace(beside, file)
    except (OSError, ValueError):  # read-only or full, or a name that is no text: the next run reads the fonts again
        pass
