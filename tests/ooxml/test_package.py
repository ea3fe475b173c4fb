"""A package that is written in one pass is a zip file like any other."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.ooxml.package import Member, Package, deflated, packed_once, stored

Pack = Callable[[str, bytes], Member]
PACKERS: tuple[Pack, ...] = (deflated, packed_once, stored)

_names = st.lists(st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8}){0,2}\.xml", fullmatch=True), unique=True, max_size=6)
_content = st.one_of(st.binary(max_size=400), st.binary(max_size=4).map(lambda piece: piece * 5000))


@st.composite
def _members(draw: st.DrawFn) -> list[tuple[str, bytes, Pack]]:
    return [(name, draw(_content), draw(st.sampled_from(PACKERS))) for name in draw(_names)]


@given(_members(), st.integers(0, 6))
def test_zipfile_reads_what_was_packed(members: list[tuple[str, bytes, Pack]], shared: int) -> None:
    made = [pack(name, content) for name, content, pack in members]
    package = Package(made[:shared]).with_members(made[shared:])
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [name for name, _, _ in members]
        for name, content, _ in members:
            assert archive.read(name) == content
            info = archive.getinfo(name)
            assert (info.CRC, info.file_size) == (zlib.crc32(content), len(content))
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
    assert Package(made[:shared]).with_members(made[shared:]) == package


def test_a_package_can_be_used_again_and_again() -> None:
    shared = Package([packed_once("a.xml", b"a")])
    first, second = shared.with_members([stored("b.xml", b"b")]), shared.with_members([deflated("c.xml", b"c" * 999)])
    assert shared.with_members([stored("b.xml", b"b")]) == first
    with zipfile.ZipFile(io.BytesIO(second)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"a.xml": b"a", "c.xml": b"c" * 999}


def test_a_package_without_members_is_an_empty_zip() -> None:
    with zipfile.ZipFile(io.BytesIO(Package([]).with_members([]))) as archive:
        assert archive.namelist() == []


@pytest.mark.parametrize("pack", [deflated, packed_once])
def test_what_repeats_is_made_small(pack: Pack) -> None:
    content = "各村民委员会，镇直各单位：".encode() * 500
    assert len(pack("a.xml", content).data) < len(content) / 20


def test_a_picture_that_is_packed_already_is_kept_as_it_is() -> None:
    member = stored("a.png", b"\x89PNG")
    assert (member.data, member.size) == (b"\x89PNG", 4)


def test_every_record_can_be_read_by_an_old_reader() -> None:
    """Version 2.0, no flags, no extra field: Word refuses some packages that have more."""
    data = Package([packed_once("a.xml", b"a" * 100)]).with_members([stored("b.xml", b"b")])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            assert (info.extract_version, info.flag_bits, info.extra, info.comment) == (20, 0, b"", b"")
            assert info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
