"""Pictures: inline ones on their own line, and seals behind the text."""

from __future__ import annotations

from functools import lru_cache

from gongwen.blocks.block import PictureBlock, SealPlacement
from gongwen.keeping import are_long
from gongwen.ooxml.text import attribute
from gongwen.ooxml.units import emu
from gongwen.standard.units import Length

__all__ = ["inline_picture", "seal_behind_text"]


def inline_picture(block: PictureBlock, relationship: str, number: int) -> str:
    """A run with the picture in the line."""
    extent = f'cx="{emu(block.width)}" cy="{emu(block.height)}"'
    graphic = _graphic(block.name, relationship, number, extent)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/>{graphic}</wp:inline></w:drawing></w:r>"
    )


def seal_behind_text(seal: SealPlacement, relationship: str, number: int) -> str:
    """A run with the seal, behind the text and bound to its paragraph (9704-7.3.5.1-e)."""
    _, name, description, *square = seal
    anchored = _anchored.__wrapped__ if are_long((name, description)) else _anchored
    return anchored(name, description, *square, relationship, number)


@lru_cache(maxsize=256)
def _anchored(
    name: str,
    description: str,
    left: Length,
    top: Length,
    width: Length,
    height: Length,
    relationship: str,
    number: int,
) -> str:
    """The same without the picture's bytes; an office's seals lie at the same place in all its documents."""
    extent = f'cx="{emu(width)}" cy="{emu(height)}"'
    graphic = _graphic(name, relationship, number, extent, description)
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin"><wp:posOffset>{emu(left)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{emu(top)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>{graphic}</wp:anchor>'
        "</w:drawing></w:r>"
    )


def _graphic(name: str, relationship: str, number: int, extent: str, description: str = "") -> str:
    label = attribute(name)
    alternative = f' descr="{attribute(description)}"' if description else ""
    return (
        f'<wp:docPr id="{number}" name="{label}"{alternative}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{label}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
