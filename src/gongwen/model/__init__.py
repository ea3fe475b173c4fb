"""The model: what a document says, as immutable typed values. No millimetre of layout, no XML.

In: plain data (JSON, YAML, Python). Out: :class:`Document` and its parts, or every fault of the data in Chinese.
"""

from gongwen.model.body import Block, BlockGiven, Paragraph, Picture, Section, Table, walk
from gongwen.model.document import Document
from gongwen.model.faults import faults_of
from gongwen.model.image import ImageFacts
from gongwen.model.number import IssuingNumber
from gongwen.model.parts import Attachment, IssuedDocument, Seal, Translation
from gongwen.standard.kinds import Form, Kind

__all__ = [
    "Attachment",
    "Block",
    "BlockGiven",
    "Document",
    "Form",
    "ImageFacts",
    "IssuedDocument",
    "IssuingNumber",
    "Kind",
    "Paragraph",
    "Picture",
    "Seal",
    "Section",
    "Table",
    "Translation",
    "faults_of",
    "walk",
]
