"""Fonts: which file of this machine shows which font of a page, and the glyphs that it draws there.

In: the text runs of a display list, and the fonts that are installed or named. Out: glyphs of font files in their
places, subsets of those files for whoever embeds them, and remarks on every font that another stands in for. No font
comes with the library.
"""

from gongwen.fonts.catalogue import Catalogue, installed
from gongwen.fonts.choosing import FontSet, font_set
from gongwen.fonts.showing import GlyphRun

__all__ = ["Catalogue", "FontSet", "GlyphRun", "font_set", "installed"]
