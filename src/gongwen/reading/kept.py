"""What a .docx of ours keeps in its properties because no page shows it, put back into what was read of the pages.

The pages go first: where somebody changed them since, what was kept of them is out of date and is left alone.
"""

from __future__ import annotations

import json
from typing import Any

__all__ = ["put_back"]

_AS_IT_WAS = ("subject_words", "archive", "translation")


def put_back(fields: dict[str, Any], text: str) -> dict[str, Any]:
    """The fields read of the pages, with those that were kept.

    >>> put_back({"cc": ["县委办公室", "县林业局"]}, '{"report_to":["县委办公室"]}')
    {'cc': ['县林业局'], 'report_to': ['县委办公室']}
    """
    try:
        kept = json.loads(text)
    except ValueError:
        return fields
    if not isinstance(kept, dict):
        return fields
    made = {**fields, **{name: kept[name] for name in _AS_IT_WAS if name in kept}}
    if "kind" in kept and kept["kind"] is None:
        made["kind"] = None
    if made.get("issuer_mark") == "" and isinstance(kept.get("issuer_mark"), str):
        made["issuer_mark"] = kept["issuer_mark"]
    if kept.get("signatories") == []:
        made.setdefault("signatories", [])
    reported, sent = kept.get("report_to"), _names(made.get("cc", ""))
    if isinstance(reported, list) and sent[: len(reported)] == reported:
        made |= {"cc": sent[len(reported) :], "report_to": reported}
    title = kept.get("title")
    if isinstance(title, str) and _unspaced(title) == _unspaced(str(made.get("title", ""))):
        made |= {"title": title, "title_breaks": kept.get("title_breaks", ())}
    seals = kept.get("seals")
    if isinstance(seals, list):
        made |= _seals(made.get("seals", []), seals)
    return made


def _names(agencies: str | list[str]) -> list[str]:
    return agencies.rstrip("。").split("，") if isinstance(agencies, str) else list(agencies)


def _seals(shown: list[dict[str, Any]], kept: list[Any]) -> dict[str, Any]:
    """The seals of the pages, among them the room for those without a picture, and the diameters that were given."""
    pictures = [seal for seal in shown if seal.get("data") is not None]
    if sum(1 for has_picture, _ in kept if has_picture) != len(pictures):
        return {}
    following = iter(pictures)
    seals = [
        {**(next(following) if has_picture else {}), **({"diameter": diameter} if diameter else {})}
        for has_picture, diameter in kept
    ]
    return {"seals": seals}


def _unspaced(text: str) -> str:
    return "".join(text.split())
