"""Whatever the masks: doubts are a ranked list of what is there, and mends only do what they say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotations.masks import Mask
from annotations.masks.edits import components, subtract
from annotations.masks.morphology import shift
from annotations.records import Instance
from annotations.review import mends
from annotations.review.doubt import KINDS, Mend
from annotations.review.doubts import rank
from annotations.review.measures import SPECK, measure
from tests.property.strategies import Bools, pixels, pixels_of

NAMES = {1: "nucleus", 2: "cell"}
SIZE = (20, 22)


@st.composite
def images(draw: st.DrawFn) -> list[Instance]:
    """Instances of one image, more and less like each other."""
    shapes = draw(st.lists(pixels_of(SIZE), min_size=1, max_size=4))
    count = draw(st.integers(0, 14))
    return [
        Instance(
            id=number + 1,
            image_id=1,
            mask=Mask.from_array(draw(st.sampled_from(shapes))),
            category_id=draw(st.sampled_from([1, 2, None])),
            source="imported",
            review=draw(st.sampled_from(["", "verified", "needs work"])),
            crowd=draw(st.booleans()),
        )
        for number in range(count)
    ]


@given(images(), st.booleans(), st.integers(0, 2**32 - 1))
def test_doubts_are_ranked_and_each_instance_is_listed_once_unless_it_is_verified(
    instances: list[Instance], with_pixels: bool, seed: int
) -> None:
    shown = np.random.default_rng(seed).integers(0, 256, (*SIZE, 3), np.uint8) if with_pixels else None
    found = rank([measure(1, instances, pixels=shown)], NAMES)
    ids = [doubtful.instance_id for doubtful in found]
    assert len(set(ids)) == len(ids)
    assert set(ids) <= {i.id for i in instances if i.review != "verified" and not i.mask.is_empty}
    weights = [doubtful.weight for doubtful in found]
    assert weights == sorted(weights, reverse=True)
    for doubtful in found:
        assert 0 < doubtful.weight <= 1
        assert all(
            0 < doubt.weight <= 1 and doubt.kind in KINDS and doubt.reason for doubt in doubtful.doubts
        )
        assert doubtful.weight >= max(doubt.weight for doubt in doubtful.doubts) - 1e-9
        assert {n for doubt in doubtful.doubts for n in doubt.others} <= {i.id for i in instances}


@given(images())
def test_doubts_do_not_depend_on_the_order_of_the_instances(instances: list[Instance]) -> None:
    assert rank([measure(1, instances)], NAMES) == rank([measure(1, instances[::-1])], NAMES)


@given(pixels)
def test_specks_are_all_that_is_dropped_and_dropping_them_again_changes_nothing(array: Bools) -> None:
    mask = Mask.from_array(array)
    kept = mends.without_specks(mask)
    assert mends.without_specks(kept) == kept
    assert subtract(kept, mask).is_empty
    parts = components(mask)
    assert kept.area == sum(part.area for part in parts if part.area > SPECK * parts[0].area)


@given(pixels)
def test_what_is_measured_agrees_with_the_mends(array: Bools) -> None:
    mask = Mask.from_array(array)
    if mask.is_empty:
        return
    (measured,) = measure(1, [Instance(1, 1, mask, 1, "drawn")]).instances
    drop, fill = mends.of_mask(Mend("drop specks")), mends.of_mask(Mend("fill holes"))
    assert drop is not None and fill is not None
    assert measured.area == mask.area
    assert measured.area - drop(mask).area == measured.speck_area
    assert fill(mask).area - measured.area == measured.hole_area
    assert 0 < measured.solidity <= 1 and 0 < measured.compactness <= 1 and measured.elongation >= 1


@given(pixels_of((9, 9)), st.integers(0, 8), st.integers(0, 8))
def test_measures_of_shape_do_not_depend_on_the_place(array: Bools, dx: int, dy: int) -> None:
    mask = Mask.from_patch(array, (1, 1), SIZE)
    if mask.is_empty:
        return
    moved = shift(mask, dx, dy)
    here, there = (measure(1, [Instance(1, 1, each, 1, "drawn")]).instances[0] for each in (mask, moved))
    assert replace(there, at_border=here.at_border) == here
