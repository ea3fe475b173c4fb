"""Where tags stand in a text, found in one pass: a mark that is never closed does not make every other one search
the whole rest of the text again, as a regular expression would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["CLOSING", "EVERY_TAG", "PRINTING_OR_DOING", "replaced", "spans", "without"]

CLOSING: Mapping[str, str] = {"{{": "}}", "{%": "%}", "{#": "#}"}
"""How each kind of tag ends."""
EVERY_TAG = tuple(CLOSING)
PRINTING_OR_DOING = ("{{", "{%")


def spans(text: str, openings: Sequence[str] = EVERY_TAG) -> Iterator[tuple[int, int]]:
    """Where the tags of the kinds wanted begin and end; one that is not closed is none.

    >>> list(spans("{{ 村名 }}的{% if", ("{{", "{%")))
    [(0, 8)]
    """
    place = 0
    wanted = {opening: text.find(opening) for opening in openings}
    while True:
        # Where each kind opens next; a kind that is not closed from here on is not closed further on either.
        for opening, found in wanted.items():
            if 0 <= found < place:
                wanted[opening] = text.find(opening, place)
        first = min(((found, opening) for opening, found in wanted.items() if found >= 0), default=None)
        if first is None:
            return
        begin, opening = first
        end = text.find(CLOSING[opening], begin + len(opening))
        if end < 0:
            del wanted[opening]
            continue
        place = end + len(CLOSING[opening])
        yield begin, place


def replaced(text: str, instead: Callable[[str], str], openings: Sequence[str] = EVERY_TAG) -> str:
    """The text with something else for every tag.

    >>> replaced("{{ 村名 }}好", str.upper), replaced("{# 注 #}好", lambda tag: "")
    ('{{ 村名 }}好', '好')
    """
    parts, last = [], 0
    for begin, end in spans(text, openings):
        parts += [text[last:begin], instead(text[begin:end])]
        last = end
    return "".join([*parts, text[last:]])


def without(text: str, openings: Sequence[str] = EVERY_TAG) -> str:
    """The text without its tags.

    >>> without("{# 注 #}各村{{ 村名 }}", ("{#",))
    '各村{{ 村名 }}'
    """
    return replaced(text, lambda _: "", openings)
