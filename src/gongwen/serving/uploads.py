"""What a request brings: one file as its body, or several with their names in a form. Nothing in it is a path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from gongwen.batching.naming import safe_name
from gongwen.errors import Fault
from gongwen.serving.limits import Limits, RefusedError, refusal
from gongwen.serving.pictures import bare_name
from gongwen.serving.work import Given

__all__ = ["Part", "Upload", "attachment", "taken"]

_MOST_FIELDS = 40


class Part(NamedTuple):
    """A file of a form: the name that its sender gave it, without any folder, and its bytes."""

    name: str
    content: bytes


class Upload(NamedTuple):
    """All parts of a request, by the name of their field; a bare body is its only part."""

    parts: Mapping[str, tuple[Part, ...]]

    def one(self, field: str) -> Part:
        """The part of a field. Raises :class:`RefusedError` where there is none."""
        found = self.parts.get(field) or ()
        if not found:
            cure = f"把内容放在请求体里，或放在表单的“{field}”里"
            raise RefusedError(Fault("nothing-sent", "没有收到内容", cure, field=field), 422)
        return found[0]

    def maybe(self, field: str) -> Part | None:
        """The part of a field, if there is one that is not empty."""
        found = self.parts.get(field) or ()
        return found[0] if found and found[0].content else None

    def text(self, field: str) -> str:
        """What a field says; nothing where there is none."""
        found = self.maybe(field)
        return found.content.decode("utf-8", "replace") if found else ""

    def given(self, field: str = "source") -> Given:
        """A source with what belongs to it."""
        unit, template = self.maybe("unit"), self.maybe("template")
        return Given(
            self.one(field).content,
            None if unit is None else unit.content,
            None if template is None else template.content,
            self.pictures(),
        )

    def pictures(self) -> Mapping[str, bytes]:
        """The pictures by their names. Raises :class:`RefusedError` where two of them have the same name."""
        named: dict[str, bytes] = {}
        for part in self.parts.get("picture", ()):
            if part.name in named and named[part.name] != part.content:
                cure = "改其中一张的文件名，源文件里也写新的"
                raise RefusedError(Fault("same-picture-name", "两张图片的文件名相同", cure, value=part.name), 422)
            named[part.name] = part.content
        return named


async def taken(request: Request, limits: Limits, field: str = "source") -> Upload:
    """The parts of a request; a bare body is the part ``field``.

    Raises :class:`RefusedError` for a form that cannot be read or has too many files.
    """
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        body = await request.body()
        return Upload({field: (Part("", body),)} if body else {})
    try:
        async with request.form(max_files=limits.files, max_fields=_MOST_FIELDS, max_part_size=limits.body) as form:
            parts: dict[str, list[Part]] = {}
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    part = Part(bare_name(value.filename or ""), await value.read())
                else:
                    part = Part("", value.encode("utf-8", "replace"))
                parts.setdefault(name, []).append(part)
    except HTTPException as error:
        if "Too many" in str(error.detail):
            raise refusal("files", limits) from None
        raise RefusedError(
            Fault("unreadable-form", "表单读不出", "照 multipart/form-data 的写法传", field=field), 400
        ) from None
    return Upload({name: tuple(found) for name, found in parts.items()})


def attachment(title: str, ending: str) -> dict[str, str]:
    """The header under which an answer is saved, with a name that every system takes.

    >>> attachment("关于A/B的通知", ".docx")["Content-Disposition"][:56]
    "attachment; filename=document.docx; filename*=UTF-8''%E5"
    """
    name = safe_name(title.replace("\n", "")).removesuffix(".docx") + ending
    return {"Content-Disposition": f"attachment; filename=document{ending}; filename*=UTF-8''{quote(name, safe='')}"}
