"""What other software relies on: bytes and file objects, many threads, nothing printed, stable loggers."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

import gongwen
from gongwen.template import make_template
from tests.batching.batches import SOURCE, villages

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.md"))
THREADS = 16


def _loaded() -> list[gongwen.Document]:
    """The examples that need no unit's file."""
    return [gongwen.load(path) for path in EXAMPLES if "（展开）" not in path.read_text(encoding="utf-8")]


def test_sixteen_threads_give_what_one_gives() -> None:
    """Renderings in both profiles, templates, readings and fillings, all at once, half of them in each thread."""
    documents = _loaded()
    assert len(documents) >= 25
    template = gongwen.Template(make_template("通知"))
    notices = [one for one in documents if one.kind_name == "通知" and one.form.value == "文件"]
    source = SOURCE.encode()
    work: dict[str, Callable[[], object]] = {
        "batch": lambda: [made.content for made in gongwen.batch_documents(villages(20), source)],
        **{f"template {i}": lambda one=one: template.render(one) for i, one in enumerate(notices)},  # type: ignore[misc]
        **{f"read {i}": lambda one=one: gongwen.read(gongwen.render(one)).document for i, one in enumerate(documents)},  # type: ignore[misc]
    }
    for profile in ("国标", "通行"):
        for index, one in enumerate(documents):
            work[f"{profile} {index}"] = lambda one=one, profile=profile: gongwen.render(one, profile=profile)  # type: ignore[misc]
    alone = {name: task() for name, task in work.items()}

    def half_of_it(seed: int) -> dict[str, object]:
        return {name: work[name]() for name in Random(seed).sample(list(work), len(work) // 2)}

    with ThreadPoolExecutor(THREADS) as executor:
        together = list(executor.map(half_of_it, range(THREADS)))
    for made in together:
        assert made == {name: alone[name] for name in made}
    assert {name for made in together for name in made} == alone.keys()


def test_bytes_and_file_objects_go_in_and_come_out(tmp_path: Path) -> None:
    text = SOURCE.replace("{{ 村名 }}", "上坝村").replace("{{ 面积 }}", "1200").replace("{{ 护林员 }}", "3")
    text = text.replace("{{ 期限|月日 }}", "12月1日")
    path = tmp_path / "通知.md"
    path.write_text(text, encoding="utf-8")
    document = gongwen.load(path)
    assert gongwen.load(text.encode()) == gongwen.load(io.BytesIO(text.encode())) == gongwen.load(str(path)) == document
    out = io.BytesIO()
    gongwen.save(document, out)
    gongwen.save(document, tmp_path / "通知.docx")
    assert out.getvalue() == (tmp_path / "通知.docx").read_bytes() == gongwen.render(document)
    assert (
        gongwen.read(out.getvalue()) == gongwen.read(io.BytesIO(out.getvalue())) == gongwen.read(tmp_path / "通知.docx")
    )
    content = make_template("通知")
    (tmp_path / "模板.docx").write_bytes(content)
    rendered = {
        gongwen.Template(template).render(document)
        for template in (content, io.BytesIO(content), tmp_path / "模板.docx", str(tmp_path / "模板.docx"))
    }
    assert len(rendered) == 1


def test_nothing_is_printed_and_loggers_are_ours(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for one in _loaded()[:5]:
            gongwen.read(gongwen.render(one))
        gongwen.batch(villages(5), SOURCE.encode(), tmp_path / "公文")
    assert capfd.readouterr() == ("", "")
    assert {record.name for record in caplog.records} == {"gongwen.batching.running"}
