"""The shipped templates: the page of each kind, made by the library's own writer, with tags where it says something.

Mark, number, title, recipients and notes are single tags in paragraphs of the named styles, so that a clerk can restyle
them; what the layout reckons as a whole - labels, lines with signers, body, signature with seals, 版记 - is one tag.
"""

from __future__ import annotations

from pathlib import Path

from gongwen.blocks.block import OPENING, LayoutBlock, ParagraphBlock, Placement
from gongwen.layout import Layout, lay_out
from gongwen.model import Document, Form
from gongwen.reading import load
from gongwen.specimens import shelf, specimen, specimen_kind
from gongwen.standard.kinds import KINDS, MAY_BE_SIGNED, Kind
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.standard.roles import Role
from gongwen.template.vocabulary import Segment
from gongwen.write import writer

__all__ = ["make_template", "shipped_path", "shipped_template"]


def shipped_path(kind: Kind) -> Path:
    """Where the shipped template of a 文种 stands; ``scripts/make_templates.py`` writes it."""
    return shelf("docx") / f"{KINDS[kind].english}.docx"


def shipped_template(kind: str) -> bytes:
    """The shipped template of a 文种, by its Chinese or English name.

    Raises :class:`~gongwen.InputError` for a name that is no 文种, with the nearest right one.
    """
    return shipped_path(specimen_kind(kind)).read_bytes()


def make_template(kind: str, profile: Profile = NATIONAL) -> bytes:
    """The template of a 文种, by its Chinese or English name, as the bytes of a .docx.

    Raises :class:`~gongwen.InputError` for a name that is no 文种, with the nearest right one.

    >>> make_template("通知")[:2]
    b'PK'
    """
    document = load(specimen(kind).encode())
    layout = lay_out(document, profile)
    tagged = Layout(
        layout.profile,
        layout.form,
        tuple(_blocks(document, layout)),
        first_header=tuple(_tagged_header(block) for block in layout.first_header),
        last_run=OPENING,
    )
    # docxtpl fills in the properties of the file as well; 成文日期 as a date of the file cannot be a tag.
    properties = document.evolve(title="{{ 标题一行 }}", issuers=["{{ 发文机关 }}"], date=None)
    return writer(tagged).write(properties, tagged)


def _blocks(document: Document, layout: Layout) -> list[LayoutBlock]:
    placed = {block.role: block for block in layout.blocks if isinstance(block, ParagraphBlock)}
    form = document.form
    blocks: list[LayoutBlock] = []
    if form is Form.LETTER:
        blocks.append(_block(Segment.HEAD, Role.LETTER_NUMBER))
    else:
        blocks.append(_block(Segment.LABELS, Role.COPY_NUMBER))
        if form is not Form.PLAIN:
            blocks += _head(document, placed)
    if form is not Form.ORDER:
        blocks.append(_line(placed, Role.TITLE, "{{ 标题 }}"))
        blocks += _choice("题注", _line(placed, Role.REMARK, "{{ 题注 }}"), layout)
        # Every kind may have 主送机关, though some usually have none.
        blocks += _choice("主送机关", _line(placed, Role.RECIPIENTS, "{{ 主送机关 }}："), layout)
    blocks += [_block(Segment.BODY, Role.BODY), _block(Segment.ATTACHMENT_NOTE, Role.ATTACHMENT_NOTE)]
    blocks.append(_block(Segment.SIGNATURE, Role.DATE))
    blocks += _choice("附注", _line(placed, Role.NOTES, "{{ 附注 }}"), layout)
    blocks.append(_block(Segment.ATTACHMENTS, Role.BODY))
    blocks.append(_block(Segment.COLOPHON, Role.COLOPHON_CC))
    return blocks


def _head(document: Document, placed: dict[Role, ParagraphBlock]) -> list[LayoutBlock]:
    mark = _line(placed, Role.MARK, "{{ 发文机关标志 }}")
    # Size and width are reckoned for each mark, unless the clerk sets them here.
    blocks: list[LayoutBlock] = [mark._replace(placement=mark.placement._replace(size=None, scale=None))]
    if document.form is Form.DOCUMENT and _may_be_signed(document.kind):
        blocks.append(_block(Segment.NUMBER, Role.NUMBER_AND_SIGNERS))
    else:
        blocks.append(_line(placed, Role.NUMBER, "{{ 发文字号 }}"))
    if document.form is Form.MINUTES:
        office = "{% if 印发机关 %}{{ 印发机关 }}{% else %}{{ 发文机关 }}{% endif %}"
        blocks.append(_line(placed, Role.ISSUE_LINE, f"\t{office}\t{{{{ 成文日期 }}}}"))
    return blocks


def _may_be_signed(kind: Kind | None) -> bool:
    return kind in MAY_BE_SIGNED


def _tagged_header(block: ParagraphBlock) -> ParagraphBlock:
    if block.role is not Role.LETTER_MARK:
        return block
    place = block.placement._replace(size=None, scale=None)
    return block._replace(runs=("{{ 发文机关标志 }}",), placement=place)


def _line(placed: dict[Role, ParagraphBlock], role: Role, text: str) -> ParagraphBlock:
    """A single tag where the specimen has this line."""
    block = placed.get(role)
    return ParagraphBlock(role, (text,), block.placement if block else Placement())


def _block(name: str, role: Role) -> ParagraphBlock:
    """A tag in the place of whole paragraphs; in the template itself it stands in a style like theirs."""
    return ParagraphBlock(role, (f"{{{{p {name} }}}}",))


def _choice(name: str, line: ParagraphBlock, layout: Layout) -> list[LayoutBlock]:
    """A line that stands only where the document has it."""
    if line.role is Role.RECIPIENTS and line.placement.space_before is None:
        line = _after_title(line, layout)
    body = Role.BODY
    return [ParagraphBlock(body, (f"{{%p if {name} %}}",)), line, ParagraphBlock(body, ("{%p endif %}",))]


def _after_title(line: ParagraphBlock, layout: Layout) -> ParagraphBlock:
    from gongwen.blocks.stylesheet import stylesheet  # noqa: PLC0415 - only for kinds that usually have no recipients

    return line._replace(placement=Placement(space_before=stylesheet(layout.profile).space_after_title))
