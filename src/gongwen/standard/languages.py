"""Second scripts of autonomous areas: the font that shows each, and which of them run from right to left (9704-1-c).

A language is set in the script that is in general use where the document is issued: Mongolian in the traditional
script, Kazakh in Arabic letters. Who means another writing of the language says so in the locale (``kk_Cyrl``).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

__all__ = ["LANGUAGES", "Script", "language_of"]


class Script(NamedTuple):
    """How a language is set: its font, its direction, what its writing is called, which letters it has.

    ``code`` is the script in a locale where the language has several, ``dates`` the locale whose dates are in it.
    """

    font: str
    name: str = ""
    letters: tuple[str, str] = ("", "")
    right_to_left: bool = False
    code: str = ""
    dates: str = ""

    def writes(self, text: str) -> bool:
        """Whether any letter of a text belongs to this script.

        >>> LANGUAGES["mn"].writes("ᠮᠣᠩᠭᠣᠯ"), LANGUAGES["mn"].writes("Монгол")
        (True, False)
        """
        first, last = self.letters
        return any(first <= character <= last for character in text)


_ARABIC = ("\u0600", "\u06ff")

LANGUAGES: MappingProxyType[str, Script] = MappingProxyType(
    {
        "bo": Script("Microsoft Himalaya", "藏文", ("\u0f00", "\u0fff")),
        "ug": Script("Microsoft Uighur", "维吾尔文", _ARABIC, right_to_left=True),
        "kk": Script(
            "Microsoft Uighur", "阿拉伯字母的哈萨克文", _ARABIC, right_to_left=True, code="Arab", dates="kk_Arab"
        ),
        "mn": Script("Mongolian Baiti", "传统蒙古文", ("\u1800", "\u18af"), code="Mong"),
        "ii": Script("Microsoft Yi Baiti", "彝文", ("\ua000", "\ua4cf")),
        "ko": Script("Malgun Gothic", "朝鲜文", ("\uac00", "\ud7a3")),
        "za": Script("Times New Roman", "壮文", ("A", "z")),
    }
)

_OTHERS = Script("Times New Roman", letters=("", "\U0010ffff"))
_SCRIPT_LENGTH, _TERRITORY_LENGTH = 4, 2
_HERE = "CN"


def language_of(locale: str) -> Script:
    """How a locale's language is set; Latin for one that is not listed.

    >>> language_of("bo_CN").font
    'Microsoft Himalaya'
    >>> language_of("kk").right_to_left, language_of("kk_Cyrl").right_to_left
    (True, False)
    """
    language, *rest = locale.replace("-", "_").split("_")
    script = LANGUAGES.get(language, _OTHERS)
    if script.code:
        code = next((part for part in rest if len(part) == _SCRIPT_LENGTH), "")
        territory = next((part for part in rest if len(part) == _TERRITORY_LENGTH), _HERE)
        if code != script.code and (code or territory != _HERE):
            return _OTHERS
    return script
