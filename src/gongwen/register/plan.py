"""Who gets which number: decided in memory, from what the register knows, before anything is written.

In go the requests and the entries that concern them; out come the answers, the lines to write and the faults.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from gongwen.errors import Fault
from gongwen.model import IssuingNumber
from gongwen.register.values import (
    Entry,
    Facts,
    Issue,
    Request,
    Reserved,
    Series,
    State,
    number_in,
    series_of,
    with_sequence,
)
from gongwen.sheets.values import clean_text
from gongwen.text import FORBIDDEN

__all__ = [
    "Known",
    "Plan",
    "Recovery",
    "numbers_given_away",
    "plan_entries",
    "plan_issues",
    "plan_recovery",
    "plan_requests",
    "tidy",
    "unwritable",
]

# A number so far ahead is a slip of the keyboard (20026 for 26), and would bury the register under void lines.
MOST_SKIPPED = 1000
_SHOWN = 5
_MOST_COPIES = 10**9


class Known(NamedTuple):
    """What the register holds of the matter: entries in use by identity, entries by number, the last of each series."""

    by_identity: dict[str, Entry]
    by_number: dict[IssuingNumber, Entry]
    last: dict[Series, int]


class Plan(NamedTuple):
    """What to answer and what to write; nothing may be written when there are faults (by index of the request)."""

    answers: list[Reserved]
    new: list[Entry]
    changed: list[Entry]
    faults: dict[int, Fault]


def tidy(facts: Facts) -> Facts:
    """Texts without blanks around them, None where nothing is left, and a day without its time."""
    title, recipients, signer, day, copies = facts
    day = day.date() if isinstance(day, datetime) else day
    return Facts(_text(title), _text(recipients), _text(signer), day, copies)


def _text(text: str | None) -> str | None:
    """As a spreadsheet gives it back: without invisible marks, and blanks at its ends."""
    return clean_text((text or "").strip())


def unwritable(facts: Facts, *others: str | None) -> Fault | None:
    """What of the facts no register and no spreadsheet can hold."""
    texts = [("标题", facts.title), ("主送机关", facts.recipients), ("签发人", facts.signer)]
    texts += [("登记", other) for other in others]
    for field, text in texts:
        found = FORBIDDEN.search(text) if text else None
        if found:
            message = f"含有不能写入登记簿的控制字符 U+{ord(found[0]):04X}"
            return Fault("forbidden-character", message, "删去这个字符", field=field, value=text)
    if facts.copies is not None and not 1 <= facts.copies < _MOST_COPIES:
        return Fault("wrong-value", "份数应是从 1 起的整数", "改成实际的份数", field="印数", value=str(facts.copies))
    return None


def plan_requests(requests: Sequence[Request], known: Known, register: str) -> Plan:
    """Decide on requests one after the other; ``register`` is the file's name for the messages.

    Numbers typed in full go to those who typed them: a request for the next number passes over them, wherever they
    stand in the list.
    """
    known = Known(dict(known.by_identity), dict(known.by_number), dict(known.last))
    typed = {request.number for request in requests if request.number.sequence is not None}
    plan = Plan([], [], [], {})
    for index, request in enumerate(requests):
        answer = _decide(request._replace(facts=tidy(request.facts)), known, typed, plan, register)
        if isinstance(answer, Fault):
            plan.faults[index] = answer
        else:
            plan.answers.append(answer)
    return plan


def _decide(request: Request, known: Known, typed: set[IssuingNumber], plan: Plan, register: str) -> Reserved | Fault:
    fault = _unusable(request)
    if fault:
        return fault
    held = known.by_identity.get(request.identity)
    if held is not None:
        return _again(request, held, known, plan, register)
    series = series_of(request.number)
    last = known.last.get(series, 0)
    skipped: tuple[int, ...] = ()
    if request.number.sequence is None:
        sequence = last + 1
        while (number := with_sequence(request.number, sequence)) in typed:
            sequence += 1
    else:
        number, sequence = request.number, request.number.sequence
        fault = _not_free(number, known, last, register)
        if fault:
            return fault
        between = ((n, number_in(series, n)) for n in range(last + 1, sequence))
        skipped = tuple(n for n, passed in between if passed not in typed)
    reason = f"跳号：登记{sequence}号时未用"
    for n in skipped:
        _enter(Entry(number_in(series, n), State.VOID, reason=reason), known, plan)
    _enter(Entry(number, State.RESERVED, request.identity, request.facts), known, plan)
    known.last[series] = max(last, sequence)
    return Reserved(number, State.RESERVED, True, skipped)


def _enter(entry: Entry, known: Known, plan: Plan) -> None:
    plan.new.append(entry)
    known.by_number[entry.number] = entry
    if entry.identity is not None:
        known.by_identity[entry.identity] = entry


def _unusable(request: Request) -> Fault | None:
    if not request.identity.strip():
        return Fault("missing-identity", "没有说明是谁要编号", "给出批次和行号", value=str(request.number))
    return unwritable(request.facts, request.identity)


def _again(request: Request, held: Entry, known: Known, plan: Plan, register: str) -> Reserved | Fault:
    """Whoever has a number keeps it; its facts may still change as long as the document is not out."""
    same_series = series_of(request.number) == series_of(held.number)
    if not same_series or request.number.sequence not in (None, held.number.sequence):
        return Fault(
            "number-already-given",
            f"这一份已登记为{held.number}，不能另编一个号",
            f"用原来的号；确要换号，先把原号作废：gongwen register {register} void {held.number} --reason 原因",
            field="发文字号",
            value=_as_typed(request.number),
            allowed=str(held.number),
        )
    if held.state is State.RESERVED and held.facts != request.facts:
        changed = held._replace(facts=request.facts)
        known.by_identity[request.identity] = known.by_number[held.number] = changed
        plan.changed.append(changed)
    return Reserved(held.number, held.state, False)


def _as_typed(number: IssuingNumber) -> str:
    return str(number).replace("　", "")


def _not_free(number: IssuingNumber, known: Known, last: int, register: str) -> Fault | None:
    """Why a full number cannot be had."""
    entry = known.by_number.get(number)
    if entry is not None:
        return _taken(entry, register)
    following = number_in(series_of(number), last + 1)
    ahead = (number.sequence or 0) - last - 1
    if ahead > MOST_SKIPPED:
        return Fault(
            "number-too-far",
            f"这个号前面空着{ahead}个号（登记簿里的下一个号是{following}）",
            f"核对顺序号；以前的号在旧登记表里的，先导入：gongwen register {register} import 旧登记表.xlsx",
            field="发文字号",
            value=str(number),
        )
    return None


def _taken(entry: Entry, register: str) -> Fault:
    open_number = _as_typed(entry.number.evolve(sequence=None)) if entry.number.code else ""
    cure = f"核对号码；写成“{open_number}”就由登记簿编下一个号" if open_number else "核对号码，换一个没有用过的号"
    if entry.state is State.VOID:
        message = f"这个号已作废（{entry.reason}），不再使用"
        return Fault("number-void", message, cure, field="发文字号", value=str(entry.number))
    title = f"《{entry.facts.title}》" if entry.facts.title else "另一份公文（没有写标题）"
    cure += f"；看登记：gongwen register {register} list"
    return Fault("number-taken", f"这个号已登记给{title}", cure, field="发文字号", value=str(entry.number))


def plan_issues(issues: Sequence[Issue], by_number: dict[IssuingNumber, Entry]) -> tuple[list[Entry], list[Fault]]:
    """The lines that change when documents go out, and why some cannot."""
    changed: dict[IssuingNumber, Entry] = {}
    faults: list[Fault] = []
    for issue in issues:
        entry = changed.get(issue.number) or by_number.get(issue.number)
        fault = _not_issuable(issue, entry)
        if fault or entry is None:
            faults += [fault] if fault else []
            continue
        became = entry._replace(state=State.ISSUED, facts=entry.facts if issue.facts is None else tidy(issue.facts))
        if became != entry:
            changed[issue.number] = became
    return list(changed.values()), faults


def _not_issuable(issue: Issue, entry: Entry | None) -> Fault | None:
    number = str(issue.number)
    if entry is None:
        return Fault("number-unknown", "登记簿里没有这个号", "先编号，再发文", field="发文字号", value=number)
    if entry.state is State.VOID:
        cure = "重新编号"
        return Fault("number-void", f"这个号已作废（{entry.reason}）", cure, field="发文字号", value=number)
    if issue.identity is not None and issue.identity != entry.identity:
        title = f"《{entry.facts.title}》" if entry.facts.title else "另一份公文"
        cure = "核对号码，重新编号"
        return Fault("number-taken", f"这个号已登记给{title}", cure, field="发文字号", value=number)
    return unwritable(issue.facts) if issue.facts else None


class Recovery(NamedTuple):
    """What a register that forgot numbers has to write to know them again, and those that others have by now."""

    new: list[Entry]
    changed: list[Entry]
    taken: list[Entry]


def plan_recovery(entries: Sequence[Entry], known: Known) -> Recovery:
    """Numbers that a batch remembers and the register may not: it was restored from an old copy, or is another one.

    What the register says of a number or of its holder stays; a line without a holder, as imports leave it, gets the
    holder back.
    """
    found = Recovery([], [], [])
    for entry in entries:
        there = known.by_number.get(entry.number)
        if entry.identity in known.by_identity:
            continue
        if there is None:
            found.new.append(entry._replace(facts=tidy(entry.facts)))
        elif there.state is State.VOID:
            continue
        elif there.identity is None and _text(there.facts.title) == tidy(entry.facts).title:
            found.changed.append(there._replace(identity=entry.identity))
        else:
            found.taken.append(entry)
    return found


def numbers_given_away(taken: Sequence[Entry], register: str) -> Fault:
    """Two documents have one number: the register is not the one, or no longer, that gave it to the first."""
    shown = "、".join(str(entry.number) for entry in taken[:_SHOWN]) + ("…" if len(taken) > _SHOWN else "")
    message = f"这个文件夹里的公文已用的号，在登记簿里是别的公文的：{shown}（共{len(taken)}个）"
    cure = "登记簿换了，或是从旧备份恢复的：用原来的登记簿；找不回来的，换个输出文件夹，另编新号"
    return Fault("number-taken", message, cure, field="发文字号", file=register)


def plan_entries(
    entries: Sequence[Entry], by_number: dict[IssuingNumber, Entry]
) -> tuple[list[Entry], dict[int, Fault]]:
    """Lines of an old table: those that are new, and by index those that say something else than what is known."""
    seen = dict(by_number)
    new: list[Entry] = []
    faults: dict[int, Fault] = {}
    for index, entry in enumerate(_tidied(entries)):
        there = seen.get(entry.number)
        unusable = unwritable(entry.facts, entry.archive, entry.reason)
        if unusable:
            faults[index] = unusable
        elif there is None:
            seen[entry.number] = entry
            new.append(entry)
        elif _text(there.facts.title) != entry.facts.title:
            faults[index] = _says_otherwise(entry, there)
    return new, faults


def _tidied(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        reason = (_text(entry.reason) or "旧登记表中已作废") if entry.state is State.VOID else None
        yield entry._replace(identity=None, facts=tidy(entry.facts), archive=_text(entry.archive), reason=reason)


def _says_otherwise(entry: Entry, there: Entry) -> Fault:
    if there.state is State.VOID:
        known = f"这个号已作废（{there.reason}）" + (
            f"，当时登记的是《{there.facts.title}》" if there.facts.title else ""
        )
    else:
        known = f"这个号已登记给《{there.facts.title}》" if there.facts.title else "这个号已登记，没有写标题"
    cure = "核对是哪一份用了这个号，改正号码或标题"
    return Fault(
        "number-taken", known, cure, field="发文字号", value=f"{entry.number} {entry.facts.title or ''}".strip()
    )
