"""``gongwen fonts``: which fonts of official documents this machine has, and what stands in for the others."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import click

from gongwen.cli.report import print_json
from gongwen.cli.usage import ChineseCommand, ChineseOption
from gongwen.errors import packages_needed

__all__ = ["fonts"]

_option = partial(click.option, cls=ChineseOption)


@click.command(cls=ChineseCommand)
@_option("--unit", metavar="单位.yaml", help="单位文件：照它的字体和字体文件看")
@_option("--profile", metavar="版面", help="国标（缺省）、通行，或版面文件：照它的字体看")
@_option("--json", "as_json", is_flag=True, help="以 JSON 报告")
def fonts(unit: str | None, profile: str | None, as_json: bool) -> None:
    """列出写 PDF、OFD 要用的字体：这台机器上有哪些，缺的用什么代替，哪些用不了。"""
    from gongwen.choosing import choose_profile, choose_unit  # noqa: PLC0415 - each command loads what it uses

    with packages_needed():
        from gongwen.fonts.report import report_on  # noqa: PLC0415

    habits = choose_unit(unit)
    report = report_on(choose_profile(profile, habits), habits.font_files if habits else ())
    if as_json:
        told: dict[str, Any] = {"fonts": [one.to_dict() for one in report.fonts], "unusable": report.unusable}
        print_json(told)
        return
    for one in report.fonts:
        print(one)
    for path, why in report.unusable.items():
        print(f"用不了：{path}（{why}）", file=sys.stderr)
