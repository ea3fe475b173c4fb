"""The API: bytes in, bytes out, as the library itself gives them; whatever is wrong is a problem with our faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import gongwen
from gongwen.desk.outputs import OUTPUTS
from gongwen.specimens import specimen, specimen_kinds
from gongwen.template import make_template
from tests.serving.running import MESSY
from tests.strategies import some_picture
from tests.test_posted_input import opened

NOTICE = specimen("通知").encode()
DOCUMENT = gongwen.load(NOTICE)


def problem(answer: Any, status: int) -> list[dict[str, Any]]:
    """The faults of a problem, which is one of RFC 9457."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == status
    assert said["type"] == f"urn:gongwen:problem:{said['faults'][0]['code']}"
    assert all(fault["code"] and fault["message"] and fault["cure"] for fault in said["faults"])
    faults: list[dict[str, Any]] = said["faults"]
    return faults


def test_a_source_data_and_a_docx_are_rendered_to_the_bytes_that_render_gives(client: Any) -> None:
    made = gongwen.render(DOCUMENT)
    for given in (NOTICE, DOCUMENT.to_json().encode(), made):
        answer = client.post("/api/v1/render", content=given)
        assert answer.content == made
    name = unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])
    assert name == f"{DOCUMENT.title}.docx"


SHORT = gongwen.Document(kind="通知", title="关于春耕的通知", issuers=["青山镇人民政府"], body=["请于4月20日前完成。"])
WITH_A_TABLE = SHORT.evolve(body=[gongwen.Table(rows=[["村", "亩"], ["上坝", "120"]])])


@pytest.mark.parametrize("query", ["", "profile=通行&even=true", "draft=1", "draft=", "to=html", "to=rtf", "strange=1"])
@pytest.mark.parametrize(
    "data", [SHORT.to_json(indent=None), WITH_A_TABLE.to_json(indent=None), "{", '{"kind": "通知"}', " {}"]
)
def test_the_quick_road_of_short_data_answers_as_the_wide_road_does(data: str, query: str, client: Any) -> None:
    address = f"/api/v1/render?{query}"
    quick, wide = client.post(address, content=data), client.post(address, files={"source": ("", data.encode())})
    assert (quick.status_code, quick.content) == (wide.status_code, wide.content)
    assert {**quick.headers} == {**wide.headers}


@pytest.mark.parametrize("form", sorted(OUTPUTS))
def test_every_form_of_file_that_is_offered_is_given(form: str, client: Any) -> None:
    answer = client.post("/api/v1/render", params={"to": form, "profile": "通行"}, content=NOTICE)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(OUTPUTS[form].media_type.partition(";")[0])
    assert len(answer.content) > 500


def test_a_form_carries_unit_pictures_and_template(client: Any) -> None:
    source = "---\n文种: 计划\n标题: 春耕计划\n成文日期: 2026-03-02\n---\n如下。\n![位置](图/位置.png)\n".replace(
        "图/", ""
    )
    unit = "单位: 云岭县石桥镇人民政府\n版面: 通行\n"
    files = [
        ("source", ("../../春耕.md", source.encode())),
        ("unit", ("石桥镇.yaml", unit.encode())),
        ("picture", ("..\\位置.png", some_picture())),
    ]
    made = client.post("/api/v1/render", files=files)
    assert made.status_code == 200, made.text
    assert [block.type for block in gongwen.read(made.content).document.body] == ["paragraph", "picture"]
    told = problem(client.post("/api/v1/render", files=files[:2]), 422)
    assert told[0]["code"] == "picture-not-found"
    template = ("template", ("我的.docx", make_template("通知")))
    filled = client.post("/api/v1/template/render", files=[("source", ("通知.md", NOTICE)), template])
    assert filled.content == gongwen.Template(make_template("通知")).render(DOCUMENT)
    problem(client.post("/api/v1/template/render", files=[("source", ("通知.md", NOTICE))]), 422)


def test_the_preview_shows_what_can_be_read_and_tells_what_cannot(client: Any) -> None:
    wrong = NOTICE.replace(b"2026-09-14", b"2026-02-30", 1)
    told = client.post("/api/v1/preview", content=wrong).json()
    assert len(told["pages"]) == 3
    assert [fault["field"] for fault in told["findings"]] == ["成文日期"]
    assert told["unreadable"]
    whole = client.post("/api/v1/preview", content=NOTICE).json()
    assert [page in gongwen.to_html(DOCUMENT) for page in whole["pages"]] == [True] * 3


def test_pasted_text_and_old_files_are_imported_and_nothing_is_lost(client: Any) -> None:
    told = client.post("/api/v1/import", content=MESSY.encode("gb18030")).json()
    assert told["encoding"] == "GB18030"
    assert told["lines"] == MESSY.split("\n")
    sums = told["balance"]
    assert sums["characters"] == len(MESSY) == sums["in_model"] + sums["changed"] + sums["dropped"] + sums["breaks"]
    assert gongwen.load(told["documents"][0]["source"].encode()).title == "关于做好2026年森林防火工作的通知"
    again = client.post("/api/v1/import", files={"source": ("旧.docx", gongwen.render(DOCUMENT))}).json()
    assert gongwen.load(again["documents"][0]["source"].encode()) == DOCUMENT


def test_a_file_is_checked_annotated_and_shown_with_the_numbers_of_the_findings(client: Any) -> None:
    draft = gongwen.render(gongwen.Document(kind="通知", title="关于春耕的通知。", body=["如下..."]), draft=True)
    told = client.post("/api/v1/check?shown=true", files={"file": ("春耕.docx", draft)}).json()
    report = gongwen.check(draft).to_dict()
    assert told["findings"] == report["findings"]
    pages = "".join(told["pages"]["pages"])
    assert {number for number in told["pages"]["where"] if f'href="#f0-{number}"' in pages} == {*told["pages"]["where"]}
    assert set(told["pages"]["where"].values()) == {1}
    shown = {(one["part"], one["number"]): one for one in told["shown"] if one["type"] == "paragraph"}
    for finding in told["findings"]:
        assert finding["rule"] in told["rules"]
        if finding["text"] and finding["place"].get("paragraph"):
            place = shown[finding["place"]["part"], finding["place"]["paragraph"]]
            assert finding["text"] in "".join(run["text"] for run in place["runs"])
    copied = client.post("/api/v1/annotate", files={"file": ("春耕.docx", draft)})
    assert gongwen.read(copied.content).document.title == "关于春耕的通知。"
    drafted = client.post(
        "/api/v1/preview/check", content="---\n文种: 通知\n标题: 关于春耕的通知。\n---\n如下...\n".encode()
    )
    assert {"15834-B.4", "15834-5.1-c"} <= {finding["rule"] for finding in drafted.json()["findings"]}


def test_kinds_form_schemas_and_rules_are_told(client: Any) -> None:
    assert [one["name"] for one in client.get("/api/v1/kinds").json()] == [kind.value for kind in specimen_kinds()]
    for kind in specimen_kinds():
        text = client.get(f"/api/v1/kinds/{kind.value}/specimen").text
        assert gongwen.load(text.encode()) == gongwen.load(specimen(kind.value).encode())
    names = {one["name"] for one in client.get("/api/v1/form").json()}
    assert names | {"body", "attachments", "issued", "seals", "translation", "title_breaks"} >= (
        gongwen.Document.model_fields.keys() - {"report_to", "subject_words", "archive"}
    )
    assert client.get("/api/v1/schema/document").json() == json.loads(json.dumps(gongwen.Document.model_json_schema()))
    assert client.get("/api/v1/rules/number-year").json()[0]["id"] == "9704-7.2.5-c"
    problem(client.get("/api/v1/rules/没有"), 404)
    problem(client.get("/api/v1/schema/没有"), 404)
    problem(client.get("/api/v1/kinds/没有/specimen"), 422)


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/render", b""),
        ("/render", b"PK\x03\x04 no package"),
        ("/render?to=exe", NOTICE),
        ("/render?profile=/etc/passwd", NOTICE),
        ("/render?strange=1", NOTICE),
        ("/render", NOTICE.replace("文种: 通知".encode(), "文种: 通之".encode())),
        ("/import", b"\x89PNG\r\n\x1a\n"),
        ("/check", b"no docx"),
        ("/annotate", b""),
        ("/batches/check", b"PK\x03\x04"),
    ],
)
def test_what_cannot_be_used_is_a_problem_with_its_faults(path: str, given: bytes, client: Any) -> None:
    problem(client.post(f"/api/v1{path}", content=given), 422)


def test_a_form_that_cannot_be_read_and_an_address_that_is_not_there_are_problems(client: Any) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}
    problem(client.post("/api/v1/render", content=b"--y\r\n\r\nno form", headers=kind), 400)
    problem(client.post("/api/v1/render", content=b"no form", headers={"content-type": "multipart/form-data"}), 400)
    problem(client.get("/api/v1/nothing"), 404)
    problem(client.get("/../../etc/passwd"), 404)
    problem(client.get("/api/v1/render"), 405)


def test_posted_input_opens_no_file(client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(some_picture())
    monkeypatch.chdir(tmp_path)
    for name in (str(canary), "canary.png", f"file://{canary}"):
        source = f"---\n文种: 计划\n标题: 春耕计划\n印章: '{name}'\n---\n如下。\n![]({name})\n".encode()
        with opened() as found:
            problem(client.post("/api/v1/render", content=source), 422)
            unit = ("unit", (name, f"单位: 石桥镇\n印章: {{石桥镇: '{name}'}}\n".encode()))
            problem(client.post("/api/v1/render", files=[("source", (name, NOTICE)), unit]), 422)
            problem(client.post(f"/api/v1/render?profile={name}", content=NOTICE), 422)
        assert [one for one in found if "canary" in one] == []


def test_the_page_and_its_description_come_from_the_package_alone(client: Any) -> None:
    for path in ("/", "/main.js", "/style.css", "/api/docs", "/docs.js"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "http://" not in answer.text.replace("http://www.w3.org/2000/svg", "")
        assert "https://" not in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]
    described = client.get("/api/openapi.json").json()
    assert "/api/v1/render" in described["paths"]
