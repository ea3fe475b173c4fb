"""``theme1.xml``: no style of ours refers to it, but validators and Word expect one, so it names our own fonts."""

from __future__ import annotations

from gongwen.ooxml.names import DRAWING, XML_HEAD
from gongwen.ooxml.text import attribute
from gongwen.standard.profiles import Profile

__all__ = ["theme_xml"]

_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "000000",
    "lt2": "FFFFFF",
    "accent1": "FF0000",
    "accent2": "C00000",
    "accent3": "7F7F7F",
    "accent4": "595959",
    "accent5": "404040",
    "accent6": "262626",
    "hlink": "000000",
    "folHlink": "000000",
}


def theme_xml(profile: Profile) -> str:
    """A theme in black, white and red whose fonts are the profile's."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    font = attribute(profile.fonts.fangsong)
    latin = attribute(profile.latin_font or profile.fonts.fangsong)
    face = f'<a:latin typeface="{latin}"/><a:ea typeface="{font}"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML_HEAD}<a:theme xmlns:a="{DRAWING}" name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
