"""SAM's families answer clicks and boxes at the right pixels, whatever the image's size and shape."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from rsis_model import Click, ModelError
from rsis_model.sam.families import DEVIATION, MEAN
from rsis_model.sam.proposer import SamProposer
from rsis_model.sam.resampling import enlarged, positive_at
from tests.rsis_model import made_sam

SHAPES = ((600, 800), (800, 600), (96, 96), (1024, 1024), (30, 1500), (1300, 2100))
KNOWS_MASKS = ("sam", "sam with preparation", "sam2")


@pytest.fixture(scope="module", params=made_sam.KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def proposer(kind: str, tmp_path_factory: pytest.TempPathFactory) -> SamProposer:
    folder = made_sam.write(tmp_path_factory.mktemp("graphs") / kind, kind)
    return SamProposer.from_folder(folder, device="cpu", threads=1)


def image(shape: tuple[int, int]) -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)


def scales(kind: str, shape: tuple[int, int]) -> tuple[float, float]:
    """Pixels of the encoder's square for one of the image, down and across."""
    if kind.startswith("sam") and kind != "sam2":
        return (1024 / max(shape),) * 2
    return 1024 / shape[0], 1024 / shape[1]


def bounds(mask: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    ys, xs = np.nonzero(mask)
    return int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1


@pytest.mark.parametrize("shape", SHAPES)
def test_a_box_is_answered_to_the_pixel(proposer: SamProposer, kind: str, shape: tuple[int, int]) -> None:
    height, width = shape
    box = (width // 4, height // 5, width // 4 + width // 2, height // 5 + height // 2)
    answer = proposer.answer(proposer.open(image(shape)), [], box)
    assert answer is not None
    # What the chosen candidate leaves out at each side, and the half pixel of its logits at the image's border.
    less = 0.0 if kind.startswith("sam") and kind != "sam2" else made_sam.SMALLER[made_sam.BEST]
    down, across = scales(kind, shape)
    wanted = (box[0] + less / across, box[1] + less / down, box[2] - less / across, box[3] - less / down)
    assert np.abs(np.array(bounds(answer.mask)) - wanted).max() <= 1.0
    if less == 0 and min(down, across) >= 0.5:
        assert bounds(answer.mask) == box


@pytest.mark.parametrize("shape", SHAPES[:4])
def test_the_answer_to_a_click_has_its_centre_there(
    proposer: SamProposer, kind: str, shape: tuple[int, int]
) -> None:
    x, y = round(shape[1] * 0.55), round(shape[0] * 0.45)
    mask = proposer.propose(proposer.open(image(shape)), [Click(x, y)])
    assert mask is not None
    x0, y0, x1, y1 = bounds(mask)
    # Of a single click's three candidates, the one of the highest predicted IoU.
    side = 2 * (made_sam.REACH - made_sam.SMALLER[made_sam.BEST])
    down, across = scales(kind, shape)
    assert (x0 + x1 - 1) / 2 == pytest.approx(x, abs=0.5)
    assert (y0 + y1 - 1) / 2 == pytest.approx(y, abs=0.5)
    assert x1 - x0 == pytest.approx(side / across, abs=1)
    assert y1 - y0 == pytest.approx(side / down, abs=1)


def test_a_request_that_is_not_ambiguous_gets_sams_first_candidate(proposer: SamProposer, kind: str) -> None:
    encoded = proposer.open(image((512, 512)))
    one = proposer.answer(encoded, [Click(200, 200)])
    two = proposer.answer(encoded, [Click(200, 200), Click(210, 200)])
    assert one is not None and two is not None
    assert one.iou == pytest.approx(0.9)
    has_first = kind in ("sam", "sam with preparation")
    assert two.iou == pytest.approx(0.5 if has_first else 0.9)


def test_a_negative_click_takes_away(proposer: SamProposer, kind: str) -> None:
    encoded = proposer.open(image((512, 512)))
    mask = proposer.propose(encoded, [Click(200, 200), Click(225, 200, False)])
    assert mask is not None and mask[200, 190]
    assert mask[200, 225] == (kind == "efficientsam")  # its decoder knows no negative clicks


def test_a_correction_keeps_the_mask_it_corrects(proposer: SamProposer, kind: str) -> None:
    encoded = proposer.open(image((512, 512)))
    before = np.zeros((512, 512), bool)
    before[300:400, 50:120] = True
    after = proposer.propose(encoded, [Click(250, 350)], correct=before)
    assert after is not None and after[350, 250]
    if kind in KNOWS_MASKS:
        assert np.count_nonzero(before & ~after) <= 0.1 * np.count_nonzero(before)
    else:
        x0, _, x1, _ = bounds(after)  # asked with the box around the mask and the click
        assert x0 < 60 and x1 > 240


def test_a_correction_of_its_own_mask_gives_back_the_logits(proposer: SamProposer, kind: str) -> None:
    encoded = proposer.open(image((512, 640)))
    first = proposer.answer(encoded, [], (100, 100, 300, 250))
    assert first is not None
    prompts, box = proposer._prompts(encoded, [Click(290, 240)], None, first.mask)
    assert box == (100, 100, 300, 250)  # the box still holds
    if kind in KNOWS_MASKS:
        assert prompts.logits is first.logits and prompts.mask is None
    _, box = proposer._prompts(encoded, [Click(600, 400)], None, first.mask)
    assert box is None or kind == "efficientsam"


def test_only_negative_clicks_still_say_which_object(proposer: SamProposer) -> None:
    encoded = proposer.open(image((512, 512)))
    before = np.zeros((512, 512), bool)
    before[100:300, 100:300] = True
    after = proposer.propose(encoded, [Click(120, 120, False)], correct=before)
    assert after is not None and after[200, 200]


def test_where_nothing_says_where_there_is_no_answer(proposer: SamProposer) -> None:
    encoded = proposer.open(image((64, 64)))
    assert proposer.propose(encoded, []) is None
    assert proposer.propose(encoded, [], correct=np.zeros((64, 64), bool)) is None


def test_a_mask_of_another_size_and_an_image_of_another_kind_are_refused(proposer: SamProposer) -> None:
    encoded = proposer.open(image((64, 64)))
    with pytest.raises(ModelError, match=r"The mask is \(10, 10\)"):
        proposer.propose(encoded, [Click(1, 1)], correct=np.ones((10, 10), bool))
    with pytest.raises(ModelError, match="An image must be"):
        proposer.open(np.zeros((4, 4), np.uint8))


def test_each_encoder_gets_the_image_as_its_family_wants_it(proposer: SamProposer, kind: str) -> None:
    colour = np.array([200, 100, 50], np.float32)
    plain = np.broadcast_to(colour.astype(np.uint8), (300, 600, 3))
    features = proposer.open(np.ascontiguousarray(plain)).features
    seen = features.get("image_embeddings", features.get("image_embed"))
    assert seen is not None
    wanted = {
        "sam with preparation": colour,
        "efficientsam": colour / 255,
    }.get(kind, (colour - MEAN) / DEVIATION)
    assert seen[0, :, 5, 5] == pytest.approx(wanted, abs=1e-4)
    padded = kind == "sam"
    assert seen[0, :, 60, 60] == pytest.approx(np.zeros(3) if padded else wanted, abs=1e-4)


def test_only_what_is_near_positive_logits_is_computed_and_the_same_comes_out() -> None:
    random = np.random.default_rng(3)
    for size in ((37, 300), (300, 37), (64, 64), (500, 900)):
        logits = np.full((64, 64), -3, np.float32)
        y, x = random.integers(0, 60, 2)
        logits[y : y + 4, x : x + 3] = random.normal(1, 2, logits[y : y + 4, x : x + 3].shape)
        assert (positive_at(logits, size) == (enlarged(logits, size) > 0)).all()


def test_the_graphs_are_found_by_their_names(tmp_path: Path) -> None:
    made_sam.write(tmp_path, "sam", "vit_b")
    made_sam.write(tmp_path, "sam2", "tiny")
    with pytest.raises(ModelError, match="there are 2 pairs"):
        SamProposer.from_folder(tmp_path)
    chosen = SamProposer.from_folder(tmp_path / "tiny.encoder.onnx")
    assert chosen.name == f"SAM 2 ({tmp_path.name})"
