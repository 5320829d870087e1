"""What a sequence does in one image without a person, tile by tile: opens the image and proposes its objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from rsis_model.config import ModelConfig
from rsis_model.errors import ModelError
from rsis_model.model import RSIS
from rsis_model.preparation import Window, adjust_contrast, window_input, windows
from rsis_model.questions import Asking, answer, encode
from rsis_model.questions import step as ask_step
from rsis_model.regions import Bools, part_at, tight
from rsis_model.scale import find_size, scale_for, sizes_seen
from rsis_model.scene import Box, Proposal, Scene, SceneState, box_of, cores_of, leave, put
from rsis_model.state import Pyramid, State, Step
from rsis_model.where_next import disks, next_click, peaks_left

TRIES = 50  # self-clicks in one call that may turn out to be duplicates before the sequence ends
DUPLICATE = 0.5  # share of a proposal already annotated from which it is a duplicate
PYRAMIDS_HELD = 24
SURER = 0.1  # how much higher the threshold is for objects larger than the usual ones, which are rare

Result = TypeVar("Result")


class Sequences:
    """Opens images and proposes their objects, one image at a time or several side by side.

    `opening` and `proposing` are generators, which `answer` and `answer_together` run (see `questions`).
    """

    def __init__(self, model: RSIS, device: torch.device) -> None:
        self.device = device
        self.model = model.eval().to(device)
        if device.type == "cpu":  # EfficientNet-Lite0 is a quarter faster, ResNet-101 no slower
            self.model.encoder.to(memory_format=torch.channels_last)

    @property
    def config(self) -> ModelConfig:
        """The model's configuration."""
        return self.model.config

    def answer(self, asking: Asking[Result]) -> Result:
        """Run a generator to its end, and return what it returns."""
        return self.answer_together([asking])[0]

    def answer_together(self, askings: Sequence[Asking[Result]], pixels: int | None = None) -> list[Result]:
        """Run generators side by side; what they ask of the network about inputs of one size is one batch.

        Each result is that of the generator alone, up to rounding. pixels: of input in a batch, at most, but for a
        batch of one; None: any number.
        """
        return answer(self.model, askings, self.device, pixels)

    def initial_state(self, scene: Scene) -> SceneState:
        """Return the state in which nothing is proposed or decided."""
        return SceneState((None,) * len(scene.windows))

    def opening(
        self,
        image: NDArray[np.uint8],
        size: float | None = None,
        expected: float | None = None,
        *,
        unattended: bool = False,
    ) -> Asking[Scene]:
        """Open an image, as `Predictor.open` does. unattended: see `Scene`."""
        if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8 or image.size == 0:
            raise ModelError(
                "An image must be (H, W, 3) uint8, not {shape} {dtype}.", shape=image.shape, dtype=image.dtype
            )
        shape = (image.shape[0], image.shape[1])
        config = self.config.input
        adjusted = adjust_contrast(image, config)
        if not config.object_size:
            size = None
        elif size is None:
            size = yield from find_size(adjusted, config, expected)
        levels = [windows(shape, config, scale_for(each, shape, config)) for each in sizes_seen(size, shape)]
        tiles = tuple(tile for level in levels for tile in level)
        cores = tuple(core for level in levels for core in cores_of(level))
        usual = len(levels[0])
        scene = Scene(shape, adjusted, tiles, cores, usual, object_size=size, unattended=unattended)
        yield from self._pyramid(scene, 0)
        return scene

    def proposing(self, scene: Scene, state: SceneState) -> Asking[tuple[Proposal | None, SceneState]]:
        """Return the next proposal without a request, and the state after it, as `Predictor.propose` does."""
        while state.active < len(scene.windows):
            proposal, state = yield from self._next_in_tile(scene, state)
            if proposal is not None:
                return proposal, state
            state = leave(state)
        return None, state

    def _next_in_tile(self, scene: Scene, state: SceneState) -> Asking[tuple[Proposal | None, SceneState]]:
        """Return the active tile's next proposal; None if its sequence ends."""
        tile = state.active
        pyramid = yield from self._pyramid(scene, tile)
        inner = self._tile_state(scene, state, tile)
        threshold = self._threshold(scene, tile)
        if not self.config.where_next:
            step, after = yield from ask_step(pyramid, inner)
            if float(step.objectness_logits.sigmoid()) < threshold:
                return None, put(state, tile, inner)
            proposal = self._proposal(scene, tile, scene.windows[tile], step, after, None)
            return proposal, put(state, tile, after)
        assert pyramid.heat_logits is not None
        core = self._core(scene, tile)
        for _ in range(TRIES):
            _, heat = next_click(pyramid.heat_logits, inner, core)
            if float(heat.sigmoid()) < threshold:
                break
            step, after = yield from self._step_in_core(pyramid, inner, core)
            proposal = self._proposal(scene, tile, scene.windows[tile], step, after, inner)
            if proposal is not None:
                return proposal, put(state, tile, after)
            inner = inner.see(disks(step.clicks, pyramid.size))
        return None, put(state, tile, inner)

    def _threshold(self, scene: Scene, tile: int) -> float:
        return self.config.objectness_threshold + (SURER if tile >= scene.usual else 0)

    def _step_in_core(
        self, pyramid: Pyramid, inner: State, core: torch.Tensor | None
    ) -> Asking[tuple[Step, State]]:
        """Make a step whose self-click stays in the tile's core: what lies outside counts as seen for this step."""
        if core is None:
            result = yield from ask_step(pyramid, inner)
            return result
        step, after = yield from ask_step(pyramid, inner.see(~core))
        return step, replace(after, seen=inner.seen | disks(step.clicks, pyramid.size))

    def _pyramid(self, scene: Scene, tile: int) -> Asking[Pyramid]:
        held = scene.pyramids
        if tile not in held:
            held[tile] = yield from self._encoded(scene, scene.windows[tile])
            while len(held) > (1 if scene.unattended else PYRAMIDS_HELD):
                held.popitem(last=False)
        held.move_to_end(tile)
        return held[tile]

    def _encoded(self, scene: Scene, window: Window) -> Asking[Pyramid]:
        pyramid = yield from encode(window_input(scene.image, window, self.config.input))
        return pyramid

    def _tile_state(self, scene: Scene, state: SceneState, tile: int) -> State:
        known = state.tiles[tile]
        if known is not None:
            return known
        return self._blank(scene.windows[tile])

    def _blank(self, window: Window) -> State:
        blank = State.blank(window.padded, device=self.device)
        outside = window.outside()
        return blank if outside is None else blank.see(outside.to(self.device))

    def _core(self, scene: Scene, tile: int) -> torch.Tensor | None:
        """Return (1, h, w) bool: the tile's core at the network's size; None if it is the whole image."""
        if scene.cores[tile] == (0, 0, *scene.size):
            return None
        window = scene.windows[tile]
        y0, x0, y1, x1 = scene.cores[tile]
        core = torch.zeros(1, *window.padded, dtype=torch.bool, device=self.device)
        scale_y, scale_x = window.scaled[0] / window.height, window.scaled[1] / window.width
        rows = slice(round((y0 - window.y0) * scale_y), round((y1 - window.y0) * scale_y))
        columns = slice(round((x0 - window.x0) * scale_x), round((x1 - window.x0) * scale_x))
        core[:, rows, columns] = True
        return core

    def _proposal(
        self,
        scene: Scene,
        tile: int,
        window: Window,
        step: Step,
        after: State,
        against: State | None,
    ) -> Proposal | None:
        """Convert a step to a proposal; None if its mask is empty or, with `against`, annotated already."""
        cut = self._cut(scene, window, step, against if self.config.where_next else None)
        if cut is None:
            return None
        patch, origin, box = cut
        probabilities = step.category_logits[0].float().softmax(dim=0).tolist()
        names = self.config.categories
        return Proposal(
            patch=patch,
            origin=origin,
            size=scene.size,
            box=box,
            category=names[int(np.argmax(probabilities))],
            category_probabilities=dict(zip(names, probabilities, strict=True)),
            objectness=float(step.objectness_logits[0].sigmoid()),
            click=self._own_click(window, step),
            about_left=self._about_left(scene, tile, window, step, after),
            quality=None if step.quality_logits is None else float(step.quality_logits[0].sigmoid()),
        )

    def _cut(
        self, scene: Scene, window: Window, step: Step, against: State | None
    ) -> tuple[Bools, tuple[int, int], Box] | None:
        """Return a step's mask in image pixels: patch, origin (y, x) and box; None if `against` leaves nothing."""
        logits = step.mask_logits[0]
        if against is not None:
            # Masks of visible parts do not overlap: annotated pixels belong to another instance.
            whole = int((logits > 0).sum())
            logits = logits.masked_fill(against.annotated[0], -1.0)
            if int((logits > 0).sum()) < (1 - DUPLICATE) * whole:
                return None
        bits = (window.logits_to_image(logits) > 0).cpu().numpy()
        own = self._own_click(window, step)
        if self.config.one_part and own is not None:
            bits = part_at(bits, own[0] - window.x0, own[1] - window.y0)
        if against is not None and int(bits.sum()) < self.config.least_area:
            return None
        patch, (y, x) = tight(bits)
        origin = (y + window.y0, x + window.x0)
        return patch, origin, box_of(patch, origin)

    @staticmethod
    def _own_click(window: Window, step: Step) -> tuple[float, float] | None:
        """Return the network's self-click in pixels of the image; None without one."""
        click = step.clicks[0]
        return None if bool(click.isnan().any()) else window.to_image(float(click[0]), float(click[1]))

    def _about_left(self, scene: Scene, tile: int, window: Window, step: Step, after: State) -> int:
        """Estimate the objects left in this tile and the following ones; unseen tiles count as the mean of the seen."""
        if scene.unattended or self.model.heat is None or window != scene.windows[tile]:
            return -1
        here = self._peaks(scene, tile, after.see(step.mask_logits > 0))
        to_come = range(tile + 1, scene.usual)
        if not to_come:
            return here
        seen = [self._peaks(scene, i, None) for i in scene.pyramids if i < scene.usual]
        known = [self._peaks(scene, i, None) for i in to_come if i in scene.pyramids]
        return round(here + sum(known) + (len(to_come) - len(known)) * sum(seen) / len(seen))

    def _peaks(self, scene: Scene, tile: int, state: State | None) -> int:
        """Count the heat peaks left in a tile's core; without a state, those before any decision."""
        if state is None and tile in scene.first_peaks:
            return scene.first_peaks[tile]
        heat = scene.pyramids[tile].heat_logits
        assert heat is not None
        counted = self._blank(scene.windows[tile]) if state is None else state
        count = int(peaks_left(heat, counted, self.config.objectness_threshold, self._core(scene, tile)))
        if state is None:
            scene.first_peaks[tile] = count
        return count
