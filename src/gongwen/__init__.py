"""gongwen: Chinese official documents (公文) as data.

A document is a typed value; :func:`render` writes it as a .docx whose page follows GB/T 9704-2012.

>>> import gongwen
>>> notice = gongwen.Document.read({
...     "kind": "通知", "issuers": "青山镇人民政府", "number": "青政发〔2026〕8号",
...     "title": "青山镇人民政府关于做好春耕备耕工作的通知", "recipients": "各村民委员会",
...     "body": ["春耕在即，现将有关事项通知如下。"], "date": "2026-03-02",
... })
>>> gongwen.render(notice)[:4]
b'PK\\x03\\x04'

The rooms behind this front door load when their names are first used, so importing gongwen costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongwen.api import check, load, read, remarks, render, save, to_html
    from gongwen.batching import batch, batch_documents
    from gongwen.errors import DocumentError, Fault, GongwenError, InputError, TemplateError
    from gongwen.model import (
        Attachment,
        Document,
        IssuedDocument,
        IssuingNumber,
        Paragraph,
        Picture,
        Seal,
        Section,
        Table,
    )
    from gongwen.reading.unit import Unit
    from gongwen.standard.profiles import Profile
    from gongwen.template import Template

__version__ = "0.2.0.dev0"

__all__ = [
    "Attachment",
    "Document",
    "DocumentError",
    "Fault",
    "GongwenError",
    "InputError",
    "IssuedDocument",
    "IssuingNumber",
    "Paragraph",
    "Picture",
    "Profile",
    "Seal",
    "Section",
    "Table",
    "Template",
    "TemplateError",
    "Unit",
    "batch",
    "batch_documents",
    "check",
    "load",
    "read",
    "remarks",
    "render",
    "save",
    "to_html",
]

_HOMES = {
    "gongwen.api": ("check", "load", "read", "remarks", "render", "save", "to_html"),
    "gongwen.batching": ("batch", "batch_documents"),
    "gongwen.errors": ("DocumentError", "Fault", "GongwenError", "InputError", "TemplateError"),
    "gongwen.model": (
        "Attachment",
        "Document",
        "IssuedDocument",
        "IssuingNumber",
        "Paragraph",
        "Picture",
        "Seal",
        "Section",
        "Table",
    ),
    "gongwen.reading.unit": ("Unit",),
    "gongwen.standard.profiles": ("Profile",),
    "gongwen.template": ("Template",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'gongwen' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
