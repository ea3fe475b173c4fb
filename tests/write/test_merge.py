"""Many documents in one .docx: a valid package with every part once, whatever forms stand beside one another."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

import pytest
from lxml import etree

from gongwen import Document, InputError
from gongwen.layout import Printing, lay_out
from gongwen.layout.printing import USUAL
from gongwen.standard.profiles import NATIONAL, PROFILES, Profile
from gongwen.standard.roles import Role
from gongwen.write.merge import Merger, merge
from tests.strategies import notice, some_picture
from tests.support import markers, validators, validity
from tests.write.catalogue import CATALOGUE
from tests.write.opened import W, members, tree

NOTHING: list[str] = []
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"
CREATED = "{http://purl.org/dc/terms/}created"
CATEGORY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category"
TABLE = {"type": "table", "rows": [["上坝村", "1200"]] * 8, "landscape": True}


@cache
def every() -> tuple[Document, ...]:
    """The catalogue, and documents whose pages are turned or numbered anew."""
    apart = [{"title": "施工图说明", "body": ["一段。"], "apart": True}]
    return (
        *(make() for make in CATALOGUE.values()),
        notice(body=["一段。", TABLE, "一段。"]),
        notice(kind="函", title="关于商请支援春耕物资的函", body=["一段。", TABLE], attachments=apart),
        notice(attachments=apart, cc="县水务局"),
        tightened(),
    )


def tightened() -> Document:
    """A notice whose lines are set closer, so that 版记 finds room."""
    for lines in range(20, 30):
        made = notice(body=["国" * 20] * lines, cc="县水务局", printer="青山镇党政办公室", print_date="2026-03-03")
        if lay_out(made).profile is not NATIONAL:
            return made
    raise AssertionError("nothing was tightened")


def merged(documents: Iterable[Document], profile: Profile = NATIONAL, printing: Printing = USUAL) -> bytes:
    target = io.BytesIO()
    merge(documents, target, profile, printing)
    return target.getvalue()


@cache
def merges() -> dict[str, bytes]:
    """Everything in one file: in both profiles, for paper with a red head, with 版记 on even pages, backwards."""
    return {
        "national": merged(every()),
        "common": merged(every(), PROFILES["通行"]),
        "preprinted": merged(every(), printing=Printing(preprinted=True)),
        "even": merged(every(), printing=Printing(even=True)),
        "backwards": merged(reversed(every())),
        "one": merged(every()[:1]),
        "letters": merged([each for each in every() if each.form.value == "信函"]),
    }


@pytest.mark.parametrize("tool", validity.TOOLS)
def test_what_is_merged_is_valid_ooxml(tool: str) -> None:
    markers.require(tool)
    assert validity.faults(tool, merges()) == {}


def test_our_own_validator_finds_nothing() -> None:
    """Relationship ids, numbers of drawings and names of styles are unique, and whatever is referred to is there."""
    assert {name: validators.home_made(content) for name, content in merges().items()} == dict.fromkeys(
        merges(), NOTHING
    )


def test_the_same_documents_give_the_same_bytes() -> None:
    assert merged(iter(every())) == merges()["national"]
    target = io.BytesIO()
    with Merger(target) as merger:
        for document in every():
            merger.add(document, lay_out(document))
    assert target.getvalue() == merges()["national"]


def test_it_is_told_how_many_documents_there_were() -> None:
    assert merge(iter(every()), io.BytesIO()) == len(every())


def test_every_document_says_what_it_says_alone() -> None:
    # A mark stands under an empty line where another document comes before it.
    alone = [text for document in every() for text in _texts(merged([document])) if text]
    assert [text for text in _texts(merges()["national"]) if text] == alone


def _texts(content: bytes) -> Iterator[str]:
    return ("".join(paragraph.itertext()) for paragraph in tree(content).iter(f"{W}p"))


def test_every_document_begins_on_an_odd_page_that_is_page_one() -> None:
    starts = Counter(
        (kind.get(f"{W}val"), number.get(f"{W}start"))
        for section in tree(merged([notice()] * 5)).iter(f"{W}sectPr")
        for kind, number in zip(section.iter(f"{W}type"), section.iter(f"{W}pgNumType"), strict=True)
    )
    assert starts == {("oddPage", "1"): 5}


def test_only_letters_have_another_first_page() -> None:
    letter = notice(kind="函", title="关于商请支援春耕物资的函")
    other = notice(kind="函", title="关于商请支援春耕物资的函", issuers="云岭县水务局")
    content = merged([notice(), letter, letter, notice(), other])
    headers = [
        [header.get(f"{R}id") for header in section.iter(f"{W}headerReference")]
        for section in tree(content).iter(f"{W}sectPr")
    ]
    assert headers == [[], ["rIdHeader1"], ["rIdHeader1"], [], ["rIdHeader2"]]
    named = members(content)
    assert "云岭县水务局" in named["word/header2.xml"].decode()
    assert [name for name in named if "header" in name] == ["word/header1.xml", "word/header2.xml"]
    titled = [section.find(f"{W}titlePg") is not None for section in tree(content).iter(f"{W}sectPr")]
    assert titled == [False, True, True, False, True]


def test_the_folio_of_a_letter_stands_in_a_footer_of_its_own() -> None:
    letter = notice(kind="函", title="关于商请支援春耕物资的函")
    both, alone = members(merged([letter, notice()])), members(merged([notice()]))
    assert both["word/footer1.xml"] == alone["word/footer1.xml"] != both["word/footer7.xml"]
    assert not [name for name in alone if "footer3" in name or "footer7" in name]
    footers = [
        [footer.get(f"{R}id") for footer in section.iter(f"{W}footerReference")]
        for section in tree(merged([letter, notice()])).iter(f"{W}sectPr")
    ]
    assert footers == [["rId8", "rId12", "rId13"], ["rId4", "rId5"]]


def test_a_picture_is_stored_once_however_many_documents_have_it() -> None:
    seal, other = some_picture("PNG", 420, 420), some_picture("PNG", 99, 99)
    documents = [notice(seals=[{"data": bytearray(seal)}]) for _ in range(5)] + [notice(seals=[{"data": other}])]
    content = merged(documents)
    pictures = {name: data for name, data in members(content).items() if "media" in name}
    assert pictures == {"word/media/image1.png": seal, "word/media/image2.png": other}
    uses = [blip.get(f"{R}embed") for blip in tree(content).iter("{*}blip")]
    assert uses == ["rIdImage1"] * 5 + ["rIdImage2"]


def test_styles_are_written_once_and_closer_lines_have_styles_of_their_own() -> None:
    loose, tight = _styles(merged([notice()] * 3)), _styles(merged([notice(), tightened(), notice(), tightened()]))
    assert set(loose) < set(tight)
    added = {ident: tight[ident] for ident in set(tight) - set(loose)}
    assert added["GwBodyTight1"] == f"{Role.BODY.value}（紧1）"
    assert all(ident.endswith("Tight1") for ident in added)
    assert "GwMarkTight1" not in added  # what looks the same needs no second style
    assert Counter(_body_styles(merged([notice(), tightened(), notice()]))).keys() == {"GwBody", "GwBodyTight1"}


def _styles(content: bytes) -> dict[str, str]:
    return {
        str(style.get(f"{W}styleId")): str(name.get(f"{W}val"))
        for style in tree(content, "word/styles.xml").iter(f"{W}style")
        for name in style.iter(f"{W}name")
    }


def _body_styles(content: bytes) -> Iterator[str]:
    for style in tree(content).iter(f"{W}pStyle"):
        name = str(style.get(f"{W}val"))
        if name.startswith("GwBody") and "Continued" not in name:
            yield name


def test_text_that_looks_like_a_reference_stays_text() -> None:
    text = '<w:pStyle w:val="GwBody"/><w:footerReference w:type="default" r:id="rId4"/></w:pPr>'
    documents = [
        notice(kind="函", title="关于商请支援春耕物资的函", body=[text]),
        notice(kind="总结", form="白头", title="总结", number=None, recipients=[], date=None, body=[text]),
        notice(body=[text]),
    ]
    assert sum(text in found for found in _texts(merged(documents))) == 3


def test_the_file_says_of_itself_what_its_documents_have_in_common() -> None:
    first = notice(title="关于做好春耕备耕工作的通知", date="2026-03-02")
    later = notice(title="关于森林防火的通知", date="2026-10-08")
    one, alike = _properties(merged([first])), _properties(merged([first, later]))
    assert one.findtext(f"{DC}title") == "关于做好春耕备耕工作的通知"
    assert alike.findtext(f"{DC}title") == "《关于做好春耕备耕工作的通知》等2份公文"
    assert one.findtext(f"{DC}creator") == alike.findtext(f"{DC}creator") == "，".join(first.issuers)
    assert (one.findtext(CATEGORY), one.findtext(CREATED)) == ("通知", "2026-03-02T00:00:00Z")
    assert alike.findtext(CREATED) == "2026-10-08T00:00:00Z"
    unlike = _properties(merged([first, notice(kind="函", title="关于支援的函", issuers="云岭县水务局")]))
    assert (unlike.findtext(f"{DC}creator"), unlike.findtext(CATEGORY)) == ("", "公文")


def _properties(content: bytes) -> etree._Element:
    return tree(content, "docProps/core.xml")


def test_nothing_at_all_cannot_be_merged() -> None:
    with pytest.raises(InputError, match="没有可以合并的公文") as error:
        merge([], io.BytesIO())
    assert error.value.faults[0].code == "nothing-to-merge"


def test_a_document_that_cannot_be_laid_out_leaves_the_others_as_they_were() -> None:
    impossible = notice(cc=[f"第{number}村民委员会" for number in range(2000)])
    target = io.BytesIO()
    with Merger(target) as merger:
        merger.add(every()[0])
        with pytest.raises(InputError, match="抄送机关"):
            merger.add(impossible)
        merger.add(every()[1])
    assert merger.count == 2
    assert target.getvalue() == merged(every()[:2])


def test_what_is_given_up_half_way_is_no_package() -> None:
    target = io.BytesIO()

    def broken() -> Iterator[Document]:
        yield notice()
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - the very error that was raised
        merge(broken(), target)
    assert not zipfile.is_zipfile(target)


def test_programs_that_look_at_the_beginning_of_the_file_know_it() -> None:
    with zipfile.ZipFile(io.BytesIO(merges()["national"])) as archive:
        names = archive.namelist()
    assert names[0] == "_rels/.rels"
    assert [name for name in names[1:4] if name.startswith("word/")]
    assert not names[3].startswith("word/media")


def test_what_is_held_does_not_grow_with_the_number_of_documents() -> None:
    class Away(io.BytesIO):
        def write(self, data: object) -> int:
            assert isinstance(data, bytes)
            return len(data)

    def documents(count: int) -> Iterator[Document]:
        for number in range(count):
            digest = hashlib.sha256(str(number % 60).encode()).hexdigest()
            yield notice(body=[digest * 30], seals=[{"data": some_picture("PNG", 60 + number % 7, 60)}])

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            merge(documents(count), Away())
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)  # what is remembered of texts and pictures in every rendering is remembered now
    few, many = peak(300), peak(800)
    # The text that waits, deflated, is all that grows; from a size on it waits in a file.
    assert (many - few) / 500 < 500
