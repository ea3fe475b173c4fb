"""A package that is written as it grows is a zip file like any other, and a large one where it must be."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.ooxml.package import Member, deflated, packed_once, stored
from gongwen.ooxml.stream import GrowingMember, PackageStream

PACKERS: tuple[Callable[[str, bytes], Member], ...] = (deflated, packed_once, stored)
_content = st.one_of(st.binary(max_size=400), st.binary(max_size=4).map(lambda piece: piece * 5000))
_pieces = st.lists(_content, max_size=6)


class Pipe(io.BytesIO):
    """There is no way back, as in standard output."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def _packed(members: dict[str, bytes], grown: dict[str, list[bytes]], **limits: int) -> bytes:
    target = io.BytesIO()
    package = PackageStream(target, **limits)
    for at, (name, content) in enumerate(members.items()):
        package.add(PACKERS[at % len(PACKERS)](name, content))
    for name, pieces in grown.items():
        with GrowingMember(name) as member:
            for piece in pieces:
                member.write(piece)
            package.add_grown(member)
    package.close()
    return target.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@given(st.lists(_content, max_size=5), st.lists(_pieces, max_size=3), st.integers(1, 2000), st.integers(1, 9))
def test_zipfile_reads_what_was_written(
    contents: list[bytes], grown: list[list[bytes]], full: int, full_count: int
) -> None:
    members = {f"a{at}.xml": content for at, content in enumerate(contents)}
    growing = {f"b{at}.xml": pieces for at, pieces in enumerate(grown)}
    expected = {**members, **{name: b"".join(pieces) for name, pieces in growing.items()}}
    assert _unpacked(_packed(members, growing)) == expected
    assert _unpacked(_packed(members, growing, full=full, full_count=full_count)) == expected
    assert _packed(members, growing) == _packed(members, growing)


def test_a_member_that_grew_is_entered_with_its_size_and_checksum() -> None:
    pieces = [b"abc" * 1000, b"", "春耕".encode() * 500]
    with zipfile.ZipFile(io.BytesIO(_packed({}, {"a.xml": pieces}))) as archive:
        info = archive.getinfo("a.xml")
    whole = b"".join(pieces)
    assert (info.CRC, info.file_size) == (zlib.crc32(whole), len(whole))
    assert info.compress_size < len(whole) / 20
    assert info.date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize("held", [1, 100, 10_000_000])
def test_it_makes_no_difference_whether_a_member_is_held_in_memory_or_in_a_file(held: int) -> None:
    pieces = [bytes(range(256)) * count for count in range(20)]
    target = io.BytesIO()
    package = PackageStream(target)
    with GrowingMember("a.bin", held) as member:
        for piece in pieces:
            member.write(piece)
        package.add_grown(member)
    package.close()
    assert target.getvalue() == _packed({}, {"a.bin": pieces})


def test_the_target_need_not_be_able_to_seek_or_to_tell() -> None:
    pipe = Pipe()
    package = PackageStream(pipe)
    package.add(stored("a.xml", b"a"))
    with GrowingMember("b.xml") as member:
        member.write(b"b")
        package.add_grown(member)
    package.close()
    assert _unpacked(pipe.getvalue()) == {"a.xml": b"a", "b.xml": b"b"}


def test_every_record_of_a_package_of_usual_size_can_be_read_by_an_old_reader() -> None:
    """Version 2.0, no flags, no extra field: Word refuses some packages that have more."""
    data = _packed({"a.xml": b"a" * 100, "b.png": b"b"}, {"c.xml": [b"c" * 100]})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            assert (info.extract_version, info.flag_bits, info.extra, info.comment) == (20, 0, b"", b"")
    assert b"PK\x06\x06" not in data


def test_only_what_is_too_large_is_entered_in_the_large_way() -> None:
    members = {"small.xml": b"a", "middle.xml": b"b" * 100, "large.xml": b"c" * 5000}
    data = _packed(members, {"grown.xml": [b"d" * 5000], "last.xml": [b"e"]}, full=4000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        versions = {info.filename: info.extract_version for info in archive.infolist()}
    assert versions == {"small.xml": 20, "middle.xml": 20, "large.xml": 45, "grown.xml": 45, "last.xml": 45}
    assert _unpacked(data) == {**members, "grown.xml": b"d" * 5000, "last.xml": b"e"}


def test_there_may_be_more_members_than_the_old_directory_counts() -> None:
    names = [f"{at}.png" for at in range(70_000)]
    target = io.BytesIO()
    package = PackageStream(target)
    for name in names:
        package.add(stored(name, b""))
    package.close()
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == names


def test_a_package_without_members_is_an_empty_zip() -> None:
    assert _unpacked(_packed({}, {})) == {}
