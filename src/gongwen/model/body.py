"""正文: what stands between 主送机关 and 附件说明, as nested blocks.

A block is a paragraph, a section, a table or a picture. A section has a level from 1 to 4 (一、 （一） 1. （1）), a
heading that stands alone or runs into the text, and blocks of its own; a section inside it lies deeper and may skip
a level. The numbers of sections follow from their order, so they are not stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from gongwen.model.base import Value, with_valid, without_plugins
from gongwen.model.image import ImageFacts, image_facts, shared_picture
from gongwen.model.values import AS_TEXT_TOO, Data, Line, Prose
from gongwen.standard.numbering import section_label

__all__ = ["Block", "BlockGiven", "Blocks", "Paragraph", "Picture", "Section", "Table", "walk"]

DEEPEST_LEVEL = 4
MOST_COLUMNS = 63


class Paragraph(Value):
    """A paragraph of text.

    >>> Paragraph(text="春耕在即。").text
    '春耕在即。'
    """

    type: Literal["paragraph"] = "paragraph"
    text: Prose = Field(min_length=1)


class Picture(Value):
    """A picture on a line of its own, with an optional caption below.

    >>> Picture(data=b"x")
    Traceback (most recent call last):
    ...
    gongwen.errors.InputError: 〔图片〕不是图片。处理：可用 PNG、JPEG、GIF、BMP 格式的图片文件
    """

    type: Literal["picture"] = "picture"
    name: Line = Field(default="图片", description="文件名或说明，给读屏软件用")
    data: bytes = Field(description="PNG、JPEG、GIF 或 BMP 文件的内容（JSON 中为 base64）")
    caption: Line | None = None

    @field_validator("data")
    @classmethod
    def _is_picture(cls, data: bytes) -> bytes:
        return shared_picture(data)

    @property
    def facts(self) -> ImageFacts:
        """Format and size, from the file's header."""
        return image_facts(self.data)


class Table(Value):
    """A table: an optional caption, heading rows that repeat on each page, and rows of text cells.

    >>> Table(caption="表1 仓容", header=["村名", "吨"], rows=[["上坝村", "420"], ["下坝村", "717.5"]]).width
    2
    """

    type: Literal["table"] = "table"
    caption: Line | None = None
    header: tuple[Prose, ...] = ()
    rows: tuple[tuple[Prose, ...], ...] = Field(default=(), validate_default=True)
    alignments: tuple[Literal["left", "center", "right"] | None, ...] = ()
    landscape: bool | None = Field(default=None, description="横排（整页横放）；空则由程序按列宽决定")

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            type: Literal["table"] = "table",
            caption: str | None = None,
            header: Sequence[str] = (),
            rows: Sequence[Sequence[str]] = (),
            alignments: Sequence[Literal["left", "center", "right"] | None] = (),
            landscape: bool | None = None,
        ) -> None: ...

    @field_validator("rows")
    @classmethod
    def _rows_are_even(cls, rows: tuple[tuple[str, ...], ...], info: Any) -> tuple[tuple[str, ...], ...]:
        header: tuple[str, ...] = info.data.get("header", ())
        if not header and not rows:
            raise ValueError("表格没有内容")
        width = len(header) or len(rows[0])
        if width == 0:
            raise ValueError("表格没有列")
        if width > MOST_COLUMNS:
            raise ValueError(f"表格有 {width} 列，Word 最多 {MOST_COLUMNS} 列；请拆成几张表")
        for index, row in enumerate(rows, start=1):
            if len(row) != width:
                raise ValueError(f"表格第 {index} 行有 {len(row)} 格，应有 {width} 格")
        return rows

    @field_validator("alignments")
    @classmethod
    def _one_for_each_column(cls, alignments: tuple[str | None, ...], info: Any) -> tuple[str | None, ...]:
        rows, header = info.data.get("rows", ()), info.data.get("header", ())
        width = len(header) or (len(rows[0]) if rows else 0)
        given = (*alignments, *[None] * width)[:width]
        # Only cells below the header are aligned.
        return given if rows and any(given) else ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.header) or len(self.rows[0])


class Section(Value):
    """A numbered section.

    ``heading`` is written without its number. A heading that runs into the text (``run_in``) is written without the
    full stop that closes it; the first block is then the paragraph it runs into. An empty heading numbers that
    paragraph itself. ``label`` keeps the number an imported document came with, until it is fixed.

    >>> Section(level=1, heading="备足仓容。", run_in=True, blocks=["新增1137.5吨。"]).heading
    '备足仓容'
    """

    type: Literal["section"] = "section"
    level: int = Field(ge=1, le=DEEPEST_LEVEL)
    heading: Line = ""
    run_in: bool = False
    label: Line | None = Field(default=None, description="导入时原有的序号；空则由次序推出")
    blocks: Blocks = Field(default=(), validate_default=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            type: Literal["section"] = "section",
            level: int,
            heading: str = "",
            run_in: bool = False,
            label: str | None = None,
            blocks: Sequence[BlockGiven] = (),
        ) -> None: ...

    @model_validator(mode="before")
    @classmethod
    def _heading_is_canonical(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        heading = value.get("heading", "")
        if not isinstance(heading, str):
            return value
        heading = heading.strip()
        run_in = True if not heading else value.get("run_in", False)
        return {**value, "heading": heading.rstrip("。 \u3000\t") if run_in is True else heading, "run_in": run_in}

    @field_validator("blocks")
    @classmethod
    def _blocks_fit(cls, blocks: tuple[Any, ...], info: Any) -> tuple[Any, ...]:
        level = info.data.get("level", 0)
        for block in blocks:
            if isinstance(block, Section) and block.level <= level:
                raise ValueError(f"第 {level} 层小节里又有第 {block.level} 层小节；里面的应当更深，否则请移到外面")
        if info.data.get("run_in") and not (blocks and isinstance(blocks[0], Paragraph)):
            raise ValueError("接排的小节须以一段文字开头；没有文字时标题应单独成段（run_in: false）")
        return blocks


def _text_is_paragraph(value: Any) -> Any:
    """A bare text among blocks is a paragraph."""
    return {"type": "paragraph", "text": value} if isinstance(value, str) else value


Block = Annotated[
    Paragraph | Section | Table | Picture,
    Field(discriminator="type"),
]


BlockGiven: TypeAlias = Paragraph | Section | Table | Picture | Data | str
"""A block as it may be given; a text is a paragraph."""


def _as_the_page_shows(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """A deeper section right after a section lies in it, and a label that follows from its place is none."""
    nested: list[Any] = []
    positions = [0] * (DEEPEST_LEVEL + 1)
    for block in blocks:
        if not isinstance(block, Section):
            nested.append(block)
            continue
        last = nested[-1] if nested else None
        if isinstance(last, Section) and last.level < block.level:
            nested[-1] = with_valid(last, blocks=_as_the_page_shows((*last.blocks, block)))
            continue
        positions[block.level] += 1
        usual = block.label is not None and block.label == section_label(block.level, positions[block.level])
        nested.append(with_valid(block, label=None) if usual else block)
    return tuple(nested)


Blocks = Annotated[
    tuple[Annotated[Block, BeforeValidator(_text_is_paragraph), AS_TEXT_TOO], ...], AfterValidator(_as_the_page_shows)
]

with without_plugins():
    Section.model_rebuild()


def walk(blocks: Blocks) -> Iterator[Paragraph | Section | Table | Picture]:
    """Every block in reading order, sections before what they hold."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from walk(block.blocks)
