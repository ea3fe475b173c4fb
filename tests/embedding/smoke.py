"""One pass through every room, in a plain Python: what an installed gongwen must do whatever the versions around it.

``scripts/test.sh --matrix`` runs it in fresh environments; it needs nothing that the package does not install. With
``core`` it keeps to what ``requirements-core.txt`` brings.
"""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gongwen

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FIELDS: dict[str, Any] = {
    "kind": "通知",
    "issuers": "云岭县青山镇人民政府",
    "number": "青政发[2026]第031号",
    "title": "云岭县青山镇人民政府关于做好2026年度秋粮收购工作的通知",
    "recipients": "各村民委员会，镇直各单位：",
    "body": [
        "秋粮收购9月28日开始，现将有关事项通知如下。",
        {
            "type": "section",
            "level": 1,
            "heading": "备足仓容",
            "blocks": ["新增仓容1137.5吨，详见 http://qs.example.cn/sl。"],
        },
        {"type": "table", "header": ["村名", "仓容（吨）"], "rows": [["上坝村", "420"], ["下坝村", "717.5"]]},
    ],
    "date": "二〇二六年九月二十一日",
    "cc": "县粮食和物资储备局",
}
SOURCE = """---
文种: 计划
标题: {{ 村名 }}2026年秋粮收购计划
发文机关: 云岭县青山镇人民政府
发文字号: 青政发〔2026〕号
成文日期: 2026-09-21
格式: 文件
主送机关: {{ 村名 }}村民委员会
---
收购{{ 仓容 }}吨，十月底前完成。
"""


def core() -> gongwen.Document:
    """Model, JSON, render, preview: on pydantic alone."""
    document = gongwen.Document(**FIELDS)
    assert str(document.number) == "青政发〔2026〕31号", document.number
    content = gongwen.render(document)
    assert content == gongwen.render(gongwen.Document.read_json(document.to_json()))
    assert gongwen.to_html(document).count("<h1") == 1
    assert "成文日期" in refused(lambda: document.evolve(date="2026-02-30"))
    assert gongwen.Document.model_json_schema()["properties"]
    return document


def refused(action: Callable[[], object]) -> str:
    """What is said against it; pytest is not there."""
    try:
        action()
    except ValueError as error:
        return str(error)
    return ""


def pictures(document: gongwen.Document) -> gongwen.Document:
    """Seals and pictures go through JSON, the .docx and back."""
    sealed = document.evolve(seals=[gongwen.Seal(data=PNG, diameter=42)])
    assert gongwen.Document.read_json(sealed.to_json()) == sealed
    assert gongwen.read(gongwen.render(sealed)).document == sealed
    return sealed


def whole(document: gongwen.Document, folder: Path) -> None:
    """Reading, templates, a second script, tables, numbers, and the command line."""
    from gongwen.template import make_template  # noqa: PLC0415 - not there in the core alone

    by_template = gongwen.Template(make_template("通知")).render(document)
    assert by_template[:2] == b"PK", by_template[:2]
    for locale in ("za", "bo", "ug", "mn", "ii"):
        second = {"locale": locale, "title": "Doenghdaeuj", "issuer": "Yinzminz"}
        assert gongwen.render(document.evolve(translation=second))
    unit = gongwen.Unit.load("单位: 云岭县青山镇人民政府\n代字: 青政发\n".encode())
    assert gongwen.load(SOURCE.replace("{{ 村名 }}", "上坝").replace("{{ 仓容 }}", "420").encode(), unit=unit).date

    from openpyxl import Workbook  # noqa: PLC0415 - as above

    book = Workbook()
    sheet = book.create_sheet("各村", 0)
    for row in (("村名", "仓容"), ("上坝", 420), ("下坝", 717.5)):
        sheet.append(row)
    book.save(folder / "各村.xlsx")
    report = gongwen.batch(folder / "各村.xlsx", SOURCE.encode(), folder / "计划", register=folder / "发文.db")
    assert (report.rows, report.written) == (2, 2), report
    with gongwen.Register(folder / "发文.db") as register:
        assert register.next("青政发", 2026) == 3

    def run(*arguments: str, given: bytes = b"") -> bytes:
        command = [sys.executable, "-m", "gongwen", *arguments]
        done = subprocess.run(command, input=given, capture_output=True, check=False, cwd=folder, timeout=120)
        assert done.returncode == 0, (arguments, done.stdout.decode(), done.stderr.decode())
        return done.stdout

    for command in ("render", "batch", "register", "template", "schema"):
        assert "程序内部出错" not in run(command, "--help").decode()
    json.loads(run("schema", "document"))
    assert run("render", "-", "-o", "-", given=run("new", "通知"))[:2] == b"PK"


def main(arguments: list[str]) -> None:
    document = core()
    if "core" not in arguments:
        sealed = pictures(document)
        with tempfile.TemporaryDirectory() as folder:
            whole(sealed, Path(folder))
    stream = io.BytesIO()
    gongwen.save(document, stream)
    try:
        fast = "isal" if importlib.util.find_spec("isal") else "zlib"
    except ImportError:
        fast = "zlib"
    print(f"Python {sys.version.split()[0]}，{len(stream.getvalue())} 字节（{fast}）：好")


if __name__ == "__main__":
    main(sys.argv[1:])
