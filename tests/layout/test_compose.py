"""The whole document: its parts in the order of the text, and the decisions that look at the page as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from gongwen import InputError
from gongwen.blocks.block import ColophonBlock, LayoutBlock, ParagraphBlock, PictureBlock, TableBlock
from gongwen.blocks.ink import ink_above, ink_height
from gongwen.blocks.stylesheet import stylesheet
from gongwen.layout import Layout, lay_out
from gongwen.layout.flow import block_height, end_of_text
from gongwen.model import Document, Form, Kind
from gongwen.pages.paging import pages_of
from gongwen.pages.placed import PlacedParagraph
from gongwen.standard import figures
from gongwen.standard.profiles import NATIONAL, PROFILES, EmptyLine, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Mm, Pt
from tests.strategies import documents, examples, notice, of_kind, some_picture

profiles = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
ATTACHMENT = {"title": "任务表", "body": ["附件正文。"]}
FULL: dict[str, Any] = {
    "copy_number": "000012",
    "secrecy": "机密",
    "urgency": "特急",
    "attachments": [ATTACHMENT, {"title": "联系人名单", "body": ["附件正文。"]}],
    "notes": "此件公开发布",
    "cc": "县税务局",
    "copies": 30,
    "printer": "党政办公室",
    "print_date": "2026-03-03",
}
TABLE = {"type": "table", "rows": [["甲"]]}
PICTURE = {"type": "picture", "data": some_picture()}


def paragraphs(layout: Layout) -> list[ParagraphBlock]:
    return [block for block in layout.blocks if isinstance(block, ParagraphBlock)]


def roles(layout: Layout) -> list[Role]:
    return [block.role for block in paragraphs(layout)]


# ---------------------------------------------------------------------------------- order


def test_tl_9_all_elements_stand_in_the_order_of_the_text() -> None:
    assert roles(lay_out(notice(**FULL))) == [
        Role.COPY_NUMBER,
        Role.SECRECY,
        Role.URGENCY,
        Role.MARK,
        Role.NUMBER,
        Role.TITLE,
        Role.RECIPIENTS,
        Role.BODY,
        Role.ATTACHMENT_NOTE,
        Role.ATTACHMENT_NOTE,
        Role.SIGNATORY,
        Role.DATE,
        Role.NOTES,
        Role.ATTACHMENT_LABEL,
        Role.ATTACHMENT_TITLE,
        Role.BODY,
        Role.ATTACHMENT_LABEL,
        Role.ATTACHMENT_TITLE,
        Role.BODY,
    ]
    assert isinstance(lay_out(notice(**FULL)).blocks[-1], ColophonBlock)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_laid_out(kind: Kind) -> None:
    layout = lay_out(of_kind(kind))
    assert layout.form is of_kind(kind).form
    assert Role.BODY in roles(layout)
    assert (layout.first_header != ()) == (layout.form is Form.LETTER)


@profiles
@examples(60)
@given(document=documents())
def test_every_document_can_be_laid_out(profile: Profile, document: Document) -> None:
    layout = lay_out(document, profile)
    assert layout.profile.name.split()[0] == profile.name
    assert layout.form is document.form
    for block in layout.blocks:
        place = block.placement if isinstance(block, ParagraphBlock) else None
        if place is not None:
            assert place.line is None or place.line > Mm(0)
            assert place.size is None or place.size > Mm(0)
        assert block_height(block, stylesheet(profile)) >= Mm(0)
    assert lay_out(document, profile) == layout


@examples(60)
@given(documents())
def test_every_element_that_is_shown_is_shown_once(document: Document) -> None:
    shown = roles(lay_out(document))
    once = {Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY, Role.MARK, Role.NUMBER, Role.TITLE, Role.RECIPIENTS}
    once |= {Role.DATE, Role.SEALED_DATE, Role.STAMP_DATE, Role.NOTES}
    assert all(shown.count(role) <= 1 for role in once)
    assert sum(isinstance(block, ColophonBlock) for block in lay_out(document).blocks) <= 1
    assert shown.count(Role.ATTACHMENT_LABEL) + shown.count(Role.APART_LABEL) == len(document.attachments)
    assert shown.count(Role.ISSUED_TITLE) == len(document.issued)
    assert shown.count(Role.ATTACHMENT_NOTE) == len(document.attachments)


# ---------------------------------------------------------------------------------- title and recipients


@profiles
def test_9704_7_3_2_a_the_recipients_stand_one_empty_line_under_the_title(profile: Profile) -> None:
    sheet = stylesheet(profile)
    (block,) = [block for block in paragraphs(lay_out(notice(), profile)) if block.role is Role.RECIPIENTS]
    assert block.text == "各村民委员会，镇直各单位："
    assert block.placement.space_before is not None
    below_title = sheet.title_line - ink_above(sheet.title_size, sheet.title_line) - ink_height(sheet.title_size)
    gap = below_title + block.placement.space_before + sheet.body_above
    assert gap.mm == pytest.approx(sheet.one_empty_line.mm)
    assert figures.ONE_EMPTY_LINE.least <= gap <= figures.ONE_EMPTY_LINE.most
    assert sheet.of(Role.RECIPIENTS).first_line_characters == 0


@profiles
@pytest.mark.parametrize("first", ["甲。", TABLE, PICTURE, {"type": "section", "level": 1, "heading": "甲"}], ids=str)
def test_9704_7_3_2_f_without_recipients_the_body_stands_there(first: Any, profile: Profile) -> None:
    layout = lay_out(notice(recipients=[], body=[first, "乙。"]), profile)
    assert_one_empty_line_after(Role.TITLE, layout)


def assert_one_empty_line_after(role: Role, layout: Layout) -> None:
    """Between the ink of a title and the ink of the text or the table below it, or the edge of the picture."""
    sheet = stylesheet(layout.profile)
    at = next(index for index, block in enumerate(layout.blocks) if getattr(block, "role", None) is role)
    gap = sheet.title_line - ink_above(sheet.title_size, sheet.title_line) - ink_height(sheet.title_size)
    for block in layout.blocks[at + 1 :]:
        if not isinstance(block, ParagraphBlock):
            gap = gap + (block.air + ink_above(block.size, block.line) if isinstance(block, TableBlock) else Mm(0))
            break
        gap = gap + (block.placement.space_before or Mm(0))
        if block.text:
            gap = gap + sheet.body_above
            break
        assert block.placement.line is not None
        gap = gap + block.placement.line
    assert figures.ONE_EMPTY_LINE.least <= gap <= figures.ONE_EMPTY_LINE.most


def test_9704_7_3_2_c_recipients_that_fill_page_one_move_to_the_colophon() -> None:
    many = notice(recipients="，".join(f"第{number}村民委员会" for number in range(60)))
    layout = lay_out(many)
    assert Role.RECIPIENTS not in roles(layout)
    (colophon,) = [block for block in layout.blocks if isinstance(block, ColophonBlock)]
    assert colophon.rows[0].paragraph.role is Role.COLOPHON_RECIPIENTS
    assert any("9704-7.3.2-c" in remark for remark in layout.remarks)


@pytest.mark.parametrize(("field", "name"), [("recipients", "主送机关"), ("cc", "抄送机关")])
def test_9704_7_3_2_d_agencies_that_fit_nowhere_are_refused_with_the_cure(field: str, name: str) -> None:
    many = notice(**{field: "，".join(f"第{number}村民委员会" for number in range(200))})
    with pytest.raises(InputError) as refused:
        lay_out(many)
    (fault,) = refused.value.faults
    assert fault.field == name
    assert "统称" in fault.cure


@profiles
@pytest.mark.parametrize("labels", [{}, {"copy_number": "000012", "secrecy": "机密", "urgency": "特急"}])
def test_9704_7_3_3_a_recipients_stay_only_where_page_one_shows_body_text(
    labels: dict[str, str], profile: Profile
) -> None:
    moved = []
    for count in range(1, 80):
        names = "，".join(f"第{number}村民委员会" for number in range(count))
        layout = lay_out(notice(recipients=names, **labels), profile)
        stayed = Role.RECIPIENTS in roles(layout)
        moved.append(not stayed)
        if stayed:
            upto = roles(layout).index(Role.RECIPIENTS) + 1
            rest = end_of_text(layout.blocks[:upto], stylesheet(profile)).rest
            assert rest >= profile.line_pitch
    assert moved == sorted(moved), "once there are too many, more are too many"
    assert moved[0] is False
    assert moved[-1] is True


# ---------------------------------------------------------------------------------- the signature and its text


def keeps(block: LayoutBlock) -> bool:
    return block.placement.keep_next if isinstance(block, ParagraphBlock) else bool(getattr(block, "keep_next", False))


def before_signature(document: Document) -> list[LayoutBlock]:
    blocks = lay_out(document).blocks
    first = next(
        index
        for index, block in enumerate(blocks)
        if getattr(block, "role", None) in (Role.SIGNATORY, Role.SEALED_SIGNATORY, Role.DATE)
    )
    return list(blocks[:first])


@pytest.mark.parametrize("body", [["甲。", "乙。"], ["甲。" * 100, "乙。"], ["甲。", "乙。" * 20]])
@pytest.mark.parametrize("seals", [[], [{}]])
def test_9704_7_3_5_1_d_a_short_last_paragraph_stays_with_the_signature(body: list[str], seals: list[Any]) -> None:
    assert keeps(before_signature(notice(body=body, seals=seals))[-1])


def test_9704_7_3_5_1_d_a_note_of_attachments_stays_with_the_signature() -> None:
    last = before_signature(notice(attachments=[ATTACHMENT]))[-1]
    assert isinstance(last, ParagraphBlock)
    assert last.role is Role.ATTACHMENT_NOTE
    assert keeps(last)


def test_9704_7_3_5_1_d_a_last_paragraph_is_tied_to_the_signature_but_where_it_crosses_the_page_by_itself() -> None:
    kept = []
    for count in range(1, 60):
        before = before_signature(notice(body=["甲。", "甲" * 28 * count]))
        last = before[-1]
        assert isinstance(last, ParagraphBlock)
        kept.append(keeps(last))
        # Two lines are kept together wherever the last one might be left alone.
        assert last.placement.widow_control or not keeps(last)
    assert all(kept[:4])
    assert not all(kept)


def test_a_paragraph_is_laid_out_as_one_whatever_page_it_ends_on() -> None:
    for count in range(1, 60):
        layout = lay_out(notice(body=["甲" * 28 * count], seals=[{}]))
        assert [block.text for block in paragraphs(layout) if block.role is Role.BODY] == ["甲" * 28 * count]


def test_9704_7_3_5_1_d_a_paragraph_that_crosses_the_page_is_held_back_where_it_ends_not_moved_whole() -> None:
    agencies = ["青山镇", "白岩镇", "石桥镇", "下坝乡", "上坝乡", "杨家坪乡"]
    found = []
    for count in range(14, 34):
        layout = lay_out(
            Document(
                kind="通知",
                title="关于做好森林防火工作的通知",
                number="青政发〔2026〕8号",
                issuers=[f"{name}人民政府" for name in agencies],
                recipients=["各村民委员会"],
                body=["2026年" * 7 * count],
                date="2026-11-12",
                seals=[{}] * len(agencies),
            )
        )
        (body,) = [block for block in paragraphs(layout) if block.role is Role.BODY]
        room = body.placement.held_room
        if room is not None and room.at:
            found.append(count)
            pages = pages_of(layout)
            placed = [[at for at in page.placed if isinstance(at, PlacedParagraph)] for page in pages]
            shown = [[at for at in page if at.block is body] for page in placed]
            (ends,) = [number for number, parts in enumerate(shown) if any(part.closes for part in parts)]
            # It begins where it would begin without the room, and its last lines stand above the signature.
            assert shown[0]
            assert 1 <= sum(len(part.lines) for part in shown[ends]) <= 2
            assert not body.placement.keep_next
    assert found


def test_9704_7_3_3_a_room_is_held_on_page_one_where_the_only_paragraph_would_leave_it_altogether() -> None:
    held = [
        block.placement.held_room
        for count in range(2, 30)
        for block in paragraphs(lay_out(notice(body=["甲" * 28 * count], seals=[{}])))
        if block.role is Role.BODY
    ]
    assert any(held)
    assert not all(held)
    kept = [
        block.placement.keep_next
        for count in range(2, 30)
        for block in paragraphs(lay_out(notice(body=["甲" * 28 * count], seals=[{}])))
        if block.role is Role.BODY
    ]
    assert not any(kept)


def test_9704_7_3_5_1_d_a_table_at_the_foot_of_the_page_stays_with_the_signature() -> None:
    kept = []
    for rows in range(1, 60):
        before = before_signature(notice(body=["甲。", {"type": "table", "rows": [["甲", "乙"]] * rows}]))
        tables = [block for block in before if isinstance(block, TableBlock)]
        kept.append(tables[0].keep_next)
        if tables[0].keep_next:
            assert all(keeps(block) for block in before[before.index(tables[0]) :])
    assert any(kept)
    assert not all(kept)


@pytest.mark.parametrize("diameter", [42, 60])
def test_the_room_that_a_seal_reaches_into_stays_on_its_page(diameter: float) -> None:
    layout = lay_out(notice(seals=[{"data": some_picture(), "diameter": diameter}]))
    date, room = paragraphs(layout)[-2:]
    assert date.role is Role.SEALED_DATE
    assert date.placement.keep_next
    assert room.placement.line is not None
    assert room.placement.line > Mm(1)
    assert room.text.strip() == ""


# ---------------------------------------------------------------------------------- attachments


def test_9704_7_3_4_several_attachments_are_numbered_and_one_is_not() -> None:
    def notes(*attachments: dict[str, Any]) -> list[str]:
        layout = lay_out(notice(attachments=list(attachments)))
        return [block.text for block in paragraphs(layout) if block.role is Role.ATTACHMENT_NOTE]

    assert notes(ATTACHMENT) == ["附件：任务表"]
    assert notes(ATTACHMENT, {**ATTACHMENT, "title": "名单"}) == ["附件：1.\t任务表", "2.\t名单"]


@pytest.mark.parametrize(("count", "loose"), [(1, []), (2, []), (8, []), (12, []), (22, range(2, 21))])
def test_9704_7_3_4_a_note_stays_on_one_page_and_one_too_long_turns_between_its_second_and_last_but_one_entries(
    count: int, loose: Sequence[int]
) -> None:
    layout = lay_out(notice(attachments=[ATTACHMENT] * count))
    kept = [block.placement.keep_next for block in paragraphs(layout) if block.role is Role.ATTACHMENT_NOTE]
    assert kept == [number not in loose for number in range(1, count + 1)]


@profiles
@pytest.mark.parametrize("count", [1, 2, 9, 10, 12])
def test_9704_7_3_4_e_titles_of_attachments_that_run_on_align_with_their_first_character(
    count: int, profile: Profile
) -> None:
    layout = lay_out(notice(attachments=[ATTACHMENT] * count), profile)
    places = [block.placement for block in paragraphs(layout) if block.role is Role.ATTACHMENT_NOTE]
    character = profile.body_character
    first = places[0]
    assert first.left is not None
    assert first.hanging is not None
    assert (first.left - first.hanging).mm == pytest.approx((character * 2).mm)
    assert {place.left for place in places} == {first.left}
    for place in places[1:]:
        assert place.hanging is not None
        # 9704-7.3.4-b: “2.” stands under “1.”
        assert (first.hanging - place.hanging).mm == pytest.approx((character * 3).mm)


@profiles
def test_9704_7_3_4_a_the_note_stands_one_empty_line_under_the_body(profile: Profile) -> None:
    sheet = stylesheet(profile)
    layout = lay_out(notice(attachments=[ATTACHMENT] * 2), profile)
    first, second = [block.placement for block in paragraphs(layout) if block.role is Role.ATTACHMENT_NOTE]
    assert first.space_before is not None
    assert (sheet.body_below + first.space_before + sheet.body_above).mm == pytest.approx(sheet.one_empty_line.mm)
    assert second.space_before is None


def test_9704_7_3_7_a_every_attachment_begins_a_page_with_its_label() -> None:
    labels = [block for block in paragraphs(lay_out(notice(**FULL))) if block.role is Role.ATTACHMENT_LABEL]
    assert [block.text for block in labels] == ["附件1", "附件2"]
    assert all(block.placement.page_break for block in labels)
    (alone,) = [
        block for block in paragraphs(lay_out(notice(attachments=[ATTACHMENT]))) if block.role is Role.ATTACHMENT_LABEL
    ]
    assert alone.text == "附件"


@pytest.mark.parametrize("columns", [3, 14], ids=["upright", "lying"])
def test_a_table_that_fills_its_page_leaves_no_empty_one_before_the_next_attachment(columns: int) -> None:
    def table(rows: int) -> dict[str, Any]:
        return {"type": "table", "header": ["村"] * columns, "rows": [["1"] * columns] * rows}

    for rows in range(20, 40):
        attachments = [{"title": "任务分解表", "body": [table(rows)]}, {"title": "名册", "body": [table(2)]}]
        shown = [
            [placed for placed in page.placed if not isinstance(placed, PlacedParagraph) or placed.lines]
            for page in pages_of(lay_out(notice(attachments=attachments)))
        ]
        assert all(shown), f"{rows} rows"


@profiles
def test_9704_7_3_7_c_the_title_of_an_attachment_is_centred_on_the_third_line(profile: Profile) -> None:
    sheet = stylesheet(profile)
    (title,) = [
        block
        for block in paragraphs(lay_out(notice(attachments=[ATTACHMENT]), profile))
        if block.role is Role.ATTACHMENT_TITLE
    ]
    assert title.placement.space_before is not None
    middle = (
        sheet.pitch
        + title.placement.space_before
        + ink_above(sheet.title_size, sheet.title_line)
        + ink_height(sheet.title_size) / 2
    )
    third = sheet.pitch * 2 + sheet.body_above + ink_height(sheet.body_size) / 2
    assert middle.mm == pytest.approx(third.mm)


@pytest.mark.parametrize("first", [TABLE, PICTURE, "甲。"], ids=str)
def test_9704_7_3_7_d_the_body_of_an_attachment_stands_one_empty_line_under_its_title(first: Any) -> None:
    layout = lay_out(notice(attachments=[{"title": "表", "body": [first]}]))
    assert_one_empty_line_after(Role.ATTACHMENT_TITLE, layout)


def test_a_title_that_was_turned_by_hand_keeps_its_turns_and_one_that_was_not_may_turn() -> None:
    (typed,) = [b for b in paragraphs(lay_out(notice(title="青山镇人民政府\n关于甲的通知"))) if b.role is Role.TITLE]
    assert typed.text == "青山镇人民政府\n关于甲的通知"
    (chosen,) = [b for b in paragraphs(lay_out(notice(title="关于做好春耕备耕" * 5))) if b.role is Role.TITLE]
    assert "\v" in chosen.text
    assert "\n" not in chosen.text
    assert chosen.text.replace("\v", "") == "关于做好春耕备耕" * 5


# ---------------------------------------------------------------------------------- letters, orders, minutes


def test_9704_10_2_c_an_order_shows_neither_title_nor_recipients() -> None:
    layout = lay_out(of_kind(Kind.ORDER, recipients="各村", signatories="镇长　王建国"))
    assert Role.TITLE not in roles(layout)
    assert Role.RECIPIENTS not in roles(layout)
    assert sum("9704-10.2-c" in remark for remark in layout.remarks) == 2


@profiles
def test_9704_10_2_c_the_text_of_an_order_stands_two_empty_lines_under_its_number(profile: Profile) -> None:
    sheet = stylesheet(profile)
    blocks = paragraphs(lay_out(of_kind(Kind.ORDER), profile))
    (body,) = [block for block in blocks if block.role is Role.BODY]
    assert body.placement.space_before is not None
    below_number = sheet.single_line - ink_above(sheet.body_size, sheet.single_line) - ink_height(sheet.body_size)
    gap = below_number + body.placement.space_before + sheet.body_above
    assert gap.mm == pytest.approx(sheet.two_empty_lines.mm)


def test_9704_10_3_b_lists_of_attendance_stand_under_the_text_in_their_order() -> None:
    body = ["议定三件事。", "出席：王建国", "请假：李明", "列席：各村"]
    layout = lay_out(of_kind(Kind.MINUTES, body=body, attachments=[ATTACHMENT]))
    shown = [(block.role, block.text) for block in paragraphs(layout)]
    at = shown.index((Role.ATTENDANCE, "出席：王建国"))
    assert shown[at - 1][0] is Role.ATTACHMENT_NOTE
    assert [text for _, text in shown[at : at + 3]] == body[1:]
    lists = paragraphs(layout)[at : at + 3]
    sheet = stylesheet(NATIONAL)
    first = lists[0].placement
    assert first.space_before is not None
    assert (sheet.body_below + first.space_before + sheet.body_above).mm == pytest.approx(sheet.one_empty_line.mm)
    for block in lists:
        assert block.placement.left is not None
        assert block.placement.hanging is not None
        assert (block.placement.left - block.placement.hanging).mm == pytest.approx((NATIONAL.body_character * 2).mm)
        assert block.placement.hanging == NATIONAL.body_character * 3


def test_9704_10_3_in_other_forms_such_a_line_is_text() -> None:
    layout = lay_out(notice(body=["甲。", "出席：王建国"]))
    assert Role.ATTENDANCE not in roles(layout)
    assert [block.text for block in paragraphs(layout) if block.role is Role.BODY] == ["甲。", "出席：王建国"]


@pytest.mark.parametrize("changes", [{"signatories": "县政府办公室"}, {"seals": [{}]}])
def test_amb_10_minutes_are_signed_only_when_somebody_does(changes: dict[str, Any]) -> None:
    assert Role.SIGNATORY not in roles(lay_out(of_kind(Kind.MINUTES)))
    signed = roles(lay_out(of_kind(Kind.MINUTES, **changes)))
    assert Role.SIGNATORY in signed or Role.SEALED_SIGNATORY in signed


# ---------------------------------------------------------------------------------- profiles of a unit's own


def test_two_profiles_of_one_name_do_not_share_a_page() -> None:
    """A unit may change its profile and keep the name; what was laid out before must not come back."""
    wide = replace(NATIONAL, left=Mm(20), right=Mm(20))
    document = notice(seals=[{}], cc="甲", attachments=[ATTACHMENT])
    before = lay_out(document, NATIONAL)
    assert lay_out(document, wide) != before
    assert lay_out(document, NATIONAL) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"left": Mm(15), "right": Mm(15)},
        {"left": Mm(45), "right": Mm(45)},
        {"top": Mm(60), "bottom": Mm(60)},
        {"top": Mm(20), "bottom": Mm(20)},
        {"line_pitch": Pt(20)},
        {"line_pitch": Pt(40)},
        {"character_spacing": Pt(1)},
        {"empty_line": EmptyLine.WHOLE_LINE},
    ],
    ids=str,
)
def test_any_profile_that_a_unit_may_write_can_be_laid_out(changes: dict[str, Any]) -> None:
    profile = replace(NATIONAL, name="本单位", **changes)
    for kind in (Kind.NOTICE, Kind.REQUEST, Kind.LETTER, Kind.ORDER, Kind.MINUTES, Kind.SUMMARY):
        document = of_kind(kind, body=["甲。" * 300, TABLE, PICTURE], cc="甲", printer="乙")
        layout = lay_out(document, profile)
        for block in layout.blocks:
            if isinstance(block, TableBlock):
                assert sum(column.mm for column in block.columns) == pytest.approx(profile.text_width.mm, abs=0.01)
            elif isinstance(block, PictureBlock):
                assert block.width <= profile.text_width
