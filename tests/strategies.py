"""Hypothesis strategies that every suite shares: texts of all scripts, pictures, blocks, whole documents.

A strategy gives canonical values only: what :meth:`Document.read` would make of them is what they are already. So a
document from :func:`documents` must come back equal from JSON and from its own .docx.
"""

from __future__ import annotations

import io
import string
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from PIL import Image

from gongwen.model import (
    Attachment,
    Block,
    Document,
    Form,
    IssuedDocument,
    IssuingNumber,
    Kind,
    Paragraph,
    Picture,
    Seal,
    Section,
    Table,
    Translation,
)
from gongwen.standard.dates import date_of_adoption
from gongwen.standard.kinds import DEFAULT_FORM, KINDS, MARK_ENDINGS, Direction
from gongwen.text import TURNS, without_unseen

__all__ = [
    "FORBIDDEN",
    "NOTICE",
    "PICTURE_FORMATS",
    "QUIET",
    "agencies",
    "bodies",
    "codes",
    "documents",
    "drafts",
    "examples",
    "lines",
    "notice",
    "numbers",
    "of_kind",
    "pictures",
    "prose",
    "some_picture",
    "titles",
    "wild_text",
]

QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
"""No deadline: the first example of a test pays for caches that the others use."""


def examples(count: int) -> settings:
    """So many examples in a full sweep, and otherwise the same part of them as of every other test
    (``tests/conftest.py``)."""
    return settings(QUIET, max_examples=max(10, count * settings().max_examples // 100))


NOTICE: Mapping[str, Any] = MappingProxyType(
    {
        "kind": "通知",
        "issuers": "青山镇人民政府",
        "number": "青政发〔2026〕8号",
        "title": "关于做好春耕备耕工作的通知",
        "recipients": "各村民委员会，镇直各单位",
        "body": ["春耕在即，现将有关事项通知如下。"],
        "date": "2026-03-02",
    }
)
"""The plain data of a small lawful notice."""


def notice(**changes: Any) -> Document:
    """The notice with some fields changed or added; ``...`` leaves a field out."""
    data = {**NOTICE, **changes}
    return Document.read({field: value for field, value in data.items() if value is not ...})


def of_kind(kind: Kind, **changes: Any) -> Document:
    """The same as a document of another kind, with what that kind must have."""
    demands: dict[str, Any] = {"kind": kind, "title": f"关于春耕备耕工作的{kind.value}"}
    if kind is Kind.ORDER:
        demands |= {"number": "第1号", "recipients": []}
    if kind in _MUST_BE_SIGNED:
        demands |= {"signers": "王建国", "recipients": "云岭县人民政府"}
    return notice(**{**demands, **changes})


# ---------------------------------------------------------------------------------- text

FORBIDDEN = [*map(chr, range(0x09)), *map(chr, range(0x0B, 0x20)), "\ufffe", "\uffff"]
"""What XML 1.0 cannot carry (and the carriage return, which it would change); no text of a document has these."""

TRAPS = (
    "&",
    "<",
    ">",
    '"',
    "'",
    "&amp;",
    "]]>",
    "</w:t>",
    "{{ title }}",
    "{% for x in y %}",
    "{#",
    "𠮷",
    "𰻞𰻞面",
    "👨‍👩‍👧‍👦",
    "🇨🇳",
    "é",
    "נִקּוּד",
    "ئۇيغۇرچە",
    "བོད་ཡིག",
    "\u00a0",
    "\u2028",
    "\x7f",
    "\x85",
    "“甲”——乙……丙·丁",
    "关于A&B公司",
    "2026年",
    "，",
    "：",
    "。",
    "、",
    "（一）",
    "1.",
    "附件：",
    "  ",
    "　",
)
"""Pieces that break careless writers: markup, template tags, 4-byte 汉字, joined emoji, marks of all scripts."""

_any_character = st.characters(exclude_categories=["Cs"], exclude_characters=FORBIDDEN)
_piece = st.one_of(
    st.sampled_from(TRAPS),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12),
    st.text(string.printable[:95], min_size=1, max_size=12),
    st.text(_any_character, min_size=1, max_size=8),
)


@cache
def wild_text() -> st.SearchStrategy[str]:
    """Text that nobody promised anything about: control characters, breaks, lone surrogates."""
    anything = st.text(st.characters(), min_size=1, max_size=12)
    return st.lists(st.one_of(_piece, anything, st.sampled_from(["\n", "\t", "\r", "\0"])), max_size=6).map("".join)


@cache
def prose(*, least: int = 1) -> st.SearchStrategy[str]:
    """Text of a paragraph or a cell; tabs and line breaks may stand in it."""
    pieces = st.one_of(_piece, st.sampled_from(["\n", "\t", "\u200b", "\ufeff"]))
    return (
        st.lists(pieces, min_size=least, max_size=4)
        .map("".join)
        .map(partial(TURNS.sub, ""))
        .filter(lambda text: len(text) >= least)
    )


@cache
def lines(*, least: int = 1) -> st.SearchStrategy[str]:
    """Text of one line."""
    return st.lists(_piece, min_size=least, max_size=2).map(_one_line).filter(lambda text: len(text) >= least)


def _one_line(pieces: list[str]) -> str:
    return without_unseen("".join(pieces).replace("\n", "").replace("\t", ""))


@cache
def agencies(*, least: int = 0, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """Names of agencies as the model keeps them: no separator inside, no blank at the ends, no closing mark last."""
    name = lines().map(_agency).filter(bool)
    return st.lists(name, min_size=least, max_size=most).map(tuple)


def _agency(text: str) -> str:
    bare = text.replace("，", "").replace(",", "")
    while bare != (stripped := bare.strip().strip("：:。")):
        bare = stripped
    return bare


@cache
def titles() -> st.SearchStrategy[dict[str, Any]]:
    """``title`` and ``title_breaks``: typed on one line, or on several."""
    line = lines().map(str.strip).filter(bool)

    def typed(rows: list[str]) -> dict[str, Any]:
        lengths = [sum(map(len, rows[: index + 1])) for index in range(len(rows) - 1)]
        return {"title": "".join(rows), "title_breaks": tuple(lengths)}

    return st.lists(line, min_size=1, max_size=3).map(typed).filter(lambda made: len(made["title"]) <= 150)


@cache
def codes() -> st.SearchStrategy[str]:
    """机关代字: no bracket of any kind, no blank; full-width digits are written half-width."""
    unfit = set("〔［[【（(﹝❲{｛<＜〈《「〕］]】）)﹞❳}｝>＞〉》」０１２３４５６７８９")
    return lines().map(lambda text: "".join(c for c in text if c not in unfit and not c.isspace())).filter(bool)


@cache
def numbers() -> st.SearchStrategy[IssuingNumber]:
    """发文字号, with or without a sequence number."""
    return st.builds(
        IssuingNumber,
        code=codes().filter(bool),
        year=st.integers(1949, 2999),
        sequence=st.none() | st.integers(1, 99999),
    )


# ---------------------------------------------------------------------------------- pictures

PICTURE_FORMATS = ("PNG", "JPEG", "GIF", "BMP")


@lru_cache(maxsize=256)
def some_picture(format_: str = "PNG", width: int = 12, height: int = 12, colour: int = 200) -> bytes:
    """A small picture of one red."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (colour, 0, 0)).save(stream, format_)
    return stream.getvalue()


@cache
def _picture_bytes() -> st.SearchStrategy[bytes]:
    return st.builds(
        some_picture,
        st.sampled_from(PICTURE_FORMATS),
        st.sampled_from([1, 12, 900]),
        st.sampled_from([1, 12, 1200]),
        st.sampled_from([0, 200]),
    )


@cache
def pictures() -> st.SearchStrategy[Picture]:
    """Pictures of all formats, some larger than the page."""
    return st.builds(Picture, name=lines(least=0), data=_picture_bytes(), caption=st.none() | lines(least=0))


# ---------------------------------------------------------------------------------- blocks


_FIGURES = "每公斤不低于20.8元，至2026年9月21日全镇收购秋粮1,137.5吨，余下的7个工作日内入库"
_cell = st.one_of(st.just(""), _piece, st.sampled_from(["甲\n乙", "\t", "12.5%", _FIGURES]))


@cache
@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.tuples(*[_cell] * width)
    header = draw(st.just(()) | row)
    rows = draw(st.lists(row, min_size=0 if header else 1, max_size=2))
    alignments: tuple[str | None, ...] = ()
    if rows:
        typed = st.tuples(*[st.sampled_from(["left", "center", "right", None])] * width).filter(any)
        alignments = draw(st.just(()) | typed)
    caption = draw(st.none() | lines(least=0))
    lying = draw(st.sampled_from([None, None, True, False]))
    return Table.read(
        {"caption": caption, "header": header, "rows": rows, "alignments": alignments, "landscape": lying}
    )


@cache
def _heading(*, run_in: bool) -> st.SearchStrategy[str]:
    def canonical(text: str) -> str:
        while text != (stripped := text.strip().rstrip("。") if run_in else text.strip()):
            text = stripped
        return text

    return lines(least=0 if run_in else 1).map(canonical).filter(lambda text: run_in or bool(text))


_LABELS: tuple[Callable[[int], str], ...] = (
    lambda number: f"九十{'一二三四五六七八九'[number % 9]}、",
    lambda number: f"（九十{'一二三四五六七八九'[number % 9]}）",
    lambda number: f"{number + 900}.",
    lambda number: f"（{number + 900}）",
)
"""Numbers as an imported document may have brought them, far from those that their places would give."""


@cache
@st.composite
def _sections(draw: st.DrawFn, level: int) -> Section:
    run_in = draw(st.booleans())
    inside = draw(_blocks(level, most=2))
    if run_in:
        inside = (draw(_paragraphs()), *inside)
    number = draw(st.none() | st.integers(0, 8))
    return Section(
        level=level,
        heading=draw(_heading(run_in=run_in)),
        run_in=run_in,
        label=None if number is None else _LABELS[level - 1](number),
        blocks=inside,
    )


@cache
def _paragraphs() -> st.SearchStrategy[Paragraph]:
    return st.builds(Paragraph, text=prose())


@cache
@st.composite
def _blocks(draw: st.DrawFn, above: int, *, most: int) -> tuple[Block, ...]:
    """Blocks inside a section of level ``above`` (0: the body itself).

    Among siblings a section is followed by one that is no deeper, or by a paragraph; see
    ``tests/reading/test_read_back.py`` for what a page cannot tell apart.
    """
    made: list[Block] = []
    deepest: int | None = None  # level of the section that the last block is
    for _ in range(draw(st.integers(0, most))):
        lowest = 4 if deepest is None else deepest
        choices = ["paragraph"]
        if deepest is None:
            choices += ["table", "picture"]
        if above < lowest:
            choices += ["section", "section"]
        match draw(st.sampled_from(choices)):
            case "section":
                deepest = draw(st.integers(above + 1, lowest))
                made.append(draw(_sections(deepest)))
                continue
            case "table":
                made.append(draw(_tables()))
            case "picture":
                made.append(draw(pictures()))
            case _:
                made.append(draw(_paragraphs()))
        deepest = None
    return tuple(made)


@cache
def bodies() -> st.SearchStrategy[tuple[Block, ...]]:
    """正文: at least one block."""
    return _blocks(0, most=4).filter(bool)


@cache
def _attachments() -> st.SearchStrategy[tuple[Attachment, ...]]:
    attachment = st.builds(
        lambda title, body, apart: Attachment(**title, body=body, apart=apart),
        titles(),
        _blocks(0, most=2).filter(bool),
        st.booleans(),
    )
    return st.lists(attachment, max_size=2).map(tuple)


@cache
def _issued() -> st.SearchStrategy[tuple[IssuedDocument, ...]]:
    issued = st.builds(
        lambda title, body, remark, recipients, signatories, day: IssuedDocument(
            **title, body=body, remark=remark, recipients=recipients, signatories=signatories, date=day
        ),
        titles(),
        _blocks(0, most=2).filter(bool),
        st.none() | _notes(),
        agencies(),
        agencies(most=2),
        st.none() | _days,
    )
    return st.lists(issued, max_size=1).map(tuple)


# ---------------------------------------------------------------------------------- documents

_days = st.dates(min_value=date(1000, 1, 1))
LOCALES = ("bo", "ug", "mn", "ii", "kk", "ko", "za", "en")


@cache
def _notes() -> st.SearchStrategy[str]:
    """附注 as the model keeps it: without outer brackets, and with none inside that could be taken for them."""
    return lines().map(lambda text: "".join(c for c in text if c not in "（）()").strip()).filter(bool)


@cache
def _remarks() -> st.SearchStrategy[str]:
    """题注: any words, or those of a meeting that adopted the text on its day."""
    adopted = st.tuples(_days, st.sampled_from(["县人民政府常务会议通过", "县第十九届人民代表大会第六次会议批准"]))
    return _notes() | adopted.map(lambda told: f"{told[0].year}年{told[0].month}月{told[0].day}日{told[1]}")


_SERIAL = (Kind.ORDER, Kind.ANNOUNCEMENT, Kind.COMMUNIQUE, Kind.PUBLIC_NOTICE)
_UPWARD = tuple(kind for kind in Kind if KINDS[kind].direction is Direction.UPWARD)
_MUST_BE_SIGNED = (Kind.REQUEST, Kind.REPORT)


@cache
def _signers(count: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Names of people: without blanks, which the page puts into short names."""
    known = st.sampled_from(["王建国", "李明", "买买提·艾力", "欧阳海棠", "A·B&C"])
    name = known | lines().map(lambda text: "".join(_agency(text).split())).filter(bool)
    return st.lists(name, min_size=count, max_size=count).map(tuple)


@cache
def _officers() -> st.SearchStrategy[tuple[str, ...]]:
    """Who signs an order: an agency, or office and name with one blank between."""
    plain = lines().map(lambda text: _agency(text.replace("　", ""))).filter(bool)
    officer = plain | st.tuples(plain, plain).map("　".join)
    return st.lists(officer, max_size=2).map(tuple)


@cache
@st.composite
def documents(draw: st.DrawFn, *, form: Form | None = None) -> Document:
    """Documents of every form, with any of the 要素 that the form has a place for."""
    kind = draw(st.sampled_from(Kind))
    form = form or draw(st.sampled_from([DEFAULT_FORM[kind], *Form]))
    fields: dict[str, Any] = {
        "kind": kind,
        "form": form,
        **draw(titles()),
        "remark": None if form is Form.ORDER else draw(st.none() | _remarks()),  # it has no title either
        "recipients": draw(agencies(most=1) if kind is Kind.REQUEST else agencies()),
        "body": draw(bodies()),
        "attachments": draw(_attachments()),
        "issued": draw(_issued()),
        "urgency": draw(st.sampled_from([None, "特急", "加急"])),
        "copy_number": draw(st.none() | st.from_regex(r"[0-9]{6}", fullmatch=True)),
        "notes": draw(st.none() | _notes()),
        "cc": draw(agencies()),
        "copies": draw(st.none() | st.integers(1, 10**6)),
        "printer": draw(st.none() | lines().filter(str.strip)),
    }
    fields["recipients"] = tuple(name.replace("、", "") or "甲" for name in fields["recipients"])
    if fields["copy_number"]:
        fields["secrecy"] = draw(st.sampled_from([None, "绝密", "机密", "秘密"]))
    if fields.get("secrecy"):
        fields["secrecy_period"] = draw(st.sampled_from([None, "1年", "10年", "6个月", "30日", "长期"]))
    _HEADS[form](draw, fields)
    adopted = date_of_adoption(fields["remark"] or "")
    if adopted and (fields["date"] is None or draw(st.booleans())):
        fields["date"] = adopted
    _sign(draw, fields)
    if fields["printer"]:
        fields["print_date"] = draw(st.none() | st.dates(min_value=fields["date"] or date(1000, 1, 1)))
    if form is Form.LETTER:  # 10.1-k: a letter has no such line
        fields |= {"printer": None, "print_date": None, "copies": None}
    if form is Form.ORDER:  # 10.2-c: an order has neither title (it stands in the properties) nor recipients
        fields |= {"recipients": (), "title_breaks": (), "notes": None}
    return Document(**fields)


def _red_head(draw: st.DrawFn, fields: dict[str, Any]) -> None:
    kind, form = fields["kind"], fields["form"]
    serial = st.builds(IssuingNumber, sequence=st.integers(1, 999))
    if form is Form.ORDER:
        fields["number"] = draw(serial)
    else:
        fields["number"] = draw(serial | numbers() if kind in _SERIAL else numbers())
    fields["date"] = draw(_days)
    several = form is Form.DOCUMENT
    fields["issuers"] = issuers = draw(agencies(least=1, most=3 if several else 1))
    usual = issuers[0] + MARK_ENDINGS[form]
    fields["issuer_mark"] = draw(
        st.none() | lines().filter(lambda mark: mark.strip() and mark != usual and _is_lawful_mark(mark, form))
    )
    if form is Form.DOCUMENT and kind in (*_UPWARD, Kind.OPINION):
        fields["signers"] = draw(_signers(len(issuers)) if kind in _MUST_BE_SIGNED else st.just(()) | _signers(3))


def _is_lawful_mark(mark: str, form: Form) -> bool:
    """10.1: a letter's mark is one agency's, without 文件."""
    return form is not Form.LETTER or not mark.endswith("文件")


def _plain_head(draw: st.DrawFn, fields: dict[str, Any]) -> None:
    fields["date"] = draw(st.none() | _days)
    fields["issuers"] = draw(agencies(most=3))


_HEADS = {form: _plain_head if form is Form.PLAIN else _red_head for form in Form}


def _sign(draw: st.DrawFn, fields: dict[str, Any]) -> None:
    """署名, 印章 and the second script, as far as the form shows them."""
    form, issuers = fields["form"], fields["issuers"]
    # TL-9.11: nobody may sign some documents only.
    may_be_unsigned = form in (Form.PLAIN, Form.MINUTES) or fields["kind"] in (Kind.RESOLUTION, Kind.COMMUNIQUE)
    unfit = (issuers, ("无",)) if may_be_unsigned else (issuers, ("无",), ())
    others = (_officers() if form is Form.ORDER else agencies()).filter(lambda names: names not in unfit)
    fields["signatories"] = draw(st.none() | others)
    signing = issuers if fields["signatories"] is None else fields["signatories"]
    if form is Form.ORDER:
        stamp = st.builds(Seal, name=lines(least=0), data=_picture_bytes())
        fields["seals"] = draw(st.just(()) | st.tuples(*[stamp] * len(signing)))
        return
    if fields["date"] and signing:
        stated = st.none() | st.integers(20, 60).map(float)
        sealed = st.builds(Seal, name=lines(least=0), data=_picture_bytes(), diameter=stated)
        room = st.just((Seal(),) * len(signing))
        fields["seals"] = draw(st.just(()) | room | st.tuples(*[sealed] * len(signing)))
    signed = form is not Form.MINUTES or fields["signatories"] or fields.get("seals")
    if fields["date"] and signing and signed and draw(st.booleans()):
        fields["translation"] = Translation(
            locale=draw(st.sampled_from(LOCALES)), title=draw(lines()), issuer=draw(lines())
        )


@cache
@st.composite
def drafts(draw: st.DrawFn) -> Document:
    """Documents that say that they have no 文种, no 发文机关标志, no 署名, one or all of them."""
    document = draw(documents())
    missing = draw(st.sets(st.sampled_from(["kind", "mark", "signature"])))
    changes: dict[str, Any] = {}
    if "kind" in missing:  # only 上行文 has 签发人 on its page
        changes |= {"kind": None, "form": document.form, "signers": ()}
    if "mark" in missing and document.form is not Form.PLAIN:
        changes["issuer_mark"] = "无"
    if "signature" in missing:
        changes |= {"signatories": (), "seals": (), "translation": None}
    return document.evolve(**changes)
