"""Shapes, morphology, corners and regions: what each changes, and what it leaves alone."""

from __future__ import annotations

import numpy as np
import pytest

from annotations.masks import Mask, iou
from annotations.masks.corners import inserted, moved, reshaped, rings
from annotations.masks.edits import fill_polygon, paint
from annotations.masks.grab_cut import Scribble, grab_cut, surroundings
from annotations.masks.live_wire import LiveWire
from annotations.masks.morphology import grow, shift, shrink, smooth
from annotations.masks.regions import enclosed, similar
from annotations.masks.shapes import ellipse, rectangle
from tests.annotations.conftest import ring, square

SIZE = (30, 40)
EMPTY = Mask.empty(SIZE)


def test_a_rectangle_has_the_pixels_whose_centre_is_inside() -> None:
    assert rectangle((3, 2), (10, 7), SIZE).bbox == (3, 2, 10, 7)
    assert rectangle((3, 2), (10, 7), SIZE).area == 35
    assert rectangle((10, 7), (3, 2), SIZE) == rectangle((3, 2), (10, 7), SIZE)
    assert rectangle((3.6, 2.4), (9.4, 7.4), SIZE).bbox == (4, 2, 9, 7)
    assert rectangle((-9, -9), (99, 99), SIZE).area == 30 * 40
    assert rectangle((3, 2), (3, 9), SIZE) == rectangle((-9, -9), (-2, -2), SIZE) == EMPTY


def test_an_ellipse_fills_its_box_and_no_more() -> None:
    y, x = np.mgrid[:30, :40] + 0.5
    expected = ((x - 15) / 10) ** 2 + ((y - 12) / 6) ** 2 <= 1
    assert np.array_equal(ellipse((5, 6), (25, 18), SIZE).to_array(), expected)
    assert ellipse((5, 6), (5, 18), SIZE) == EMPTY


@pytest.mark.parametrize("far", [(float("nan"), 0.0), (0.0, float("inf")), (1e9, 0.0)])
def test_a_shape_to_nowhere_is_refused(far: tuple[float, float]) -> None:
    for shape in (rectangle, ellipse):
        with pytest.raises(ValueError, match="not finite, or far outside"):
            shape((0, 0), far, SIZE)


def test_a_square_brush_paints_a_square_and_a_thick_line() -> None:
    assert paint(EMPTY, [(10, 10)], 3, square=True).bbox == (7, 7, 13, 13)
    assert paint(EMPTY, [(10, 10)], 3, square=True).area == 36
    assert paint(EMPTY, [(10, 10), (20, 10)], 3, square=True) == rectangle((7, 7), (23, 13), SIZE)
    diagonal = paint(EMPTY, [(10, 10), (20, 20)], 3, square=True)
    assert diagonal.contains(12.5, 15.5)
    assert not diagonal.contains(8.5, 18.5)


def test_growing_and_shrinking_go_by_whole_distances() -> None:
    dot = square(10, 10, 1)
    assert grow(dot, 1).area == 5
    assert shrink(grow(dot, 3), 3) == dot
    assert grow(dot, 0) == shrink(dot, 0) == dot
    assert shrink(dot, 1).is_empty
    assert grow(EMPTY, 3) == shrink(EMPTY, 3) == EMPTY
    with pytest.raises(ValueError, match="-1 pixels"):
        grow(dot, -1)


def test_the_border_of_the_image_is_no_edge_of_the_mask() -> None:
    left = rectangle((0, 0), (20, 30), SIZE)
    assert shrink(left, 4).bbox == (0, 0, 16, 30)
    assert smooth(left, 3) == left
    everything = rectangle((0, 0), (40, 30), SIZE)
    assert shrink(everything, 5) == smooth(everything, 5) == everything


def test_smoothing_takes_specks_and_teeth_away_and_fills_small_bays() -> None:
    body = rectangle((10, 5), (30, 25), SIZE)
    rough = paint(paint(body, [(20.5, 5.5)], 0.5, value=False), [(35.5, 15.5)], 0.5)
    result = smooth(rough, 2)
    assert result.contains(20.5, 5.5)
    assert not result.contains(35.5, 15.5)
    assert float(iou([result], [body])[0, 0]) > 0.95


def test_a_moved_mask_is_cut_at_the_border() -> None:
    assert shift(square(3, 4, 5), 2, -1) == square(2, 6, 5)
    assert shift(square(3, 4, 5), -6, 0).area == 15
    assert shift(square(3, 4, 5), -99, 0) == EMPTY
    assert shift(EMPTY, 3, 3) == EMPTY


def test_the_corners_of_a_polygon_are_found_again() -> None:
    mask = fill_polygon(EMPTY, [(5, 5), (30, 5), (30, 20), (5, 20)])
    (corners,) = rings(mask, 1.0)
    assert sorted(map(tuple, corners.tolist())) == [(5, 5), (5, 20), (30, 5), (30, 20)]


def test_moving_a_corner_changes_only_what_lies_between() -> None:
    mask = fill_polygon(EMPTY, [(5, 5), (30, 5), (30, 20), (5, 20)])
    (corners,) = rings(mask, 1.0)
    index = corners.tolist().index([30, 20])
    after = reshaped(mask, corners, moved(corners, index, (36, 26)))
    assert after.contains(33, 22)
    back = reshaped(after, moved(corners, index, (36, 26)), corners)
    assert back == mask
    inner = reshaped(mask, corners, inserted(corners, index, (20, 12)))
    assert not inner.contains(27.5, 12.5)
    assert inner.contains(6, 6)


def test_the_corner_of_a_hole_moves_the_hole() -> None:
    mask = fill_polygon(
        fill_polygon(EMPTY, [(2, 2), (36, 2), (36, 28), (2, 28)]),
        [(10, 10), (20, 10), (20, 20), (10, 20)],
        value=False,
    )
    hole = next(found for found in rings(mask, 1.0) if found.min() == 10)
    index = hole.tolist().index([20, 20])
    wider = reshaped(mask, hole, moved(hole, index, (25, 25)))
    assert wider.area < mask.area
    assert not wider.contains(21.5, 21.5)
    assert reshaped(mask, hole, None).area == mask.area + 100


def test_a_rough_polygon_leaves_every_pixel_elsewhere_alone() -> None:
    y, x = np.mgrid[:30, :40] + 0.5
    disk = Mask.from_array(np.hypot(x - 18, y - 15) <= 11)
    (corners,) = rings(disk, 2.0)
    index = int(corners[:, 0].argmax())
    after = reshaped(disk, corners, moved(corners, index, (36.0, 15.0)))
    changed = after.to_array() != disk.to_array()
    assert changed.any()
    assert not changed[:, :18].any()


def test_similar_colours_that_hang_together_are_found() -> None:
    pixels = np.full((20, 20, 3), 100, np.uint8)
    pixels[5:10, 5:10] = (200, 60, 60)
    pixels[14:18, 14:18] = (200, 60, 60)
    pixels[9, 9] = (215, 60, 60)
    assert similar(pixels, (6, 6), 10).sum() == 24
    assert similar(pixels, (6, 6), 15).sum() == 25
    assert similar(pixels, (6, 6), 255).all()
    with pytest.raises(ValueError, match="outside the image"):
        similar(pixels, (20, 3), 10)


def test_an_area_ends_at_the_masks_and_at_the_border() -> None:
    assert enclosed([ring()], (0.5, 0.5), SIZE).area == 30 * 40 - ring().area - hole_of(ring())
    assert enclosed([EMPTY], (0.5, 0.5), SIZE).area == 30 * 40
    assert enclosed([square(10, 10, 5)], (11, 11), SIZE) == EMPTY
    assert enclosed([rectangle((0, 10), (40, 12), SIZE)], (3, 3), SIZE).bbox == (0, 0, 40, 10)
    with pytest.raises(ValueError, match="outside the image"):
        enclosed([], (-1, 3), SIZE)


def hole_of(mask: Mask) -> int:
    from annotations.masks.edits import fill_holes

    return fill_holes(mask).area - mask.area


def disk_picture(side: int = 120) -> np.ndarray:
    y, x = np.mgrid[:side, :side] + 0.5
    inside = np.hypot(x - side / 2, y - side / 2) <= side / 4
    noise = np.random.default_rng(3).integers(0, 12, (side, side, 1))
    return (np.where(inside[..., None], (200, 120, 60), (40, 60, 50)) + noise).astype(np.uint8)


def test_the_live_wire_keeps_to_the_edge_of_a_disk() -> None:
    wire = LiveWire(disk_picture(), (0, 0, 120, 120), (60.5, 30.5))
    line = wire.line_to((60.5, 90.5))
    assert line[0] == pytest.approx((60.5, 30.5))
    assert line[-1] == (60.5, 90.5)
    distances = np.abs(np.hypot(*(np.array(line) - 60).T) - 30)
    assert distances.max() < 2.5
    assert len(line) > 80


def test_the_live_wire_knows_where_its_part_of_the_image_lies_and_goes_straight_outside() -> None:
    wire = LiveWire(disk_picture(), (500, 200, 740, 440), (620.0, 261.0))
    line = np.array(wire.line_to((620.0, 381.0)))
    assert np.abs(np.hypot(*(line - (620, 320)).T) - 60).max() < 5
    assert wire.line_to((2000.0, 300.0))[-1] == (2000.0, 300.0)


def test_a_large_part_is_looked_at_from_farther_away() -> None:
    pixels = np.kron(disk_picture(), np.ones((10, 10, 1), np.uint8))
    line = np.array(LiveWire(pixels, (0, 0, 1200, 1200), (600.0, 302.0)).line_to((600.0, 898.0)))
    assert np.abs(np.hypot(*(line - 600).T) - 300).max() < 12


def test_grab_cut_finds_the_object_in_a_box() -> None:
    pixels, size = disk_picture(), (120, 120)
    box = (22, 25, 95, 98)
    part = surroundings(box, (), size)
    crop = pixels[part[1] : part[3], part[0] : part[2]]
    found = grab_cut(crop, part, box, (), size)
    y, x = np.mgrid[:120, :120] + 0.5
    truth = Mask.from_array(np.hypot(x - 60, y - 60) <= 30)
    assert float(iou([found], [truth])[0, 0]) > 0.95
    assert grab_cut(crop, part, box, (), size) == found


def test_scribbles_correct_grab_cut() -> None:
    pixels, size = disk_picture(), (120, 120)
    box = (22, 25, 95, 98)
    scribbles = (
        Scribble(((60.0, 60.0), (66.0, 60.0)), 3, False),
        Scribble(((12.0, 12.0), (16.0, 16.0)), 2, True),
    )
    part = surroundings(box, scribbles, size)
    assert part[0] <= 12 and part[1] <= 12
    found = grab_cut(pixels[part[1] : part[3], part[0] : part[2]], part, box, scribbles, size)
    assert not found.contains(62, 60)
    assert found.contains(14, 14)


def test_grab_cut_of_a_large_box_is_computed_small_and_given_large() -> None:
    pixels = np.kron(disk_picture(), np.ones((8, 8, 1), np.uint8))
    size = (960, 960)
    box = (180, 200, 760, 780)
    part = surroundings(box, (), size)
    found = grab_cut(pixels[part[1] : part[3], part[0] : part[2]], part, box, (), size)
    y, x = np.mgrid[:960, :960] + 0.5
    truth = Mask.from_array(np.hypot(x - 480, y - 480) <= 240)
    assert float(iou([found], [truth])[0, 0]) > 0.95


def test_grab_cut_says_where_there_is_nothing_to_tell_apart() -> None:
    with pytest.raises(ValueError, match="nothing to separate"):
        grab_cut(disk_picture(8), (0, 0, 8, 8), (20, 20, 20, 20), (), (8, 8))
