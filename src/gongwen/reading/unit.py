"""单位文件: a unit's own habits as data - its codes, marks, groups of agencies, seals, fonts and usual elements.

In: a YAML file, read with the same tolerance as front matter. Out: a :class:`Unit`, or every fault of the file with its
line. What the habits do to a document is told in :mod:`gongwen.reading.habits`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.model import Document, IssuingNumber, Seal
from gongwen.reading.building import build
from gongwen.reading.fields import Fields, plain_value, read_seal
from gongwen.reading.files import Files, Folder, Source
from gongwen.reading.groups import EXPAND, circle, expand, names_in
from gongwen.reading.profile import FONT_NAMES, PAGE_NAMES, profile_named, read_profile
from gongwen.reading.settings import Pair, nearest, pairs_of, read_settings, take_known
from gongwen.reading.yaml_nodes import Listing, Node, Scalar, typed_text
from gongwen.reading.yaml_nodes import Mapping as Group
from gongwen.standard.departures import Departure, departures
from gongwen.standard.kinds import KINDS, MARK_ENDINGS, Form, Kind
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.standard.vocabulary import ELEMENTS, chinese_name, english_name
from gongwen.text import shown, trim

__all__ = ["OTHERS", "SHORT_NAME", "Unit", "UnitDefault", "UnitText"]

OTHERS = "其他"
"""The 代字 of all kinds that have none of their own."""
SHORT_NAME = "简称"
"""Stands for the unit's short name where an agency's name is wanted."""


class UnitText(NamedTuple):
    """A text of the file and its line."""

    text: str
    line: int


class UnitDefault(NamedTuple):
    """A usual value of a field: for documents of one kind, or (``kind`` None) of every kind that may have it."""

    field: str
    value: Any
    line: int
    kind: Kind | None = None


@dataclass(frozen=True)
class Unit:
    """A unit's habits.

    >>> unit = Unit.load("单位: 云岭县青山镇人民政府\\n代字: {通知: 青政发, 函: 青政函}\\n".encode())
    >>> unit.name, unit.codes["函"].text, unit.departures
    ('云岭县青山镇人民政府', '青政函', ())
    """

    name: str
    short_name: str | None = None
    codes: Mapping[str, UnitText] = field(default_factory=dict)
    """机关代字 by the Chinese name of a 文种 or 格式, and by 其他."""
    marks: Mapping[Form, UnitText] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """机关组, with the groups inside them written out."""
    seals: Mapping[str, Seal] = field(default_factory=dict)
    """印章 by the agency's name."""
    profile: Profile | None = None
    """字体 and 版面; None when the file says nothing of them."""
    defaults: tuple[UnitDefault, ...] = ()
    font_files: tuple[str, ...] = ()
    """字体文件: fonts for PDF and OFD that come before those of the machine."""
    remarks: tuple[str, ...] = ()
    """What reading the file set right, in Chinese."""
    file: str | None = None

    def __hash__(self) -> int:
        return hash((self.name, self.short_name, self.file))  # equal units have these in common; mappings have no hash

    @classmethod
    def load(cls, source: Source, *, files: Files | None = None) -> Unit:
        """Read a unit's file: a path, bytes, or a file object.

        Pictures and profiles that it names lie in its own folder, or where ``files`` says: in another folder, or
        behind a function from name to bytes. Without it, bytes and file objects open no file. Raises
        :class:`~gongwen.InputError` with every fault of the file.
        """
        return _read(source, files)

    @property
    def departures(self) -> tuple[Departure, ...]:
        """Where the unit's page leaves the standard, each with its clause."""
        return departures(self.profile or NATIONAL)


def _named(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {name: meaning for meaning, names in table.items() for name in (*names, meaning)}


_ENTRIES = _named(
    {
        "name": ("单位", "单位名称", "unit"),
        "short_name": (SHORT_NAME, "规范化简称"),
        "codes": ("代字", "机关代字"),
        "marks": ("发文机关标志", "标志", "issuer_mark"),
        "printer": ("印发机关", "印发单位"),
        "groups": ("机关组",),
        "seals": ("印章", "公章"),
        "fonts": ("字体",),
        "font_files": ("字体文件",),
        "page": ("版面", "profile"),
        "defaults": ("默认要素", "默认"),
    }
)
_ENTRY_NAMES = [name for name in _ENTRIES if not name.isascii()]
_KIND_NAMES = {name: kind for kind, traits in KINDS.items() for name in (kind.value, traits.english)}
_KIND_NAMES |= {"令": Kind.ORDER, "会议纪要": Kind.MINUTES}
_FORM_NAMES = {name: form for form in Form for name in (form.value, form.name.lower())}
_CODE_NAMES = {
    **{name: form.value for name, form in _FORM_NAMES.items()},
    **{name: kind.value for name, kind in _KIND_NAMES.items()},  # 函 and letter are first of all a kind
    OTHERS: OTHERS,
    "others": OTHERS,
}
_MARK_NAMES = {name: form.value for name, form in _FORM_NAMES.items() if form in MARK_ENDINGS}
_DEFAULT_FIELDS = ("signers", "recipients", "signatories", "seals", "notes", "cc", "printer")
_DEFAULT_NAMES = {name: field for field in _DEFAULT_FIELDS for name in (ELEMENTS[field].chinese, *ELEMENTS[field].also)}
_DEFAULT_NAMES |= {field: field for field in _DEFAULT_FIELDS}
_WITHOUT_DEFAULT = {
    "archive": ("2012 年起版记没有“存档”一项（12-旧规）", "写进“抄送机关”，或删去这一项"),
    "copies": ("印数逐份不同，不设默认值", "写在源文件里"),
}
_OWN_TO_EACH = ("这一项逐份不同，不设默认值", "写在源文件里，或删去这一项")


def _read(source: Source, files: Files | None) -> Unit:
    settings = read_settings(source, title="单位文件", known=_ENTRY_NAMES)
    reader = _Reader(settings.folder if files is None else Folder.of(files))
    unit = reader.unit(settings.pairs)
    if reader.faults:
        ordered = sorted(reader.faults, key=lambda fault: fault.line or 0)
        raise InputError(fault.at(file=settings.file, line=1) for fault in ordered)
    encoding = f"单位文件的编码是 {settings.encoding}，已照它读；请核对有没有乱码"
    remarks = (encoding, *unit.remarks) if settings.encoding else unit.remarks
    return replace(unit, file=settings.file, remarks=remarks)


class _Reader:
    """One pass over a file; faults and remarks are collected on the way."""

    def __init__(self, folder: Folder | None) -> None:
        self.faults: list[Fault] = []
        self.remarks: list[str] = []
        self._folder = folder

    def unit(self, pairs: Iterable[Pair]) -> Unit:
        entries = take_known(pairs, _ENTRIES, self.faults)
        if "name" not in entries:
            self._refuse("missing-field", "没有写单位的全称", "补写“单位: ……”", field="单位")
        name = self._text(entries.get("name"))
        defaults = self._defaults(entries.get("defaults"))
        if printer := self._written(entries.get("printer")):
            defaults = (UnitDefault("printer", printer.text, printer.line), *defaults)
        return Unit(
            name=name or "",
            short_name=self._text(entries.get("short_name")),
            codes=self._codes(entries.get("codes")),
            marks=self._marks(entries.get("marks")),
            groups=self._groups(entries.get("groups")),
            seals=self._seals(entries.get("seals")),
            profile=self._profile(entries.get("fonts"), entries.get("page"), name or "单位"),
            defaults=defaults,
            font_files=tuple(self._font_files(entries.get("font_files"))),
            remarks=tuple(self.remarks),
        )

    # ------------------------------------------------------------------------------ texts

    def _refuse(self, code: str, message: str, cure: str, **where: Any) -> None:
        self.faults.append(Fault(code, message, cure, **where))

    def _text(self, pair: Pair | None) -> str | None:
        written = self._written(pair)
        return written.text if written else None

    def _written(self, pair: Pair | None) -> UnitText | None:
        if pair is None:
            return None
        key, node = pair
        if not isinstance(node, Scalar):
            self._refuse("wrong-type", "应是文字", "写成一行文字", field=shown(key.text), line=key.line)
            return None
        text = trim(node.text)
        if not text or "\n" in text:
            self._refuse("empty-value", "应是一行文字", "写上内容，或删去这一项", field=shown(key.text), line=key.line)
            return None
        return UnitText(text, key.line)

    def _group(self, pair: Pair | None, example: str) -> tuple[Pair, ...]:
        """The pairs inside an entry; what is no group of names and values is a fault."""
        if pair is None:
            return ()
        key, node = pair
        if isinstance(node, Group):
            return pairs_of(node)
        if not (isinstance(node, Scalar) and not trim(node.text)):
            self._refuse(
                "wrong-type",
                "应是一组名称和内容",
                f"另起几行，每行写成“{example}”",
                field=shown(key.text),
                line=key.line,
            )
        return ()

    # ------------------------------------------------------------------------------ 代字, 标志

    def _codes(self, pair: Pair | None) -> dict[str, UnitText]:
        if pair is not None and isinstance(pair[1], Scalar) and trim(pair[1].text):
            pairs: dict[str, Pair] = {OTHERS: pair}
        else:
            pairs = take_known(self._group(pair, "通知: 青政发"), _CODE_NAMES, self.faults)
        codes = {name: written for name, inner in pairs.items() if (written := self._written(inner))}
        for name, written in codes.items():
            for fault in build(IssuingNumber, {"code": written.text, "year": 2026}).faults:
                field = "代字" if name == OTHERS else f"代字 {name}"
                self.faults.append(replace(fault, field=field, line=written.line, loc=()))
        return codes

    def _marks(self, pair: Pair | None) -> dict[Form, UnitText]:
        if pair is not None and isinstance(pair[1], Scalar) and trim(pair[1].text):
            pairs: dict[str, Pair] = {Form.DOCUMENT.value: pair}
        else:
            pairs = take_known(self._group(pair, "文件: 云岭县青山镇人民政府文件"), _MARK_NAMES, self.faults)
        marks = {Form(name): written for name, inner in pairs.items() if (written := self._written(inner))}
        for form, written in marks.items():
            # As the rules see it in a document that has nothing else.
            bare = build(Document, {"kind": Kind.LETTER, "form": form, "title": "—", "issuer_mark": written.text})
            found = bare.faults if bare.value is None else bare.value.findings()
            of_mark = (fault for fault in found if fault.loc[:1] == ("issuer_mark",))
            field = f"发文机关标志 {form.value}"
            self.faults += [replace(fault, field=field, line=written.line, loc=()) for fault in of_mark]
        return marks

    # ------------------------------------------------------------------------------ 机关组

    def _groups(self, pair: Pair | None) -> dict[str, tuple[str, ...]]:
        groups: dict[str, tuple[str, ...]] = {}
        lines: dict[str, int] = {}
        for key, node in self._group(pair, "各村: [上坝村民委员会, 下坝村民委员会]"):
            name = trim(key.text).removesuffix(EXPAND)
            field = f"机关组 {shown(name)}"
            if name in groups:
                self._refuse(
                    "duplicate-field", f"同名的组在第 {lines[name]} 行已有", "合成一组", field=field, line=key.line
                )
                continue
            members = self._names(node)
            if not members:
                self._refuse(
                    "empty-value", "这一组里没有机关", "写上各机关的名称，用“，”隔开", field=field, line=key.line
                )
            groups[name], lines[name] = tuple(members), key.line
        return {name: self._whole_group(name, groups, lines[name]) for name in groups}

    def _whole_group(self, name: str, groups: Mapping[str, tuple[str, ...]], line: int) -> tuple[str, ...]:
        field = f"机关组 {shown(name)}"
        way = circle(name, groups)
        if way:
            self._refuse(
                "circular-group",
                f"这一组套住了自己：{shown('→'.join(way))}",
                "从其中一组里删去另一组",
                field=field,
                line=line,
            )
        if any(circle(other, groups) for other in groups):
            return groups[name]
        found = expand(groups[name], groups)
        for unknown in found.unknown:
            self.faults.append(unknown_group(unknown, groups, field=field, line=line))
        names = tuple(dict.fromkeys(found.names))
        repeated = found.repeated or tuple(dict.fromkeys(n for n in names if found.names.count(n) > 1))
        if repeated:
            self.remarks.append(f"单位文件第{line}行 机关组“{shown(name)}”里{'、'.join(repeated)}重复，只留一个")
        return names

    def _names(self, node: Node) -> list[str]:
        match node:
            case Scalar(text=text):
                return names_in(text)
            case Listing(items=items):
                return [name for item in items for name in self._names(item)]
            case Group():
                self._refuse(
                    "wrong-type",
                    "组里应是机关的名称",
                    f"组里套组写成“各村{EXPAND}”",
                    value=shown(typed_text(node)),
                    line=node.line,
                )
                return []

    # ------------------------------------------------------------------------------ 印章

    def _seals(self, pair: Pair | None) -> dict[str, Seal]:
        seals: dict[str, Seal] = {}
        for key, node in self._group(pair, "云岭县青山镇人民政府: seal.png"):
            name = trim(key.text)
            fields = Fields()
            data = read_seal(node, 0, self._folder, fields)
            self.faults += fields.faults
            if name in seals:
                self._refuse(
                    "duplicate-field", "这个机关的印章写了两次", "只留一个", field=f"印章 {shown(name)}", line=key.line
                )
            built = build(Seal, data or {})
            field = f"印章 {shown(name)}"
            self.faults += [replace(fault, field=field, line=key.line, loc=()) for fault in built.faults]
            if built.value is not None and built.value.data is None and not fields.faults:
                cure = "写图片文件名，或“{图片: seal.png, 直径: 42}”"
                self._refuse("missing-field", "没有写印章的图片", cure, field=f"印章 {shown(name)}", line=key.line)
            seals[name] = built.value or Seal()
        return seals

    # ------------------------------------------------------------------------------ 字体, 版面

    def _profile(self, fonts: Pair | None, page: Pair | None, name: str) -> Profile | None:
        base = NATIONAL
        pairs: list[Pair] = []
        if page is not None and isinstance(page[1], Scalar):
            text = trim(page[1].text)
            try:
                base = profile_named(text, self._folder) if text else base
            except InputError as wrong:
                self.faults += [fault.at(line=page[0].line) for fault in wrong.faults]
        else:
            pairs += self._group(page, "行距: 28.95")
        known_fonts = []
        for key, node in self._group(fonts, "仿宋: 仿宋_GB2312"):
            if trim(key.text) in PAGE_NAMES and trim(key.text) not in FONT_NAMES:
                self._refuse(
                    "misplaced-field", "这一项不是字体", "写在“版面”下面", field=shown(key.text), line=key.line
                )
            else:
                known_fonts.append((key, node))
        if not pairs and not known_fonts:
            return None if base is NATIONAL else base
        return read_profile(
            [*pairs, *known_fonts], base, base.name if not pairs and base is not NATIONAL else name, self.faults
        )

    def _font_files(self, pair: Pair | None) -> Iterator[str]:
        if pair is None:
            return
        for name in self._names(pair[1]):
            path = self._folder.path_of(name) if self._folder else None
            if path is not None:
                yield path
            else:
                message, cure = "没有这个字体文件", "把它放在单位文件所在的文件夹里，写出文件名"
                self._refuse("file-not-found", message, cure, field="字体文件", value=shown(name), line=pair[0].line)

    # ------------------------------------------------------------------------------ 默认要素

    def _defaults(self, pair: Pair | None) -> tuple[UnitDefault, ...]:
        defaults: list[UnitDefault] = []
        seen: dict[tuple[Kind | None, str], int] = {}
        for key, node in self._group(pair, "附注: 联系人：王小满，电话：0000-1234567"):
            kind = _KIND_NAMES.get(trim(key.text))
            inner = ((key, node),) if kind is None else self._group((key, node), "签发人: 王小满")
            for name, value in inner:
                default = self._default(name, value, kind)
                if default is None:
                    continue
                if (kind, default.field) in seen:
                    message = f"同一项写了两次：第 {seen[kind, default.field]} 行和第 {name.line} 行"
                    self._refuse("duplicate-field", message, "只留一个", field=shown(name.text), line=name.line)
                seen[kind, default.field] = name.line
                defaults.append(default)
        return tuple(defaults)

    def _default(self, key: Scalar, node: Node, kind: Kind | None) -> UnitDefault | None:
        field = _DEFAULT_NAMES.get(trim(key.text))
        if field is None:
            self.faults.append(_no_default(key, kind))
            return None
        fields = Fields()
        if field == "seals":
            sealed = read_seal(node, 0, None, fields) if isinstance(node, Scalar) else None
            if fields.faults or sealed != {}:
                cure = "写“加盖”；图片写在“印章”下面，一个机关一行"
                self._refuse("wrong-value", "默认要素里的印章只写盖不盖", cure, field="印章", line=key.line)
                return None
            return UnitDefault(field, True, key.line, kind)
        value = plain_value(node, key.line)
        if value is None or isinstance(value, dict):
            self._refuse(
                "empty-value", "应是文字或一列文字", "写上内容，或删去这一项", field=shown(key.text), line=key.line
            )
            return None
        return UnitDefault(field, value, key.line, kind)


def _no_default(key: Scalar, kind: Kind | None) -> Fault:
    field = english_name(key.text)
    typed = shown(key.text) or "（空）"
    if field in ELEMENTS:
        message, cure = _WITHOUT_DEFAULT.get(field or "", _OWN_TO_EACH)
        return Fault("misplaced-field", message, cure, typed, line=key.line)
    names = [name for name in (*_DEFAULT_NAMES, *(_KIND_NAMES if kind is None else ())) if not name.isascii()]
    likely = nearest(key.text, names)
    allowed = "、".join(chinese_name(name) for name in _DEFAULT_FIELDS)
    cure = f"可写 {allowed}" + ("，或在文种名下面分别写" if kind is None else "")
    cure = f"是不是“{likely}”？{cure}" if likely else cure
    return Fault("unknown-field", "不认识的项目", cure, typed, line=key.line)


def unknown_group(name: str, groups: Iterable[str], *, field: str, line: int | None) -> Fault:
    """The fault of a group that a unit does not have, with the nearest one it has."""
    known = list(groups)
    likely = nearest(name, known)
    cure = f"是不是“{likely}{EXPAND}”？" if likely else "在单位文件的“机关组”里补上它；不展开就删去“（展开）”"
    allowed = "、".join(known) or None
    return Fault("unknown-group", "没有这个机关组", cure, field=field, value=shown(name), allowed=allowed, line=line)
