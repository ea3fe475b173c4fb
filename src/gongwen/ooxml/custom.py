"""``docProps/custom.xml``: one property of a file's own, in which it keeps a text that no page shows.

Word, WPS and LibreOffice carry such properties along when a file is edited and saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongwen.ooxml.names import XML_HEAD
from gongwen.ooxml.text import attribute, escape

if TYPE_CHECKING:  # a document is written without lxml
    from gongwen.ooxml.opened import Element

__all__ = ["CUSTOM_CONTENT_TYPE", "CUSTOM_PART", "CUSTOM_RELATIONSHIP", "custom_properties", "custom_property"]

CUSTOM_PART = "docProps/custom.xml"
CUSTOM_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"

_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OF_USERS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2


def custom_properties(name: str, value: str) -> str:
    """The part with one property.

    >>> from lxml import etree
    >>> custom_property(etree.fromstring(custom_properties("公文", "抄报 & 存档").encode()), "公文")
    '抄报 & 存档'
    """
    return (
        f'{XML_HEAD}<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_TYPES}">'
        f'<property fmtid="{_OF_USERS}" pid="{_FIRST_ID}" name="{attribute(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property></Properties>"
    )


def custom_property(root: Element, name: str) -> str | None:
    """The value of a property in the root of such a part, whoever saved it last; None when it is not there."""
    for entry in root.iterchildren(f"{{{_NAMESPACE}}}property"):
        if entry.get("name") == name:
            return next((value.text or "" for value in entry.iterchildren(f"{{{_TYPES}}}lpwstr")), None)
    return None
