"""One thing changed, safely: a document with another date, kind or title is read and checked as a new one is."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

import gongwen
from gongwen.model import Form, Kind, Paragraph
from tests.strategies import notice, of_kind


def test_what_is_changed_is_read_as_in_a_new_document() -> None:
    changed = notice().evolve(date="二〇二六年九月二十一日", number="青政发[2026]第09号", recipients="各村：")
    assert changed == notice(date="2026-09-21", number="青政发〔2026〕9号", recipients=["各村"])


@pytest.mark.parametrize("changes", [{"tilte": "甲"}, {"date": "2026-02-30"}, {"kind": "通之"}, {"body": [5]}])
def test_what_is_no_name_or_no_value_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(gongwen.InputError) as refused:
        notice().evolve(**changes)
    assert refused.value.faults[0].loc[0] in changes
    with pytest.raises(gongwen.InputError) as refused_too:
        notice().model_copy(update=changes)
    assert refused_too.value.faults == refused.value.faults


def test_every_fault_of_the_changes_is_told_at_once() -> None:
    changes: dict[str, Any] = {"date": "某日", "copies": "若干", "印数": "5"}
    with pytest.raises(gongwen.InputError) as refused:
        notice().evolve(**changes)
    assert len(refused.value.faults) == 3


def test_the_form_follows_another_kind_unless_it_was_chosen() -> None:
    assert notice().evolve(kind="函").form is Form.LETTER
    assert notice(form="信函").evolve(kind=Kind.REPLY).form is Form.LETTER
    assert notice().evolve(kind="函", form="文件").form is Form.DOCUMENT
    assert notice().evolve(kind=None).form is Form.PLAIN


def test_another_title_has_breaks_of_its_own() -> None:
    typed = notice(title="青山镇人民政府\n关于做好春耕工作的通知")
    assert typed.title_breaks == (7,)
    assert typed.evolve(title="关于停水的通知").title_breaks == ()
    assert typed.evolve(title="青山镇\n关于停水的通知").title_breaks == (3,)
    assert typed.evolve(date="2026-03-04").title_breaks == (7,)


def test_a_copy_without_changes_is_equal_and_stays_quick_to_make() -> None:
    document = of_kind(Kind.REQUEST)
    assert document.model_copy() == document.model_copy(deep=True) == copy.deepcopy(document) == document


def test_parts_of_a_document_change_alike() -> None:
    assert Paragraph(text="甲。").evolve(text="乙。") == Paragraph(text="乙。")
    number = gongwen.IssuingNumber.parse("青政发〔2026〕8号")
    assert str(number.evolve(sequence=9)) == "青政发〔2026〕9号"
    with pytest.raises(gongwen.InputError):
        number.model_copy(update={"year": 26})


def test_an_input_error_is_a_value_error_as_well() -> None:
    with pytest.raises(ValueError, match="没有标题，也没有正文"):
        gongwen.Document.read({})


# ---------------------------------------------------------------------------------- 文种, 署名, 标志 that are not there


def test_nothing_said_of_the_signature_means_the_issuers_and_none_means_none() -> None:
    unsigned = notice(signatories=[])
    assert (notice().signatories, notice().signing_agencies) == (None, ("青山镇人民政府",))
    assert (unsigned.signatories, unsigned.signing_agencies) == ((), ())
    assert notice(signatories="无") == notice(signatories=()) == unsigned
    assert json.loads(unsigned.to_json())["signatories"] == []
    assert "signatories" not in json.loads(notice().to_json())
    assert [fault.code for fault in unsigned.findings()] == ["missing-signatories"]


@pytest.mark.parametrize("given", [None, "", [""], ["", ""], "青山镇人民政府", ["青山镇人民政府"]])
def test_an_empty_entry_of_a_form_says_nothing_and_the_issuers_are_the_usual_signature(given: Any) -> None:
    assert notice(signatories=given) == notice()


def test_a_signature_of_nobody_where_nobody_issues_is_nothing_said() -> None:
    assert notice(form="白头", issuers=[], signatories=[]).signatories is None


def test_a_mark_may_be_said_to_be_none() -> None:
    without = notice(issuer_mark="无")
    assert (without.mark, notice().mark) == ("", "青山镇人民政府文件")
    assert json.loads(without.to_json())["issuer_mark"] == "无"
    assert [fault.code for fault in without.findings()] == ["missing-mark"]
    assert notice(issuer_mark="无", form="白头").issuer_mark is None


def test_a_document_of_no_known_kind_has_a_page_without_a_red_head() -> None:
    speech = gongwen.Document(title="在全镇秋粮收购动员会上的讲话", body=["同志们："])
    assert (speech.kind, speech.kind_name, speech.form) == (None, "", Form.PLAIN)
    assert speech.findings() == ()
    assert gongwen.remarks(speech) == ("没有写文种，照白头文稿排（9704-1-a）",)
    assert gongwen.read(gongwen.render(speech)).document == speech


def test_what_has_a_number_or_recipients_must_be_of_a_kind() -> None:
    unknown = notice(kind=...)
    assert (unknown.form, [fault.code for fault in unknown.findings()]) == (Form.PLAIN, ["missing-kind"])
    with pytest.raises(gongwen.InputError, match="没有文种"):
        gongwen.render(unknown)
    assert gongwen.read(gongwen.render(unknown, draft=True)).document.kind is None
