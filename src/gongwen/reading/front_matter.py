"""Front matter: the lines of a source's head, as entries of the vocabulary.

In: lines as typed. Out: one entry a known key, with its line, and the ledger and faults of everything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongwen.errors import Fault
from gongwen.reading.keyboard import front_matter_as_yaml
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.naming import CONTACTS, elsewhere, usual_value
from gongwen.reading.yaml_nodes import Mapping, Node, Scalar, read_yaml, typed_text
from gongwen.standard.vocabulary import chinese_name, english_name, nearest_names
from gongwen.text import CONTROL, shown

__all__ = [
    "SUBKEYS",
    "Entry",
    "FrontMatter",
    "control_faults",
    "read_front_matter",
    "unknown_name",
]


class Entry(NamedTuple):
    """A key as typed, the field it means, and the value's node."""

    name: str
    field: str
    node: Node
    line: int


class FrontMatter(NamedTuple):
    """The entries by field, the ledger of comments, and the faults; ``readable`` is False when YAML gave up."""

    entries: dict[str, Entry]
    ledger: tuple[LedgerEntry, ...]
    faults: tuple[Fault, ...]
    readable: bool


# The names inside entries that are groups.
SUBKEYS: dict[str, dict[str, str]] = {
    "seals": {"图片": "picture", "直径": "diameter", "picture": "picture", "diameter": "diameter"},
    "translation": {
        "语言": "locale",
        "语言代码": "locale",
        "locale": "locale",
        "标题": "title",
        "title": "title",
        "机关": "issuer",
        "发文机关": "issuer",
        "issuer": "issuer",
    },
    "number": {
        "机关代字": "code",
        "代字": "code",
        "code": "code",
        "年份": "year",
        "year": "year",
        "顺序号": "sequence",
        "sequence": "sequence",
    },
}

_SPECIMEN = "运行 gongwen new 通知 可得一份填好的样例"
# ---------------------------------------------------------------------------------- what it says


def read_front_matter(lines: Sequence[str], *, first_line: int) -> FrontMatter:
    """The entries of the lines between the two ``---``; ``first_line`` is the number of the first of them.

    >>> found = read_front_matter(["文种：通知", "发文机关:青山镇人民政府"], first_line=2)
    >>> [(entry.field, entry.node.text, entry.line) for entry in found.entries.values()]
    [('kind', '通知', 2), ('issuers', '青山镇人民政府', 3)]
    """
    faults = control_faults(lines, first_line=first_line)
    text = "\n".join(front_matter_as_yaml([CONTROL.sub(" ", line) for line in lines], SUBKEYS))
    node, comments, wrong = read_yaml(text, first_line=first_line)
    faults += wrong
    ledger = tuple(
        LedgerEntry(comment.line, "dropped", comment.text, None, "# 后面是注释；是内容就放进英文双引号里")
        for comment in comments
    )
    if node is not None and not isinstance(node, Mapping) and not _is_nothing(node):
        cure = f"一行一项，写成“名称: 内容”，如“文种: 通知”；{_SPECIMEN}"
        faults.append(Fault("wrong-yaml", "开头部分不是“名称: 内容”", cure, line=node.line))
    entries, found_faults = _entries(node) if isinstance(node, Mapping) else ({}, [])
    entries, changed = _in_usual_words(entries)
    if "notes" in entries and entries["notes"].name == "附注" and isinstance(node, Mapping) and _contacts(node):
        notes = entries["notes"]
        reason = "联系人印在附注里"
        changed.append(LedgerEntry(notes.line, "changed", "联系人", f"附注：{typed_text(notes.node)}", reason))
    return FrontMatter(entries, (*ledger, *changed), (*faults, *found_faults), not faults)


def _in_usual_words(entries: dict[str, Entry]) -> tuple[dict[str, Entry], list[LedgerEntry]]:
    """The entries with the vocabulary's own words as values: 信函 for 格式: 函."""
    usual, ledger = dict(entries), list[LedgerEntry]()
    for field, entry in entries.items():
        word = usual_value(field, entry.node.text) if isinstance(entry.node, Scalar) else None
        if word is not None and isinstance(entry.node, Scalar):
            usual[field] = entry._replace(node=Scalar(word, entry.node.line))
            ledger.append(LedgerEntry(entry.line, "changed", shown(entry.node.text), word, "词汇表里的写法"))
    return usual, ledger


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text


def control_faults(lines: Sequence[str], *, first_line: int) -> list[Fault]:
    """The control characters of the lines, which neither YAML nor a document can carry."""
    return [
        _control_fault(found, first_line + index)
        for index, line in enumerate(lines)
        for found in CONTROL.finditer(line)
    ]


def _control_fault(found: re.Match[str], line: int) -> Fault:
    message = f"含有不能写入文档的控制字符 U+{ord(found[0]):04X}（第 {found.start() + 1} 个字符）"
    return Fault("control-character", message, "删去这个字符", line=line)


def _entries(node: Mapping) -> tuple[dict[str, Entry], list[Fault]]:
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    contacts = _contacts(node)
    for key, value in node.pairs:
        field = english_name(key.text)
        if field is None and key.text in contacts:
            entries["notes"] = Entry("附注", "notes", Scalar("，".join(contacts.values()), key.line), key.line)
        elif field is None:
            faults.append((elsewhere(key.text) or unknown_name(key.text)).at(line=key.line))
        elif field in _ELSEWHERE:
            faults.append(_ELSEWHERE[field].at(line=key.line))
        elif field in entries:
            faults.append(_repeated(key, entries[field]))
        else:
            entries[field] = Entry(key.text, field, value, key.line)
    return entries, faults


def _contacts(node: Mapping) -> dict[str, str]:
    """Whom to ask, by the names typed: people type it as an entry, and it stands in 附注 where nothing else does."""
    if any(english_name(key.text) == "notes" for key, _ in node.pairs):
        return {}
    return {
        key.text: f"{CONTACTS[key.text]}：{value.text}"
        for key, value in node.pairs
        if key.text in CONTACTS and isinstance(value, Scalar) and value.text
    }


def unknown_name(name: str) -> Fault:
    """The fault of a name outside the vocabulary, with the name it most likely meant.

    >>> print(unknown_name("主送机构"))
    〔主送机构〕不认识的项目。处理：是不是“主送机关”？改成它，或删去这一项
    """
    nearest = nearest_names(name)
    cure = f"是不是“{nearest[0]}”？改成它，或删去这一项" if nearest else "删去这一项；可写的名称见 gongwen new --fields"
    return Fault("unknown-field", "不认识的项目", cure, field=shown(name) or "（空）")


_ELSEWHERE = {
    "body": Fault("misplaced-field", "正文不写在这里", "写在第二行“---”的下面，一段一行", field="正文"),
    "issued": Fault(
        "misplaced-field",
        "印发件不写在这里",
        "写在正文之后，依次写：一行“---”、一行“印发：标题”、一行“---”，再写它的正文；题注、署名、成文日期写在标题下面",
        field="印发件",
    ),
    "attachments": Fault(
        "misplaced-field",
        "附件不写在这里",
        "写在正文之后，每个附件依次写：一行“---”、一行“附件1：标题”、一行“---”，再写附件正文；附件说明由程序写",
        field="附件",
    ),
}


def _repeated(key: Scalar, first: Entry) -> Fault:
    other = "" if first.name == key.text else f"（“{first.name}”）"
    return Fault(
        "duplicate-field",
        f"同一项写了两次：第 {first.line} 行{other}和第 {key.line} 行",
        "只留一个",
        field=chinese_name(first.field) if other else shown(key.text),
        line=key.line,
    )
