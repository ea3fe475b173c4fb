"""How much of the corpus the reader reads right: by field, by sample, and what it invents.

``python -m tests.reading.scoring [--half dev|held-out|all] [--only texts|files] [--later] [--sums] [--verbose]``

A field of a document is *right*, *wrong* (there, and said otherwise), *missed* (there, and not found) or *invented*
(found, and not there). What follows from another field is not invented: the mark of an agency that signs, the
signature of the agency whose mark is there, the names of attachments whose bodies are there.
"""

from __future__ import annotations

import argparse
import importlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from tests.reading.corpus import HALVES, Labels, Sample, samples
from tests.reading.labels import NO_DOCUMENT, labels_of

__all__ = ["FIELDS", "Fault", "Headings", "Score", "compare", "labels_of", "read_sample", "report", "score"]

FIELDS = (
    "kind",
    "copy_number",
    "security",
    "urgency",
    "mark",
    "number",
    "signers",
    "title",
    "remark",
    "recipients",
    "signatories",
    "date",
    "note",
    "attachment_names",
    "report_to",
    "cc",
    "archive",
    "subject_words",
    "print_office",
    "print_date",
    "copies",
    "paragraphs",
    "tables",
)
"""The fields that are compared as a whole; headings and attachments are compared one by one."""

_UNREAD: Labels = {"kind": "unread"}
_OF_NO_DOCUMENT = (
    "mark",
    "number",
    "signers",
    "recipients",
    "cc",
    "report_to",
    "copies",
    "print_office",
    "copy_number",
)

# ---------------------------------------------------------------------------------- comparing


@dataclass(frozen=True)
class Fault:
    """One field of one document that is not as its label says."""

    document: int
    name: str
    what: str
    expected: Any = None
    found: Any = None

    def __str__(self) -> str:
        return f"[{self.document}] {self.name} {self.what}: expected {self.expected!r}, found {self.found!r}"


@dataclass
class Headings:
    """Headings found and expected, and how many of them agree: in words, and in words and level."""

    expected: int = 0
    found: int = 0
    words: int = 0
    exact: int = 0

    def add(self, other: Headings) -> None:
        """Count another document's headings too."""
        self.expected += other.expected
        self.found += other.found
        self.words += other.words
        self.exact += other.exact

    @property
    def lenient_f1(self) -> float:
        """F1 over the words alone."""
        return self._f1(self.words)

    @property
    def exact_f1(self) -> float:
        """F1 over words and level."""
        return self._f1(self.exact)

    def _f1(self, agreeing: int) -> float:
        total = self.expected + self.found
        return 2 * agreeing / total if total else 1.0


@dataclass
class Score:
    """The sums over one sample or many."""

    fields: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FIELDS})
    headings: Headings = field(default_factory=Headings)
    attachments: Counter[str] = field(default_factory=Counter)
    splits: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another sample too; its faults stay with it."""
        for name, counts in other.fields.items():
            self.fields[name].update(counts)
        self.headings.add(other.headings)
        self.attachments.update(other.attachments)
        self.splits.update(other.splits)

    @property
    def totals(self) -> Counter[str]:
        """Right, wrong, missed and invented over all fields."""
        return sum(self.fields.values(), Counter())

    @property
    def right(self) -> float:
        """The share of present fields that are right."""
        totals = self.totals
        present = totals["right"] + totals["wrong"] + totals["missed"]
        return totals["right"] / present if present else 1.0


def normal(value: Any) -> Any:
    """A value as it is compared: without blanks and marks that have no glyph, half- and full-width as one.

    >>> normal(["各村（社区）： ", "镇直 各单位"]), normal("《任务分解表》"), normal(20)
    (['各村(社区)', '镇直各单位'], '任务分解表', 20)
    """
    if isinstance(value, list):
        return [normal(entry) for entry in value]
    if not isinstance(value, str):
        return value
    text = "".join(
        character
        for character in unicodedata.normalize("NFKC", value)
        if unicodedata.category(character) not in ("Cf", "Co", "Cc", "Zs", "Zl", "Zp")
    )
    text = text.rstrip("。;:.；：")
    inner = re.fullmatch("《([^《》]*)》", text)
    return inner[1] if inner else text


def compare(expected: Labels, found: Labels, place: int = 1) -> Score:
    """One document against its labels."""
    score = Score()
    for name in FIELDS:
        outcome = _outcome(name, expected, found)
        if outcome:
            score.fields[name][outcome] += 1
            if outcome != "right":
                score.faults.append(Fault(place, name, outcome, expected.get(name), found.get(name)))
    if expected == NO_DOCUMENT:
        return score
    score.headings = _compare_headings(expected, found)
    lost, extra = _headings_apart(expected, found)
    score.faults += [Fault(place, "headings", "missed", expected=heading) for heading in lost]
    score.faults += [Fault(place, "headings", "invented", found=heading) for heading in extra]
    for outcome, title in _compare_attachments(expected, found):
        score.attachments[outcome] += 1
        if outcome != "right":
            score.faults.append(
                Fault(place, "attachments", outcome, *((title,) if outcome != "invented" else (None, title)))
            )
    return score


def _outcome(name: str, expected: Labels, found: Labels) -> str | None:
    if expected == NO_DOCUMENT:
        return _outcome_of_no_document(name, found)
    wanted, got = expected.get(name), found.get(name)
    if name in expected.get("unjudged", ()) or (name == "kind" and wanted is None):
        return None  # every document of the model has a kind, whether its text names one or not
    if not wanted:
        return "invented" if got and not _follows(name, got, expected) else None
    if not got:
        return "missed"
    alike = _archive(wanted) == _archive(got) if name == "archive" else normal(wanted) == normal(got)
    return "right" if alike else "wrong"


def _outcome_of_no_document(name: str, found: Labels) -> str | None:
    got = found.get(name)
    if name == "kind":
        return "right" if got is None else "invented"
    return "invented" if name in _OF_NO_DOCUMENT and got else None


def _archive(text: str) -> str:
    return re.sub("^存档?:?", "", normal(text))


def _follows(name: str, got: Any, expected: Labels) -> bool:
    """Whether a value that is not written follows from what is."""
    title, signatories = normal(expected.get("title", "")), normal(expected.get("signatories", []))
    if name == "mark":
        agency = re.sub("(文件|令|会议纪要|纪要)$", "", normal(got))
        return agency in (*signatories, "".join(signatories)) or str(title).startswith(agency)
    if name == "signatories":
        agency = "".join(normal(got))
        return any(str(text).startswith(agency) for text in (normal(expected.get("mark", "")), title))
    if name == "attachment_names":
        return set(normal(got)) <= {normal(part["title"]) for part in expected.get("attachments", ())}
    return False


# ---------------------------------------------------------------------------------- headings and attachments


def _pairs(labels: Labels) -> Counter[tuple[int, str]]:
    return Counter((level, normal(words)) for level, words in labels.get("headings", ()))


def _without_items(expected: Labels, found: Labels) -> Counter[tuple[int, str]]:
    """The headings found, without the numbered paragraphs that may be called headings or not."""
    wanted = Counter(words for _, words in _pairs(expected).elements())
    items = [normal(words) for _, words in expected.get("items", ())]
    kept: Counter[tuple[int, str]] = Counter()
    for (level, words), count in _pairs(found).items():
        if wanted[words] or not any(item.startswith(words) for item in items):
            kept[level, words] = count
    return kept


def _compare_headings(expected: Labels, found: Labels) -> Headings:
    wanted, got = _pairs(expected), _without_items(expected, found)
    words = Counter(words for _, words in wanted.elements()) & Counter(words for _, words in got.elements())
    return Headings(wanted.total(), got.total(), words.total(), (wanted & got).total())


def _headings_apart(expected: Labels, found: Labels) -> tuple[list[Any], list[Any]]:
    wanted, got = _pairs(expected), _without_items(expected, found)
    return list((wanted - got).elements()), list((got - wanted).elements())


def _compare_attachments(expected: Labels, found: Labels) -> Iterator[tuple[str, str]]:
    """Each attached body: right when one has its title and its headings, in words."""
    left: list[Labels] = list(found.get("attachments", ()))
    for part in expected.get("attachments", ()):
        same = next((other for other in left if normal(other["title"]) == normal(part["title"])), None)
        if same is None:
            yield "missed", part["title"]
            continue
        left.remove(same)
        headings = _compare_headings(part, same)
        yield "right" if headings.lenient_f1 == 1 else "wrong", part["title"]
    for other in left:
        yield "invented", other["title"]


# ---------------------------------------------------------------------------------- samples


def score(expected: Sequence[Labels], found: Sequence[Labels]) -> Score:
    """The documents of one input against its labels; a document too few is missed, one too many invented."""
    total = Score()
    if expected == [NO_DOCUMENT] and not found:
        found = [NO_DOCUMENT]  # a reader may hand over nothing where there is nothing
    total.splits["right" if len(expected) == len(found) else "wrong"] += 1
    if len(expected) != len(found):
        total.faults.append(Fault(0, "documents", "wrong", len(expected), len(found)))
    for place, (wanted, got) in enumerate(_paired(expected, found), start=1):
        part = compare(wanted or {}, got or {}, place)
        total.add(part)
        total.faults += part.faults
    return total


def _paired(expected: Sequence[Labels], found: Sequence[Labels]) -> Iterator[tuple[Labels | None, Labels | None]]:
    """Each document with the one most like it by title, in order; one by one where there are as many."""
    if len(expected) == len(found):
        yield from zip(expected, found, strict=True)
        return
    start = 0
    for wanted in expected:
        best = max(range(start, len(found)), key=lambda index: _likeness(wanted, found[index]), default=None)
        if best is None or (_likeness(wanted, found[best]) < 0.5 and len(found) < len(expected)):
            yield wanted, None
            continue
        yield from ((None, extra) for extra in found[start:best])
        yield wanted, found[best]
        start = best + 1
    yield from ((None, extra) for extra in found[start:])


def _likeness(one: Labels, other: Labels) -> float:
    return SequenceMatcher(None, normal(one.get("title", "")), normal(other.get("title", ""))).ratio()


def read_sample(sample: Sample) -> list[Labels]:
    """What gongwen reads in a sample: texts by ``gongwen.parse``, files by ``gongwen.read``."""
    gongwen: Any = importlib.import_module("gongwen")
    result = gongwen.read(sample.data) if sample.is_file else gongwen.parse(sample.data)
    entries = result.documents if hasattr(result, "documents") else [result]
    return [labels_of(entry.document) for entry in entries]


# ---------------------------------------------------------------------------------- report

_OUTCOMES = ("right", "wrong", "missed", "invented")


def report(total: Score) -> str:
    """The sums as a table."""
    lines = [f"{'field':<18}{'present':>8}" + "".join(f"{name:>10}" for name in _OUTCOMES) + f"{'%':>8}"]
    for name, counts in (*total.fields.items(), ("all fields", total.totals)):
        present = counts["right"] + counts["wrong"] + counts["missed"]
        share = f"{100 * counts['right'] / present:8.1f}" if present else f"{'–':>8}"
        lines.append(f"{name:<18}{present:>8}" + "".join(f"{counts[outcome]:>10}" for outcome in _OUTCOMES) + share)
    lines += [
        f"headings: {total.headings.expected} expected, {total.headings.found} found; "
        f"F1 {total.headings.lenient_f1:.3f} in words, {total.headings.exact_f1:.3f} in words and level",
        "attached bodies: " + ", ".join(f"{total.attachments[outcome]} {outcome}" for outcome in _OUTCOMES),
        f"splits: {total.splits['right']} of {total.splits.total()} right",
    ]
    return "\n".join(lines)


def _scored(chosen: Iterable[Sample]) -> Iterator[tuple[Sample, Score]]:
    for sample in chosen:
        try:
            result = score(sample.labels, read_sample(sample))
        except Exception as error:  # whatever a sample does to the reader, the others are scored
            result = score(sample.labels, [_UNREAD])
            result.splits = Counter(wrong=1)
            result.faults.insert(0, Fault(0, "reader", "failed", found=f"{type(error).__name__}: {error}"))
        yield sample, result


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; 0 when everything is right, otherwise 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.reading.scoring", description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "all"), default="all")
    parser.add_argument("--only", choices=("texts", "files"))
    parser.add_argument("--later", action="store_true", help="only the samples of the second edition")
    parser.add_argument("--sums", action="store_true", help="no word on any sample: for the half that is held out")
    parser.add_argument("--verbose", action="store_true", help="every fault, not only how many a sample has")
    chosen = parser.parse_args(arguments)
    half = None if chosen.half == "all" else chosen.half
    total = Score()
    faulty = 0
    found = samples(half, texts=chosen.only != "files", files=chosen.only != "texts")
    for sample, result in _scored(sample for sample in found if sample.later or not chosen.later):
        total.add(result)
        faulty += bool(result.faults)
        if result.faults and not chosen.sums:
            names = Counter(f"{fault.name} {fault.what}" for fault in result.faults)
            print(f"{sample.name}: " + ", ".join(f"{name} ×{count}" for name, count in names.items()))
        if chosen.verbose:
            for fault in result.faults:
                print(f"    {fault}")
    print(report(total))
    print(f"samples with faults: {faulty} of {total.splits.total()}")
    return 1 if faulty else 0


if __name__ == "__main__":
    raise SystemExit(main())
