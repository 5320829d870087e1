"""A mask is its pixels, however it was made."""

from __future__ import annotations

import json
import subprocess
import sys
from time import perf_counter

import numpy as np
import pytest
from pycocotools import mask as coco_mask

from annotations.masks import Mask, from_polygons, iou, outlines
from tests.annotations.conftest import ring, square


def test_masks_with_the_same_pixels_are_equal_however_they_were_made() -> None:
    pixels = np.zeros((7, 9), np.bool_)
    pixels[2:5, 3:8] = True
    whole = Mask.from_array(pixels)
    loose = Mask.from_patch(np.pad(pixels[2:5, 3:8], 1), (1, 2), (7, 9))
    read = Mask.from_coco_rle(whole.to_coco_rle())
    assert whole == loose == read == from_polygons([[(3, 2), (8, 2), (8, 5), (3, 5)]], (7, 9))
    assert len({whole, loose, read}) == 1


def test_the_box_is_tight_and_exclusive_on_the_right_and_at_the_bottom() -> None:
    mask = square(20, 25, 5)
    assert mask.bbox == (25, 20, 30, 25)
    assert (mask.origin, mask.shape, mask.area) == ((20, 25), (5, 5), 25)


def test_a_patch_is_cut_at_the_border_of_the_image() -> None:
    mask = Mask.from_patch(np.ones((4, 4)), (-2, 7), (10, 9))
    assert mask.bbox == (7, 0, 9, 2)
    assert Mask.from_patch(np.ones((4, 4)), (-9, 0), (10, 9)) == Mask.empty((10, 9))


def test_an_empty_mask_has_no_pixel_and_no_box() -> None:
    empty = Mask.from_array(np.zeros((3, 4)))
    assert empty.is_empty
    assert (empty.area, empty.bbox, empty.shape) == (0, (0, 0, 0, 0), (0, 0))
    assert empty.to_array().shape == (3, 4)
    assert Mask.from_coco_rle(empty.to_coco_rle()) == empty
    assert outlines(empty) == ()


def test_a_mask_knows_the_point_that_is_in_it() -> None:
    mask = square(2, 3, 4)
    assert mask.contains(3.0, 2.0)
    assert mask.contains(6.9, 5.9)
    assert not mask.contains(7.0, 3.0)
    assert not mask.contains(-1, 400)


def test_the_run_length_code_is_that_of_pycocotools() -> None:
    code = ring().to_coco_rle()
    expected = coco_mask.encode(np.asfortranarray(ring().to_array().view(np.uint8)))
    assert code == {"size": [30, 40], "counts": expected["counts"].decode()}
    assert isinstance(json.dumps(code), str)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ({"counts": "12"}, "no size"),
        ({"size": [3], "counts": "12"}, "no size"),
        ({"size": [3.5, 2], "counts": "12"}, "no size"),
        ({"size": [-3, 2], "counts": []}, "cannot be"),
        ({"size": [2**20, 2**20], "counts": [2**40]}, "cannot be"),
        ({"size": [2, 2]}, "no counts"),
        ({"size": [2, 2], "counts": [1, 2]}, "covers 3 pixels, the image has 4"),
        ({"size": [2, 2], "counts": [5, -1]}, "negative"),
        ({"size": [2, 2], "counts": [2**70]}, "longer than the image"),
        ({"size": [2, 2], "counts": [1.5, 2.5]}, "whole number"),
        ({"size": [2, 2], "counts": "\x01\x02"}, "invalid character"),
        ({"size": [2, 2], "counts": "ä"}, "invalid character"),
        ({"size": [2, 2], "counts": "P"}, "cut off"),
        ({"size": [2, 2], "counts": "o" * 20 + "0"}, "too large"),
        ({"size": [2, 2], "counts": "5O0"}, "negative"),
    ],
)
def test_a_wrong_run_length_code_is_refused_with_its_reason(code: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Mask.from_coco_rle(code)


@pytest.mark.parametrize(
    ("rings", "reason"),
    [
        ([[0, 0, 5, 0]], "fewer than three"),
        ([[0, 0, 5, 0, 5, 5, 1]], "without its y"),
        ([[0, 0, 5, 0, 5, float("nan")]], "not finite"),
        ([[0, 0, 5, 0, 5, float("inf")]], "not finite"),
        ([[0, 0, 5, 0, 5, 1e12]], "far outside"),
        ([[0, 0, 5, 0, 5, "x"]], "not a number"),
        ([[0.0, 0.0, 2000.0, 2000.0] * 4000], "absurdly long outline"),
    ],
)
def test_a_wrong_polygon_is_refused_with_its_reason(rings: list[list[float]], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        from_polygons(rings, (2000, 2000))


def test_several_rings_are_a_union() -> None:
    outer, inner = [0, 0, 8, 0, 8, 8, 0, 8], [2, 2, 6, 2, 6, 6, 2, 6]
    assert from_polygons([outer, inner], (10, 10)).area == 64


def test_outlines_tell_holes_from_outer_rings_and_run_opposite_ways() -> None:
    rings = outlines(ring())
    assert [outline.is_hole for outline in rings] == [False, True]
    assert signed_area(rings[0].points) > 0 > signed_area(rings[1].points)
    assert signed_area(rings[0].points) + signed_area(rings[1].points) == ring().area


def test_parts_that_touch_at_a_corner_are_rings_of_their_own() -> None:
    for pixels in (np.eye(3), np.eye(3)[::-1]):
        rings = outlines(Mask.from_array(pixels))
        assert [len(outline.points) for outline in rings] == [4, 4, 4]
        assert not any(outline.is_hole for outline in rings)


def test_iou_compares_each_with_each() -> None:
    masks = [square(0, 0, 4), square(0, 2, 4), square(20, 20, 4), Mask.empty((30, 40))]
    overlaps = iou(masks, masks)
    assert overlaps.shape == (4, 4)
    assert overlaps[0, 0] == 1.0
    assert overlaps[0, 1] == pytest.approx(8 / 24)
    assert overlaps[0, 2] == overlaps[3, 3] == 0.0
    assert iou([], masks).shape == (0, 4)
    with pytest.raises(ValueError, match="different sizes"):
        iou([square(0, 0, 4)], [Mask.from_array(np.ones((9, 9)))])


def test_a_small_mask_in_a_huge_image_costs_what_it_costs_in_a_small_one() -> None:
    patch = ring().patch()

    def seconds(size: tuple[int, int]) -> float:
        mask = Mask.from_patch(patch, (3, 3), size)
        times = []
        for _ in range(20):
            start = perf_counter()
            assert Mask.from_coco_rle(mask.to_coco_rle()) == mask
            mask.patch()
            outlines(mask)
            times.append(perf_counter() - start)
        return min(times)

    assert seconds((20_000, 20_000)) < 10 * seconds((40, 40)) + 0.002


def test_importing_the_package_loads_nothing_slow() -> None:
    code = (
        "import sys, annotations.project, annotations.imaging.reading, annotations.masks.edits, annotations.exporting;"
        "print([m for m in ('cv2', 'torch', 'rich', 'PySide6', 'scipy', 'platformdirs') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def signed_area(points: np.ndarray) -> float:
    """Positive for a ring that runs clockwise on the screen (y down)."""
    x, y = points[:, 0].astype(float), points[:, 1].astype(float)
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)
