"""Documents per second of every form: the two-page notice's text as a request, a letter, an order, minutes, a draft.

Times are processor times; every document is a new one.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Mapping
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time
from types import MappingProxyType
from typing import Any

import gongwen
from benchmarks.notices import notice
from benchmarks.rates import validated

__all__ = ["FORMS", "form_rates", "form_share"]

_PICTURES = Path(__file__).parents[1] / "examples" / "pictures"
_DOCUMENTS = 200
_INDEXES = count()
"""Of the documents of a process: no document is made a second time, or caches would know it."""
_AGENCIES = ("云岭县财政局", "云岭县农业农村局", "云岭县林业局")
_SIGNERS = ("周海燕", "李强", "欧阳明华")


def _seal() -> dict[str, Any]:
    return {"name": "印章", "data": (_PICTURES / "seal.png").read_bytes(), "diameter": 42}


def _joint_request(sealed: int) -> dict[str, Any]:
    """A request of three agencies with three signers; the lead agency alone seals it, or all of them."""
    return {
        "kind": "请示",
        "form": "文件",
        "issuers": _AGENCIES,
        "signers": _SIGNERS,
        "signatories": _AGENCIES[:sealed],
        "recipients": "云岭县人民政府",
        "seals": [_seal() for _ in _AGENCIES[:sealed]],
    }


FORMS: Mapping[str, Any] = MappingProxyType(
    {
        "文件，一枚印章图片": lambda: {"seals": [_seal()]},
        "文件，联合上行，三个签发人，一枚印章图片": lambda: _joint_request(1),
        "文件，联合上行，三个签发人，三枚印章图片": lambda: _joint_request(3),
        "信函，一枚印章图片": lambda: {
            "kind": "函",
            "form": "信函",
            "seals": [_seal()],
            "printer": None,
            "print_date": None,
            "copies": None,
        },
        "命令，签名章图片": lambda: {
            "kind": "命令",
            "form": "命令",
            "number": "第1号",
            "recipients": (),
            "signatories": ["县长　周海燕"],
            "seals": [_seal()],
        },
        "纪要": lambda: {"kind": "纪要", "form": "纪要", "recipients": (), "seals": []},
        "白头": lambda: {"kind": "总结", "form": "白头", "number": None, "recipients": (), "seals": []},
    }
)
"""What each form changes of the notice."""


def _document(data: dict[str, Any], at: int) -> gongwen.Document:
    """A document whose text is up to three sections shorter, so that pages end at different places."""
    body = data["body"]
    return gongwen.Document.read({**data, "body": body[: len(body) - at % 4]})


def form_rates(rounds: int, forms: Collection[str] = tuple(FORMS)) -> dict[str, float]:
    """Documents per second of some forms, from the validated document to bytes: the median of the rounds."""
    changes = {name: FORMS[name]() for name in forms}
    rates: dict[str, list[float]] = {name: [] for name in changes}
    for _ in range(rounds + 1):  # the first round warms up
        for name, change in changes.items():
            rates[name].append(_rate(_made(change)))
    return {name: median(measured[1:]) for name, measured in rates.items()}


def form_share(form: str, turns: int = 4) -> float:
    """How quick a form is beside the notice itself: 0.7 is seven of its documents in the time of ten notices.

    They take turns, and the best turn of each counts. What slows this machine slows both, so a share is steadier than
    a rate, and tells whether a form has become slower than it was.
    """
    change, own, usual = FORMS[form](), [], []
    for _ in range(turns + 1):  # the first one warms up
        usual.append(_rate([validated(notice(next(_INDEXES))) for _ in range(_DOCUMENTS)]))
        own.append(_rate(_made(change)))
    return max(own[1:]) / max(usual[1:])


def _made(change: Mapping[str, Any]) -> list[gongwen.Document]:
    return [_document({**notice(next(_INDEXES)).data(), **change}, at) for at in range(_DOCUMENTS)]


def _rate(documents: list[gongwen.Document]) -> float:
    gc.collect()
    began = process_time()
    for document in documents:
        gongwen.render(document)
    return len(documents) / (process_time() - began)
