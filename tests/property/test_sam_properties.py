"""A box on an image of any size comes back from SAM's frame at the same pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rsis_model import Click
from rsis_model.sam.prompts import box_around, corners_of, in_frame
from rsis_model.sam.proposer import Encoded, SamProposer
from rsis_model.sam.resampling import fitting
from tests.rsis_model import made_sam

LEAST = 40.0
"""Pixels of the encoder's square that a box has to be wide and high for its sides to be straight in the logits."""

CELL = 4.0
"""Pixels of the square in one of the logits."""


@pytest.fixture(scope="module")
def proposer(tmp_path_factory: pytest.TempPathFactory) -> SamProposer:
    folder = made_sam.write(tmp_path_factory.mktemp("graphs"), "sam")
    return SamProposer.from_folder(folder, device="cpu", threads=1)


@settings(max_examples=60)
@given(data=st.data(), height=st.integers(20, 900), width=st.integers(20, 900))
def test_a_box_comes_back_at_the_same_pixels(
    proposer: SamProposer, data: st.DataObject, height: int, width: int
) -> None:
    frame = fitting((height, width), 1024)
    least = [
        min(size, int(LEAST * size / seen) + 2) for size, seen in zip((height, width), frame, strict=True)
    ]
    x0, y0 = data.draw(st.integers(0, width - least[1])), data.draw(st.integers(0, height - least[0]))
    x1, y1 = data.draw(st.integers(x0 + least[1], width)), data.draw(st.integers(y0 + least[0], height))
    encoded = Encoded((height, width), {"image_embeddings": np.zeros((1, 3, 64, 64), np.float32)})
    mask = proposer.propose(encoded, [], (x0, y0, x1, y1))
    assert mask is not None and mask.shape == (height, width)
    ys, xs = np.nonzero(mask)
    # Bilinear logits say nothing of the outer half of their own pixels at the border, as in SAM's code.
    border = [int(CELL / 2 * size / seen) + 1 for size, seen in zip((height, width), frame, strict=True)]
    sides = ((xs, x0, x1, width, border[1]), (ys, y0, y1, height, border[0]))
    for found, low, high, size, blurred in sides:
        assert found.min() == low or (found.min() < low < blurred)
        assert found.max() + 1 == high or (found.max() + 1 > high > size - blurred)


@given(
    x=st.floats(-0.5, 3000),
    y=st.floats(-0.5, 3000),
    size=st.tuples(st.integers(1, 3000), st.integers(1, 3000)),
)
def test_a_place_keeps_its_share_of_the_image(x: float, y: float, size: tuple[int, int]) -> None:
    places, _ = in_frame([(x, y, 1.0)], size, (1024, 1024))
    share = (places[0, 0] + 0.5) / 1024
    assert share == pytest.approx([(x + 0.5) / size[1], (y + 0.5) / size[0]], rel=1e-4, abs=1e-5)


@given(box=st.tuples(*[st.floats(-100, 400)] * 4))
def test_a_box_is_put_in_order_and_inside_the_image(box: tuple[float, float, float, float]) -> None:
    (x0, y0, _), (x1, y1, _) = corners_of(box, (200, 300))
    assert -0.5 <= x0 <= x1 <= 299.5 and -0.5 <= y0 <= y1 <= 199.5


@given(x=st.integers(0, 29), y=st.integers(0, 19))
def test_a_box_around_a_mask_holds_its_positive_clicks(x: int, y: int) -> None:
    mask = np.zeros((20, 30), bool)
    mask[5:9, 10:14] = True
    x0, y0, x1, y1 = box_around(mask, [Click(x, y), Click(0, 0, False)])
    assert (
        x0 <= min(10, x + 0.5) and x1 >= max(14, x + 0.5) and y0 <= min(5, y + 0.5) and y1 >= max(9, y + 0.5)
    )
