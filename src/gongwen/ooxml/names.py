"""Namespaces, relationship types and content types of WordprocessingML."""

from __future__ import annotations

__all__ = [
    "CONTENT_TYPES",
    "CONTENT_TYPE_BASE",
    "DRAWING",
    "MARKUP_COMPATIBILITY",
    "OFFICE",
    "PACKAGE_RELATIONSHIPS",
    "PICTURE",
    "RELATIONSHIPS",
    "RELATIONSHIP_BASE",
    "VML",
    "WORD",
    "WORD_10",
    "WORD_2010_DRAWING",
    "WORD_DRAWING",
    "WORD_SHAPE",
    "XML_HEAD",
]

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WORD_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WORD_2010_DRAWING = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
WORD_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MARKUP_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"
WORD_10 = "urn:schemas-microsoft-com:office:word"

RELATIONSHIP_BASE = RELATIONSHIPS + "/"
CONTENT_TYPE_BASE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
