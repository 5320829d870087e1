"""Measurements are those of scikit-image: of masks with holes and parts, of large ones, and of oblong pixels."""

from __future__ import annotations

from math import degrees, pi
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image
from skimage.measure import euler_number, label, perimeter, regionprops, regionprops_table
from skimage.morphology import disk

from annotations.errors import ImageError
from annotations.exporting import dataset_of, export
from annotations.imaging.channels import count_channels, read_strips
from annotations.imaging.pixel_size import PixelSize
from annotations.imaging.reading import read_channels
from annotations.masks import Mask
from annotations.measuring import measure as measuring
from annotations.measuring import shapes, sources
from annotations.measuring.columns import chosen, columns
from annotations.measuring.intensities import STATISTICS, intensities_of
from annotations.measuring.measure import Measured, Report
from annotations.measuring.strips import Strips
from annotations.project import Project
from tests.annotations.measured_cells import cell, make_project

PROPERTIES = (
    *("area", "perimeter", "centroid", "bbox", "axis_major_length", "axis_minor_length", "orientation"),
    *("eccentricity", "solidity", "feret_diameter_max"),
    *("intensity_mean", "intensity_min", "intensity_max", "intensity_std"),
)


def row(measured: Measured) -> dict[str, object]:
    channels = len(measured.values["mean"]) if measured.values is not None else 0
    return {column.name: column.of(measured) for column in columns(channels)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("measuring") / "cells"
    make_project(place, 20).close()
    return place


def test_500_instances_with_holes_and_parts_measure_as_by_scikit_image_on_exported_label_maps(
    folder: Path, tmp_path: Path
) -> None:
    with Project.open(folder / "annotations.rsis") as project:
        report = export(dataset_of(project), "label-maps", tmp_path / "maps")
        assert report.instances == 500
        found = Report()
        rows = [row(one) for one in measuring.measured(sources.of_project(project), found)]
    assert (found.images, found.instances, found.problems) == (20, 500, [])
    with_holes = with_parts = 0
    for number in range(20):
        image = tifffile.imread(tmp_path / "maps" / "images" / f"{number:03}.tif")
        labels = np.asarray(Image.open(tmp_path / "maps" / "labels" / f"{number:03}.png"))
        table = regionprops_table(labels, image, properties=PROPERTIES)
        mine = {
            name: np.array([one[name] for one in rows[25 * number : 25 * number + 25]]) for name in rows[0]
        }
        assert set(mine["image"]) == {f"{number:03}.tif"}
        for name, theirs in (
            *(("area_px", "area"), ("perimeter_px", "perimeter"), ("eccentricity", "eccentricity")),
            *(("centroid_y_px", "centroid-0"), ("centroid_x_px", "centroid-1")),
            *(("axis_major_px", "axis_major_length"), ("axis_minor_px", "axis_minor_length")),
            *(("solidity", "solidity"), ("feret_px", "feret_diameter_max")),
            *(("box_y_px", "bbox-0"), ("box_x_px", "bbox-1")),
            *(
                (f"channel_{c + 1}_{s}", f"intensity_{s}-{c}")
                for c in (0, 1)
                for s in ("mean", "min", "max", "std")
            ),
        ):
            np.testing.assert_allclose(
                mine[name].astype(float), table[theirs], rtol=1e-9, atol=1e-9, err_msg=name
            )
        turned = np.abs(mine["orientation_deg"].astype(float) - np.degrees(table["orientation"]))
        assert np.minimum(turned, 180 - turned).max() < 1e-6
        np.testing.assert_array_equal(mine["box_height_px"], table["bbox-2"] - table["bbox-0"])
        np.testing.assert_array_equal(mine["box_width_px"], table["bbox-3"] - table["bbox-1"])
        for channel in (0, 1):
            sums = [int(image[labels == n, channel].sum()) for n in range(1, 26)]
            np.testing.assert_array_equal(mine[f"channel_{channel + 1}_sum"], sums)
        for circularity, area, length in zip(
            mine["circularity"], table["area"], table["perimeter"], strict=True
        ):
            expected = pytest.approx(4 * pi * area / length**2) if length else None
            assert circularity == expected
        for n in range(1, 26):
            parts = label(labels == n, connectivity=2).max()
            with_parts += parts > 1
            with_holes += euler_number(labels == n, connectivity=2) < parts
    assert with_holes == with_parts == 500


def test_instances_that_overlap_are_measured_whole() -> None:
    y, x = np.mgrid[:60, :60]
    masks = [np.hypot(y - 30, x - at) < 15 for at in (25, 32)]
    for pixels in masks:
        ours = shapes.shape_of(Mask.from_array(pixels), None)
        (theirs,) = regionprops(pixels.astype(np.uint8))
        assert ours is not None and ours.area == theirs.area
        assert ours.pixels.perimeter == pytest.approx(theirs.perimeter)
        assert ours.pixels.feret == theirs.feret_diameter_max


@pytest.mark.parametrize("pixels", [1, 40, 300])
def test_a_mask_measured_in_strips_measures_the_same(pixels: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(2)
    for _ in range(5):
        mask = Mask.from_patch(cell(random), (3, 5), (70, 80))
        whole = shapes.shape_of(mask, PixelSize(0.5, 0.2))
        monkeypatch.setattr(shapes, "Strips", lambda mask: Strips(mask, pixels))
        parts = shapes.shape_of(mask, PixelSize(0.5, 0.2))
        monkeypatch.undo()
        assert whole is not None and parts is not None
        assert (parts.area, parts.solidity) == (whole.area, whole.solidity)
        for ours, theirs in ((parts.pixels, whole.pixels), (parts.micrometres, whole.micrometres)):
            assert ours is not None and theirs is not None
            for name in shapes.Lengths.__slots__:
                assert getattr(ours, name) == pytest.approx(getattr(theirs, name), rel=1e-9, abs=1e-9)


def test_a_single_pixel_a_line_and_an_empty_mask_have_what_can_be_said_of_them() -> None:
    dot = shapes.shape_of(Mask.from_patch(np.ones((1, 1)), (4, 7), (9, 9)), None)
    assert dot is not None
    assert (dot.area, dot.centroid, dot.solidity) == (1, (7.0, 4.0), 1.0)
    assert (dot.pixels.perimeter, dot.pixels.circularity, dot.pixels.feret) == (0.0, None, 1.0)
    line = shapes.shape_of(Mask.from_patch(np.ones((1, 8)), (4, 0), (9, 9)), None)
    assert line is not None
    assert line.pixels.eccentricity == 1.0 and abs(line.pixels.orientation) == pytest.approx(90)
    assert shapes.shape_of(Mask.empty((9, 9)), None) is None


def test_pixels_that_are_not_square_measure_as_scikit_image_does_with_a_spacing() -> None:
    random = np.random.default_rng(3)
    for _ in range(20):
        pixels = cell(random)
        ours = shapes.shape_of(Mask.from_array(pixels), PixelSize(width=0.5, height=0.2))
        (theirs,) = regionprops(pixels.astype(np.uint8), spacing=(0.2, 0.5))
        assert ours is not None
        real = ours.real
        assert real.area == pytest.approx(theirs.area)
        assert real.axis_major == pytest.approx(theirs.axis_major_length)
        assert real.axis_minor == pytest.approx(theirs.axis_minor_length)
        assert real.feret == pytest.approx(theirs.feret_diameter_max)
        assert real.eccentricity == pytest.approx(theirs.eccentricity)
        assert real.orientation == pytest.approx(degrees(theirs.orientation))


def test_the_perimeter_of_pixels_that_are_not_square_is_that_of_the_object() -> None:
    circle = disk(60)
    flat = circle[::2]  # pixels twice as high as wide
    round_ = shapes.shape_of(Mask.from_array(circle), PixelSize(0.5, 0.5))
    ours = shapes.shape_of(Mask.from_array(flat), PixelSize(width=0.5, height=1.0))
    assert round_ is not None and ours is not None
    assert round_.real.perimeter == pytest.approx(0.5 * perimeter(circle))
    assert ours.real.perimeter == pytest.approx(round_.real.perimeter, rel=0.05)
    assert ours.real.circularity == pytest.approx(round_.real.circularity, rel=0.1)
    assert ours.pixels.circularity is not None and ours.pixels.circularity < 0.9


@pytest.mark.parametrize("kind", ["u1", "u2", "f4"])
@pytest.mark.parametrize("strip_bytes", [1, 3000, 10**9])
@pytest.mark.parametrize(
    "options",
    [
        {"rowsperstrip": 7},
        {"tile": (16, 32)},
        {"compression": "zlib", "rowsperstrip": 64},
        {"planarconfig": "separate"},
    ],
    ids=["strips", "tiles", "one strip", "planes"],
)
def test_strips_of_an_image_are_the_channels_of_the_whole(
    tmp_path: Path, kind: str, strip_bytes: int, options: dict[str, object]
) -> None:
    pixels = np.random.default_rng(1).integers(0, 200, (45, 38, 4)).astype(kind)
    written = np.moveaxis(pixels, 2, 0) if "planarconfig" in options else pixels
    tifffile.imwrite(
        tmp_path / "a.tif", written, photometric="minisblack", **{"planarconfig": "contig"} | options
    )
    strips = list(read_strips(tmp_path / "a.tif", strip_bytes))
    assert np.array_equal(np.concatenate(strips), pixels) and strips[0].dtype == np.dtype(kind)
    assert count_channels(tmp_path / "a.tif") == 4


@pytest.mark.parametrize(
    "name", ["grey.png", "colour.png", "deep.png", "turned.jpg", "turned.tif", "palette.png"]
)
def test_strips_of_any_image_are_its_channels(tmp_path: Path, name: str) -> None:
    random = np.random.default_rng(1)
    colour = random.integers(0, 255, (31, 22, 3), np.uint8)
    if name.startswith("turned") and name.endswith("tif"):
        tifffile.imwrite(
            tmp_path / name, random.integers(0, 999, (31, 22), np.uint16), extratags=[(274, 3, 1, 6, True)]
        )
    elif name == "deep.png":
        Image.fromarray(random.integers(0, 60000, (31, 22), np.uint16)).save(tmp_path / name)
    else:
        image = Image.fromarray(colour).convert({"grey.png": "L", "palette.png": "P"}.get(name, "RGB"))
        exif = Image.Exif()
        exif[274] = 6
        image.save(tmp_path / name, **({"exif": exif} if name.endswith("jpg") else {}))
    whole = read_channels(tmp_path / name)
    assert np.array_equal(np.concatenate(list(read_strips(tmp_path / name, 200))), whole)
    assert count_channels(tmp_path / name) == whole.shape[2]


@pytest.mark.parametrize("kind", ["u1", "u2", "i2", "f4", "f8"])
def test_intensities_are_those_of_the_file_whatever_the_strips(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(4)
    pixels = (
        random.normal(40, 10, (50, 60, 3)) if kind[0] == "f" else random.integers(0, 120, (50, 60, 3))
    ).astype(kind)
    tifffile.imwrite(
        tmp_path / "a.tif", pixels, photometric="minisblack", planarconfig="contig", rowsperstrip=1
    )
    masks = [Mask.from_patch(cell(random), (at - 9, at), (50, 60)) for at in (0, 5, 20)] + [
        Mask.empty((50, 60))
    ]
    for strip_bytes in (10, 10**9):
        monkeypatch.setattr(
            "annotations.measuring.intensities.read_strips", lambda path, b=strip_bytes: read_strips(path, b)
        )
        found = intensities_of(tmp_path / "a.tif", masks, (50, 60))
        for n, mask in enumerate(masks[:3]):
            values = pixels[mask.to_array()].astype(float)
            for name in STATISTICS:
                expected = getattr(values, name)(axis=0)
                np.testing.assert_allclose(getattr(found, name)[n], expected, rtol=1e-9)
        assert np.isnan(found.mean[3]).all() and np.isnan(found.max[3]).all()


def test_an_image_that_is_gone_or_of_another_size_is_a_problem_and_the_shapes_are_measured(
    folder: Path,
) -> None:
    with Project.open(folder / "annotations.rsis") as project:
        images = sources.of_project(project)[:3]
        with pytest.raises(ImageError):
            intensities_of(images[0].path, [], (9, 9))
        (folder / "000.tif").rename(folder / "000.away")
        try:
            report = Report()
            rows = [row(one) for one in measuring.measured(images, report)]
        finally:
            (folder / "000.away").rename(folder / "000.tif")
    assert len(rows) == 75 and len(report.problems) == 1 and "000.tif" in str(report.problems[0])
    assert rows[0]["area_px"] and "channel_1_mean" not in rows[0] and rows[30]["channel_2_mean"]


def test_columns_are_chosen_by_name_without_unit_statistic_or_channel() -> None:
    every = columns(2)
    assert [c.name for c in chosen(every, ["area", "image", "feret_um"])] == [
        "area_px",
        "area_um2",
        "image",
        "feret_um",
    ]
    assert [c.name for c in chosen(every, ["mean"])] == ["channel_1_mean", "channel_2_mean"]
    assert [c.name for c in chosen(every, ["channel_2"])] == [f"channel_2_{name}" for name in STATISTICS]
    with pytest.raises(ValueError, match="there is no column 'size'"):
        chosen(every, ["size"])
