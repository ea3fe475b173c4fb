"""发文字号: 机关代字, 年份, 顺序号 (9704-7.2.5)."""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, ValidationInfo, field_validator, model_validator

from gongwen.model.base import Value
from gongwen.model.values import Count, Line, whole_number
from gongwen.patterns import pattern

__all__ = ["IssuingNumber", "one_number", "without_code"]

_OPEN = "〔［\\[【（(﹝❲{｛<＜〈《「"
_CLOSE = "〕］\\]】）)﹞❳}｝>＞〉》」"
_WRITING = pattern(rf"\s*(\S.*?)\s*[{_OPEN}]\s*(\d{{4}})\s*[{_CLOSE}]\s*第?\s*(\d*)\s*号?\s*")
_ORDER = pattern(r"\s*第\s*(\d+)\s*号\s*")
_WITHOUT_CODE = pattern(rf"\s*(?:[{_OPEN}]\s*(\d{{4}})\s*[{_CLOSE}]\s*第?\s*(\d{{0,9}})\s*号?|(\d{{1,9}})\s*号?)\s*")
_YEAR = pattern(rf"[{_OPEN}]\s*\d{{4}}\s*[{_CLOSE}]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class IssuingNumber(Value):
    """An issuing number; ``str()`` writes it as the standard asks.

    ``sequence`` may be open (None) while the number has not been assigned yet; it is then written with a gap. A 令号
    has neither code nor year and is written with 第 (9704-10.2-b).

    >>> str(IssuingNumber.parse("红政发[2026]第020号"))
    '红政发〔2026〕20号'
    >>> str(IssuingNumber.parse("云政发〔2026〕号"))
    '云政发〔2026〕　号'
    >>> str(IssuingNumber.parse("第 03 号"))
    '第3号'
    """

    code: Line = Field(default="", description="机关代字；令号没有")
    year: int | None = Field(default=None, ge=1949, le=2999, description="年份；令号没有", validate_default=True)
    sequence: Count | None = Field(default=None, description="顺序号；未编号时为空", validate_default=True)

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
        if "code" in info.data and bool(info.data["code"]) != (year is not None):
            raise ValueError("机关代字和年份要么都有，要么都没有（令号只有顺序号）")
        return year

    @field_validator("sequence")
    @classmethod
    def _order_has_sequence(cls, sequence: int | None, info: ValidationInfo) -> int | None:
        if sequence is None and info.data.get("code") == "":
            raise ValueError("令号须有顺序号，如“第1号”（9704-10.2-b）")
        return sequence

    @property
    def is_order_number(self) -> bool:
        """Whether this is a 令号, which has a sequence only."""
        return not self.code

    @classmethod
    def parse(cls, text: str) -> IssuingNumber:
        """Read any common writing: other brackets, 第, leading zeros, full-width digits.

        Raises :class:`~gongwen.InputError` when the text is no issuing number.
        """
        return cls.read(text)

    def __str__(self) -> str:
        if not self.code:
            return f"第{self.sequence}号"
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
        return {"sequence": whole_number(order[1])}
    match = _WRITING.fullmatch(plain)
    if not match and (bare := without_code(plain)) and bare["sequence"]:
        raise ValueError(
            "没有机关代字；写成“机关代字〔年份〕顺序号号”，如“青政发〔2026〕5号”，或在单位文件的“代字”里写明这种公文的代字"
        )
    if not match:
        raise ValueError("不是发文字号；应写作“机关代字〔年份〕顺序号号”，如“青政发〔2026〕20号”")
    code, year, sequence = match.groups()
    return {"code": code, "year": int(year), "sequence": whole_number(sequence) if sequence else None}
