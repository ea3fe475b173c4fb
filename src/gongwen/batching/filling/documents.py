"""A row's data becomes a document: what all rows of a skeleton have in common is looked at once.

In: the data of a plan, with the values of a row in it. Out: what ``Document.model_validate`` makes of it, or its
``ValidationError``. The blocks of a body that a plan has filled are valid already, and so is a number that an earlier
row has written in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from gongwen.model import Document, Form, IssuingNumber
from gongwen.model.base import Value, with_valid

__all__ = ["as_read", "document_reader"]

_MOST_NUMBERS = 256
_TRIAL_TITLE = "—"


def as_read(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a skeleton with its body as a document has it: sections in sections, without the numbers that follow
    from their order. Data whose body cannot be read stays as it is.

    >>> from gongwen.model import Section
    >>> as_read({"body": [Section(level=1, heading="备足仓容", label="一、")]})["body"][0].label is None
    True
    """
    body = _body_as_read(data)
    return data if body is None else {**data, "body": body}


def document_reader(plan_data: Mapping[str, Any]) -> Callable[[dict[str, Any]], Document]:
    """What makes documents of the data that a plan fills.

    >>> from gongwen.model import Paragraph
    >>> read = document_reader({"kind": "计划", "body": [Paragraph(text="四月底前完成整地。")]})
    >>> filled = {"kind": "计划", "title": "上坝村春耕计划", "body": [Paragraph(text="五月底前完成整地。")]}
    >>> read(filled) == Document(**filled)
    True
    """
    body = _body_as_read(plan_data)
    stays = body is not None and body == plan_data["body"]
    return _DocumentReader(len(body) if stays and body else 0).read


class _DocumentReader:
    """Reads the documents of one plan, and keeps the numbers that they have in common.

    ``blocks`` is how many a body has that is as a document has it: other texts then change nothing but the texts.
    """

    def __init__(self, blocks: int) -> None:
        self._blocks = blocks
        self._numbers: dict[str, IssuingNumber] = {}

    def read(self, data: dict[str, Any]) -> Document:
        """The document. Raises ``ValidationError`` as ``Document.model_validate`` does."""
        body = data.get("body") or ()
        stays_valid = 0 < len(body) == self._blocks and all(isinstance(block, Value) for block in body)
        if not stays_valid or not data.get("title"):
            return self._with_number(data)
        document = self._with_number({**data, "body": ()})
        if document.form is Form.MINUTES:  # its lists are put in order by what they say
            return self._with_number(data)
        return with_valid(document, body=tuple(body))

    def _with_number(self, data: dict[str, Any]) -> Document:
        """An open number is the same words for many rows, and is read once."""
        text = data.get("number")
        if type(text) is not str:
            return Document.model_validate(data)
        known = self._numbers.get(text)
        if known is not None:
            return Document.model_validate({**data, "number": known})
        document = Document.model_validate(data)
        if document.number is not None and len(self._numbers) < _MOST_NUMBERS:
            self._numbers[text] = document.number
        return document


def _body_as_read(data: Mapping[str, Any]) -> tuple[Value, ...] | None:
    """The blocks of the data as a document has them; None where there are none, or they cannot be read yet."""
    body = data.get("body")
    if not body or not isinstance(body, list | tuple) or not all(isinstance(block, Value) for block in body):
        return None
    try:
        return Document.model_validate({"title": _TRIAL_TITLE, "body": body}).body
    except ValidationError:
        return None
