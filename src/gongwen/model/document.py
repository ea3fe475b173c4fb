"""公文: the document and all its 要素 as one immutable value."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from gongwen.errors import Fault
from gongwen.model.attendance import in_order_of_attendance
from gongwen.model.body import Blocks
from gongwen.model.number import IssuingNumber, one_number
from gongwen.model.parts import Attachment, IssuedDocument, Seal, TitledValue, Translation, checked_title
from gongwen.model.seals import in_order_of_signing
from gongwen.model.values import AS_MAPPING_TOO, AS_TEXT_TOO, AgencyList, CopyCount, DateValue, Line, without_brackets
from gongwen.patterns import pattern
from gongwen.standard.dates import date_of_adoption
from gongwen.standard.kinds import MARK_ENDINGS, Form, Kind, usual_form

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from gongwen import Profile, Unit
    from gongwen.model.fields import DocumentFields

__all__ = ["NONE", "Document"]

NONE = "无"
"""Says that there is no 署名, or no 发文机关标志, where nothing said means the usual one."""
_SPACES = pattern(r"[\s　]+")


def _is_blank(name: str, given: Any) -> bool:
    """Whether an entry of a form or a spreadsheet says nothing."""
    if name == "signatories" and isinstance(given, list | tuple):
        return bool(given) and not any(given)  # none at all says that there is no signature
    return given == "" and name in Document.model_fields


def _adopted(remark: Any) -> datetime.date | None:
    return date_of_adoption(without_brackets(remark) or "") if isinstance(remark, str) else None


def _title_or_none(text: str) -> str:
    return checked_title(text) if text else text


class Document(TitledValue):
    """An official document: what it says, and nothing of how it looks, nor whether it ought to.

    Fields are the 要素 of the vocabulary. A draft may lack anything but a title or a body; without 文种 and 格式 it has
    a page without a red head. ``signatories`` None are the issuers, ``()`` is no signature; ``issuer_mark`` None is the
    usual one, 无 is none; ``date`` None is the date of adoption where ``remark`` tells it. Making one from unusable
    data, by calling the class or by :meth:`read`, raises :class:`~gongwen.InputError` with every fault in Chinese; what
    the standard asks beyond that :meth:`findings` tells.

    >>> notice = Document.read({
    ...     "kind": "通知", "issuers": "青山镇人民政府", "number": "青政发[2026]第08号",
    ...     "title": "青山镇人民政府关于做好春耕备耕工作的通知", "recipients": "各村民委员会，镇直各单位：",
    ...     "body": ["春耕在即，现将有关事项通知如下。"], "date": "二〇二六年三月二日",
    ... })
    >>> str(notice.number), notice.recipients, notice.date.isoformat(), notice.mark
    ('青政发〔2026〕8号', ('各村民委员会', '镇直各单位'), '2026-03-02', '青山镇人民政府文件')
    """

    title: Annotated[Line, AfterValidator(_title_or_none)] = Field(
        default="", description="标题；写成几行时，换行处就是断行处"
    )
    kind: Kind | None = Field(default=None, description="文种；空则不知道")
    form: Form = Field(default=Form.DOCUMENT, description="格式；空则按文种取通常的格式")
    copy_number: Line | None = Field(default=None, description="份号，6 位数字")
    secrecy: Literal["绝密", "机密", "秘密"] | None = Field(default=None, description="密级")
    secrecy_period: Line | None = Field(default=None, description="保密期限，如 1年")
    urgency: Literal["特急", "加急"] | None = Field(default=None, description="紧急程度")
    issuers: AgencyList = Field(default=(), description="发文机关，主办机关在前")
    issuer_mark: Line | None = Field(default=None, description="发文机关标志；空则为发文机关加“文件”，写“无”则不排")
    number: Annotated[IssuingNumber, AS_TEXT_TOO] | None = Field(default=None, description="发文字号")
    signers: AgencyList = Field(default=(), description="签发人")
    remark: Line | None = Field(
        default=None, description="题注，如 2026年1月16日县人民代表大会第六次会议通过；不写括号"
    )
    recipients: AgencyList = Field(default=(), description="主送机关")
    body: Blocks = Field(default=(), description="正文")
    attachments: tuple[Attachment, ...] = Field(default=(), description="附件")
    issued: tuple[IssuedDocument, ...] = Field(default=(), description="印发件：随通知印发或转发的文件")
    signatories: AgencyList | None = Field(
        default=None, description="署名；空则为发文机关，一个也没有（或写“无”）则不署名"
    )
    date: DateValue | None = Field(default=None, description="成文日期；空则为题注里会议通过的日期")
    seals: Annotated[tuple[Seal, ...], AS_MAPPING_TOO] = Field(default=(), description="印章")
    notes: Line | None = Field(default=None, description="附注，不写括号")
    cc: AgencyList = Field(default=(), description="抄送机关")
    printer: Line | None = Field(default=None, description="印发机关")
    print_date: DateValue | None = Field(default=None, description="印发日期")
    copies: CopyCount | None = Field(default=None, description="印数")
    translation: Translation | None = Field(default=None, description="标题、机关、日期的第二种文字")
    report_to: AgencyList = Field(default=(), description="抄报（旧式，导入时保留）")
    subject_words: AgencyList = Field(default=(), description="主题词（旧式，导入时保留）")
    archive: Line | None = Field(default=None, description="存档（旧式，导入时保留）")

    if TYPE_CHECKING:  # what may be given is more than what is kept: a number as text, lines as a body

        def __init__(self, **data: Unpack[DocumentFields]) -> None: ...
        def evolve(self, **changes: Unpack[DocumentFields]) -> Document: ...  # type: ignore[override]  # by name

    # ------------------------------------------------------------------ reading

    @model_validator(mode="before")
    @classmethod
    def _form_follows_kind(cls, value: Any) -> Any:
        if isinstance(value, dict):
            # An empty entry of a form or a spreadsheet means that there is none.
            value = {name: given for name, given in value.items() if not _is_blank(name, given)}
            remark = value.get("remark")
            if remark and value.get("date") is None and (adopted := _adopted(remark)):
                value["date"] = adopted
        if isinstance(value, dict) and not value.get("form"):
            kind = value.get("kind")
            try:
                form = usual_form(None if kind is None else Kind(kind))
            except ValueError:
                return value
            return {**value, "form": form}
        return value

    @field_validator("secrecy", "urgency", mode="before")
    @classmethod
    def _without_spaces(cls, value: Any) -> Any:
        return _SPACES.sub("", value) or None if isinstance(value, str) else value

    @field_validator("notes", "remark")
    @classmethod
    def _without_brackets(cls, text: str | None) -> str | None:
        return without_brackets(text)

    @field_validator("issuer_mark")
    @classmethod
    def _usual_mark_is_none(cls, mark: str | None, info: ValidationInfo) -> str | None:
        issuers, form = info.data.get("issuers"), info.data.get("form")
        if mark == NONE:
            return None if form is Form.PLAIN else mark
        if not issuers or not form or (form is Form.DOCUMENT and len(issuers) > 1):
            return mark  # 7.2.4-i: the lead agency alone, where the usual mark names them all
        return None if mark == issuers[0] + MARK_ENDINGS.get(form, "") else mark

    @field_validator("number", mode="before")
    @classmethod
    def _only_one_number(cls, number: Any) -> Any:
        return one_number(number)

    @field_validator("signers")
    @classmethod
    def _names_without_blanks(cls, signers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_SPACES.sub("", name) for name in signers)

    @field_validator("signatories")
    @classmethod
    def _usual_signatories_are_none(
        cls, signatories: tuple[str, ...] | None, info: ValidationInfo
    ) -> tuple[str, ...] | None:
        if signatories == (NONE,):
            signatories = ()
        return None if signatories == info.data.get("issuers") else signatories

    @field_validator("body")
    @classmethod
    def _lists_of_minutes_in_order(cls, body: Blocks, info: ValidationInfo) -> Blocks:
        return in_order_of_attendance(body) if info.data.get("form") is Form.MINUTES else body

    @field_validator("seals", mode="before")
    @classmethod
    def _seals_of_agencies(cls, seals: Any, info: ValidationInfo) -> Any:
        if isinstance(seals, Mapping):
            signatories = info.data.get("signatories")
            return in_order_of_signing(seals, info.data.get("issuers") if signatories is None else signatories)
        return seals

    @model_validator(mode="after")
    def _says_something(self) -> Document:
        if not self.title and not self.body:
            raise ValueError("没有标题，也没有正文；至少写出一样")
        return self

    # ------------------------------------------------------------------ derived

    @property
    def mark(self) -> str:
        """发文机关标志 as it stands on the page: the one given, the first issuer and what its form adds, or none."""
        if self.issuer_mark:
            return "" if self.issuer_mark == NONE else self.issuer_mark
        return self.issuers[0] + MARK_ENDINGS.get(self.form, "") if self.issuers else ""

    @property
    def signing_agencies(self) -> tuple[str, ...]:
        """署名: as given, or the issuers."""
        return self.issuers if self.signatories is None else self.signatories

    @property
    def closing_date(self) -> datetime.date | None:
        """成文日期 as the end of the page has it: none where nobody signs and 题注 under the title tells the same date.

        An order shows no 题注, so its date stands at the end.
        """
        remark = self.remark
        if remark and not self.signing_agencies and not self.seals and self.form is not Form.ORDER:
            return None if date_of_adoption(remark) == self.date else self.date
        return self.date

    @property
    def kind_name(self) -> str:
        """文种 as it is written; empty where it is not known."""
        return "" if self.kind is None else self.kind.value

    def _kept_beside(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        kept = super()._kept_beside(changes)
        if "kind" in changes and "form" in kept and kept["form"] is usual_form(self.kind):
            del kept["form"]  # another kind has another usual form
        if self.remark and "date" in kept and kept["date"] == _adopted(self.remark) and _adopted(changes.get("remark")):
            del kept["date"]  # another 题注 tells another date
        return kept

    # ------------------------------------------------------------------ convenience of the front door

    def findings(self) -> tuple[Fault, ...]:
        """What the document lacks or should not have by the standard: one entry a rule that it breaks.

        Those whose ``severity`` is 必须 are the reasons for which it is rendered only as a draft.

        >>> draft = Document(kind="通知", title="关于做好春耕备耕工作的通知", issuers="青山镇人民政府")
        >>> [fault.code for fault in draft.findings()]
        ['missing-number', 'missing-body', 'missing-date']
        """
        from gongwen.rules import findings  # noqa: PLC0415 - the rules stand above the model

        return findings(self)

    def save(
        self,
        target: str | os.PathLike[str] | BinaryIO,
        *,
        profile: str | Profile | None = None,
        unit: Unit | str | os.PathLike[str] | None = None,
        even: bool = False,
        preprinted: bool = False,
        draft: bool = False,
    ) -> None:
        """Write the document as a .docx, into a file or a binary file object: :func:`gongwen.save` of it.

        Raises :class:`~gongwen.InputError` when the document cannot be laid out or a binding rule forbids it,
        ``OSError`` when the file cannot be written.
        """
        from gongwen import save  # noqa: PLC0415 - the front door stands above the rooms

        save(self, target, profile=profile, unit=unit, even=even, preprinted=preprinted, draft=draft)
