"""Questions that many rules of the page ask: is this the typeface, the size, the indent. Hits where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongwen.checking.page import Line
from gongwen.checking.remedies import Aspect, Remedy
from gongwen.checking.rule import Hit
from gongwen.ooxml.facts import Run, RunFormat
from gongwen.standard.families import FAMILIES, is_of_family
from gongwen.standard.figures import Figure
from gongwen.standard.profiles import Face
from gongwen.standard.units import Length

__all__ = ["chars", "faced", "faces", "is_centred", "is_flush", "points", "sizes"]

_NEAR = 0.3
"""Characters that an indent may be off (9704-7.3.3-c)."""
_SIZE_NAMES = {22.0: "二号（22 磅）", 16.0: "三号（16 磅）", 14.0: "四号（14 磅）"}


def points(length: Length) -> str:
    """A size or a pitch in points.

    >>> from gongwen.standard.units import Pt
    >>> points(Pt(16)), points(Pt(28.95))
    ('三号（16 磅）', '28.95 磅')
    """
    value = round(length.pt, 2)
    return _SIZE_NAMES.get(value, f"{value:g} 磅")


def faces(lines: Iterable[Line], *wanted: Face, what: str) -> Iterator[Hit]:
    """Lines whose 汉字 are in no font of the typefaces."""
    for line in lines:
        yield from faced(line, line.chinese(), *wanted, what=what)


def faced(
    line: Line,
    runs: Iterable[tuple[Run, RunFormat]],
    *wanted: Face,
    what: str,
    aspect: Aspect = Aspect.TYPEFACE,
) -> Iterator[Hit]:
    """The first of some runs of a line that is in no font of the typefaces."""
    names = "或".join(face.value for face in wanted)
    for run, said in runs:
        font = said.font_east_asia
        if font is None or not any(is_of_family(font, face) for face in wanted):
            cure = f"选中这些字，把中文字体改为{names}（如 {FAMILIES[wanted[0]][0]}）"
            setting = (wanted[0].name.lower(), font)
            words, found = run.text.strip(), font or "没有设中文字体"
            remedy = Remedy(aspect, wanted[0])
            yield Hit(f"{what}的字体不对", cure, line, words, found, names, setting=setting, remedy=remedy)
            return


def sizes(lines: Iterable[Line], figure: Figure, *, what: str, least: Length | None = None) -> Iterator[Hit]:
    """Lines with words of another size."""
    for line in lines:
        for run, said in line.runs:
            value = said.size.pt
            wanted = figure.value.pt
            low = wanted if least is None else least.pt
            if not low - figure.tolerance.pt - 0.01 <= value <= wanted + figure.tolerance.pt + 0.01:
                yield Hit(
                    f"{what}的字号不对",
                    f"把字号改为{points(figure.value)}",
                    line,
                    run.text.strip(),
                    points(said.size),
                    points(figure.value),
                    remedy=Remedy(Aspect.SIZE, figure.value),
                )
                break


def chars(length: Length, line: Line) -> float:
    """A length in characters of a line's own size."""
    size = line.size
    return 0.0 if size is None or size.pt <= 0 else length / size


def is_flush(line: Line) -> bool:
    """Whether a line and the lines that follow begin at the edge of the text."""
    said = line.format
    lead = chars(said.indent_left + said.first_line, line) + line.typed_indent
    return abs(lead) <= _NEAR and said.alignment not in ("center", "right", "end")


def is_centred(line: Line) -> bool:
    """Whether a line stands in the middle: centred, and pushed aside by no indent."""
    said = line.format
    if said.alignment != "center":
        return False
    return abs(said.indent_left.pt - said.indent_right.pt) <= 4 and abs(chars(said.first_line, line)) <= _NEAR
