"""Pictures and seals: PNG, JPEG, GIF and BMP are taken; what is no picture, or was cut off, is refused."""

from __future__ import annotations

import io
import struct
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongwen import InputError, Picture, Seal
from gongwen.model.image import image_facts
from tests.model.chinese import is_said_in_chinese, made_or_refused
from tests.strategies import PICTURE_FORMATS, QUIET, some_picture
from tests.support.jpeg import saved, without_jfif

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
def test_a_gif_or_bmp_that_was_cut_off_anywhere_is_refused(format_: str) -> None:
    whole = _noise(format_)
    assert image_facts(whole).width_px > 0
    for end in (*range(20, len(whole) - 1, 7), len(whole) - 1):
        with pytest.raises(ValueError, match="图片"):
            image_facts(whole[:end])


def test_a_moving_gif_is_a_picture() -> None:
    stream = io.BytesIO()
    frames = [Image.effect_noise((40, 30), 90) for _ in range(3)]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], comment="防汛;".encode())
    assert image_facts(stream.getvalue()).width_px == 40


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


# ---------------------------------------------------------------------------------- JPEG, whoever wrote it


def _saved(mode: str, **how: object) -> bytes:
    return saved(Image.effect_noise((420, 300), 40), mode, **how)


def _exif(**resolution: int) -> bytes:
    exif = Image.Exif()
    exif[282], exif[283], exif[296] = resolution["x"], resolution["y"], resolution["unit"]
    return exif.tobytes()


def _of_photoshop() -> bytes:
    """CMYK as Adobe's programs write it: the mark of Adobe and its inverted inks, no JFIF."""
    return without_jfif(_saved("CMYK"))


@pytest.mark.parametrize(
    "data",
    [
        _saved("L"),
        _saved("RGB", progressive=True),
        _saved("CMYK"),
        _of_photoshop(),
        without_jfif(_saved("RGB")),
        without_jfif(_saved("L")),
        without_jfif(_saved("RGB", exif=_exif(x=300, y=300, unit=2))),
        _saved("RGB", comment=b"\xff\xd9 no end of the picture", icc_profile=bytes(range(256)) * 700),
    ],
    ids=["grey", "progressive", "CMYK", "CMYK of Adobe", "tables first", "grey tables first", "Exif", "long profile"],
)
def test_a_jpeg_is_a_picture_whatever_its_first_segment_and_its_inks(data: bytes) -> None:
    facts = image_facts(data)
    assert (facts.extension, facts.width_px, facts.height_px) == ("jpg", 420, 300)
    assert facts.width_mm / facts.height_mm == pytest.approx(1.4)


@pytest.mark.parametrize(
    ("data", "dpi"),
    [
        (_saved("CMYK", dpi=(300, 300)), (300, 300)),
        (_saved("RGB", dpi=(200, 100)), (200, 100)),
        (without_jfif(_saved("RGB", exif=_exif(x=300, y=150, unit=2))), (300, 150)),
        (without_jfif(_saved("RGB", exif=_exif(x=100, y=100, unit=3))), (254, 254)),
        (_saved("RGB", exif=_exif(x=300, y=300, unit=2)), (300, 300)),  # JFIF without a unit before it
        (without_jfif(_saved("RGB", exif=_exif(x=0, y=300, unit=2))), (72, 72)),
        (without_jfif(_saved("RGB", exif=_exif(x=300, y=300, unit=1))), (72, 72)),
        (without_jfif(_saved("RGB")), (72, 72)),
        (_of_photoshop(), (72, 72)),
    ],
    ids=["JFIF", "uneven", "Exif", "Exif in cm", "both", "Exif of nothing", "no unit", "none", "Adobe"],
)
def test_the_natural_size_of_a_jpeg_follows_jfif_then_exif_then_the_usual(
    data: bytes, dpi: tuple[float, float]
) -> None:
    facts = image_facts(data)
    assert facts.width_mm == pytest.approx(420 / dpi[0] * 25.4, rel=0.01)
    assert facts.height_mm == pytest.approx(300 / dpi[1] * 25.4, rel=0.01)


def test_what_a_camera_writes_behind_a_picture_does_not_matter() -> None:
    whole = without_jfif(_saved("RGB"))
    assert image_facts(whole + b"SEFT" + bytes(5000)) == image_facts(whole)
    assert "不完整" in refused(whole[:-2])
    # The end of the small picture in the Exif segment is not the end of the picture.
    thumbnail = b"\xff\xe1" + struct.pack(">H", 2 + 6 + len(whole[:500]) + 2) + b"Exif\0\0" + whole[:500] + b"\xff\xd9"
    assert "不完整" in refused(whole[:2] + thumbnail + whole[2:-2])


@pytest.mark.parametrize("frame", [0xC3, 0xC5, 0xC9, 0xCF], ids=["lossless", "differential", "arithmetic", "last"])
def test_a_jpeg_that_no_office_program_draws_is_refused(frame: int) -> None:
    data = bytearray(_saved("RGB"))
    data[data.index(b"\xff\xc0") + 1] = frame
    assert "图片" in refused(bytes(data))


@pytest.mark.parametrize("data", [_saved("CMYK"), without_jfif(_saved("RGB", exif=_exif(x=300, y=300, unit=2)))])
def test_a_jpeg_cut_off_anywhere_is_refused(data: bytes) -> None:
    for end in (*range(3, 800, 7), *range(800, len(data), 997), len(data) - 2):
        with pytest.raises(ValueError, match="图片"):
            image_facts(data[:end])


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + b"\xff" * 1_000_000,
        b"\xff\xd8" + b"\xff\xd0" * 300_000,
        b"\xff\xd8" + b"\xff\xe0\x00\x02" * 150_000,
        b"\xff\xd8" + b"\xff\xe0\x00\x00" * 150_000,
        b"\xff\xd8\xff\xe1\xff\xff" + b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(70_000),
        b"\xff\xd8\xff\xe1\x00\x12" + b"Exif\0\0MM\0*\xff\xff\xff\xf0" + bytes(70_000),
    ],
    ids=["fill", "restarts", "empty segments", "segments of no length", "entries without end", "far directory"],
)
def test_a_hostile_jpeg_is_refused_at_once(data: bytes) -> None:
    began = time.perf_counter()
    assert "图片" in refused(data)
    assert time.perf_counter() - began < 3


@QUIET
@given(
    st.sampled_from([_of_photoshop(), without_jfif(_saved("RGB", exif=_exif(x=300, y=300, unit=3)))]),
    st.lists(st.tuples(st.integers(2, 700), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_a_jpeg_with_a_damaged_header_is_a_picture_or_refused(data: bytes, changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(data)
    for place, value in changes:
        damaged[place] = value
    _taken_or_refused(bytes(damaged))


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
