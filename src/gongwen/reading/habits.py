"""What a unit's habits do to the data of a document: short forms written out, empty places filled, seals found.

In: the data of a source (text as typed, or JSON) and a :class:`~gongwen.reading.unit.Unit`. Out: the data with the
habits in it, a ledger entry for each of them, and faults. What the source says itself always wins, an empty entry
included.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.model import IssuingNumber
from gongwen.model.document import NONE
from gongwen.model.number import issue_number, without_code
from gongwen.reading.files import file_name
from gongwen.reading.groups import EXPAND, expand, group_called, names_in
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.unit import OTHERS, SHORT_NAME, Unit, UnitDefault, unknown_group
from gongwen.standard.dates import read_date
from gongwen.standard.kinds import KINDS, MARK_ENDINGS, MUST_BE_SIGNED, Form, Kind, usual_form
from gongwen.standard.vocabulary import chinese_name
from gongwen.text import shown, trim

__all__ = ["Habits", "faults_without_unit", "with_habits"]


class Habits(NamedTuple):
    """The data with the habits in it, what they did, and what could not be done."""

    data: dict[str, Any]
    ledger: tuple[LedgerEntry, ...]
    faults: tuple[Fault, ...]


_ONE_NAME = ("issuer_mark", "printer")
_NAMES = ("issuers", "signatories", *_ONE_NAME)
_LISTS = ("recipients", "cc")
_NO_LINES: Mapping[str, int] = MappingProxyType({})


def with_habits(
    data: Mapping[str, Any], unit: Unit, *, said: Container[str] = (), lines: Mapping[str, int] = _NO_LINES
) -> Habits:
    """The data of a document with the unit's habits; ``said`` are the fields that the source itself speaks of, empty
    ones too, ``lines`` where.

    >>> file = "单位: 云岭县青山镇人民政府\\n代字: 青政发\\n机关组: {各村: [上坝村委会, 下坝村委会]}\\n"
    >>> unit = Unit.load(file.encode())
    >>> notice = {"kind": "通知", "number": "18", "date": "2026-11-23", "recipients": "各村（展开）"}
    >>> found = with_habits(notice, unit)
    >>> found.data["number"], found.data["recipients"], found.data["issuers"]
    ('青政发〔2026〕18号', ['上坝村委会', '下坝村委会'], ['云岭县青山镇人民政府'])
    """
    kind = _kind(data.get("kind"))
    if kind is None and data.get("kind"):
        return Habits(dict(data), (), ())  # the model will say so
    form = _form(data.get("form")) or usual_form(kind)
    filling = _Filling(dict(data), unit, kind, form, said, lines)
    for step in _STEPS:
        step(filling)
    return Habits(filling.data, tuple(filling.ledger), tuple(filling.faults))


def faults_without_unit(data: Mapping[str, Any], lines: Mapping[str, int] = _NO_LINES) -> list[Fault]:
    """What a document asks of a unit's file when there is none: it must not be printed as it stands.

    >>> print(*faults_without_unit({"recipients": "各村（展开）"}))
    〔主送机关〕没有单位文件，不能展开机关组：写的是“各村（展开）”。处理：用 --unit 指明单位文件，或把机关一一写出
    """
    faults = []
    for field in (*_LISTS, *_NAMES):
        for name in _listed(data.get(field)) or ():
            if field in _LISTS and group_called(name) is not None:
                message, cure = "没有单位文件，不能展开机关组", "用 --unit 指明单位文件，或把机关一一写出"
            elif field in _NAMES and name == SHORT_NAME:
                message, cure = "没有单位文件，不知道简称", "用 --unit 指明单位文件，或写出机关的简称"
            else:
                continue
            found = Fault("no-unit", message, cure, chinese_name(field), shown(name), line=lines.get(field))
            faults.append(found)
    return faults


class _Filling:
    """The data on its way; every step adds to it and writes down what it did."""

    def __init__(
        self,
        data: dict[str, Any],
        unit: Unit,
        kind: Kind | None,
        form: Form,
        said: Container[str],
        lines: Mapping[str, int],
    ) -> None:
        self.data, self.unit, self.kind, self.form = data, unit, kind, form
        self.ledger: list[LedgerEntry] = []
        self.faults: list[Fault] = []
        self._said, self._lines = said, lines
        self.defaults: dict[str, UnitDefault] = {}

    def is_open(self, field: str) -> bool:
        return field not in self._said and not self.data.get(field)

    def line(self, field: str) -> int:
        return self._lines.get(field, 0)

    def fill(self, field: str, value: Any, shown_value: str, line: int | None) -> None:
        self.data[field] = value
        place = f" 第{line}行" if line else ""
        reason = f"{file_name(self.unit.file) if self.unit.file else '单位文件'}{place}"
        self.ledger.append(LedgerEntry(0, "added", chinese_name(field), shown_value, reason))

    def change(self, field: str, typed: str, became: str, reason: str) -> None:
        self.ledger.append(LedgerEntry(self.line(field), "changed", typed, became, reason))

    def note(self, field: str, text: str, reason: str) -> None:
        self.ledger.append(LedgerEntry(self.line(field), "noted", text, None, reason))

    def refuse(self, code: str, message: str, cure: str, field: str, value: str | None = None) -> None:
        found = None if value is None else shown(value)
        line = self._lines.get(field)
        self.faults.append(Fault(code, message, cure, field=chinese_name(field), value=found, line=line))

    def issuers(self) -> list[str]:
        return _listed(self.data.get("issuers")) or []

    def signing(self) -> list[str]:
        named = _listed(self.data.get("signatories"))
        return self.issuers() if named is None else [name for name in named if name != NONE]


# ---------------------------------------------------------------------------------- the unit's own name


def _issuer(filling: _Filling) -> None:
    if filling.form is not Form.PLAIN and filling.is_open("issuers"):
        filling.fill("issuers", [filling.unit.name], filling.unit.name, None)


def _mark(filling: _Filling) -> None:
    mark = filling.unit.marks.get(filling.form)
    # Of another agency, or of several, the mark is not this unit's.
    if mark is None or not filling.is_open("issuer_mark") or filling.issuers() not in _own_names(filling.unit):
        return
    usual = filling.issuers()[0] + MARK_ENDINGS[filling.form]
    if mark.text != usual:
        filling.fill("issuer_mark", mark.text, mark.text, mark.line)


def _own_names(unit: Unit) -> list[list[str]]:
    names = [unit.name, *((unit.short_name, SHORT_NAME) if unit.short_name else ())]
    return [[name] for name in names]


def _short_names(filling: _Filling) -> None:
    """简称 in place of an agency's name is the unit's short name; in a mark it takes what the form adds."""
    short = filling.unit.short_name
    for field in _NAMES:
        names = _listed(filling.data.get(field)) or []
        if SHORT_NAME not in names or (field in _ONE_NAME and len(names) > 1):
            continue
        if short is None:
            filling.refuse("no-short-name", "单位文件里没有“简称”", "在单位文件里补写“简称: ……”", field, SHORT_NAME)
            continue
        written = short + MARK_ENDINGS.get(filling.form, "") if field == "issuer_mark" else short
        replaced = [written if name == SHORT_NAME else name for name in names]
        filling.data[field] = replaced[0] if field in _ONE_NAME else replaced
        filling.change(field, SHORT_NAME, written, "单位文件的简称")


# ---------------------------------------------------------------------------------- 发文字号

# A letter's code may stand under 函 in the file whatever the kind of the letter; minutes likewise.
_CODES_OF_FORM = MappingProxyType(
    {
        Form.DOCUMENT: ("文件",),
        Form.LETTER: ("信函", "函"),
        Form.ORDER: ("命令",),
        Form.MINUTES: ("纪要",),
        Form.PLAIN: ("白头",),
    }
)


def _number(filling: _Filling) -> None:
    given = filling.data.get("number")
    if given in (None, ""):
        return
    parts = _parts_without_code(given)
    issue = issue_number(given) if isinstance(given, str) else None
    if issue and filling.form is not Form.ORDER and _code(filling):
        parts = issue  # an office whose minutes have a code counts them by number
    if parts is None:
        _note_foreign_code(filling, given)
        return
    typed = str(given) if not isinstance(given, dict) else str(parts["sequence"] or "")
    if filling.form is Form.ORDER:
        if parts["sequence"] and not parts["year"]:
            filling.data["number"] = f"第{parts['sequence']}号"
            filling.change("number", typed, f"第{parts['sequence']}号", "令号的写法照 9704-10.2-b")
        return
    code, year = _code(filling), parts["year"] or _year(filling.data.get("date"))
    issuers = filling.issuers()
    if issuers and issuers[:1] not in _own_names(filling.unit):
        message = f"用主办机关的字号（9704-7.2.5-g），主办机关“{shown(issuers[0])}”的代字不在单位文件里"
        filling.refuse("foreign-number", message, "写出完整的发文字号", "number", typed)
    elif code is None:
        name = filling.kind.value if filling.kind else filling.form.value
        message = f"单位文件的“代字”里没有“{name}”"
        filling.refuse("no-code", message, f"在“代字”里补写“{name}: ……”，或写出完整的发文字号", "number", typed)
    elif year is None:
        filling.refuse(
            "no-year",
            "年份取自成文日期，而成文日期没有写或读不出来",
            "写成“〔2026〕18号”，或补写成文日期",
            "number",
            typed,
        )
    else:
        written = f"{code}〔{year}〕{parts['sequence'] or ''}号"
        filling.data["number"] = written
        reason = "代字取自单位文件" + ("" if parts["year"] else "，年份取自成文日期")
        filling.change("number", typed, written, reason)
        return
    # One fault is enough: a number that the model accepts stands in for the one that could not be made.
    filling.data["number"] = f"{code or '号'}〔{year or 2000}〕号"


def _parts_without_code(given: Any) -> dict[str, int | None] | None:
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if isinstance(given, str):
        return without_code(given)
    if isinstance(given, dict) and not given.get("code") and set(given) & {"year", "sequence"}:
        text = (
            f"〔{given['year']}〕{given.get('sequence') or ''}号" if given.get("year") else f"{given.get('sequence')}号"
        )
        return without_code(text)
    return None


def _code(filling: _Filling) -> str | None:
    kind, form, codes = filling.kind, filling.form, filling.unit.codes
    of_form = _CODES_OF_FORM[form]
    of_kind = () if kind is None else (kind.value,)
    # A form that is not the kind's own was chosen for this document: it says more than the kind.
    names = (*of_kind, *of_form) if form is usual_form(kind) else (*of_form, *of_kind)
    return next((codes[name].text for name in (*names, OTHERS) if name in codes), None)


def _year(day: Any) -> int | None:
    found = read_date(day) if isinstance(day, str) else None
    return found.year if found else None


def _note_foreign_code(filling: _Filling, given: Any) -> None:
    own = {code.text for code in filling.unit.codes.values()}
    issuers = filling.issuers()
    if issuers and issuers[:1] not in _own_names(filling.unit):
        return  # the code of another agency
    try:
        code = IssuingNumber.read(given).code
    except InputError:
        return  # the model will say so
    if code and own and code not in own:
        known = "、".join(sorted(own))
        filling.note("number", code, f"这个代字不在单位文件里，照原样排；单位文件里有 {known}")


# ---------------------------------------------------------------------------------- 默认要素

_UPWARD = MUST_BE_SIGNED | {Kind.BILL}


# Where a default that is not of one kind may stand.
_WHERE: Mapping[str, Callable[[Kind | None, Form], bool]] = MappingProxyType(
    {
        "signers": lambda kind, form: kind in _UPWARD and form is Form.DOCUMENT,  # 7.2.6-a, g
        # 10.2-c
        "recipients": lambda kind, form: kind is not None and KINDS[kind].has_recipients and form is not Form.ORDER,
        "signatories": lambda _, form: form not in (Form.PLAIN, Form.MINUTES, Form.ORDER),
        "seals": lambda _, form: form in (Form.DOCUMENT, Form.LETTER),  # AMB-10; an order has a 签名章
        "notes": lambda _, form: form in (Form.DOCUMENT, Form.LETTER),
        "cc": lambda kind, form: form is not Form.PLAIN and kind not in _UPWARD,  # TL-15.1b
        "printer": lambda _, form: form not in (Form.PLAIN, Form.LETTER),  # 10.1-k
    }
)


def _defaults(filling: _Filling) -> None:
    for default in _chosen(filling):
        field, value = default.field, default.value
        if not filling.is_open(field):
            continue
        if field == "seals":
            filling.fill("seals", [{} for _ in filling.signing() or [""]], "加盖", default.line)
        else:
            filling.fill(field, value, value if isinstance(value, str) else "，".join(map(str, value)), default.line)
        if field == "printer" and not filling.data.get("print_date"):
            filling.note("print_date", "印发日期", "印发机关后面应有印发日期（9704-7.4.3-a、b），源文件没有写")


def _chosen(filling: _Filling) -> Iterator[UnitDefault]:
    """Of every field the default of the kind, or the general one where the field has its place."""
    defaults = filling.unit.defaults
    own = {default.field: default for default in defaults if default.kind and default.kind is filling.kind}
    general = {
        default.field: default
        for default in defaults
        if default.kind is None and _WHERE[default.field](filling.kind, filling.form)
    }
    yield from {**general, **own}.values()


# ---------------------------------------------------------------------------------- 机关组


def _groups(filling: _Filling) -> None:
    groups = filling.unit.groups
    for field in _LISTS:
        names = _listed(filling.data.get(field))
        if names is None or not any(group_called(name) is not None for name in names):
            continue
        found = expand(names, groups)
        for unknown in found.unknown:
            fault = unknown_group(unknown, groups, field=chinese_name(field), line=filling.line(field) or None)
            filling.faults.append(fault)
        for called in found.called:
            members = groups[called]
            filling.change(field, called + EXPAND, "，".join(members), f"单位文件的机关组，{len(members)} 个")
        for name in found.repeated:
            entry = LedgerEntry(filling.line(field), "dropped", name, None, "展开后重复，只留一个")
            filling.ledger.append(entry)
        filling.data[field] = list(found.names) or ["……"]


# ---------------------------------------------------------------------------------- 印章


def _seals(filling: _Filling) -> None:
    """The pictures of the unit's file for seals of which only 加盖 is said."""
    seals, known = filling.data.get("seals"), filling.unit.seals
    if not seals or not known:
        return
    if isinstance(seals, dict):
        filling.data["seals"] = {name: _pressed(filling, name, seal) for name, seal in seals.items()}
    elif isinstance(seals, list) and len(seals) == len(filling.signing()):
        names = filling.signing()
        filling.data["seals"] = [_pressed(filling, name, seal) for name, seal in zip(names, seals, strict=True)]


def _pressed(filling: _Filling, agency: str, given: Any) -> Any:
    if not isinstance(given, dict) or given.get("data") is not None:
        return given
    unit = filling.unit
    own = [name for name in (unit.name, unit.short_name) if name]
    names = [agency, *own] if agency in own else [agency]
    seal = next((unit.seals[name] for name in names if name in unit.seals), None)
    if seal is None:
        if filling.form is not Form.ORDER:
            filling.note("seals", agency, "单位文件里没有这个机关的印章图片，留出盖章的位置")
        return given
    filling.ledger.append(
        LedgerEntry(0, "added", chinese_name("seals"), f"{agency}：{seal.name}", "单位文件的印章图片")
    )
    return {**seal.model_dump(exclude_none=True), **given}


_STEPS: tuple[Callable[[_Filling], None], ...] = (_issuer, _defaults, _mark, _short_names, _number, _groups, _seals)


# ---------------------------------------------------------------------------------- data as typed


def _kind(given: Any) -> Kind | None:
    try:
        return Kind(trim(given) if isinstance(given, str) else given)
    except ValueError:
        return None


def _form(given: Any) -> Form | None:
    try:
        return Form(trim(given) if isinstance(given, str) else given)
    except ValueError:
        return None


def _listed(given: Any) -> list[str] | None:
    """A text or a list of texts as names; None for anything else."""
    if isinstance(given, str):
        return names_in(given)
    if isinstance(given, list | tuple) and all(isinstance(name, str) for name in given):
        return [name for part in given for name in names_in(part)]
    return None
