"""Rules of 主体: 标题, 主送机关, 正文, 成文日期, 印章 (9704-7.3, 条例第九条、第十五条)."""

from __future__ import annotations

from base64 import b64decode

from gongwen.model import Document
from gongwen.rules.rule import Said, rule
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Form, Kind

__all__: list[str] = []

_UNSIGNED_FORMS = (Form.PLAIN, Form.MINUTES)
_UNSIGNED_KINDS = (Kind.RESOLUTION, Kind.COMMUNIQUE)
_PLAIN, _ORDER, _REQUEST = Form.PLAIN, Form.ORDER, Kind.REQUEST
_NOTICE_SEAL = {"seals": [{}, {}], "issuers": "县水务局"}


@rule(
    "TL-9.7",
    "missing-title",
    "公文有标题",
    reads=("title",),
    wrong={"title": None},
    right={},
)
def missing_title(document: Document) -> Said | None:
    """Every document has a title; that of an order is kept in the file's properties."""
    if document.title:
        return None
    return Said("没有标题（TL-9.7）", "补写“标题”，由发文机关、事由和文种组成", ("title",))


@rule(
    "TL-15.1a",
    "one-recipient",
    "请示主送一个上级机关",
    reads=("recipients", "kind"),
    wrong={"kind": "请示", "signers": "王建国", "recipients": "县人民政府，县财政局"},
    right={"kind": "请示", "signers": "王建国", "recipients": "县人民政府"},
)
def one_recipient(document: Document) -> Said | None:
    """A request asks one agency, so that one answers."""
    if document.kind is not _REQUEST or sum(name.count("、") + 1 for name in document.recipients) <= 1:
        return None
    found = "，".join(document.recipients)
    return Said("请示只主送一个上级机关（TL-15.1a）", "其余写在“抄送机关”", ("recipients",), found)


@rule(
    "TL-9.9",
    "missing-body",
    "公文有正文",
    reads=("body",),
    wrong={"body": None},
    right={},
)
def missing_body(document: Document) -> Said | None:
    """A title alone says nothing."""
    return None if document.body else Said("没有正文（TL-9.9）", "补写正文", ("body",))


@rule(
    "TL-9.12",
    "missing-date",
    "红头公文有成文日期",
    reads=("date", "form"),
    wrong={"date": None},
    right={},
)
def missing_date(document: Document) -> Said | None:
    """A document under a red head says when it was passed or signed."""
    if document.date is not None or document.form is _PLAIN:
        return None
    return Said("红头公文须写成文日期（TL-9.12）", "补写“成文日期”，如 2026年11月23日，程序不替您编日期", ("date",))


@rule(
    "TL-9.11",
    "missing-signatories",
    "公文有署名",
    reads=("signatories", "issuers", "kind", "form", "remark"),
    wrong={"signatories": "无"},
    right={"signatories": "无", "kind": "决议", "recipients": None},
)
def missing_signatories(document: Document) -> Said | None:
    """Who issues a document signs it; resolutions and communiqués say below the title who passed them and when, and so
    does whatever else has 题注 with its date."""
    if document.signatories != () or document.form in _UNSIGNED_FORMS or document.kind in _UNSIGNED_KINDS:
        return None
    if document.remark and document.date is not None and document.closing_date is None:
        return None
    return Said("没有署名（TL-9.11）", "删去“署名”一项，就署发文机关；或写上署名的机关", ("signatories",))


@rule(
    "9704-7.3.5.1-h",
    "seals-and-signatures",
    "一章对一署名",
    reads=("seals", "signatories", "issuers", "form"),
    wrong=_NOTICE_SEAL,
    right={"seals": [{}], "issuers": "县水务局"},
)
def seals_and_signatures(document: Document) -> Said | None:
    """Each seal presses one agency's name; an order may be stamped by one of them."""
    seals, names = len(document.seals), len(document.signing_agencies)
    if not seals or seals == names or (seals < names and document.form is _ORDER):
        return None
    if seals > names:
        message = f"有 {seals} 枚印章而只有 {names} 个署名机关；一章对一署名（9704-7.3.5.1-h）"
        return Said(message, "删去多余的印章，或补写署名", ("seals",))
    message = f"有 {names} 个署名机关而只有 {seals} 枚印章；一章对一署名（9704-7.3.5.1-h）"
    return Said(message, "按机关名写明每一枚，只留位置的写“加盖”", ("seals",))


@rule(
    "9704-7.3.5.1-e",
    "seal-without-date",
    "印章压在成文日期上",
    reads=("seals", "date"),
    wrong={"form": "白头", "number": None, "date": None, "seals": [{}]},
    right={"form": "白头", "number": None, "seals": [{}]},
)
def seal_without_date(document: Document) -> Said | None:
    """A seal presses the signature and the date."""
    if not document.seals or document.date is not None:
        return None
    return Said("印章压在成文日期上（9704-7.3.5.1-e）", "补写“成文日期”", ("seals",))


@rule(
    "ERR-FJ-06",
    "attachment-without-body",
    "附件说明里的附件都附上",
    grade=Grade.USUAL,
    reads=("attachments",),
    wrong={"attachments": [{"title": "各村防火面积表"}]},
    right={"attachments": [{"title": "各村防火面积表", "body": ["如下。"]}]},
)
def attachment_without_body(document: Document) -> Said | None:
    """What 附件说明 announces follows the text."""
    missing = [index for index, attachment in enumerate(document.attachments) if not attachment.body]
    if not missing:
        return None
    message = f"有 {len(missing)} 个附件只列了名称，没有内容（9704-7.3.4）"
    return Said(
        message,
        "补上附件的内容；另行发送的附件不必补",
        ("attachments", missing[0]),
        document.attachments[missing[0]].title,
    )


# Blank pictures of 5 × 7 and 7 × 7 pixels.
_TALL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAHCAAAAADlzNgyAAAAEklEQVR42mP8z8DAwMDEQJgEAConAQ3SrOp4AAAAAElFTkSuQmCC"
)
_SQUARE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAcAAAAHCAAAAADhOQgPAAAAFElEQVR42mP8z8DAwMDAwMRAGg0AOIkBDS/ecKwAAAAASUVORK5CYII="
)
_MOST_OBLONG = 1.25


@rule(
    "GW-YZ-01",
    "seal-picture-shape",
    "印章图片只有印章",
    grade=Grade.PRACTICE,
    reads=("seals", "form"),
    wrong={"seals": [{"data": _TALL}]},
    right={"seals": [{"data": _SQUARE}]},
)
def seal_picture_shape(document: Document) -> Said | None:
    """A seal is round; a picture far from square is a scan with paper around it, and the seal in it would be small."""
    if document.form is Form.ORDER:  # 签名章 (9704-7.3.5.3) is as wide as a name
        return None
    for index, seal in enumerate(document.seals):
        facts = seal.facts
        if facts is None or max(facts.width_px, facts.height_px) <= _MOST_OBLONG * min(facts.width_px, facts.height_px):
            continue
        size = f"{facts.width_px}×{facts.height_px} 像素"
        message = "印章图片远不是方的，像是连纸一起扫描的，印出来章会太小（GW-YZ-01）"
        return Said(message, "在画图里只裁下印章，四边留得一样窄；椭圆章不必改", ("seals", index, "data"), size)
    return None


# A blank picture of 200 × 200 pixels, and the same with a transparent ground.
_OPAQUE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAKElEQVR42u3JoQEAAAgDoOn/P2u1+AFUavLoGGOMMcYYY4wxxhhjzLUvnQKPTWDWfAAAAABJRU5ErkJggg=="
)
_TRANSPARENT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQMAAACXljzdAAAAA1BMVEUAAACnej3aAAAAAXRSTlMAQObYZgAAABxJREFUeNrtwYEAAAAAw6D5U1/hAFUBAAAAAHwGFFAAAcRa5isAAAAASUVORK5CYII="
)
_SCANNED_PIXELS = 200  # what is smaller is no scan of a seal: 42 mm have 331 of them at 200 dots to the inch
_WITH_ALPHA = frozenset((4, 6))  # kinds of colour in PNG (ISO/IEC 15948, 11.2.2)


@rule(
    "GW-YZ-02",
    "seal-picture-opaque",
    "印章图片的底透明",
    grade=Grade.PRACTICE,
    reads=("seals",),
    wrong={"seals": [{"data": _OPAQUE}]},
    right={"seals": [{"data": _TRANSPARENT}]},
)
def seal_picture_opaque(document: Document) -> Said | None:
    """A scan brings its paper along: the white ground hides the seal beside it, and the text where it is moved."""
    for index, seal in enumerate(document.seals):
        facts = seal.facts
        if facts is None or seal.data is None or min(facts.width_px, facts.height_px) < _SCANNED_PIXELS:
            continue
        if _is_opaque(seal.data, facts.extension):
            message = "印章图片的底不透明，白底会盖住旁边的章，移动时盖住文字（GW-YZ-02）"
            size = f"{facts.width_px}×{facts.height_px} 像素"
            return Said(message, "去掉白底，另存为透明底的 PNG", ("seals", index, "data"), size)
    return None


def _is_opaque(data: bytes, extension: str) -> bool:
    if extension == "png":
        return data[25] not in _WITH_ALPHA and b"tRNS" not in data[: data.find(b"IDAT")]
    return extension != "gif"
