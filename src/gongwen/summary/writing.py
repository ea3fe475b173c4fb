"""How figures and sentences are written: one place for every choice, numbers and percentages by Babel.

Running text and tables have no separators of thousands: GB/T 15835 (5.1.1) allows both, years and issuing numbers
beside them never have any, and documents of government write 18480万元. ``grouping`` asks for them.

Money is a number and its unit (18480万元), as documents write it; CLDR's currency patterns would give ¥18,480.00.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from types import MappingProxyType

from babel.numbers import format_decimal, format_percent

from gongwen.errors import Fault, InputError
from gongwen.summary.arithmetic import EXACT, HUNDRED, rounded

__all__ = ["BASES", "Writing", "scope_of", "write_number", "write_percent"]

LOCALE = "zh_Hans_CN"
_MOST_PLACES = 2

BASES: MappingProxyType[str, str] = MappingProxyType({"同比": "上年同期", "环比": "上期", "比上年": "上年"})
"""What a comparison is made with."""

_SCOPE = re.compile(r"(省|自治区|自治州|市|盟|县|旗|区|镇|乡|村)(?:人民政府|委员会|民委员会|党委|委|人民政府办公室)")
_STREET = re.compile(r"街道(?:办事处|党工委|工委)")


@dataclass(frozen=True)
class Writing:
    """How a summary writes its figures and sentences.

    ``comparison`` is 同比, 环比 or 比上年; ``target_name`` what 目标 is called in sentences; ``places`` the decimals of
    computed percentages (0–2); ``scope`` stands before the first indicator (None: 全镇, 全县 … from the unit's name);
    ``units`` are changes of unit asked for ({"元": "万元"}); ``decimals`` rounds all figures on entry. Raises
    :class:`~gongwen.InputError`.

    >>> Writing(comparison="比上年").base
    '上年'
    """

    comparison: str = "同比"
    target_name: str = "年度目标"
    places: int = 1
    scope: str | None = None
    grouping: bool = False
    units: Mapping[str, str] = field(default_factory=dict)
    decimals: int | None = None

    def __post_init__(self) -> None:
        faults = []
        if self.comparison not in BASES:
            faults.append(
                Fault(
                    "value-not-allowed",
                    "不认识的比较方法",
                    "改写成可用的值之一",
                    field="comparison",
                    value=str(self.comparison),
                    allowed="、".join(BASES),
                )
            )
        for name, places in (("places", self.places), ("decimals", self.decimals)):
            if places is not None and places not in range(_MOST_PLACES + 1):
                faults.append(
                    Fault("out-of-range", "小数位数不对", f"写 0 到 {_MOST_PLACES}", field=name, value=str(places))
                )
        if faults:
            raise InputError(faults)

    @property
    def base(self) -> str:
        """What is compared with: 上年同期, 上期, 上年."""
        return BASES[self.comparison]

    def number(self, value: Decimal) -> str:
        """A figure with the decimals it was given with."""
        return write_number(value, grouping=self.grouping)

    def percent(
        self, value: Decimal, *, places: int | None = None, fixed: bool = False, rounding: str = ROUND_HALF_UP
    ) -> str:
        """A computed percentage."""
        places = self.places if places is None else places
        return write_percent(rounded(value, places, rounding), places, fixed=fixed)


def write_number(value: Decimal, *, places: int | None = None, grouping: bool = False) -> str:
    """A number by Babel; ``places`` rounds half up and drops zeros at the end, without it all digits stand.

    >>> write_number(Decimal("1234567.50")), write_number(Decimal("1E+3")), write_number(Decimal("-0.0"))
    ('1234567.50', '1000', '0.0')
    >>> write_number(Decimal("2.345"), places=2), write_number(Decimal("18480"), grouping=True)
    ('2.35', '18,480')
    """
    if places is not None:
        value = rounded(value, places).normalize(EXACT)
    decimals = _decimals(value)
    pattern = ("#,##0" if grouping else "0") + ("." + "0" * decimals if decimals else "")
    with localcontext(EXACT):  # Babel quantizes in the current context
        return format_decimal(_unsigned_zero(value), format=pattern, locale=LOCALE)


def write_percent(value: Decimal, places: int, *, fixed: bool = False) -> str:
    """A percentage (6.7 for 6.7%) by Babel, rounded half up; ``fixed`` keeps zeros at the end, for columns.

    >>> write_percent(Decimal("6.65"), 1), write_percent(Decimal(5), 1), write_percent(Decimal(5), 1, fixed=True)
    ('6.7%', '5%', '5.0%')
    """
    value = rounded(value, places)
    decimals = places if fixed else _decimals(value.normalize(EXACT))
    pattern = "0" + ("." + "0" * decimals if decimals else "") + "%"
    with localcontext(EXACT):
        return format_percent(_unsigned_zero(value) / HUNDRED, format=pattern, locale=LOCALE)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # finite
    return max(0, -exponent)


def _unsigned_zero(value: Decimal) -> Decimal:
    return value.copy_abs() if value == 0 else value


def scope_of(unit: str) -> str:
    """全镇, 全县 … as the name of a unit suggests; empty when it does not say.

    >>> scope_of("云岭县青山镇人民政府"), scope_of("上坝村民委员会"), scope_of("云岭县农业农村局")
    ('全镇', '全村', '')
    """
    if _STREET.search(unit):
        return "全街道"
    found = _SCOPE.search(unit)
    return f"全{found[1]}" if found else ""
