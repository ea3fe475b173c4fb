"""Short ways to ask a register, shared by its tests."""

from __future__ import annotations

from gongwen import Fault, InputError, IssuingNumber
from gongwen.register import Facts, Register, Request
from tests.model.chinese import is_said_in_chinese

__all__ = ["OPEN", "ask", "asked", "number", "one_fault", "reserve"]

OPEN = "云政发〔2026〕号"


def number(text: str) -> IssuingNumber:
    return IssuingNumber.parse(text)


def ask(identity: str, text: str = OPEN, title: str | None = None) -> Request:
    return Request(identity, number(text), Facts(title=title or f"{identity}的通知"))


def asked(count: int, text: str = OPEN) -> list[Request]:
    return [ask(f"春耕.xlsx 第{row}行", text) for row in range(2, count + 2)]


def reserve(register: Register, *requests: Request) -> list[str]:
    return [str(given.number) for given in register.reserve(requests)]


def one_fault(error: InputError) -> Fault:
    (fault,) = error.faults
    assert is_said_in_chinese(fault), str(fault)
    return fault
