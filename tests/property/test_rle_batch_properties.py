"""Many run-length codes at once are read as each of them alone is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotations.masks import Mask, rle_batch
from annotations.masks.rle import decompress, intervals
from tests.property.strategies import Bools, pixels

damaged = st.binary(max_size=12) | st.text("0123PQR`abc~", max_size=9).map(str.encode)


def alone(code: bytes, size: tuple[int, int]) -> Mask | None:
    try:
        return Mask.from_coco_rle({"size": list(size), "counts": code})
    except ValueError:
        return None


@given(st.lists(st.tuples(pixels, st.none() | damaged, st.integers(0, 12)), max_size=8))
def test_codes_of_any_kind_are_read_as_alone(given_: list[tuple[Bools, bytes | None, int]]) -> None:
    codes, sizes = [], []
    for array, broken, end in given_:
        code = Mask.from_array(array).to_coco_rle()["counts"].encode()
        codes.append(code if broken is None else code[:end] + broken)
        sizes.append((array.shape[0], array.shape[1]))
    assert rle_batch.masks(codes, sizes) == [alone(c, s) for c, s in zip(codes, sizes, strict=True)]


@given(st.lists(pixels.filter(np.any), max_size=8))
def test_masks_of_any_kind_are_written_as_alone(arrays: list[Bools]) -> None:
    masks = [Mask.from_array(array) for array in arrays]
    codes, areas = rle_batch.codes(masks)
    assert [code.decode() for code in codes] == [mask.to_coco_rle()["counts"] for mask in masks]
    assert areas == [mask.area for mask in masks]


def test_no_codes_and_an_image_without_pixels_are_nothing() -> None:
    assert rle_batch.masks([], []) == []
    assert rle_batch.codes([]) == ([], [])
    assert rle_batch.masks([b""], [(0, 5)]) == [None]


def test_numbers_of_seven_digits_are_read_and_of_eight_are_not() -> None:
    size = (40_000, 50_000)
    mask = Mask.from_patch([[1]], (39_999, 49_999), size)
    code = mask.to_coco_rle()["counts"].encode()
    assert rle_batch.masks([code, b"o" * 7 + b"0"], [size, size]) == [mask, None]


def test_a_code_that_is_cut_off_does_not_spoil_the_next() -> None:
    good = Mask.from_patch([[1]], (3, 400), (5, 4000)).to_coco_rle()["counts"].encode()
    assert rle_batch.masks([b"o" * 6, good], [(5, 4000)] * 2) == [None, alone(good, (5, 4000))]
    assert rle_batch.are_valid([b"o" * 6, good, b""], [(5, 4000)] * 3) == [False, True, False]


@given(st.lists(pixels, max_size=6), st.integers(0, 20))
def test_codes_of_boxes_are_valid_where_each_alone_is(arrays: list[Bools], cut: int) -> None:
    masks = [Mask.from_array(array) for array in arrays]
    codes = [mask.counts[cut:] if number % 2 else mask.counts for number, mask in enumerate(masks)]
    shapes = [mask.shape for mask in masks]
    expected = []
    for code, shape in zip(codes, shapes, strict=True):
        try:
            intervals(decompress(code), shape)
            expected.append(bool(code))
        except ValueError:
            expected.append(False)
    assert rle_batch.are_valid(codes, shapes) == expected
