"""The predictor: proposals at the image's size, decisions that steer, clicks, boxes and tiles."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest
import torch

from rsis_model import Click, ModelError, Predictor
from rsis_model.config import InputConfig, ModelConfig
from rsis_model.model import RSIS
from rsis_model.predictor import AHEAD
from rsis_model.regions import deepest_point, part_at
from tests.rsis_model.conftest import GUIDED, SMALL

Build = Callable[[ModelConfig], RSIS]


def photo(height: int = 70, width: int = 90, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)


@pytest.fixture
def predictor(build: Build) -> Predictor:
    return Predictor(build(GUIDED))


def test_a_proposal_is_in_the_image_s_own_pixels(predictor: Predictor) -> None:
    scene = predictor.open(photo())
    proposal, _ = predictor.propose(scene)
    assert proposal is not None
    assert proposal.mask.shape == (70, 90)
    ys, xs = np.nonzero(proposal.mask)
    assert proposal.box == (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)
    assert sum(proposal.category_probabilities.values()) == pytest.approx(1)
    assert proposal.category in predictor.config.categories
    assert proposal.click is not None
    assert proposal.about_left >= 0


def test_the_same_state_proposes_the_same(predictor: Predictor) -> None:
    scene = predictor.open(photo())
    _, state = predictor.propose(scene)
    corner = np.zeros((70, 90), dtype=bool)
    corner[:20, :20] = True  # an untrained network's own mask may cover everything
    state = predictor.accept(scene, state, corner, "cell")
    a, _ = predictor.propose(scene, state)
    b, _ = predictor.propose(scene, state)
    assert a is not None and b is not None
    assert np.array_equal(a.mask, b.mask)


def test_nothing_annotated_is_proposed_again(predictor: Predictor) -> None:
    scene = predictor.open(photo())
    taken = np.zeros((70, 90), dtype=bool)
    state = predictor.initial_state(scene)
    for _ in range(5):
        proposal, state = predictor.propose(scene, state)
        if proposal is None:
            break
        assert not (proposal.mask & taken).any()
        taken |= proposal.mask
        state = predictor.accept(scene, state, proposal.mask)


def test_where_all_is_decided_the_sequence_ends(predictor: Predictor) -> None:
    scene = predictor.open(photo())
    everything = np.ones((70, 90), dtype=bool)
    for state in (
        predictor.resume(scene, [(everything, None)]),
        predictor.resume(scene, [], rejected=[everything]),
    ):
        assert predictor.propose(scene, state)[0] is None


def test_resuming_takes_decisions_in_any_order(predictor: Predictor) -> None:
    scene = predictor.open(photo())
    a, b, c = (np.zeros((70, 90), dtype=bool) for _ in range(3))
    a[5:15, 5:15], b[30:50, 30:60], c[60:, :20] = True, True, True
    first = predictor.resume(scene, [(a, "cell"), (b, None)], rejected=[c])
    second = predictor.resume(scene, [(b, "leaf"), (a, None)], rejected=[c])
    p, q = predictor.propose(scene, first)[0], predictor.propose(scene, second)[0]
    assert (p is None) == (q is None)
    assert p is None or q is None or np.array_equal(p.mask, q.mask)


def test_a_click_and_a_box_are_answered_and_a_correction_too(predictor: Predictor) -> None:
    scene = predictor.open(photo())
    clicked, _ = predictor.propose(scene, clicks=[Click(40, 30)])
    boxed, _ = predictor.propose(scene, box=(50, 20, 80, 60))
    assert clicked is not None and boxed is not None
    assert clicked.click is None  # the person's, not the network's
    assert boxed.click is not None
    assert 50 <= boxed.click[0] < 80 and 20 <= boxed.click[1] < 60
    corrected, _ = predictor.propose(
        scene, clicks=[Click(40, 30), Click(60, 30, positive=False)], correct=clicked.mask
    )
    assert corrected is not None
    assert not np.array_equal(corrected.mask, clicked.mask)


def test_a_tile_encoded_ahead_is_there_when_the_sequence_comes_to_it_and_changes_nothing(
    build: Build,
) -> None:
    inner = InputConfig(longest_side=64, overlap=16)
    predictor = Predictor(build(dataclasses.replace(GUIDED, input=inner)))
    encoded: list[torch.Size] = []
    predictor.model.encoder.register_forward_pre_hook(lambda _, inputs: encoded.append(inputs[0].shape))
    scenes = [predictor.open(photo(60, 100)), predictor.open(photo(60, 100))]
    proposals = []
    for scene, ahead in zip(scenes, (False, True), strict=True):
        state = dataclasses.replace(predictor.initial_state(scene), active=1)
        if ahead:
            predictor.encode_ahead(scene, predictor.initial_state(scene))
            encoded.clear()
        proposals.append(predictor.propose(scene, state)[0])
    assert len(scenes[0].windows) > 1
    assert encoded == []
    assert proposals[0] is not None and proposals[1] is not None
    assert np.array_equal(proposals[0].mask, proposals[1].mask)


@pytest.mark.parametrize(("threshold", "tiles"), [(0.0, 1), (1.0, AHEAD)])
def test_tiles_without_an_object_are_passed_over_ahead(build: Build, threshold: float, tiles: int) -> None:
    inner = InputConfig(longest_side=64, overlap=16)
    config = dataclasses.replace(GUIDED, input=inner, objectness_threshold=threshold)
    predictor = Predictor(build(config))
    scene = predictor.open(photo(60, 600))
    assert len(scene.windows) > AHEAD + 1
    predictor.encode_ahead(scene, predictor.initial_state(scene))
    assert sorted(scene.pyramids) == list(range(tiles + 1))


def test_large_images_are_worked_through_in_tiles(predictor: Predictor) -> None:
    scene = predictor.open(photo(150, 200))
    assert len(scene.windows) == 6
    state = predictor.initial_state(scene)
    clicks = []
    for _ in range(400):
        proposal, state = predictor.propose(scene, state)
        if proposal is None:
            break
        assert proposal.mask.shape == (150, 200)
        assert proposal.click is not None
        x, y = proposal.click
        clicks.append((x, y))
        near = np.zeros((150, 200), dtype=bool)
        near[max(0, round(y) - 12) : round(y) + 12, max(0, round(x) - 12) : round(x) + 12] = True
        state = predictor.accept(scene, state, near)
    assert proposal is None, "the sequence never ended"
    assert {(x > 100, y > 75) for x, y in clicks} == {(a, b) for a in (False, True) for b in (False, True)}


def test_about_how_many_are_left_counts_the_tiles_to_come(predictor: Predictor) -> None:
    scene = predictor.open(photo(150, 200))
    whole, _ = predictor.propose(scene)
    assert whole is not None
    state = dataclasses.replace(predictor.initial_state(scene), active=len(scene.windows) - 1)
    last, _ = predictor.propose(scene, state)
    assert last is not None
    assert set(scene.first_peaks) <= set(scene.pyramids)
    assert whole.about_left > 2 * max(1, last.about_left)
    again, _ = predictor.propose(scene)
    assert again is not None
    known = scene.first_peaks
    assert again.about_left == pytest.approx(sum(known.values()) / 2 * 6, abs=known[0] + 3)


def test_a_click_belongs_to_the_tile_that_has_its_pixel(predictor: Predictor) -> None:
    scene = predictor.open(photo(150, 200))
    border = scene.cores[0][3]
    for x, tile in ((border - 0.6, 0), (border - 0.4, 1)):  # clicks count from the centres of pixels
        _, state = predictor.propose(scene, clicks=[Click(x, 5)])
        assert [i for i, inner in enumerate(state.tiles) if inner is not None] == [tile]


def test_a_click_far_away_is_answered_there(predictor: Predictor) -> None:
    scene = predictor.open(photo(150, 200))
    proposal, _ = predictor.propose(scene, clicks=[Click(190, 140)])
    assert proposal is not None
    ys, xs = np.nonzero(proposal.mask)
    assert xs.min() >= 200 - 96 and ys.min() >= 150 - 96


@pytest.mark.parametrize("mode", ["stretch", "fit"])
def test_the_plain_network_stops_by_its_objectness(build: Build, mode: str) -> None:
    inner = InputConfig(mode=mode, size=(64, 64), longest_side=64, overlap=8)  # type: ignore[arg-type]
    model = build(dataclasses.replace(SMALL, input=inner, objectness_threshold=0.0))
    predictor = Predictor(model)
    scene = predictor.open(photo())
    proposal, state = predictor.propose(scene)
    assert proposal is not None and proposal.size == (70, 90) and proposal.about_left == -1
    model.config = dataclasses.replace(model.config, objectness_threshold=1.0)
    assert predictor.propose(scene, state)[0] is None
    with pytest.raises(ModelError, match="guidance"):
        predictor.propose(scene, clicks=[Click(1, 1)])


@pytest.mark.parametrize(
    "image", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((0, 4, 3), np.uint8)]
)
def test_what_is_no_image_is_refused(predictor: Predictor, image: np.ndarray) -> None:
    with pytest.raises(ModelError, match="uint8"):
        predictor.open(image)


def test_a_mask_of_another_size_and_a_device_that_is_not_there_are_refused(
    predictor: Predictor, build: Build
) -> None:
    scene = predictor.open(photo())
    with pytest.raises(ModelError, match="mask"):
        predictor.accept(scene, predictor.initial_state(scene), np.zeros((3, 3), dtype=bool))
    if not torch.cuda.is_available():
        with pytest.raises(ModelError, match="cuda"):
            Predictor(build(SMALL), "cuda")


def test_a_negative_click_alone_corrects_the_same_object(predictor: Predictor) -> None:
    scene = predictor.open(photo())
    mask = np.zeros((70, 90), dtype=bool)
    mask[20:40, 30:50] = True
    asked = []
    step = predictor.model.step

    def watch(pyramid, state, guidance=None):  # type: ignore[no-untyped-def]
        asked.append(guidance)
        return step(pyramid, state, guidance)

    predictor.model.step = watch  # type: ignore[method-assign]
    proposal, _ = predictor.propose(scene, clicks=[Click(48, 38, positive=False)], correct=mask)
    x, y = asked[0].positive[0, 0].tolist()
    assert mask[round(y), round(x)]
    assert proposal is None or proposal.click is None


def test_the_deepest_point_keeps_away_from_clicks() -> None:
    mask = np.zeros((30, 40), dtype=bool)
    mask[5:16, 10:31] = True
    assert mask[int(deepest_point(mask)[1]), int(deepest_point(mask)[0])]
    x, y = deepest_point(mask, [Click(20, 10, positive=False)])
    assert abs(x - 20) + abs(y - 10) >= 4


def test_one_part_is_the_one_at_the_click() -> None:
    mask = np.zeros((10, 20), dtype=bool)
    mask[2:5, 2:5] = mask[2:8, 12:18] = True
    assert np.array_equal(np.flatnonzero(part_at(mask, 3, 3).any(axis=0)), [2, 3, 4])
    assert np.array_equal(part_at(mask, 9, 9), mask)
