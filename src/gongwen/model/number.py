"""发文字号: 机关代字, 年份, 顺序号 (9704-7.2.5); 令号, and the numbers by issue that minutes and bulletins have."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from gongwen.model.base import Value
from gongwen.model.values import Count, Line, whole_number
from gongwen.patterns import pattern

__all__ = ["IssuingNumber", "issue_number", "one_number", "without_code"]

_OPEN = "〔［\\[【（(﹝❲{｛<＜〈《「"
_CLOSE = "〕］\\]】）)﹞❳}｝>＞〉》」"
_WRITING = pattern(rf"\s*(\S.*?)\s*[{_OPEN}]\s*(\d{{4}})\s*[{_CLOSE}]\s*第?\s*(\d*)\s*号?\s*")
_ORDER = pattern(r"\s*(?:(\d{4})\s*年\s*)?第\s*(\d+)\s*号\s*")
_ISSUE = pattern(rf"\s*[（(]?\s*(?:[{_OPEN}]?\s*(\d{{4}})\s*[{_CLOSE}年]+\s*)?第?\s*(\d{{1,9}})\s*期\s*[）)]?\s*")
_WITHOUT_CODE = pattern(rf"\s*(?:[{_OPEN}]\s*(\d{{4}})\s*[{_CLOSE}]\s*第?\s*(\d{{0,9}})\s*号?|(\d{{1,9}})\s*号?)\s*")
_YEAR = pattern(rf"[{_OPEN}]\s*\d{{4}}\s*[{_CLOSE}]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class IssuingNumber(Value):
    """An issuing number; ``str()`` writes it as the standard asks.

    ``sequence`` may be open (None) while the number has not been assigned yet; it is then written with a gap. A 令号
    has neither code nor year and is written with 第 (9704-10.2-b); announcements may have the year as well. Minutes
    and bulletins may be counted by issue (9704-10.3-e).

    >>> str(IssuingNumber.parse("红政发[2026]第020号"))
    '红政发〔2026〕20号'
    >>> str(IssuingNumber.parse("云政发〔2026〕号"))
    '云政发〔2026〕　号'
    >>> str(IssuingNumber.parse("第 03 号")), str(IssuingNumber.parse("2026年第3号"))
    ('第3号', '2026年第3号')
    >>> str(IssuingNumber.parse("（第5期）")), str(IssuingNumber.parse("〔2026〕第5期"))
    ('第5期', '2026年第5期')
    """

    code: Line = Field(default="", description="机关代字；令号、期号没有")
    year: int | None = Field(default=None, ge=1949, le=2999, description="年份；令号没有", validate_default=True)
    sequence: Count | None = Field(default=None, description="顺序号；未编号时为空", validate_default=True)
    issue: Literal[True] | None = Field(
        default=None, description="是期号：纪要、简报写“第5期”；别的为空", validate_default=True
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return _parts(value) if isinstance(value, str) else value

    @field_validator("code")
    @classmethod
    def _code_without_brackets(cls, code: str) -> str:
        if re.search(r"[〔〕\[\]［］【】\s]", code):
            raise ValueError("机关代字里不能有方括号、六角括号或空格；圆括号可以，如“青政（办）发”")
        return code.translate(_FULL_WIDTH)

    @field_validator("year")
    @classmethod
    def _code_and_year_belong_together(cls, year: int | None, info: ValidationInfo) -> int | None:
        if info.data.get("code") and year is None:
            raise ValueError("有机关代字的，须有年份（令号、期号没有代字）")
        return year

    @field_validator("sequence")
    @classmethod
    def _order_has_sequence(cls, sequence: int | None, info: ValidationInfo) -> int | None:
        if sequence is None and info.data.get("code") == "":
            raise ValueError("没有机关代字的，须有顺序号，如令号“第1号”（9704-10.2-b）、期号“第5期”")
        return sequence

    @field_validator("issue")
    @classmethod
    def _issue_has_no_code(cls, issue: Literal[True] | None, info: ValidationInfo) -> Literal[True] | None:
        if issue and info.data.get("code"):
            raise ValueError("期号没有机关代字，如“第5期”；有代字的是发文字号，如“青政纪〔2026〕5号”")
        return issue

    @property
    def is_order_number(self) -> bool:
        """Whether this is a 令号, which has a sequence only."""
        return not self.code and self.year is None and not self.issue

    @classmethod
    def parse(cls, text: str) -> IssuingNumber:
        """Read any common writing: other brackets, 第, leading zeros, full-width digits.

        Raises :class:`~gongwen.InputError` when the text is no issuing number.
        """
        return cls.read(text)

    def __str__(self) -> str:
        if not self.code:
            year = f"{self.year}年" if self.year else ""
            return f"{year}第{self.sequence}{'期' if self.issue else '号'}"
        sequence = "　" if self.sequence is None else self.sequence
        return f"{self.code}〔{self.year}〕{sequence}号"


def without_code(text: str) -> dict[str, int | None] | None:
    """Year and sequence of a number that was written without its 机关代字; None for any other text.

    >>> without_code("〔2026〕18号"), without_code("18"), without_code("第18号")
    ({'year': 2026, 'sequence': 18}, {'year': None, 'sequence': 18}, None)
    """
    match = _WITHOUT_CODE.fullmatch(text.translate(_FULL_WIDTH).replace("　", ""))
    if not match:
        return None
    year, after_year, alone = match.groups()
    sequence = after_year or alone
    return {"year": int(year) if year else None, "sequence": whole_number(sequence) if sequence else None}


def issue_number(text: str) -> dict[str, Any] | None:
    """Year and sequence of a number by issue; None for any other text.

    >>> issue_number("（2026年第5期）"), issue_number("第5号")
    ({'year': 2026, 'sequence': 5, 'issue': True}, None)
    """
    match = _ISSUE.fullmatch(text.translate(_FULL_WIDTH).replace("　", ""))
    if not match:
        return None
    year, sequence = match.groups()
    return {"year": int(year) if year else None, "sequence": whole_number(sequence), "issue": True}


def one_number(value: Any) -> Any:
    """The only number of a list; several, in a list or in one text, are refused (9704-7.2.5-g, TL-9.5)."""
    if isinstance(value, list | tuple):
        if len(value) > 1:
            raise ValueError(_SEVERAL)
        return value[0] if value else None
    if isinstance(value, str) and len(_YEAR.findall(value.translate(_FULL_WIDTH))) > 1:
        raise ValueError(_SEVERAL)
    return value


_SEVERAL = "一份公文只有一个发文字号，联合行文用主办机关的（9704-7.2.5-g、TL-9.5）；只留主办机关的那一个"


def _parts(text: str) -> dict[str, Any]:
    plain = " ".join(text.translate(_FULL_WIDTH).replace("　", "").split())
    order = _ORDER.fullmatch(plain)
    if order:
        return {"year": int(order[1]) if order[1] else None, "sequence": whole_number(order[2])}
    issue = issue_number(plain)
    if issue:
        return issue
    match = _WRITING.fullmatch(plain)
    if not match and (bare := without_code(plain)) and bare["sequence"]:
        raise ValueError(
            "没有机关代字；写成“机关代字〔年份〕顺序号号”，如“青政发〔2026〕5号”，或在单位文件的“代字”里写明这种公文的代字"
        )
    if not match:
        raise ValueError("不是发文字号；应写作“机关代字〔年份〕顺序号号”，如“青政发〔2026〕20号”")
    code, year, sequence = match.groups()
    return {"code": code, "year": int(year), "sequence": whole_number(sequence) if sequence else None}
