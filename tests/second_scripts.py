"""Short texts in every script of an autonomous area, for documents in two scripts (9704-1-c)."""

from __future__ import annotations

__all__ = ["TEXTS", "translation"]

TEXTS: dict[str, tuple[str, str]] = {
    "bo": ("བརྡ་ཐོ།", "མི་དམངས་སྲིད་གཞུང་།"),
    "ug": ("ئۇقتۇرۇش", "خەلق ھۆكۈمىتى"),
    "kk": ("ۇقتىرۋ", "حالىق ۇكىمەتى"),
    "mn": ("ᠮᠡᠳᠡᠭᠳᠡᠯ", "ᠠᠷᠠᠳ\u202fᠤᠨ ᠵᠠᠰᠠᠭ\u202fᠤᠨ ᠣᠷᠳᠣᠨ"),
    "ii": ("ꆈꌠꉙ", "ꍏꇩ"),
    "ko": ("통지", "인민정부"),
    "za": ("Vahcuengh", "Yinzminz Cwngfuj"),
}
"""“Notice” and “people's government”, or the language's own name and “China” where these are all that CLDR has."""


def translation(locale: str, **changes: str) -> dict[str, str]:
    """民族文字 as a source has it."""
    title, issuer = TEXTS[locale]
    return {"locale": locale, "title": title, "issuer": issuer, **changes}
