"""The size of a pixel is read from three kinds of TIFF, and never from a resolution meant for screens or paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image

from annotations.imaging.pixel_size import PixelSize, parse, read_pixel_size

PIXELS = np.zeros((8, 12), np.uint16)


def size(path: Path) -> tuple[float, float, str] | None:
    found = read_pixel_size(path)
    if found is None:
        return None
    return float(f"{found.width:.5g}"), float(f"{found.height:.5g}"), found.origin


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"PhysicalSizeX": 0.325, "PhysicalSizeY": 0.65}, (0.325, 0.65)),
        (
            {
                "PhysicalSizeX": 325,
                "PhysicalSizeY": 650,
                "PhysicalSizeXUnit": "nm",
                "PhysicalSizeYUnit": "nm",
            },
            (0.325, 0.65),
        ),
        (
            {
                "PhysicalSizeX": 0.002,
                "PhysicalSizeY": 0.002,
                "PhysicalSizeXUnit": "mm",
                "PhysicalSizeYUnit": "mm",
            },
            (2, 2),
        ),
        (
            {
                "PhysicalSizeX": 0.1,
                "PhysicalSizeY": 0.1,
                "PhysicalSizeXUnit": "µm",
                "PhysicalSizeYUnit": "µm",
            },
            (0.1, 0.1),
        ),
        (
            {
                "PhysicalSizeX": 3,
                "PhysicalSizeY": 3,
                "PhysicalSizeXUnit": "pixel",
                "PhysicalSizeYUnit": "pixel",
            },
            None,
        ),
        ({"PhysicalSizeX": 0.3}, None),
        ({}, None),
    ],
)
def test_ome_tiff(tmp_path: Path, said: dict[str, Any], expected: tuple[float, float] | None) -> None:
    path = tmp_path / "a.ome.tif"
    tifffile.imwrite(path, np.stack([PIXELS] * 2), metadata={"axes": "CYX", **said}, photometric="minisblack")
    assert size(path) == (None if expected is None else (*expected, "OME-TIFF"))


@pytest.mark.parametrize(
    ("unit", "resolution", "expected"),
    [
        ("um", (1 / 0.325, 1 / 0.65), (0.325, 0.65)),
        ("micron", (2.0, 2.0), (0.5, 0.5)),
        ("\\u00B5m", (4.0, 4.0), (0.25, 0.25)),
        ("nm", (0.01, 0.01), (0.1, 0.1)),
        ("pixel", (1.0, 1.0), None),
        ("inch", (72.0, 72.0), None),
        (None, (1.0, 1.0), None),
    ],
)
@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_imagej_tiff(
    tmp_path: Path,
    unit: str | None,
    resolution: tuple[float, float],
    expected: tuple[float, float] | None,
    kind: type,
) -> None:
    path = tmp_path / "a.tif"
    metadata = {"unit": unit} if unit else {}
    tifffile.imwrite(path, PIXELS.astype(kind), imagej=True, resolution=resolution, metadata=metadata)
    assert size(path) == (None if expected is None else (*expected, "ImageJ"))


@pytest.mark.parametrize(
    ("resolution", "unit", "expected"),
    [
        ((30769.23, 15384.615), "CENTIMETER", (0.325, 0.65)),
        ((50800, 50800), "INCH", (0.5, 0.5)),
        ((72, 72), "INCH", None),
        ((96, 96), "INCH", None),
        ((300, 300), "INCH", None),
        ((28.35, 28.35), "CENTIMETER", None),
        ((5000, 5000), "NONE", None),
    ],
)
@pytest.mark.parametrize("big", [False, True])
def test_resolution_tags(
    tmp_path: Path,
    resolution: tuple[float, float],
    unit: str,
    expected: tuple[float, float] | None,
    big: bool,
) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, PIXELS, resolution=resolution, resolutionunit=unit, metadata=None, bigtiff=big)
    assert size(path) == (None if expected is None else (*expected, "resolution"))


@pytest.mark.parametrize(("dpi", "expected"), [(72, None), (96, None), (600, None), (25400, 1.0)])
@pytest.mark.parametrize("suffix", ["png", "jpg", "tif"])
def test_the_resolution_of_any_image_counts_only_where_no_screen_and_no_paper_has_it(
    tmp_path: Path, dpi: int, expected: float | None, suffix: str
) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.fromarray(PIXELS.astype(np.uint8)).save(path, dpi=(dpi, dpi))
    found = read_pixel_size(path)
    assert (found is None) == (expected is None)
    if found is not None:
        assert found.width == pytest.approx(expected, rel=1e-3) and found.is_square


def test_width_and_height_of_a_turned_image_are_those_of_the_upright_one(tmp_path: Path) -> None:
    tifffile.imwrite(
        tmp_path / "a.tif", PIXELS, resolution=(50000, 20000), resolutionunit="CENTIMETER", metadata=None,
        extratags=[(274, 3, 1, 6, True)],
    )  # fmt: skip
    assert size(tmp_path / "a.tif") == (0.5, 0.2, "resolution")


def test_what_is_no_image_or_is_damaged_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "a.tif").write_bytes(b"II*\0\xff\xff\xff\x7f")
    (tmp_path / "b.png").write_bytes(b"nothing")
    assert [read_pixel_size(tmp_path / name) for name in ("a.tif", "b.png", "gone.tif")] == [None] * 3


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("0.325", 0.325, 0.325),
        (" 0.325 x 0.65 ", 0.325, 0.65),
        ("325nm", 0.325, 0.325),
        ("0,5 µm", 0.5, 0.5),
        ("200 x 500 nm", 0.2, 0.5),
        ("0.002 mm", 2, 2),
    ],
)
def test_a_typed_size_is_understood(text: str, width: float, height: float) -> None:
    assert parse(text) == PixelSize(pytest.approx(width), pytest.approx(height))  # type: ignore[arg-type]
    assert parse(parse(text).text) == parse(text)


@pytest.mark.parametrize("text", ["", "x", "0", "-1", "1 x", "1 parsec", "nan", "1e3", "0.3 x 0", "..5"])
def test_what_is_no_size_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"pixel"):
        parse(text)
