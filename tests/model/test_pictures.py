"""Pictures and seals: PNG, JPEG, GIF and BMP are taken; what is no picture, or was cut off, is refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongwen import InputError, Picture, Seal
from gongwen.model.image import image_facts
from tests.model.chinese import is_said_in_chinese, made_or_refused
from tests.strategies import PICTURE_FORMATS, QUIET, some_picture

EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "BMP": "bmp"}


def refused(data: bytes) -> str:
    """What is said of bytes that are no picture, the same for a picture and a seal."""
    said = []
    for cls in (Picture, Seal):
        with pytest.raises(InputError) as error:
            cls.read({"data": data})
        (fault,) = error.value.faults
        assert is_said_in_chinese(fault)
        said.append(fault.message)
    assert said[0] == said[1]
    return said[0]


@pytest.mark.parametrize("format_", PICTURE_FORMATS)
@pytest.mark.parametrize(("width", "height"), [(1, 1), (30, 20), (5000, 3)])
def test_a_picture_of_each_format_is_measured(format_: str, width: int, height: int) -> None:
    facts = image_facts(some_picture(format_, width, height))
    assert (facts.extension, facts.width_px, facts.height_px) == (EXTENSIONS[format_], width, height)
    assert facts.width_mm / facts.height_mm == pytest.approx(width / height)


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "BMP"])
def test_the_natural_size_follows_the_resolution(format_: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (300, 600)).save(stream, format_, dpi=(300, 300))
    facts = image_facts(stream.getvalue())
    assert (facts.width_mm, facts.height_mm) == pytest.approx((25.4, 50.8), rel=0.01)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"hello",
        "不是图片".encode(),
        b"PK\x03\x04" + bytes(100),
        b"%PDF-1.7",
        b"\x89PNG",
        b"\xff\xd8",
        b"BM",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        bytes(5000),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert "图片" in refused(data)


def test_a_format_that_word_may_not_show_is_refused() -> None:
    for format_ in ("TIFF", "WEBP", "ICO"):
        assert "PNG、JPEG、GIF、BMP" in refused_whole(some_picture(format_))


def refused_whole(data: bytes) -> str:
    with pytest.raises(InputError) as error:
        Picture.read({"data": data})
    return str(error.value)


@pytest.mark.parametrize("format_", ["PNG", "JPEG"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.999])
def test_a_picture_that_was_cut_off_is_refused(format_: str, share: float) -> None:
    whole = _noise(format_)
    assert "图片" in refused(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("format_", ["GIF", "BMP"])
def test_a_gif_or_bmp_that_was_cut_off_is_refused(format_: str) -> None:
    whole = _noise(format_)
    assert "图片" in refused(whole[: len(whole) // 2])


def test_a_png_of_hardly_any_resolution_is_a_picture_or_is_refused() -> None:
    whole = some_picture("PNG")
    header = whole[:33]
    assert header[12:16] == b"IHDR"
    content = b"pHYs" + struct.pack(">IIB", 1, 1, 1)
    chunk = struct.pack(">I", 9) + content + struct.pack(">I", zlib.crc32(content))
    _taken_or_refused(header + chunk + whole[33:])


def test_a_jpeg_without_density_is_a_picture_or_is_refused() -> None:
    whole = bytearray(some_picture("JPEG"))
    start = whole.index(b"JFIF\0") + 7
    whole[start : start + 5] = struct.pack(">BHH", 1, 0, 0)
    _taken_or_refused(bytes(whole))


@QUIET
@given(st.binary(max_size=300))
def test_any_bytes_are_a_picture_or_refused(data: bytes) -> None:
    _taken_or_refused(data)


@QUIET
@given(
    st.sampled_from(PICTURE_FORMATS),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 255)), min_size=1, max_size=3),
    st.integers(0, 200),
)
def test_a_damaged_header_is_a_picture_or_refused(format_: str, changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(some_picture(format_))
    for place, value in changes:
        if place < len(data):
            data[place] = value
    _taken_or_refused(bytes(data[: len(data) - cut]))


def _taken_or_refused(data: bytes) -> None:
    picture = made_or_refused(lambda: Picture.read({"data": data}))
    assert picture is None or min(picture.facts.width_mm, picture.facts.height_mm) > 0


@pytest.mark.parametrize("diameter", [20, 42.5, 60, None])
def test_a_seal_has_a_lawful_diameter_or_that_of_its_rank(diameter: float | None) -> None:
    assert Seal.read({"diameter": diameter}).diameter == diameter


@pytest.mark.parametrize("diameter", [0, 19.9, 60.1, -42, float("inf"), float("nan")])
def test_a_seal_of_an_unlawful_diameter_is_refused(diameter: float) -> None:
    with pytest.raises(InputError, match="直径"):
        Seal.read({"diameter": diameter})


def test_a_seal_without_a_picture_is_room_to_stamp() -> None:
    assert Seal().facts is None
    facts = Seal(data=some_picture("PNG", 40, 40)).facts
    assert facts is not None
    assert (facts.width_px, facts.height_px) == (40, 40)


def _noise(format_: str) -> bytes:
    """A picture that no format can make small."""
    stream = io.BytesIO()
    Image.effect_noise((60, 60), 90).convert("RGB").save(stream, format_)
    return stream.getvalue()
