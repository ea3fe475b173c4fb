"""Rules of 版记: 印发机关 and 印发日期 (9704-7.4)."""

from __future__ import annotations

from gongwen.model import Document
from gongwen.rules.rule import Said, rule
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Form

__all__: list[str] = []


@rule(
    "9704-7.4.3-d",
    "printed-before-signed",
    "印发日期不早于成文日期",
    reads=("print_date", "date"),
    wrong={"printer": "青山镇党政综合办公室", "print_date": "2026-03-01"},
    right={"printer": "青山镇党政综合办公室", "print_date": "2026-03-02"},
)
def printed_before_signed(document: Document) -> Said | None:
    """Nothing is printed before it was signed."""
    signed, printed = document.date, document.print_date
    if printed is None or signed is None or printed >= signed:
        return None
    message = f"印发日期早于成文日期 {signed.isoformat()}（9704-7.4.3-d）"
    return Said(message, "核对两个日期", ("print_date",), printed.isoformat())


@rule(
    "9704-7.4.3-a",
    "print-date-without-printer",
    "印发日期随印发机关标注",
    reads=("print_date", "printer"),
    wrong={"print_date": "2026-03-02"},
    right={"print_date": "2026-03-02", "printer": "青山镇党政综合办公室"},
)
def print_date_without_printer(document: Document) -> Said | None:
    """印发机关 and 印发日期 stand on one line."""
    if document.print_date is None or document.printer:
        return None
    message = "写了印发日期而没有印发机关（9704-7.4.3-a）"
    return Said(message, "补写“印发机关”", ("print_date",), document.print_date.isoformat())


@rule(
    "9704-7.4.3-b",
    "printer-without-print-date",
    "印发日期随印发机关标注",
    grade=Grade.USUAL,
    reads=("printer", "print_date", "form"),
    wrong={"printer": "青山镇党政综合办公室"},
    right={"printer": "青山镇党政综合办公室", "print_date": "2026-03-02"},
)
def printer_without_print_date(document: Document) -> Said | None:
    """The line of who printed says when; a letter has no such line."""
    if not document.printer or document.print_date is not None or document.form in (Form.PLAIN, Form.LETTER):
        return None
    return Said("写了印发机关而没有印发日期（9704-7.4.3-b）", "补写“印发日期”", ("printer",), document.printer)
