"""What is found in rows and binds nobody: told in one line a kind with the rows, and the documents are made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import gongwen
from gongwen.batching import BatchReport
from gongwen.template import make_template
from tests.batching.batches import SOURCE, villages

COUNT = 26
NUMBERED = SOURCE.replace("发文字号: 青政发〔2026〕号\n", "发文字号: 青政发〔2026〕8号\n")


def rows(*short: int) -> list[dict[str, Any]]:
    """Villages; in the places named 份号 has too few figures."""
    return [
        {**row, "份号": "12" if place in short else f"{place:06}"} for place, row in enumerate(villages(COUNT), start=1)
    ]


def run(folder: Path, short: tuple[int, ...], source: str | None = NUMBERED, **options: Any) -> BatchReport:
    return gongwen.batch(rows(*short), source and source.encode(), folder / "公文", **options)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_finding_of_many_rows_is_one_line_with_the_rows(tmp_path: Path, jobs: int) -> None:
    report = run(tmp_path, (2, 7), jobs=jobs)
    assert (report.written, report.faults) == (COUNT, ())
    (told,) = [remark for remark in report.remarks if "份号应是" in remark]
    assert told == "〔份号〕份号应是 6 位数字（9704-7.2.1-a）（第 2、7 行，共 2 份）。处理：写成 000001 的样子"


def test_of_very_many_rows_the_first_are_named(tmp_path: Path) -> None:
    report = run(tmp_path, tuple(range(1, COUNT + 1)), dry_run=True)
    (told,) = [remark for remark in report.remarks if "份号应是" in remark]
    assert "（第 1、2、3、" in told
    assert f"、19、20……行，共 {COUNT} 份）" in told


def test_each_kind_has_a_line_of_its_own(tmp_path: Path) -> None:
    bill = NUMBERED.replace("文种: 通知", "文种: 议案")
    report = run(tmp_path, (4,), bill, dry_run=True)
    kinds = [remark for remark in report.remarks if "处理：" in remark]
    assert [("份号" in told, "签发人" in told) for told in kinds] == [(False, True), (True, False)]


def test_a_template_alone_is_judged_row_by_row_as_well(tmp_path: Path) -> None:
    head = {"文种": "通知", "发文机关": "石桥镇人民政府", "发文字号": "石政发〔2026〕8号", "标题": "关于秋粮收购的通知"}
    dates = {"上坝村": ("2026-09-21", "12"), "下坝村": ("", "000001"), "石桥村": ("2026-09-22", "")}
    table = [
        {**head, "村名": name, "主送机关": name, "正文": "如下。", "成文日期": day, "份号": number}
        for name, (day, number) in dates.items()
    ]
    report = gongwen.batch(table, None, tmp_path / "公文", template=make_template("通知"), skip_bad=True)
    assert (report.written, [(fault.code, fault.row, fault.column) for fault in report.faults]) == (
        2,
        [("missing-date", 2, "成文日期")],
    )
    assert any("份号应是" in remark and "第 1 行，共 1 份" in remark for remark in report.remarks)


def test_documents_come_with_their_findings() -> None:
    made = list(gongwen.batch_documents(rows(3), NUMBERED.encode()))
    assert [(one.row.number, fault.code) for one in made for fault in one.findings] == [(3, "copy-number-writing")]
