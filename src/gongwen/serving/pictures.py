"""The pictures that a request brings, known by their names alone: what the source calls ``图/印章.png`` is 印章.png."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["KeptPictures", "Pictures", "bare_name", "keep_pictures"]

_NAMES = "names.json"


def bare_name(name: str) -> str:
    r"""A name without its folders.

    >>> bare_name("图/印章.png"), bare_name("C:\\图\\印章.png"), bare_name("印章.png")
    ('印章.png', '印章.png', '印章.png')
    """
    return name.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True)
class Pictures:
    """Pictures in memory; called with a name of the source, the bytes. Raises ``LookupError`` where there is none."""

    named: Mapping[str, bytes]

    def __call__(self, name: str) -> bytes:
        return self.named[bare_name(name)]


@dataclass(frozen=True)
class KeptPictures:
    """Pictures in a folder of ours, under numbers: what their sender calls them is no name of a file here."""

    folder: str

    def __call__(self, name: str) -> bytes:
        place = Path(self.folder)
        names: list[str] = json.loads((place / _NAMES).read_bytes())
        if (called := bare_name(name)) not in names:
            raise LookupError(name)
        return (place / str(names.index(called))).read_bytes()


def keep_pictures(pictures: Mapping[str, bytes], folder: Path) -> None:
    """Put pictures into a new folder, for :class:`KeptPictures` to find."""
    folder.mkdir()
    for number, content in enumerate(pictures.values()):
        (folder / str(number)).write_bytes(content)
    (folder / _NAMES).write_bytes(json.dumps(list(pictures)).encode())
