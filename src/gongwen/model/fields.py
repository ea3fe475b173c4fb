"""The fields of a document as they may be given, for a type checker: what people write, not what is kept of it.

The readers in :mod:`gongwen.model.values` make the kept value of it, or say in Chinese why they cannot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from gongwen.model.body import BlockGiven
from gongwen.model.number import IssuingNumber
from gongwen.model.parts import Attachment, IssuedDocument, Seal, Translation
from gongwen.model.values import Agencies, Data, Day
from gongwen.standard.kinds import Form, Kind

__all__ = ["DocumentFields"]


class DocumentFields(TypedDict, total=False):
    """The fields of a :class:`~gongwen.Document` by English name, as they may be given. An empty one says nothing.

    >>> import gongwen
    >>> fields: gongwen.DocumentFields = {"kind": "函", "title": "关于商请借调人员的函", "body": ["如下。"]}
    >>> gongwen.Document(**fields).kind_name
    '函'
    """

    title: str
    title_breaks: Sequence[int]
    kind: Kind | str | None
    form: Form | str
    copy_number: str | None
    secrecy: Literal["绝密", "机密", "秘密", ""] | None
    secrecy_period: str | None
    urgency: Literal["特急", "加急", ""] | None
    issuers: Agencies
    issuer_mark: str | None
    number: IssuingNumber | Data | str | None
    signers: Agencies
    remark: str | None
    recipients: Agencies
    body: Sequence[BlockGiven]
    attachments: Sequence[Attachment | Data]
    issued: Sequence[IssuedDocument | Data]
    signatories: Agencies | None
    date: Day | None
    seals: Sequence[Seal | Data] | Mapping[str, Seal | Data]
    notes: str | None
    cc: Agencies
    printer: str | None
    print_date: Day | None
    copies: int | str | None
    translation: Translation | Data | None
    report_to: Agencies
    subject_words: Agencies
    archive: str | None
