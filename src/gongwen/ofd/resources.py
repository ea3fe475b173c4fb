"""What the pages of an OFD share: fonts and pictures, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO

from gongwen.errors import packages_needed
from gongwen.fonts.portions import Portion
from gongwen.keeping import kept_by_size
from gongwen.model.image import image_facts
from gongwen.ofd.markup import Numbers, attribute, part
from gongwen.ooxml.package import Member, deflated, deflated_smaller, stored

__all__ = ["Resources"]

_FOLDER = "Res"
_FORMATS = {"png": "PNG", "jpg": "JPEG", "bmp": "BMP"}


class _Font:
    """A font as the pages use it."""

    def __init__(self, portion: Portion, number: int) -> None:
        self.portion = portion
        self.number = number
        self.chosen: set[int] = set()
        self.characters: set[str] = set()

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"font_{self.number}.{'otf' if self.portion.is_cff else 'ttf'}"


class Resources:
    """The fonts and pictures of a document."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._fonts: dict[Portion, _Font] = {}
        self._pictures: dict[bytes, tuple[int, str, bytes]] = {}

    def font(self, portion: Portion, text: str, chosen: Sequence[int]) -> int:
        """The number of a font that shows a text, some glyphs perhaps chosen by number."""
        font = self._fonts.get(portion)
        if font is None:
            font = self._fonts[portion] = _Font(portion, self._numbers.take())
        font.characters.update(text)
        font.chosen.update(chosen)
        return font.number

    def picture(self, data: bytes) -> int:
        """The number of a picture."""
        key = hashlib.sha256(data).digest()
        found = self._pictures.get(key)
        if found is None:
            ending, content = _in_a_known_format(data)
            found = self._pictures[key] = self._numbers.take(), ending, content
        return found[0]

    def members(self, folder: str) -> Iterator[Member]:
        """The parts that hold them, below the document's folder."""
        fonts = "".join(map(_listed, self._fonts.values()))
        listed = (f"<ofd:Fonts>{fonts}</ofd:Fonts>",) if fonts else ()
        yield deflated(f"{folder}/PublicRes.xml", part("Res", listed, f' BaseLoc="{_FOLDER}"'))
        for font in self._fonts.values():
            used = font.chosen, font.characters
            subset = font.portion.subset(*used, for_systems=True, keeps_numbers=bool(font.chosen))
            yield deflated_smaller(f"{folder}/{_FOLDER}/{font.file}", subset.data)
        media = "".join(
            f'<ofd:MultiMedia ID="{number}" Type="Image" Format="{_FORMATS[ending]}">'
            f"<ofd:MediaFile>picture_{number}.{ending}</ofd:MediaFile></ofd:MultiMedia>"
            for number, ending, _ in self._pictures.values()
        )
        listed = (f"<ofd:MultiMedias>{media}</ofd:MultiMedias>",) if media else ()
        yield deflated(f"{folder}/DocumentRes.xml", part("Res", listed, f' BaseLoc="{_FOLDER}"'))
        for number, ending, content in self._pictures.values():
            yield stored(f"{folder}/{_FOLDER}/picture_{number}.{ending}", content)


def _listed(font: _Font) -> str:
    family = attribute(font.portion.family)
    names = f'FontName="{family}" FamilyName="{family}"'
    return f'<ofd:Font ID="{font.number}" {names}><ofd:FontFile>{font.file}</ofd:FontFile></ofd:Font>'


@kept_by_size()
def _in_a_known_format(data: bytes) -> tuple[str, bytes]:
    """A picture and its ending; one in a format that OFD does not know becomes a PNG."""
    ending = image_facts(data).extension
    if ending in _FORMATS:
        return ending, data
    with packages_needed():
        from PIL import Image  # noqa: PLC0415 - loads only for a GIF
    target = BytesIO()
    with Image.open(BytesIO(data)) as image:
        image.convert("RGBA").save(target, "PNG")
    return "png", target.getvalue()
