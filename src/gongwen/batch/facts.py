"""What a register, a list and a file's name say of a document."""

from __future__ import annotations

from gongwen.batch.register import Facts
from gongwen.model import Document

__all__ = ["facts_of"]


def facts_of(document: Document) -> Facts:
    """The facts of a document that a register keeps.

    >>> facts_of(Document(kind="计划", title="春耕工作计划", body=["四月底前完成整地。"])).title
    '春耕工作计划'
    """
    return Facts(
        title=document.title.replace("\n", ""),
        recipients="，".join(document.recipients) or None,
        signer="、".join(document.signers) or None,
        date=document.date,
        copies=document.copies,
    )
