"""Scale: votes for a size, windows round a point, and a network that sees objects at one size."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from rsis_model import Click, ModelError, Predictor
from rsis_model.config import InputConfig, ModelConfig
from rsis_model.model import RSIS
from rsis_model.preparation import windows
from rsis_model.questions import Asking, answer
from rsis_model.scale import MOST, Votes, find_size, scale_for, size_at, sizes_seen, window_at
from rsis_model.scene import decided_in
from rsis_model.sizes import diameter, is_another, settled_size, usual_size
from rsis_model.where_next import STRIDE, Look
from tests.rsis_model.conftest import GUIDED

SIZED = dataclasses.replace(GUIDED, input=dataclasses.replace(GUIDED.input, object_size=12.0))
INPUT = InputConfig(object_size=36.0, longest_side=480)


def seer(size: float) -> Callable[[torch.Tensor], Look]:
    """Stands for a network that sees bright squares of `size` pixels where the picture has them, at any scale."""

    def look(pixels: torch.Tensor) -> Look:
        height, width = pixels.shape[-2:]
        bright = torch.nn.functional.adaptive_avg_pool2d(
            pixels.mean(dim=1, keepdim=True), (-(-height // STRIDE), -(-width // STRIDE))
        )[:, 0]
        # How much the picture was enlarged stands in its blue channel, which is the same everywhere.
        scale = look.scale  # type: ignore[attr-defined]
        relative = math.log2(size * scale / INPUT.object_size)
        there = (bright > 0).float() * 8 - 4
        heat = torch.where(bright > 0, 4.0 - 6 * abs(relative), -6.0)
        return Look(heat, torch.full_like(bright, relative), there)

    return look


def looked(look: Callable[[torch.Tensor], Look], asking: Asking[float | None]) -> float | None:
    """What a search for a size comes to if `look` answers it."""
    network = SimpleNamespace(look=look)
    return answer(network, [asking], torch.device("cpu"))[0]  # type: ignore[arg-type]


def test_the_scale_brings_objects_to_the_size_that_is_seen_best() -> None:
    assert scale_for(18, (100, 100), INPUT) == pytest.approx(2.0)
    assert scale_for(1, (100, 100), INPUT) == MOST
    assert scale_for(1e6, (1000, 2000), INPUT) == pytest.approx(48 / 2000)
    assert scale_for(None, (100, 100), INPUT) is None
    assert scale_for(18, (100, 100), InputConfig()) is None


@pytest.mark.parametrize("size", [9.0, 20.0, 36.0, 80.0, 160.0])
def test_the_size_that_the_looks_agree_on_is_found(size: float, monkeypatch: pytest.MonkeyPatch) -> None:
    import rsis_model.scale as module

    look = seer(size)
    real = module.window_input

    def window_input(image: np.ndarray, window: object, config: InputConfig) -> torch.Tensor:
        look.scale = window.scaled[0] / window.height  # type: ignore[attr-defined]
        return real(image, window, config)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "window_input", window_input)
    image = np.zeros((400, 600, 3), dtype=np.uint8)
    half = round(size / 2)
    for y, x in ((100, 100), (100, 400), (300, 250)):
        image[y - half : y + half, x - half : x + half] = 255
    found = looked(look, find_size(image, INPUT))
    assert found is not None
    assert found == pytest.approx(size, rel=0.35)
    # What is expected from other images does not hide what is plain to see.
    for expected in (5.0, size, 300.0):
        assert looked(look, find_size(image, INPUT, expected)) == pytest.approx(size, rel=0.35)
    seen = looked(look, size_at(image, (100.0, 100.0), 40.0, INPUT))
    assert seen == pytest.approx(size, rel=0.35)


def test_of_two_sizes_that_are_there_the_expected_one_counts() -> None:
    logs = np.log2([12.0] * 8 + [48.0])
    votes = Votes(logs, np.ones(9), np.ones(9), np.zeros((9, 2)))
    assert votes.winner(12) == pytest.approx(12, rel=0.05)
    assert votes.winner(48) == pytest.approx(48, rel=0.05)


def test_a_picture_without_anything_has_no_size(build: Callable[[ModelConfig], RSIS]) -> None:
    def nothing(pixels: torch.Tensor) -> Look:
        height, width = (-(-side // STRIDE) for side in pixels.shape[-2:])
        return Look(*(torch.full((1, height, width), -9.0) for _ in range(3)))

    black = np.zeros((50, 70, 3), dtype=np.uint8)
    assert looked(nothing, find_size(black, INPUT)) is None
    assert looked(nothing, find_size(black, INPUT, 25.0)) == 25
    predictor = Predictor(build(SIZED))
    predictor.model.look = nothing  # type: ignore[method-assign,assignment]
    scene = predictor.open(black)
    assert scene.object_size is None
    assert len(scene.windows) == 1


@given(
    st.integers(1, 300),
    st.integers(1, 300),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0.05, 6),
    st.integers(16, 200),
)
@settings(deadline=None)
def test_a_window_round_a_point_holds_it_and_stays_inside(
    height: int, width: int, across: float, down: float, scale: float, side: int
) -> None:
    x, y = across * (width - 1), down * (height - 1)
    window = window_at((height, width), (x, y), scale, side, INPUT)
    assert window.y0 >= 0 and window.y0 + window.height <= height
    assert window.x0 >= 0 and window.x0 + window.width <= width
    assert window.contains(x, y)


@given(st.floats(0.1, 4), st.integers(10, 500), st.integers(10, 500))
@settings(deadline=None)
def test_windows_at_any_scale_cover_the_image(scale: float, height: int, width: int) -> None:
    covered = np.zeros((height, width), dtype=bool)
    for window in windows((height, width), InputConfig(longest_side=96, overlap=16), scale):
        covered[window.y0 : window.y0 + window.height, window.x0 : window.x0 + window.width] = True
        assert max(window.scaled) <= 97
    assert covered.all()


def test_the_more_objects_were_kept_the_more_they_say_about_the_size() -> None:
    assert usual_size(()) is None
    assert usual_size((10, 20, 30)) == 20
    assert usual_size((*[10] * 50, *[30] * 50)) == 30  # the latest count
    assert settled_size((), 20) is None
    assert settled_size((30,), None) == 30
    assert settled_size((30, 30), 20) == pytest.approx(math.sqrt(20 * 30))
    assert 28 < settled_size((30,) * 20, 20) < 30  # type: ignore[operator]
    assert settled_size((45,), 20) == 45  # so much larger that the estimate was wrong
    assert diameter(math.pi * 25) == pytest.approx(10)
    assert is_another(40, 20) and is_another(20, 40)
    assert not is_another(25, 20) and not is_another(None, 20) and not is_another(20, None)


def photo(height: int = 120, width: int = 160, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)


def test_a_told_size_decides_the_scale(build: Callable[[ModelConfig], RSIS]) -> None:
    predictor = Predictor(build(SIZED))
    large, small = (predictor.open(photo(), size=size) for size in (24.0, 6.0))
    assert large.windows[0].scaled == (60, 80)
    assert large.usual == 1 and small.usual > 1
    proposal, _ = predictor.propose(large)
    assert proposal is not None and proposal.mask.shape == (120, 160)


def test_after_the_usual_objects_larger_ones_are_looked_for(build: Callable[[ModelConfig], RSIS]) -> None:
    assert sizes_seen(None, (100, 100)) == (None,)
    assert sizes_seen(10, (100, 60)) == (10, 25)  # one of 62.5 would fill too much of the image
    assert sizes_seen(10, (400, 60)) == (10, 25, 62.5)
    predictor = Predictor(build(SIZED))
    scene = predictor.open(photo(), size=8.0)
    fine, coarse = scene.windows[: scene.usual], scene.windows[scene.usual :]
    for level in (fine, coarse):
        covered = np.zeros(scene.size, dtype=bool)
        for window in level:
            covered[window.y0 : window.y0 + window.height, window.x0 : window.x0 + window.width] = True
        assert covered.all()
    assert max(w.scaled[0] / w.height for w in coarse) < min(w.scaled[0] / w.height for w in fine)
    # What is decided holds at every scale: nothing annotated is proposed again, as a part of something larger.
    mask = np.ones(scene.size, dtype=bool)
    state = predictor.accept(scene, predictor.initial_state(scene), mask)
    proposal, state = predictor.propose(scene, state)
    assert proposal is None and state.active == len(scene.windows)
    annotated, rejected = decided_in(scene, state, scene.windows[-1])
    assert annotated.all() and not rejected.any()


def test_a_click_on_an_object_of_another_size_is_seen_at_its_own_scale(
    build: Callable[[ModelConfig], RSIS], monkeypatch: pytest.MonkeyPatch
) -> None:
    import rsis_model.predictor as module

    def seen(size: float) -> Callable[..., Asking[float]]:
        def size_at(*_: object) -> Asking[float]:
            yield from ()
            return size

        return size_at

    predictor = Predictor(build(SIZED))
    scene = predictor.open(photo(480, 640), size=12.0)
    state = predictor.initial_state(scene)
    monkeypatch.setattr(module, "size_at", seen(12.0))
    predictor.propose(scene, state, clicks=[Click(30, 40)])
    assert scene.closer is None
    monkeypatch.setattr(module, "size_at", seen(48.0))
    proposal, after = predictor.propose(scene, state, clicks=[Click(30, 40)])
    assert scene.closer is not None
    window = scene.closer[0]
    assert window.scaled[0] / window.height == pytest.approx(0.25, rel=0.05)
    assert proposal is not None and proposal.size == (480, 640)
    assert after is state
    # The next click on the same object is answered from the same pyramid.
    held = scene.closer
    predictor.propose(scene, state, clicks=[Click(30, 40), Click(34, 44)])
    assert scene.closer is held


def test_what_is_corrected_is_seen_at_the_scale_of_the_mask(build: Callable[[ModelConfig], RSIS]) -> None:
    predictor = Predictor(build(SIZED))
    scene = predictor.open(photo(480, 640), size=12.0)
    mask = np.zeros((480, 640), dtype=bool)
    mask[20:100, 30:110] = True
    proposal, _ = predictor.propose(scene, None, clicks=[Click(40, 30)], correct=mask)
    assert proposal is not None
    assert scene.closer is not None
    window = scene.closer[0]
    assert window.scaled[0] / window.height == pytest.approx(12 / diameter(6400), rel=0.05)


def test_a_box_is_seen_at_its_own_scale(build: Callable[[ModelConfig], RSIS]) -> None:
    predictor = Predictor(build(SIZED))
    scene = predictor.open(photo(), size=12.0)
    predictor.propose(scene, None, box=(10, 10, 90, 90))
    assert scene.closer is not None
    assert scene.closer[0].scaled[0] < scene.closer[0].height


def test_sizes_are_of_networks_that_choose_where_to_look() -> None:
    with pytest.raises(ModelError, match="object_size"):
        ModelConfig(input=InputConfig(object_size=36.0))
    with pytest.raises(ModelError, match="object_size"):
        dataclasses.replace(GUIDED, input=InputConfig(object_size=36.0, mode="stretch"))
