"""However broken a template is, it is rendered into whole XML, or a GongwenError says what is wrong with it.

CI takes 1,500 of them here, so that each kind of change comes some eighty times, and more by ``tests/test_fuzz.py``;
``--full-sweep`` 100,000.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from gongwen.errors import GongwenError
from gongwen.template import Template, check_template
from tests.conftest import FULL_SWEEP
from tests.strategies import notice
from tests.template.fuzz import broken_template

GROUPS = 50
CASES, ALL_CASES = 1_500, 100_000
FURTHER = {"各村": [{"村名": "上坝村", "户数": 215}, {"村名": "A&B组", "户数": 3}], "村名": "上坝村\n下坝村"}
NOTICE = notice(notes="此件公开发布")


def outcome(seed: int) -> str:
    """What came of a template: rendered, or the code of its first fault."""
    refused: GongwenError | None = None
    rendered = b""
    try:
        rendered = Template(broken_template(seed)).render(NOTICE, FURTHER)
    except GongwenError as error:
        refused = error
    if refused is not None:
        assert all(fault.message and fault.cure for fault in refused.faults)
        return refused.faults[0].code
    with zipfile.ZipFile(BytesIO(rendered)) as made:
        for name in made.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                etree.fromstring(made.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))
    return "rendered"


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_broken_template_is_rendered_whole_or_refused_by_name(group: int, request: pytest.FixtureRequest) -> None:
    cases = (ALL_CASES if request.config.getoption(FULL_SWEEP) else CASES) // GROUPS
    outcomes = [outcome(seed) for seed in range(group * ALL_CASES, group * ALL_CASES + cases)]
    assert 0 < outcomes.count("rendered") < cases


@pytest.mark.parametrize("group", range(10))
def test_a_broken_template_is_checked_or_refused_by_name(group: int, request: pytest.FixtureRequest) -> None:
    cases = 30 if request.config.getoption(FULL_SWEEP) else 15
    for seed in range(group * ALL_CASES, group * ALL_CASES + cases):
        try:
            findings = check_template(broken_template(seed), "通知")
        except GongwenError:
            continue
        assert all(finding.fault.cure for finding in findings)
