"""The blocks of a layout by the tag that takes them in."""

from __future__ import annotations

from gongwen.blocks.block import ColophonBlock, JointMarkBlock, LayoutBlock, ParagraphBlock, Placement
from gongwen.layout import Layout
from gongwen.standard.roles import Role
from gongwen.template.vocabulary import Segment

__all__ = ["Segments", "segments_of"]

_LABELS = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY)
_NUMBERS = (Role.NUMBER, Role.SIGNERS, Role.NUMBER_AND_SIGNERS)
_MARKS = (Role.MARK, Role.JOINT_MARK)
_SIGNING = (
    Role.SIGNATORY,
    Role.DATE,
    Role.SEALED_SIGNATORY,
    Role.SEALED_DATE,
    Role.TRANSLATED_SIGNATURE,
    Role.STAMP_SIGNATORY,
    Role.STAMP_DATE,
)
_NOTED = (Role.ATTACHMENT_NOTE, Role.ATTENDANCE, Role.ATTENDANCE_LEVEL_0)

_PHASES: dict[Role, int] = {
    **dict.fromkeys((*_LABELS, *_NUMBERS, *_MARKS, Role.ISSUE_LINE, Role.LETTER_NUMBER), 0),
    Role.TITLE: 1,
    Role.TRANSLATED_TITLE: 1,
    Role.REMARK: 1,
    Role.RECIPIENTS: 1,
    **dict.fromkeys(_NOTED, 3),
    **dict.fromkeys(_SIGNING, 4),
    Role.NOTES: 5,
    Role.ATTACHMENT_LABEL: 6,
    Role.APART_LABEL: 6,
    Role.ISSUED_TITLE: 6,
}
_TURNING = frozenset({*_PHASES, Role.SPACER})
_HEAD, _BODY, _NOTED_PHASE, _SIGNATURE, _NOTES, _AFTER, _ISSUED, _COLOPHON = 0, 2, 3, 4, 5, 6, 6, 7
_BLOCKS_OF = {
    2: Segment.BODY,
    3: Segment.ATTACHMENT_NOTE,
    4: Segment.SIGNATURE,
    6: Segment.ATTACHMENTS,
    7: Segment.COLOPHON,
}


class Segments:
    """The blocks of each tag, and the single paragraphs whose place the layout reckons."""

    __slots__ = ("blocks", "joint", "placed", "recipients_shown", "remark", "title")

    def __init__(self) -> None:
        self.blocks: dict[str, list[LayoutBlock]] = {}
        self.placed: dict[Role, ParagraphBlock] = {}
        self.joint: LayoutBlock | None = None
        self.title = ""
        self.remark = ""
        self.recipients_shown = False

    def of(self, name: str) -> list[LayoutBlock]:
        """The blocks that a tag takes in."""
        return self.blocks.get(name, [])

    def add(self, name: str, block: LayoutBlock) -> None:
        """Give a block to a tag."""
        listed = self.blocks.get(name)
        if listed is None:
            self.blocks[name] = [block]
        else:
            listed.append(block)


def segments_of(layout: Layout) -> Segments:
    """Sort the blocks of a layout; none is left out."""
    found = Segments()
    phase = _HEAD
    blocks = found.blocks
    for index, block in enumerate(layout.blocks):
        if phase == _BODY and type(block) is ParagraphBlock and block[0] not in _TURNING:
            blocks[Segment.BODY].append(block)  # most blocks
            continue
        if type(block) is not ParagraphBlock:
            if isinstance(block, JointMarkBlock):
                found.joint = block
                found.add(Segment.HEAD, block)
                continue
            phase = max(phase, _COLOPHON if isinstance(block, ColophonBlock) else _BODY)
        else:
            role = block[0]
            room = role is Role.SPACER
            phase = max(phase, _phase_of_room(layout.blocks, index, phase) if room else _phase(role))
            if phase < _BODY:
                _add_to_head(found, block, role)
                continue
            if role is Role.NOTES and phase == _PHASES[Role.NOTES]:
                found.placed[role] = block
                if block.placement.closes is not None:
                    # The template's own paragraph ends no run of pages; a line without height does.
                    end = ParagraphBlock(Role.SPACER, (), Placement(closes=block.placement.closes))
                    found.add(Segment.ATTACHMENTS, end)
                continue
        name = _BLOCKS_OF.get(phase)
        assert name is not None  # notes are followed by what opens a phase of its own
        found.add(name, block)
    for block in layout.first_header:
        found.placed.setdefault(block.role, block)
    return found


def _phase(role: Role) -> int:
    own = _PHASES.get(role)
    return _BODY if own is None else own


def _phase_of_room(blocks: tuple[LayoutBlock, ...], index: int, phase: int) -> int:
    """To what an empty line belongs: room above a stamp to the signature, room under a seal to what is above it."""
    block = blocks[index]
    assert isinstance(block, ParagraphBlock)  # only paragraphs are room
    if block.placement.page_break:
        return _ISSUED  # a new page for an issued document
    if phase == _NOTES:
        return _AFTER
    if phase > _NOTED_PHASE or block.placement.closes is not None:
        return phase
    following = next((other for other in blocks[index + 1 :] if getattr(other, "role", None) is not Role.SPACER), None)
    signing = isinstance(following, ParagraphBlock) and following.role in _SIGNING
    return _SIGNATURE if signing else max(phase, _BODY)


def _add_to_head(found: Segments, block: ParagraphBlock, role: Role) -> None:
    if role is Role.TITLE:
        found.title = block.text
        found.placed[role] = block
        return
    if role is Role.TRANSLATED_TITLE:
        found.add(Segment.TRANSLATION, block)
        return
    if role is Role.REMARK:
        found.remark = block.text
        return
    if role is Role.RECIPIENTS:
        found.recipients_shown = True
        found.placed[role] = block
        return
    found.add(Segment.HEAD, block)
    if role in _LABELS:
        found.add(Segment.LABELS, block)
    elif role in _NUMBERS:
        found.add(Segment.NUMBER, block)
        found.placed.setdefault(Role.NUMBER, block)
    elif role in _MARKS:
        found.placed.setdefault(Role.MARK, block)
