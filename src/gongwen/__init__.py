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
    from gongwen.api import check, fix, load, read, remarks, render, save, to_html, to_ofd, to_pdf
    from gongwen.batching import (
        BatchOptions,
        BatchReport,
        MadeDocument,
        PageOptions,
        Preview,
        Progress,
        batch,
        batch_documents,
    )
    from gongwen.batching.schema import FaultData, PreviewData, ReportData
    from gongwen.blocks.block import Layout
    from gongwen.checking import Finding, Place, Report
    from gongwen.checking.remedies import Aspect, Remedy
    from gongwen.desk import Looks, Prepared, prepare
    from gongwen.errors import DocumentError, Fault, GongwenError, InputError, MissingPackageError, TemplateError
    from gongwen.fixing import Fixed
    from gongwen.keeping import clear_caches
    from gongwen.model import (
        Attachment,
        Block,
        BlockGiven,
        Document,
        Form,
        ImageFacts,
        IssuedDocument,
        IssuingNumber,
        Kind,
        Paragraph,
        Picture,
        Seal,
        Section,
        Table,
        Translation,
        faults_of,
    )
    from gongwen.model.fields import DocumentFields
    from gongwen.reading.files import Files, Folder, Source
    from gongwen.reading.ledger import LedgerEntry
    from gongwen.reading.unit import Unit, UnitDefault, UnitText
    from gongwen.recognition import Balance, Doubt, ParsedDocument, ParsedText, Reading, parse
    from gongwen.register import Entry, Facts, Gap, Issue, Numbering, Recovery, Register, Request, Reserved, State
    from gongwen.sheets import Row
    from gongwen.standard.departures import Departure
    from gongwen.standard.profiles import EmptyLine, Face, Fonts, Profile
    from gongwen.standard.units import Length, Mm, Pt
    from gongwen.template import Template, TemplateSource
    from gongwen.wordings import Language, Messages, Wording, messages

__version__ = "0.2.0.dev0"

__all__ = [
    "Aspect",
    "Attachment",
    "Balance",
    "BatchOptions",
    "BatchReport",
    "Block",
    "BlockGiven",
    "Departure",
    "Document",
    "DocumentError",
    "DocumentFields",
    "Doubt",
    "EmptyLine",
    "Entry",
    "Face",
    "Facts",
    "Fault",
    "FaultData",
    "Files",
    "Finding",
    "Fixed",
    "Folder",
    "Fonts",
    "Form",
    "Gap",
    "GongwenError",
    "ImageFacts",
    "InputError",
    "Issue",
    "IssuedDocument",
    "IssuingNumber",
    "Kind",
    "Language",
    "Layout",
    "LedgerEntry",
    "Length",
    "Looks",
    "MadeDocument",
    "Messages",
    "MissingPackageError",
    "Mm",
    "Numbering",
    "PageOptions",
    "Paragraph",
    "ParsedDocument",
    "ParsedText",
    "Picture",
    "Place",
    "Prepared",
    "Preview",
    "PreviewData",
    "Profile",
    "Progress",
    "Pt",
    "Reading",
    "Recovery",
    "Register",
    "Remedy",
    "Report",
    "ReportData",
    "Request",
    "Reserved",
    "Row",
    "Seal",
    "Section",
    "Source",
    "State",
    "Table",
    "Template",
    "TemplateError",
    "TemplateSource",
    "Translation",
    "Unit",
    "UnitDefault",
    "UnitText",
    "Wording",
    "batch",
    "batch_documents",
    "check",
    "clear_caches",
    "faults_of",
    "fix",
    "load",
    "messages",
    "parse",
    "prepare",
    "read",
    "remarks",
    "render",
    "save",
    "to_html",
    "to_ofd",
    "to_pdf",
]

_HOMES = {
    "gongwen.api": "check fix load read remarks render save to_html to_ofd to_pdf",
    "gongwen.batching": "BatchOptions BatchReport MadeDocument PageOptions Preview Progress batch batch_documents",
    "gongwen.batching.schema": "FaultData PreviewData ReportData",
    "gongwen.blocks.block": "Layout",
    "gongwen.checking": "Finding Place Report",
    "gongwen.checking.remedies": "Aspect Remedy",
    "gongwen.desk": "Looks Prepared prepare",
    "gongwen.errors": "DocumentError Fault GongwenError InputError MissingPackageError TemplateError",
    "gongwen.fixing": "Fixed",
    "gongwen.keeping": "clear_caches",
    "gongwen.model": "Attachment Block BlockGiven Document Form ImageFacts IssuedDocument IssuingNumber"
    " Kind Paragraph Picture Seal Section Table Translation faults_of",
    "gongwen.model.fields": "DocumentFields",
    "gongwen.reading.files": "Files Folder Source",
    "gongwen.reading.ledger": "LedgerEntry",
    "gongwen.reading.unit": "Unit UnitDefault UnitText",
    "gongwen.recognition": "Balance Doubt ParsedDocument ParsedText Reading parse",
    "gongwen.register": "Entry Facts Gap Issue Numbering Recovery Register Request Reserved State",
    "gongwen.sheets": "Row",
    "gongwen.standard.departures": "Departure",
    "gongwen.standard.profiles": "EmptyLine Face Fonts Profile",
    "gongwen.standard.units": "Length Mm Pt",
    "gongwen.template": "Template TemplateSource",
    "gongwen.wordings": "Language Messages Wording messages",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


if not TYPE_CHECKING:  # a checker sees the imports above, and so the names that are not there

    def __getattr__(name: str) -> Any:
        home = _HOME_OF.get(name)
        if home is None:
            raise AttributeError(f"module 'gongwen' has no attribute {name!r}")
        from gongwen.errors import packages_needed  # noqa: PLC0415 - nothing loads before it is used

        with packages_needed():
            value = getattr(import_module(home), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
