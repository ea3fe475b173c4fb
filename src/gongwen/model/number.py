"""发文字号: 机关代字, 年份, 顺序号 (9704-7.2.5)."""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, field_validator, model_validator

from gongwen.model.base import Value
from gongwen.model.values import Line

__all__ = ["IssuingNumber"]

_OPEN = "〔［\\[【（(﹝❲{｛<＜〈《「"
_CLOSE = "〕］\\]】）)﹞❳}｝>＞〉》」"
_WRITING = re.compile(rf"\s*(\S.*?)\s*[{_OPEN}]\s*(\d{{4}})\s*[{_CLOSE}]\s*第?\s*(\d*)\s*号?\s*")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class IssuingNumber(Value):
    """An issuing number; ``str()`` writes it as the standard asks.

    ``sequence`` may be open (None) while the number has not been assigned yet; it is then written with a gap.

    >>> str(IssuingNumber.parse("红政发[2026]第020号"))
    '红政发〔2026〕20号'
    >>> str(IssuingNumber.parse("云政发〔2026〕号"))
    '云政发〔2026〕　号'
    """

    code: Line = Field(min_length=1, description="机关代字")
    year: int = Field(ge=1949, le=2999, description="年份")
    sequence: int | None = Field(default=None, ge=1, description="顺序号")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return _parts(value) if isinstance(value, str) else value

    @field_validator("code")
    @classmethod
    def _code_without_brackets(cls, code: str) -> str:
        if re.search(rf"[{_OPEN}{_CLOSE}\s]", code):
            raise ValueError("机关代字里不能有括号或空格")
        return code

    @classmethod
    def parse(cls, text: str) -> IssuingNumber:
        """Read any common writing: other brackets, 第, leading zeros, full-width digits.

        Raises :class:`~gongwen.InputError` when the text is no issuing number.
        """
        return cls.read(text)

    def __str__(self) -> str:
        sequence = "　" if self.sequence is None else self.sequence
        return f"{self.code}〔{self.year}〕{sequence}号"


def _parts(text: str) -> dict[str, Any]:
    match = _WRITING.fullmatch(text.translate(_FULL_WIDTH).replace("　", ""))
    if not match:
        raise ValueError("不是发文字号；应写作“机关代字〔年份〕顺序号号”，如“青政发〔2026〕20号”")
    code, year, sequence = match.groups()
    return {"code": code, "year": int(year), "sequence": int(sequence) if sequence else None}
