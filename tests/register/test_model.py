"""Whatever is asked in whatever order, the register does what a plain dict would do."""

from __future__ import annotations

import copy
import itertools
import tempfile
from collections.abc import Set
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from gongwen import InputError, IssuingNumber
from gongwen.register import Facts, Issue, Register, Request, State
from tests.register.asking import number
from tests.strategies import examples

Key: TypeAlias = tuple[str, int, int]
"""Code, year, sequence."""

CODES = ("云政发", "云办发")
identities = st.sampled_from("甲乙丙丁戊己庚")
titles = st.sampled_from(["关于春耕的通知", "关于防汛的通知", None])
sequences = st.none() | st.integers(1, 9)
requests = st.builds(
    lambda identity, code, year, sequence, title: Request(
        identity, IssuingNumber(code=code, year=year, sequence=sequence), Facts(title=title)
    ),
    identities,
    st.sampled_from(CODES),
    st.sampled_from([2025, 2026]),
    sequences,
    titles,
)


class Line:
    """What the model knows of a number."""

    def __init__(self, identity: str | None, title: str | None, state: State = State.RESERVED) -> None:
        self.identity, self.title, self.state = identity, title, state


class RegisterAsADict(RuleBasedStateMachine):
    """One request at a time, so that the model stays plain; several at once are tried against it too."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "发文.db"
        self.register = Register(self.path)
        self.lines: dict[Key, Line] = {}

    def teardown(self) -> None:
        self.register.close()
        self.folder.cleanup()

    # ---------------------------------------------------------------- the model

    def last(self, code: str, year: int) -> int:
        return max((n for c, y, n in self.lines if (c, y) == (code, year)), default=0)

    def held(self, identity: str) -> Key | None:
        held = [key for key, line in self.lines.items() if line.identity == identity and line.state is not State.VOID]
        assert len(held) <= 1
        return held[0] if held else None

    def expected(self, request: Request, typed: Set[Key] = frozenset()) -> Key | None:
        """The number that the request must get, entered into the model; None for a refusal.

        ``typed`` are the numbers written in full beside it, which a request for the next one passes over.
        """
        code, year, sequence = request.number.code, request.number.year or 0, request.number.sequence
        held = self.held(request.identity)
        if held:
            if held[:2] != (code, year) or sequence not in (None, held[2]):
                return None
            if self.lines[held].state is State.RESERVED:
                self.lines[held].title = request.facts.title
            return held
        last = self.last(code, year)
        free = next(n for n in itertools.count(last + 1) if (code, year, n) not in typed)
        key = (code, year, sequence or free)
        if key in self.lines:
            return None
        for skipped in range(last + 1, key[2]):
            if (code, year, skipped) not in typed:
                self.lines[code, year, skipped] = Line(None, None, State.VOID)
        self.lines[key] = Line(request.identity, request.facts.title)
        return key

    # ---------------------------------------------------------------- what is asked

    @rule(request=requests)
    def ask_one(self, request: Request) -> None:
        code, year = request.number.code, request.number.year or 0
        assert self.register.next(code, year) == self.last(code, year) + 1
        before = set(self.lines)
        expected = self.expected(request)
        if expected is None:
            with pytest.raises(InputError):
                self.register.reserve([request])
            return
        (given,) = self.register.reserve([request])
        assert (given.number.code, given.number.year, given.number.sequence) == expected
        assert given.is_new == (expected not in before)
        assert {(code, year, n) for n in given.skipped} == set(self.lines) - before - {expected}
        assert given.state is self.lines[expected].state

    @rule(several=st.lists(requests, max_size=8))
    def ask_several(self, several: list[Request]) -> None:
        numbers = [request.number for request in several]
        typed = {(one.code, one.year or 0, one.sequence) for one in numbers if one.sequence is not None}
        before = copy.deepcopy(self.lines)
        expected = [self.expected(request, typed) for request in several]
        faults = self.register.check(several)
        assert list(faults) == [index for index, key in enumerate(expected) if key is None]
        if faults:
            self.lines = before
            with pytest.raises(InputError) as refused:
                self.register.reserve(several)
            assert refused.value.faults == tuple(faults.values())
            return
        given = self.register.reserve(several)
        assert [(one.number.code, one.number.year, one.number.sequence) for one in given] == expected
        assert self.register.reserve(several) == [one._replace(is_new=False, skipped=()) for one in given]

    @rule(data=st.data())
    def issue(self, data: st.DataObject) -> None:
        key = data.draw(self.any_number())
        line = self.lines.get(key)
        one = Issue(IssuingNumber(code=key[0], year=key[1], sequence=key[2]))
        if line is None or line.state is State.VOID:
            with pytest.raises(InputError):
                self.register.issue([one])
            return
        self.register.issue([one])
        line.state = State.ISSUED

    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        key = data.draw(self.any_number())
        line = self.lines.get(key)
        number_ = IssuingNumber(code=key[0], year=key[1], sequence=key[2])
        if line is None or line.state is State.VOID:
            with pytest.raises(InputError):
                self.register.void(number_, "印错", when=date(2026, 3, 2))
            return
        self.register.void(number_, "印错", when=date(2026, 3, 2))
        line.state = State.VOID

    def any_number(self) -> st.SearchStrategy[Key]:
        free = st.tuples(st.sampled_from(CODES), st.sampled_from([2025, 2026]), st.integers(1, 9))
        return free | st.sampled_from(sorted(self.lines)) if self.lines else free

    @rule()
    def open_again(self) -> None:
        self.register.close()
        self.register = Register(self.path)

    # ---------------------------------------------------------------- what always holds

    @invariant()
    def the_lines_are_those_of_the_model(self) -> None:
        found = {
            (e.number.code, e.number.year or 0, e.number.sequence or 0): (e.identity, e.facts.title, e.state)
            for e in self.register.entries()
        }
        assert found == {key: (line.identity, line.title, line.state) for key, line in self.lines.items()}

    @invariant()
    def no_gap_is_unexplained(self) -> None:
        assert self.register.gaps() == []
        assert all((e.reason is not None) == (e.state is State.VOID) for e in self.register.entries())


TestRegisterAsADict = RegisterAsADict.TestCase
TestRegisterAsADict.settings = settings(examples(60), stateful_step_count=25)


def test_the_model_refuses_what_it_should() -> None:
    """The dict is no yes-man: a second number for one document is refused by it as well."""
    machine = RegisterAsADict()
    try:
        assert machine.expected(Request("甲", number("云政发〔2026〕3号"))) == ("云政发", 2026, 3)
        assert machine.expected(Request("甲", number("云政发〔2026〕4号"))) is None
        assert machine.expected(Request("乙", number("云政发〔2026〕2号"))) is None
    finally:
        machine.teardown()
