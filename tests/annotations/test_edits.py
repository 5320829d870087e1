"""Edits change what they touch and nothing else."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest

from annotations.masks import Mask
from annotations.masks.edits import (
    components,
    fill_holes,
    fill_polygon,
    intersect,
    keep_largest,
    paint,
    subtract,
    union,
    without_specks,
)
from tests.annotations.conftest import ring, square

EMPTY = Mask.empty((30, 40))


def test_a_click_with_the_brush_is_a_disk_round_the_point() -> None:
    disk = paint(EMPTY, [(20.0, 15.0)], 5).to_array()
    y, x = np.mgrid[:30, :40] + 0.5
    assert np.array_equal(disk, np.hypot(x - 20, y - 15) <= 5)


def test_the_thinnest_brush_paints_the_pixel_under_the_point() -> None:
    for point in ((3.0, 4.0), (3.5, 4.5), (3.99, 4.99)):
        assert paint(EMPTY, [point], 0.1).contains(*point)
    assert paint(EMPTY, [(3.5, 4.5)], 0.1).area == 1


def test_a_stroke_has_no_gaps_between_its_points() -> None:
    stroke = paint(EMPTY, [(2, 2), (37, 27)], 1.5)
    assert len(components(stroke)) == 1
    assert stroke.contains(20, 15)


def test_erasing_takes_away_what_painting_added() -> None:
    path = [(2.0, 2.0), (30.0, 9.0), (11.0, 28.0)]
    painted = paint(EMPTY, path, 3)
    assert paint(painted, path, 3, value=False) == EMPTY


def test_a_stroke_outside_the_image_changes_nothing() -> None:
    assert paint(ring(), [(-50, -50), (-20, -40)], 5) == ring()
    assert paint(ring(), [], 5) == ring()


@pytest.mark.parametrize("point", [(float("nan"), 1.0), (1.0, float("inf")), (1e300, 0.0)])
def test_a_stroke_to_nowhere_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="not finite, or far outside"):
        paint(ring(), [(1.0, 1.0), point], 5)


def test_a_polygon_adds_and_takes_away() -> None:
    corners = [(2, 3), (12, 3), (12, 9), (2, 9)]
    filled = fill_polygon(EMPTY, corners)
    assert filled.bbox == (2, 3, 12, 9)
    assert filled.area == 60
    assert fill_polygon(filled, corners, value=False) == EMPTY


def test_filling_holes_leaves_bays_open_and_large_holes_if_asked() -> None:
    hole = fill_holes(ring()).area - ring().area
    assert hole > 0
    assert fill_holes(ring(), largest=hole - 1) == ring()
    assert fill_holes(ring(), largest=hole) == fill_holes(ring())
    bay = Mask.from_array(np.array([[1, 1, 1], [1, 0, 0], [1, 1, 1]]))
    assert fill_holes(bay) == bay
    assert fill_holes(EMPTY) == EMPTY


def test_specks_are_small_parts_and_holes_and_the_largest_part_is_none() -> None:
    hole = fill_holes(ring()).area - ring().area
    specked = union(ring(), square(1, 1, 2))
    assert without_specks(specked, largest=4) == ring()
    assert without_specks(specked, largest=3) == specked
    assert without_specks(specked, largest=hole) == fill_holes(ring())
    assert without_specks(square(1, 1, 2), largest=100) == square(1, 1, 2)
    assert without_specks(EMPTY, largest=100) == EMPTY


def test_parts_come_from_the_largest_to_the_smallest_and_make_up_the_mask() -> None:
    mask = union(union(square(0, 0, 2), square(10, 10, 5)), square(20, 30, 3))
    assert components(mask) == (square(10, 10, 5), square(20, 30, 3), square(0, 0, 2))
    assert keep_largest(mask) == square(10, 10, 5)
    assert keep_largest(EMPTY) == EMPTY


def test_masks_of_different_images_do_not_mix() -> None:
    other = Mask.from_array(np.ones((3, 3)))
    for edit in (union, subtract, intersect):
        with pytest.raises(ValueError, match="different sizes"):
            edit(ring(), other)


def test_a_brush_stroke_in_a_huge_image_is_quick() -> None:
    y, x = np.mgrid[:3000, :3000]
    large = Mask.from_patch(np.hypot(y - 1500, x - 1500) < 1490, (1000, 1000), (6000, 6000))
    times = []
    for _ in range(5):
        start = perf_counter()
        paint(large, [(3000.0, 2500.0), (3010.0, 2510.0)], 20, value=False)
        times.append(perf_counter() - start)
    assert min(times) < 0.02
