"""公文: the document and all its 要素 as one immutable value."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from gongwen.model.attendance import in_order_of_attendance
from gongwen.model.body import Blocks
from gongwen.model.marks import check_mark
from gongwen.model.number import IssuingNumber, one_number
from gongwen.model.parts import Attachment, IssuedDocument, Seal, TitledValue, Translation
from gongwen.model.seals import in_order_of_signing
from gongwen.model.values import AgencyList, CopyCount, DateValue, Line, without_brackets
from gongwen.standard.kinds import DEFAULT_FORM, MARK_ENDINGS, Form, Kind

__all__ = ["Document"]

_COPY_NUMBER = re.compile("[0-9]{6}")
_PERIOD = re.compile(r"(?:\d+(?:年|个?月|日|天)|长期|解密前)")
# AMB-25: these may be numbered 第×号.
_SERIAL_KINDS = (Kind.ORDER, Kind.ANNOUNCEMENT, Kind.COMMUNIQUE, Kind.PUBLIC_NOTICE)
_SIGNED_KINDS = (Kind.REQUEST, Kind.REPORT)
_SPACES = re.compile(r"[\s　]+")
_MUST_BE_SAID = ("title", "kind", "body")


def _is_blank(name: str, given: Any) -> bool:
    return given == "" and name in Document.model_fields and name not in _MUST_BE_SAID


class Document(TitledValue):
    """An official document: what it says, and nothing of how it looks.

    Fields are the 要素 of the vocabulary. Making one from unusable data, by calling the class or by :meth:`read`,
    raises :class:`~gongwen.InputError` with every fault in Chinese.

    >>> notice = Document.read({
    ...     "kind": "通知", "issuers": "青山镇人民政府", "number": "青政发[2026]第08号",
    ...     "title": "青山镇人民政府关于做好春耕备耕工作的通知", "recipients": "各村民委员会，镇直各单位：",
    ...     "body": ["春耕在即，现将有关事项通知如下。"], "date": "二〇二六年三月二日",
    ... })
    >>> str(notice.number), notice.recipients, notice.date.isoformat(), notice.mark
    ('青政发〔2026〕8号', ('各村民委员会', '镇直各单位'), '2026-03-02', '青山镇人民政府文件')
    """

    kind: Kind = Field(description="文种")
    form: Form = Field(default=Form.DOCUMENT, description="格式；空则按文种取通常的格式")
    copy_number: Line | None = Field(default=None, description="份号，6 位数字", validate_default=True)
    secrecy: Literal["绝密", "机密", "秘密"] | None = Field(default=None, description="密级")
    secrecy_period: Line | None = Field(default=None, description="保密期限，如 1年")
    urgency: Literal["特急", "加急"] | None = Field(default=None, description="紧急程度")
    issuers: AgencyList = Field(default=(), description="发文机关，主办机关在前", validate_default=True)
    issuer_mark: Line | None = Field(default=None, description="发文机关标志；空则为发文机关加“文件”")
    number: IssuingNumber | None = Field(default=None, description="发文字号", validate_default=True)
    signers: AgencyList = Field(default=(), description="签发人", validate_default=True)
    recipients: AgencyList = Field(default=(), description="主送机关")
    body: Blocks = Field(min_length=1, description="正文")
    attachments: tuple[Attachment, ...] = Field(default=(), description="附件")
    issued: tuple[IssuedDocument, ...] = Field(default=(), description="印发件：随通知印发或转发的文件")
    signatories: AgencyList = Field(default=(), description="署名；空则为发文机关")
    date: DateValue | None = Field(default=None, description="成文日期", validate_default=True)
    seals: tuple[Seal, ...] = Field(default=(), description="印章")
    notes: Line | None = Field(default=None, description="附注，不写括号")
    cc: AgencyList = Field(default=(), description="抄送机关")
    printer: Line | None = Field(default=None, description="印发机关")
    print_date: DateValue | None = Field(default=None, description="印发日期")
    copies: CopyCount | None = Field(default=None, description="印数")
    translation: Translation | None = Field(default=None, description="标题、机关、日期的第二种文字")
    report_to: AgencyList = Field(default=(), description="抄报（旧式，导入时保留）")
    subject_words: AgencyList = Field(default=(), description="主题词（旧式，导入时保留）")
    archive: Line | None = Field(default=None, description="存档（旧式，导入时保留）")

    # ------------------------------------------------------------------ reading

    @model_validator(mode="before")
    @classmethod
    def _form_follows_kind(cls, value: Any) -> Any:
        if isinstance(value, dict):
            # An empty entry of a form or a spreadsheet means that there is none.
            value = {name: given for name, given in value.items() if not _is_blank(name, given)}
        if isinstance(value, dict) and not value.get("form"):
            try:
                form = DEFAULT_FORM[Kind(value.get("kind"))]
            except ValueError:
                return value
            return {**value, "form": form}
        return value

    @field_validator("secrecy", "urgency", mode="before")
    @classmethod
    def _without_spaces(cls, value: Any) -> Any:
        return _SPACES.sub("", value) or None if isinstance(value, str) else value

    @field_validator("notes")
    @classmethod
    def _without_brackets(cls, notes: str | None) -> str | None:
        return without_brackets(notes)

    @field_validator("issuer_mark")
    @classmethod
    def _usual_mark_is_none(cls, mark: str | None, info: ValidationInfo) -> str | None:
        issuers, form = info.data.get("issuers"), info.data.get("form")
        if not issuers or not form or (form is Form.DOCUMENT and len(issuers) > 1):
            return mark  # 7.2.4-i: the lead agency alone, where the usual mark names them all
        return None if mark == issuers[0] + MARK_ENDINGS.get(form, "") else mark

    @field_validator("issuer_mark")
    @classmethod
    def _letters_have_a_plain_mark(cls, mark: str | None, info: ValidationInfo) -> str | None:
        if mark is not None and info.data.get("form") is Form.LETTER:
            check_mark(mark, Form.LETTER, info.data.get("issuers", ()))
        return mark

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
    def _usual_signatories_are_none(cls, signatories: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return () if signatories == info.data.get("issuers") else signatories

    @field_validator("body")
    @classmethod
    def _lists_of_minutes_in_order(cls, body: Blocks, info: ValidationInfo) -> Blocks:
        return in_order_of_attendance(body) if info.data.get("form") is Form.MINUTES else body

    # ------------------------------------------------------------------ what belongs together

    @field_validator("copy_number")
    @classmethod
    def _six_digits(cls, copy_number: str | None) -> str | None:
        if copy_number is not None and not _COPY_NUMBER.fullmatch(copy_number):
            raise ValueError("份号应是 6 位数字，如 000001（9704-7.2.1-a）")
        return copy_number

    @field_validator("secrecy")
    @classmethod
    def _secret_copies_are_numbered(cls, secrecy: str | None, info: ValidationInfo) -> str | None:
        if secrecy and "copy_number" in info.data and not info.data["copy_number"]:
            raise ValueError("涉密公文应当标注份号（TL-9.1）；请补写“份号”")
        return secrecy

    @field_validator("secrecy_period")
    @classmethod
    def _period_of_secret(cls, period: str | None, info: ValidationInfo) -> str | None:
        if period is None:
            return None
        if "secrecy" in info.data and not info.data["secrecy"]:
            raise ValueError("写了保密期限而没有密级（9704-7.2.2-c）；请补写“密级”")
        if not _PERIOD.fullmatch(period):
            raise ValueError("保密期限用阿拉伯数字，如 1年、6个月（9704-7.2.2-c）")
        return period

    @field_validator("issuers")
    @classmethod
    def _red_head_needs_issuer(cls, issuers: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if not issuers and info.data.get("form") not in (Form.PLAIN, None):
            raise ValueError("红头公文须写发文机关（TL-9.4）")
        return issuers

    @field_validator("number")
    @classmethod
    def _red_head_needs_number(cls, number: IssuingNumber | None, info: ValidationInfo) -> IssuingNumber | None:
        form, kind = info.data.get("form"), info.data.get("kind")
        if number is None and form not in (Form.PLAIN, None):
            raise ValueError("红头公文须写发文字号（TL-9.5）；顺序号未定时写成“青政发〔2026〕号”，程序不替您编号")
        if number is None or form is None:
            return number
        if form is Form.ORDER and not number.is_order_number:
            raise ValueError("命令格式排令号，没有代字和年份（9704-10.2-b）；写成“第1号”")
        if number.is_order_number and form is not Form.ORDER and kind not in _SERIAL_KINDS:
            raise ValueError("发文字号由机关代字、年份、顺序号组成（9704-7.2.5-b）；写成“青政发〔2026〕20号”")
        return number

    @field_validator("signers")
    @classmethod
    def _upward_is_signed(cls, signers: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        kind, issuers = info.data.get("kind"), info.data.get("issuers", ())
        if info.data.get("form") is not Form.DOCUMENT:
            return signers
        if not signers and kind in _SIGNED_KINDS:
            raise ValueError(f"{kind.value}是上行文，应当标注签发人（TL-9.6）；请补写“签发人”")
        if kind in _SIGNED_KINDS and len(issuers) > 1 and len(signers) != len(issuers):
            raise ValueError(
                f"联合上行文有 {len(issuers)} 个机关而有 {len(signers)} 个签发人；每个机关一人（9704-7.2.6-f）"
            )
        return signers

    @field_validator("recipients")
    @classmethod
    def _request_goes_to_one(cls, recipients: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if info.data.get("kind") is Kind.REQUEST and sum(name.count("、") + 1 for name in recipients) > 1:
            raise ValueError("请示只主送一个上级机关（TL-15.1a）；其余写在“抄送机关”")
        return recipients

    @field_validator("date")
    @classmethod
    def _red_head_needs_date(cls, day: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        if day is None and info.data.get("form") not in (Form.PLAIN, None):
            raise ValueError("红头公文须写成文日期（TL-9.12）；补写“成文日期”，如 2026年11月23日，程序不替您编日期")
        return day

    @field_validator("seals", mode="before")
    @classmethod
    def _seals_of_agencies(cls, seals: Any, info: ValidationInfo) -> Any:
        if isinstance(seals, Mapping):
            return in_order_of_signing(seals, info.data.get("signatories") or info.data.get("issuers"))
        return seals

    @field_validator("seals")
    @classmethod
    def _seals_press_signatures(cls, seals: tuple[Seal, ...], info: ValidationInfo) -> tuple[Seal, ...]:
        names = info.data.get("signatories") or info.data.get("issuers")
        if seals and names is not None and len(seals) > len(names):
            raise ValueError(f"有 {len(seals)} 枚印章而只有 {len(names)} 个署名机关；一章对一署名（9704-7.3.5.1-h）")
        if seals and names and len(seals) < len(names) and info.data.get("form") is not Form.ORDER:
            raise ValueError(
                f"有 {len(names)} 个署名机关而只有 {len(seals)} 枚印章；一章对一署名（9704-7.3.5.1-h），"
                "按机关名写明每一枚，只留位置的写“加盖”"
            )
        if seals and "date" in info.data and info.data["date"] is None:
            raise ValueError("印章压在成文日期上（9704-7.3.5.1-e）；请补写“成文日期”")
        return seals

    @field_validator("print_date")
    @classmethod
    def _printed_after_signing(cls, day: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        signed = info.data.get("date")
        if day is not None and signed is not None and day < signed:
            raise ValueError(f"印发日期早于成文日期 {signed.isoformat()}（9704-7.4.3-d）；请核对")
        if day is not None and "printer" in info.data and not info.data["printer"]:
            raise ValueError("写了印发日期而没有印发机关（9704-7.4.3-a）；请补写“印发机关”")
        return day

    # ------------------------------------------------------------------ derived

    @property
    def mark(self) -> str:
        """发文机关标志 as it stands on the page: the mark given, or the first issuer and what its form adds."""
        if self.issuer_mark:
            return self.issuer_mark
        return self.issuers[0] + MARK_ENDINGS.get(self.form, "") if self.issuers else ""

    @property
    def signing_agencies(self) -> tuple[str, ...]:
        """署名: as given, or the issuers."""
        return self.signatories or self.issuers

    # ------------------------------------------------------------------ convenience of the front door

    def save(self, path: str | os.PathLike[str], *, profile: str = "国标") -> None:
        """Write the document as a .docx, whole or not at all.

        Raises :class:`~gongwen.InputError` when the document cannot be laid out, ``OSError`` when the file cannot
        be written.
        """
        from gongwen import save  # noqa: PLC0415 - the front door stands above the rooms

        save(self, path, profile=profile)
