"""What the programs of users write: both checkers have nothing to say about it."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import gongwen


def draft(lines: list[str], number: str) -> gongwen.Document:
    return gongwen.Document(
        kind="通知",
        issuers="云岭县青山镇人民政府",
        number=number,
        title="云岭县青山镇人民政府关于做好2026年度秸秆禁烧工作的通知",
        recipients=["各村民委员会", "镇直各单位"],
        body=lines,
        date=date(2026, 9, 28),
        seals=[{}],
    )


def in_parts(chosen: gongwen.Kind, table: list[list[str]], seal: bytes) -> gongwen.Document:
    blocks: list[gongwen.BlockGiven] = ["有关事项如下。", gongwen.Table(header=["村名", "面积（亩）"], rows=table)]
    section = gongwen.Section(level=1, heading="压实责任", blocks=["逐村定人，12月20日前报镇农业农村办。"])
    fields: gongwen.DocumentFields = {"kind": chosen, "title": "关于秸秆禁烧的通知", "body": [*blocks, section]}
    document = gongwen.Document(**fields)
    plan = gongwen.IssuedDocument(title="秸秆禁烧工作方案", body=["分三步走。"], date="2026-09-01")
    attachment = gongwen.Attachment(title="责任分工表", body=[gongwen.Paragraph(text="见表。")])
    number = gongwen.IssuingNumber(code="青政发", year=2026, sequence=31)
    return document.evolve(
        number=number, issued=[plan], attachments=[attachment], seals=[gongwen.Seal(data=seal, diameter=42)]
    )


def headings(blocks: tuple[gongwen.Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, gongwen.Section):
            yield block.heading
            yield from headings(block.blocks)


def kept(document: gongwen.Document, folder: Path, habits: gongwen.Unit) -> bytes:
    profile: gongwen.Profile | None = habits.profile
    departures: tuple[gongwen.Departure, ...] = habits.departures
    prepared: gongwen.Prepared = gongwen.prepare(document, unit=habits, profile=profile, draft=bool(departures))
    layout: gongwen.Layout = prepared.layout
    said: list[str] = [*layout.remarks, *(f"{fault.clause} {fault.message}" for fault in prepared.findings)]
    (folder / "说明.txt").write_text("\n".join(said), encoding="utf-8")
    stream = io.BytesIO()
    gongwen.save(document, stream)
    gongwen.save(document, folder / "通知.docx", profile="通行")
    document.save(folder / "副本.docx")
    parsed: gongwen.Reading = gongwen.read(stream.getvalue())
    first: gongwen.LedgerEntry | None = parsed.ledger[0] if parsed.ledger else None
    return gongwen.render(parsed.document) if first is None else gongwen.to_html(document).encode()


def by_template(template: gongwen.TemplateSource, document: gongwen.Document) -> bytes:
    return gongwen.Template(template, profile="国标").render(document, {"联系电话": "0871-6512 3400"})


def opened(upload: gongwen.Source, pictures: dict[str, bytes]) -> gongwen.Document | tuple[gongwen.Fault, ...]:
    try:
        return gongwen.load(upload, files=pictures.__getitem__)
    except gongwen.InputError as error:
        return error.faults


def many(rows: list[dict[str, str]], source: bytes, folder: Path, register: Path) -> gongwen.BatchReport:
    def told(progress: gongwen.Progress) -> None:
        print(progress.stage, progress.done, progress.total)

    for made in gongwen.batch_documents(rows, source, skip_bad=True):
        number: gongwen.IssuingNumber | None = made.number
        row: gongwen.Row = made.row
        assert made.content is not None or made.faults, (number, row)
    options: gongwen.BatchOptions = {"register": register, "progress": told, "jobs": 2}
    report = gongwen.batch(rows, source, folder, **options)
    data: gongwen.ReportData = report.to_dict()
    assert data["rows"] == report.rows
    return report


def numbered(path: Path, title: str) -> str:
    wanted = gongwen.IssuingNumber.parse("青政发〔2026〕号")
    with gongwen.Register(path) as register:
        (given,) = register.reserve([gongwen.Request("台账-17", wanted, gongwen.Facts(title=title))])
        register.issue([gongwen.Issue(given.number, "台账-17")])
        return str(given.number)
