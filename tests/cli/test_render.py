"""``new`` and ``render``: from the specimen of a kind to its .docx, by files and by pipes."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import gongwen
from gongwen.model import Document, Kind
from gongwen.specimens import specimen
from tests.cli.running import Run, as_program, is_chinese_for_clerks, snapshot
from tests.strategies import some_picture

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def margins(content: bytes) -> tuple[str | None, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (margin,) = etree.fromstring(archive.read("word/document.xml")).iter(f"{W}pgMar")
    return tuple(margin.get(f"{W}{side}") for side in ("top", "bottom", "left", "right"))


def document(content: bytes) -> Document:
    return gongwen.read(content).document


# ---------------------------------------------------------------------------------- new


@pytest.mark.parametrize("kind", Kind)
def test_the_specimen_of_every_kind_renders_as_it_stands(kind: Kind, run: Run) -> None:
    printed = run("new", kind.value)
    assert (printed.code, printed.err) == (0, "")
    assert printed.text == specimen(kind.value)
    rendered = run("render", "-", "-o", "-", stdin=printed.out)
    assert rendered.code == 0
    made = document(rendered.out)
    assert made.kind is kind
    assert made == gongwen.load(printed.out)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("notice", "通知"), ("令", "命令"), ("会议纪要", "纪要"), ("工作总结", "总结"), (" 通知 ", "通知")],
)
def test_a_kind_may_be_named_otherwise(typed: str, kind: str, run: Run) -> None:
    assert run("new", typed).text == specimen(kind)


@pytest.mark.parametrize(("typed", "nearest"), [("通之", "通知"), ("请求", "请示"), ("方按", "方案")])
def test_an_unknown_kind_is_told_the_nearest_and_all_others(typed: str, nearest: str, run: Run) -> None:
    said = run("new", typed)
    assert (said.code, said.out) == (2, b"")
    assert typed in said.err
    assert f"“{nearest}”" in said.err
    assert all(kind.value in said.err for kind in Kind)
    assert is_chinese_for_clerks(said.err)


def test_a_notice_goes_through_a_pipe_of_two_programs() -> None:
    printed = as_program("new", "通知")
    rendered = as_program("render", "-", "-o", "-", stdin=printed.out)
    assert (printed.code, rendered.code) == (0, 0)
    assert document(rendered.out) == gongwen.load(specimen("通知").encode())


# ---------------------------------------------------------------------------------- render


def test_a_source_becomes_a_file(folder: Path, run: Run) -> None:
    said = run("render", "通知.md", "-o", "通知.docx")
    assert (said.code, said.out) == (0, b"")
    assert said.err == "已写入 通知.docx\n"
    assert set(snapshot(folder)) == {"通知.md", "通知.docx"}
    content = (folder / "通知.docx").read_bytes()
    assert content == gongwen.render(gongwen.load(folder / "通知.md"))


def test_a_source_may_lie_elsewhere_and_its_pictures_beside_it(folder: Path, run: Run) -> None:
    from tests.strategies import some_picture  # noqa: PLC0415 - only here

    (folder / "源").mkdir()
    (folder / "出").mkdir()
    source = specimen("通知").replace("特此通知。", "![](图.png)")
    (folder / "源" / "a.md").write_text(source, encoding="utf-8")
    (folder / "源" / "图.png").write_bytes(some_picture())
    assert run("render", "源/a.md", "-o", "出/a.docx").code == 0
    body = document((folder / "出" / "a.docx").read_bytes()).model_dump()["body"]
    assert some_picture() in [block.get("data") for section in body for block in (section, *section.get("blocks", ()))]


def test_standard_output_gets_the_document_and_nothing_else(folder: Path, run: Run) -> None:
    said = run("render", "通知.md", "-o", "-")
    assert (said.code, said.err) == (0, "")
    assert said.out == gongwen.render(gongwen.load(folder / "通知.md"))
    assert set(snapshot(folder)) == {"通知.md"}


def test_json_of_another_system_is_a_source(folder: Path, run: Run) -> None:
    made = gongwen.load(folder / "通知.md")
    (folder / "a.json").write_text(made.to_json(), encoding="utf-8")
    assert run("render", "a.json", "-o", "a.docx").code == 0
    assert document((folder / "a.docx").read_bytes()) == made
    assert run("render", "-", "-o", "-", stdin=made.to_json().encode()).out == gongwen.render(made)


def test_an_old_file_is_replaced_only_when_that_is_asked_for(folder: Path, run: Run) -> None:
    (folder / "通知.docx").write_bytes(b"old")
    refused = run("render", "通知.md", "-o", "通知.docx")
    assert refused.code == 2
    assert "--force" in refused.err
    assert (folder / "通知.docx").read_bytes() == b"old"
    assert run("render", "通知.md", "-o", "通知.docx", "--force").code == 0
    assert document((folder / "通知.docx").read_bytes()).kind is Kind.NOTICE
    assert run("render", "通知.md", "-o", "通知.docx").code == 0


def test_the_same_source_gives_the_same_bytes(folder: Path, run: Run) -> None:
    first = run("render", "通知.md", "-o", "-").out
    assert run("render", "通知.md", "-o", "-").out == first
    assert as_program("render", "通知.md", "-o", "-", folder=folder).out == first


# ---------------------------------------------------------------------------------- --profile


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("国标", ("1960", "1847", "1587", "1474")), ("通行", ("2098", "1984", "1587", "1474"))],
)
def test_amb_01_both_profiles_are_known_by_name(
    profile: str, expected: tuple[str, ...], folder: Path, run: Run
) -> None:
    assert margins(run("render", "通知.md", "-o", "-", "--profile", profile).out) == expected


def test_the_usual_profile_is_the_national_one(folder: Path, run: Run) -> None:
    plain = run("render", "通知.md", "-o", "-").out
    assert run("render", "通知.md", "-o", "-", "--profile", "国标").out == plain


def test_a_unit_may_have_a_profile_of_its_own(folder: Path, run: Run) -> None:
    (folder / "本镇.yaml").write_text("基于: 通行\n上: 36\n行距: 28.5\n仿宋: 仿宋_GB2312\n", encoding="utf-8")
    (folder / "请示.md").write_text(specimen("请示"), encoding="utf-8")
    said = run("render", "请示.md", "-o", "a.docx", "--profile", "本镇.yaml", "--json")
    assert json.loads(said.out)["profile"] == "本镇"
    content = (folder / "a.docx").read_bytes()
    assert margins(content) == ("2041", "1984", "1587", "1474")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert 'w:eastAsia="仿宋_GB2312"' in styles
    assert 'w:line="570"' in styles


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("上: 5\n下: 很大\n行距: 99\n", ["〔上〕", "〔下〕", "〔行距〕", "20 到 60", "共 3 处"]),
        ("上边距: 37\n", ["〔上边距〕", "可用的键"]),
        ("基于: 国际\n", ["〔基于〕", "国标 或 通行"]),
        ("空行: 半行\n", ["〔空行〕", "边到边 或 整行"]),
        ("上: [\n", ["方括号", "行"]),
        ("- 上\n", ["应是一组键和值"]),
        ("", ["应是一组键和值"]),
        ("上: .nan\n", ["〔上〕"]),
        ("上: true\n", ["〔上〕"]),
    ],
)
def test_a_profile_with_faults_is_refused_with_all_of_them(
    written: str, said: list[str], folder: Path, run: Run
) -> None:
    (folder / "本镇.yaml").write_text(written, encoding="utf-8")
    before = snapshot(folder)
    outcome = run("render", "通知.md", "-o", "a.docx", "--profile", "本镇.yaml")
    assert outcome.code == 2
    assert all(words in outcome.err for words in ("本镇.yaml", *said)), outcome.err
    assert is_chinese_for_clerks(outcome.err)
    assert snapshot(folder) == before


def test_a_profile_in_another_encoding_is_read(folder: Path, run: Run) -> None:
    (folder / "本镇.yaml").write_bytes("名称: 本镇版面\n".encode("gbk"))
    outcome = run("render", "通知.md", "-o", "a.docx", "--profile", "本镇.yaml", "--json")
    assert json.loads(outcome.out)["profile"] == "本镇版面"


def test_an_unknown_profile_is_refused(folder: Path, run: Run) -> None:
    outcome = run("render", "通知.md", "-o", "a.docx", "--profile", "国际")
    assert outcome.code == 2
    assert "国际" in outcome.err
    assert "国标、通行" in outcome.err
    assert is_chinese_for_clerks(outcome.err)


def test_a_profile_that_is_not_there_is_refused_in_chinese(folder: Path, run: Run) -> None:
    outcome = run("render", "通知.md", "-o", "a.docx", "--profile", "没有.yaml")
    assert outcome.code == 2
    assert "没有.yaml" in outcome.err
    assert is_chinese_for_clerks(outcome.err)


# ---------------------------------------------------------------------------------- --set


def test_set_replaces_and_adds_entries(folder: Path, run: Run) -> None:
    said = run(
        "render", "通知.md", "-o", "-",
        "--set", "标题=关于甲=乙的通知", "--set", "印数=40", "--set", "urgency=特急", "--set", "主送机关=各村，各校：",
    )  # fmt: skip
    assert said.code == 0
    made = document(said.out)
    assert made.title == "关于甲=乙的通知"
    assert (made.copies, made.urgency, made.recipients) == (40, "特急", ("各村", "各校"))
    assert "关于甲=乙的通知" in said.err


def test_set_works_on_json_too(folder: Path, run: Run) -> None:
    source = gongwen.load(folder / "通知.md").to_json().encode()
    said = run("render", "-", "-o", "-", "--set", "标题=关于乙的通知", stdin=source)
    assert document(said.out).title == "关于乙的通知"


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("印数", "键=值"),
        ("=40", "键=值"),
        ("印数=四十", "〔印数〕"),
        ("成文日期=2026-02-30", "〔成文日期〕"),
        ("主送机构=各村", "“主送机关”"),
        ("文种=通之", "〔文种〕"),
        ("正文=甲", "正文"),
    ],
)
def test_a_wrong_setting_is_refused(setting: str, said: str, folder: Path, run: Run) -> None:
    before = snapshot(folder)
    outcome = run("render", "通知.md", "-o", "a.docx", "--set", setting)
    assert outcome.code == 2
    assert said in outcome.err
    assert is_chinese_for_clerks(outcome.err)
    assert snapshot(folder) == before


# ---------------------------------------------------------------------------------- reports


def test_what_was_done_is_reported_as_json(folder: Path, run: Run) -> None:
    said = run("render", "通知.md", "-o", "通知.docx", "--json")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == {
        "output": "通知.docx",
        "profile": "国标",
        "remarks": [],
        "departures": [],
        "findings": [],
        "faults": [],
    }
    assert (folder / "通知.docx").is_file()


def test_faults_are_reported_as_json(folder: Path, run: Run) -> None:
    source = specimen("通知").replace("标题:", "题目:").replace("2026-09-14", "2026-02-30")
    (folder / "a.md").write_text(source, encoding="utf-8")
    said = run("render", "a.md", "-o", "a.docx", "--json", "--force")
    assert (said.code, said.err) == (2, "")
    faults = json.loads(said.out)["faults"]
    assert {fault["code"] for fault in faults} >= {"unknown-field", "missing-title", "wrong-value"}
    for fault in faults:
        assert {"code", "message", "cure", "file", "line"} <= set(fault)
        assert fault["file"] == "a.md"
        assert isinstance(fault["line"], int)
    assert not (folder / "a.docx").exists()


def test_wrong_arguments_are_reported_as_json_too(folder: Path, run: Run) -> None:
    said = run("render", "通知.md", "-o", "a.docx", "--json", "--profil", "国标")
    assert said.code == 2
    assert [fault["code"] for fault in json.loads(said.out)["faults"]] == ["unknown-option"]
    said = run("render", "通知.md", "-o", "-", "--json")
    assert [fault["code"] for fault in json.loads(said.out)["faults"]] == ["wrong-arguments"]


def test_9704_7_3_2_c_a_decision_of_the_layout_is_remarked(folder: Path, run: Run) -> None:
    many = "，".join(f"第{number}村民委员会" for number in range(60))
    said = run("render", "通知.md", "-o", "a.docx", "--set", f"主送机关={many}")
    assert said.code == 0
    assert "· 主送机关过多，首页排不下正文，已移至版记（9704-7.3.2-c）" in said.err
    as_json = run("render", "通知.md", "-o", "a.docx", "--set", f"主送机关={many}", "--json")
    assert any("9704-7.3.2-c" in remark for remark in json.loads(as_json.out)["remarks"])


def test_9704_7_3_5_5_tightened_lines_are_remarked(folder: Path, run: Run) -> None:
    head = "---\n文种: 通知\n发文机关: 青山镇人民政府\n发文字号: 青政发〔2026〕29号\n标题: 关于做好春耕工作的通知\n"
    body = "各村要抓紧整地备种，检修沟渠。\n"
    told = {}
    for lines in range(22, 34):
        source = f"{head}主送机关: 各村\n成文日期: 2026-11-23\n---\n{body * lines}"
        said = run("render", "-", "-o", "-", stdin=source.encode())
        assert said.code == 0
        (folder / "a.md").write_text(source, encoding="utf-8")
        as_json = json.loads(run("render", "a.md", "-o", "a.docx", "--json", "--force").out)
        assert "".join(f"· {remark}\n" for remark in as_json["remarks"]) == said.err
        assert as_json["profile"] == "国标"
        if as_json["remarks"]:
            told[lines] = as_json["remarks"]
    assert 0 < len(told) < 5
    for remarks in told.values():
        (remark,) = remarks
        assert "行距由 29.6 磅调为" in remark
        assert "9704-7.3.5.5" in remark


def test_9704_7_4_1_g_even_puts_the_colophon_on_an_even_page(folder: Path, run: Run) -> None:
    head, _, _ = specimen("通知").partition("\n---\n")
    (folder / "短.md").write_text(f"{head}\n---\n请认真贯彻执行。\n", encoding="utf-8")
    short = gongwen.load(folder / "短.md")
    said = run("render", "短.md", "-o", "-", "--even")
    assert said.code == 0
    assert said.out == gongwen.render(short, even=True) != gongwen.render(short)
    assert "· 版记排在双数页（33476-7.3.1）" in said.err
    as_json = run("render", "短.md", "-o", "a.docx", "--even", "--json")
    assert any("33476-7.3.1" in remark for remark in json.loads(as_json.out)["remarks"])


def test_preprinted_leaves_out_the_red_head(folder: Path, run: Run) -> None:
    said = run("render", "通知.md", "-o", "-", "--preprinted")
    assert said.code == 0
    made = gongwen.load(folder / "通知.md")
    assert said.out == gongwen.render(made, preprinted=True)
    with zipfile.ZipFile(io.BytesIO(said.out)) as archive:
        assert "文件</w:t>" not in archive.read("word/document.xml").decode()


def test_both_wishes_may_be_joined(folder: Path, run: Run) -> None:
    said = run("render", "通知.md", "-o", "-", "--preprinted", "--even")
    assert said.out == gongwen.render(gongwen.load(folder / "通知.md"), even=True, preprinted=True)


def test_a_number_that_skips_is_kept_and_remarked(folder: Path, run: Run) -> None:
    source = specimen("通知").replace("二、缴费标准和方式", "三、缴费标准和方式")
    said = run("render", "-", "-o", "-", stdin=source.encode())
    assert said.code == 0
    assert "“三、”（序号照原样保留" in said.err
    assert said.out[:4] == b"PK\x03\x04"


# ---------------------------------------------------------------------------------- schema


@pytest.mark.parametrize("arguments", [["schema"], ["schema", "document"]])
def test_the_schema_is_the_one_of_the_model(arguments: list[str], run: Run) -> None:
    said = run(*arguments)
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == Document.model_json_schema()
    assert "标题" in said.text


def test_a_schema_that_is_not_there_is_refused(run: Run) -> None:
    said = run("schema", "documents")
    assert (said.code, said.out) == (2, b"")
    assert "document" in said.err


# ---------------------------------------------------------------------------------- preview


@pytest.mark.parametrize("ending", [".html", ".htm", ".HTML"])
def test_the_ending_html_gives_a_preview(ending: str, run: Run, tmp_path: Path) -> None:
    source = specimen("通知")
    target = tmp_path / f"预览{ending}"
    said = run("render", "-", "-o", str(target), "--profile", "通行", stdin=source.encode())
    assert said.code == 0
    expected = gongwen.to_html(gongwen.load(source.encode()), profile="通行")
    assert target.read_text(encoding="utf-8") == expected


def test_a_preview_is_reported_like_a_docx(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "预览.html"
    said = run("render", "-", "-o", str(target), "--json", stdin=specimen("通知").encode())
    assert json.loads(said.text)["output"] == str(target)


# ---------------------------------------------------------------------------------- pictures and where they are

HEAD = "文种: 计划\n标题: 石桥镇秋粮收购工作计划\n发文机关: 石桥镇人民政府\n成文日期: 2026-09-21\n"
PLAN = f"---\n{HEAD}{{}}---\n如下。\n{{}}\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of sources as the working folder, and a seal beside it."""
    folder = tmp_path / "公文"
    folder.mkdir()
    (folder / "示意图.png").write_bytes(some_picture())
    (tmp_path / "seal.png").write_bytes(some_picture(colour=40))
    monkeypatch.chdir(folder)
    return folder


def test_a_source_from_standard_input_may_use_the_working_folder(office: Path, run: Run) -> None:
    said = run("render", "-", "-o", "-", stdin=PLAN.format("", "![](示意图.png)").encode())
    assert (said.code, document(said.out).body[1].type) == (0, "picture")
    assert office == Path.cwd()


def test_a_picture_outside_the_folder_of_the_source_is_refused_at_its_line(office: Path, run: Run) -> None:
    (office / "计划.md").write_text(PLAN.format("印章: ../seal.png\n", ""), encoding="utf-8")
    said = run("render", "计划.md", "-o", "计划.docx")
    assert said.code == 2
    assert "计划.md 第6行 〔印章〕这个文件不在同一个文件夹里" in said.err
    assert is_chinese_for_clerks(said.err)


@pytest.mark.parametrize("source", ["计划.md", "-"])
def test_a_path_that_the_clerk_types_as_a_setting_may_lie_anywhere(source: str, office: Path, run: Run) -> None:
    content = PLAN.format("", "").encode()
    (office / "计划.md").write_bytes(content)
    for typed in ("../seal.png", str(office.parent / "seal.png")):
        said = run("render", source, "-o", "计划.docx", "--set", f"印章={typed}", stdin=content)
        assert said.code == 0, said.err
        assert document((office / "计划.docx").read_bytes()).seals[0].data == some_picture(colour=40)
