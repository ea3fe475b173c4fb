"""Dates: read as people write them, written as the standard asks (9704-7.3.5.4), or in a second language."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from gongwen.patterns import pattern
from gongwen.standard.languages import LANGUAGES, language_of
from gongwen.standard.numerals import numeral_value

__all__ = ["DATE_FORMS", "date_in_language", "date_of_adoption", "read_date", "write_date"]

DATE_FORMS = "2026-11-23、2026年11月23日、二〇二六年十一月二十三日"

# The circles and letters that people type for 〇, and full-width digits.
_PLAIN = str.maketrans("０１２３４５６７８９○◯零ＯＯOo０〇", "0123456789〇〇〇〇〇〇〇0〇")
_YEAR_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_NUMERIC = pattern(r"(\d{4})\s*(?:年|[-/.．])\s*(\d{1,2})\s*(?:月|[-/.．])\s*(\d{1,2})\s*日?")
_CHINESE = pattern(r"([〇一二三四五六七八九0-9]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,4})日")
_IN_TEXT = pattern(
    r"[0-9０-９○◯零ＯＯOo〇一二三四五六七八九]{4}\s*(?:年|[-/.．])\s*[0-9０-９一二三四五六七八九十]{1,3}\s*(?:月|[-/.．])\s*"
    r"[0-9０-９一二三四五六七八九十]{1,4}\s*日?"
)
_DAY_IN_TEXT = pattern(r"[0-9０-９一二三四五六七八九十]\s*日")
_ADOPTED = pattern(r"(?:通过|批准)\s*$")
_LONGEST_KEPT = 40
"""Characters; no date is longer, whatever a stranger puts between its figures."""
_ISO_TIME = pattern(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")


@lru_cache(maxsize=1024)
def write_date(day: date) -> str:
    """A date as 成文日期 and 印发日期 write it: year in full, no leading zeros (9704-7.3.5.4).

    The pattern is the standard's own; it is also CLDR's long date for zh.

    >>> write_date(date(2026, 1, 5))
    '2026年1月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def read_date(text: str) -> date | None:
    """The date that a text writes, in any common writing, or None when it is no date of the calendar.

    >>> read_date("2026-11-23") == read_date("2026年11月23日") == read_date("二〇二六年十一月二十三日")
    True
    >>> read_date("二O一一年四月十日").isoformat()
    '2011-04-10'
    >>> read_date("2026/11/23 0:00").isoformat()  # as a spreadsheet saves it as text
    '2026-11-23'
    >>> read_date("2026年2月30日") is None
    True
    """
    return _date(text) if len(text) <= _LONGEST_KEPT else _date.__wrapped__(text)


@lru_cache(maxsize=1024)
def _date(text: str) -> date | None:
    written = "".join(_ISO_TIME.sub("", text.strip()).translate(_PLAIN).split())
    numeric = _NUMERIC.fullmatch(written.replace("〇", "0"))
    if numeric:
        return _calendar_date(*(int(part) for part in numeric.groups()))
    chinese = _CHINESE.fullmatch(written)
    if chinese:
        month, day = numeral_value(chinese[2]), numeral_value(chinese[3])
        if month and day:
            return _calendar_date(int(chinese[1].translate(_YEAR_DIGITS)), month, day)
    return None


def _calendar_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_of_adoption(remark: str) -> date | None:
    """The date on which a meeting adopted a text, as 题注 tells it (TL-9.12).

    It is the only date there, and 通过 or 批准 are the last words; otherwise None.

    >>> date_of_adoption("2026年1月16日云岭县第十九届人民代表大会第六次会议通过").isoformat()
    '2026-01-16'
    >>> date_of_adoption("2026年1月15日至16日云岭县第十九届人民代表大会第六次会议通过") is None
    True
    """
    if not _ADOPTED.search(remark):
        return None
    found = _IN_TEXT.findall(remark)
    if len(found) != 1 or len(_DAY_IN_TEXT.findall(remark)) > 1:
        return None
    return read_date(found[0])


def date_in_language(day: date, locale: str) -> str:
    """A date in a second language, for documents that use two scripts (9704-1-c).

    It is CLDR's long date in the script that :func:`~gongwen.standard.languages.language_of` names; for the
    traditional Mongolian script, in which CLDR has none, as offices in 内蒙古 write it. ``locale`` is a CLDR name such
    as ``bo``, ``mn`` or ``ug``. Raises ``ValueError`` for a locale that CLDR lacks.

    >>> date_in_language(date(2026, 11, 23), "en")
    'November 23, 2026'
    >>> date_in_language(date(2026, 11, 23), "kk")
    '2026، 23-قاراشا'
    """
    from babel import UnknownLocaleError  # noqa: PLC0415 - heavy, and only two-script documents need it
    from babel.dates import format_date  # noqa: PLC0415

    script = language_of(locale)
    if script is LANGUAGES["mn"]:
        return _in_traditional_mongolian(day)
    try:
        return format_date(day, format="long", locale=script.dates or locale)
    except UnknownLocaleError as unknown:
        raise ValueError(f"CLDR has no locale {locale!r}") from unknown


# The words for year, month and day, each after its figure; suffixes are joined on by a narrow space that never breaks,
# and the last vowel of ᠰᠠᠷ᠎ᠠ stands apart (Unicode 13.5).
_MONGOLIAN_DATE = "{year} ᠣᠨ\u202fᠤ {month} ᠰᠠᠷ\u180eᠠ\u202fᠶᠢᠨ {day}\u202f{of} ᠡᠳᠦᠷ"
# How the figure of the day is read decides its genitive: nigen-ü, qoyar-un, γurban-u.
_OF_FRONT, _OF_TWO, _OF_BACK = "ᠦ", "ᠤᠨ", "ᠤ"
_MONGOLIAN_GENITIVES = {1: _OF_FRONT, 2: _OF_TWO, 4: _OF_FRONT, 9: _OF_FRONT}


def _in_traditional_mongolian(day: date) -> str:
    of = _MONGOLIAN_GENITIVES.get(day.day % 10, _OF_BACK)
    return _MONGOLIAN_DATE.format(year=day.year, month=day.month, day=day.day, of=of)
