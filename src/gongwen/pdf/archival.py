"""What PDF/A-2b (ISO 19005-2) asks of a file beside its pages: what its colours mean, and what it says of itself."""

from __future__ import annotations

import struct
from functools import cache
from xml.sax.saxutils import escape

from gongwen.ooxml.deflating import packed_zlib
from gongwen.pdf.objects import ObjectFile, Reference, text

__all__ = ["PRODUCER", "colour_profile", "described", "metadata"]

PRODUCER = "gongwen"
_SRGB = "sRGB IEC61966-2.1"
# The colours of sRGB for a white of 5,000 K, and their gamma.
_PRIMARIES = {
    b"rXYZ": (0.4361, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
    b"wtpt": (0.9642, 1.0, 0.8249),
}
_GAMMA = 2.2
_HEADER, _ENTRY = 128, 12


@cache
def colour_profile() -> bytes:
    """An ICC profile (version 2.1) of sRGB."""
    name = _SRGB.encode()
    described = b"desc" + bytes(4) + struct.pack(">L", len(name) + 1) + name + bytes(1 + 4 + 4 + 2 + 1 + 67)
    curve = b"curv" + bytes(4) + struct.pack(">LH", 1, round(_GAMMA * 256))
    tags = {b"desc": described, b"cprt": b"text" + bytes(4) + b"No copyright\0"}
    tags |= {tag: b"XYZ " + bytes(4) + _fixed(*values) for tag, values in _PRIMARIES.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    entries, bodies = b"", b""
    begins = _HEADER + 4 + _ENTRY * len(tags)
    for tag, body in tags.items():
        entries += tag + struct.pack(">LL", begins + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    size = begins + len(bodies)
    date = struct.pack(">6H", 2012, 7, 1, 0, 0, 0)
    header = struct.pack(">L4sL4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ") + date + b"acsp"
    header += bytes(28) + _fixed(*_PRIMARIES[b"wtpt"])
    return header.ljust(_HEADER, b"\0") + struct.pack(">L", len(tags)) + entries + bodies


@cache
def _packed_profile() -> bytes:
    return packed_zlib(colour_profile())


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}l", *(round(value * 65536) for value in values))


def metadata(title: str, author: str) -> bytes:
    """What a file says of itself (XMP): the same as its information dictionary."""
    creator = f"<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator>" if author else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part>'
        "<pdfaid:conformance>B</pdfaid:conformance>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>{creator}'
        f"<pdf:Producer>{PRODUCER}</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    ).encode()


def described(file: ObjectFile, title: str, author: str) -> tuple[Reference, str]:
    """Put both into a file: its information dictionary, and what its catalogue says."""
    told = file.add_stream(metadata(title, author), {"/Type": "/Metadata", "/Subtype": "/XML"}, packed="")
    profile = file.add_stream(_packed_profile(), {"/N": "3"}, packed="/FlateDecode")
    information = f"/Title{text(title)}" + (f"/Author{text(author)}" if author else "") + f"/Producer({PRODUCER})"
    intent = f"/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({_SRGB})/DestOutputProfile {profile}"
    return file.add(f"<<{information}>>"), f"/Metadata {told}/OutputIntents[<<{intent}>>]"
