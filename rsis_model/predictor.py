"""The predictor: the network's interface for programs, NumPy in and out; encode once, propose many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from rsis_model.checkpoint import load_checkpoint
from rsis_model.clicks import Click
from rsis_model.corrections import obey
from rsis_model.errors import ModelError
from rsis_model.model import RSIS
from rsis_model.preparation import Window
from rsis_model.regions import Bools, deepest_point
from rsis_model.scale import scale_for, size_at, window_at
from rsis_model.scene import Box, Proposal, Scene, SceneState, decided_in, put
from rsis_model.sequences import Sequences
from rsis_model.sizes import diameter
from rsis_model.state import Guidance, Pyramid, State
from rsis_model.where_next import next_click
from rsis_model.zoom import closer_window

ASKED_SIDE = 160  # pixels of the network's input, the side of a window around a requested object
OWN_SCALE_FROM = 1.5  # ratio to the tiles' scale from which a requested object gets its own window
AHEAD = 8  # tiles in a row encoded in advance, fewer than are held


class Predictor(Sequences):
    """Proposes the objects of an image one at a time, given the person's decisions so far."""

    def __init__(self, model: RSIS, device: str = "cpu") -> None:
        """device: a torch device name; `auto` uses CUDA or Apple's MPS if available."""
        super().__init__(model, choose_device(device))

    @classmethod
    def from_pretrained(cls, folder_or_hub_name: str | Path, device: str = "auto") -> Predictor:
        """Load a checkpoint folder or hub name; raises CheckpointError, or ModelError for the device."""
        return cls(load_checkpoint(folder_or_hub_name), device)

    def open(
        self, image: NDArray[np.uint8], size: float | None = None, expected: float | None = None
    ) -> Scene:
        """Open an (H, W, 3) uint8 RGB image as a scene; encodes its first tile. Raises ModelError.

        size: the objects' size in pixels of the image: the diameter of the circle of the same area; None: estimate it.
        expected: the usual size of the objects in similar images, which helps to estimate it.
        Only for a network that sees objects at one size (`config.input.object_size`).
        """
        return self.answer(self.opening(image, size, expected))

    def propose(
        self,
        scene: Scene,
        state: SceneState | None = None,
        clicks: Sequence[Click] = (),
        box: Box | None = None,
        correct: Bools | None = None,
    ) -> tuple[Proposal | None, SceneState]:
        """Return the next proposal and the state after it; None at the end.

        clicks: in pixels of the image; with a positive one, the object there is proposed, whatever its
        objectness. box: x0, y0, x1, y1 in pixels to look inside. correct: (H, W) bool, the mask that the
        clicks correct, the newest of them last, with the state from before its proposal; the newest one is always
        fulfilled. Raises ModelError if clicks, box or correct are given to a model without guidance.
        """
        state = state or self.initial_state(scene)
        if clicks or box is not None or correct is not None:
            if not self.config.guidance:
                raise ModelError("This model was trained without guidance: it takes no clicks or boxes.")
            return self._asked(scene, state, clicks, box, correct)
        return self.answer(self.proposing(scene, state))

    def encode_ahead(self, scene: Scene, state: SceneState) -> None:
        """Encode the tiles after the current one in advance, up to one that has an object, while nobody waits."""
        for tile in range(state.active + 1, min(state.active + 1 + AHEAD, len(scene.windows))):
            if self._may_propose(scene, state, tile):
                return

    def accept(self, scene: Scene, state: SceneState, mask: Bools, category: str | None = None) -> SceneState:
        """Return the state in which an (H, W) bool mask, the proposal's or the person's, is annotated.

        category: the person's choice (not used by the network yet).
        """
        return self._decide(scene, state, mask, State.annotate)

    def reject(self, scene: Scene, state: SceneState, proposal: Proposal | Bools) -> SceneState:
        """Return the state in which a proposal, or an (H, W) bool mask, is rejected."""
        mask = proposal.mask if isinstance(proposal, Proposal) else proposal
        return self._decide(scene, state, mask, State.reject)

    def resume(
        self,
        scene: Scene,
        annotated: Iterable[tuple[Bools, str | None]] | Iterable[Bools],
        rejected: Iterable[Bools] = (),
    ) -> SceneState:
        """Return the state after a set of decisions, in any order, from which the sequence continues."""
        state = self.initial_state(scene)
        for entry in annotated:
            mask, category = entry if isinstance(entry, tuple) else (entry, None)
            state = self.accept(scene, state, mask, category)
        for mask in rejected:
            state = self.reject(scene, state, mask)
        return state

    @torch.inference_mode()
    def look_closer(
        self, scene: Scene, state: SceneState, mask: Bools, click: tuple[float, float] | None = None
    ) -> Bools | None:
        """Segment the object of an (H, W) bool mask again, on a crop around it at the crop's own resolution (zoom).

        state: the decisions, without this object; not changed. click: x, y in pixels on the object, by default its
        deepest point. Returns the new (H, W) bool mask; None if the object is large enough already, or the second
        look finds nothing. Raises ModelError for a model without guidance.
        """
        if not self.config.guidance:
            raise ModelError("This model was trained without guidance: it cannot look closer at an object.")
        ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if not len(ys):
            return None
        box = (float(xs[0]), float(ys[0]), float(xs[-1]) + 1, float(ys[-1]) + 1)
        window = closer_window(scene, box, self.config.input)
        if window is None:
            return None
        pyramid = self.answer(self._encoded(scene, window))
        inner = self._seen_from(scene, state, window)
        at = window.to_network(*(click or deepest_point(mask, ())))
        guidance = Guidance.from_clicks([(*at, True)], self.device)
        step, _ = self.model.step(pyramid, inner, guidance)
        cut = self._cut(scene, window, replace(step, clicks=guidance.positive[:, 0]), inner)
        if cut is None or not cut[0].any():
            return None
        patch, (y, x), _ = cut
        closer = np.zeros(scene.size, dtype=bool)
        closer[y : y + patch.shape[0], x : x + patch.shape[1]] = patch
        return closer

    def _seen_from(self, scene: Scene, state: SceneState, window: Window) -> State:
        """Return a fresh state for a separate window, with the decisions inside it."""
        inner = self._blank(window)
        acts = (State.annotate, State.reject)
        for decided, act in zip(decided_in(scene, state, window), acts, strict=True):
            if decided.any():
                inner = act(inner, window.part_to_network(decided).to(self.device))
        return inner

    def _decide(self, scene: Scene, state: SceneState, mask: Bools, act: object) -> SceneState:
        if mask.shape != scene.size:
            raise ModelError(
                "The mask is {shape}, but the image is {size}.", shape=mask.shape, size=scene.size
            )
        tiles = list(state.tiles)
        for i, window in enumerate(scene.windows):
            if window.crop(mask).any():
                part = window.mask_to_network(mask).to(self.device)
                tiles[i] = act(self._tile_state(scene, state, i), part)  # type: ignore[operator]
        return replace(state, tiles=tuple(tiles))

    @torch.inference_mode()
    def _may_propose(self, scene: Scene, state: SceneState, tile: int) -> bool:
        """Whether a tile has a place hot enough for a proposal; always true without where-next."""
        heat_logits = self.answer(self._pyramid(scene, tile)).heat_logits
        if heat_logits is None:
            return True
        _, heat = next_click(heat_logits, self._tile_state(scene, state, tile), self._core(scene, tile))
        return float(heat.sigmoid()) >= self._threshold(scene, tile)

    @torch.inference_mode()
    def _asked(
        self,
        scene: Scene,
        state: SceneState,
        clicks: Sequence[Click],
        box: Box | None,
        correct: Bools | None,
    ) -> tuple[Proposal | None, SceneState]:
        """Make a proposal at clicks or inside a box, or correct a mask."""
        tile = self._tile_of(scene, clicks, box, correct)
        own = self._own_window(scene, clicks, box, correct)
        if own is None:
            window, pyramid = scene.windows[tile], self.answer(self._pyramid(scene, tile))
            inner = self._tile_state(scene, state, tile)
        else:
            window, pyramid = own
            inner = self._seen_from(scene, state, window)
        guidance = self._guidance(scene, window, clicks, box, correct)
        step, after = self.model.step(pyramid, inner, guidance)
        proposal = self._proposal(scene, tile, window, step, after, None)
        if proposal is not None and correct is not None:
            proposal = proposal.with_mask(obey(proposal.mask, correct, clicks, self.config.one_part))
        return proposal, put(state, tile, after) if own is None else state

    def _guidance(
        self,
        scene: Scene,
        window: Window,
        clicks: Sequence[Click],
        box: Box | None,
        correct: Bools | None,
    ) -> Guidance:
        """Convert a request to guidance in a window's own pixels."""
        points = [(*window.to_network(c.x, c.y), c.positive) for c in clicks]
        if correct is not None and not any(c.positive for c in clicks) and correct.any():
            # Without a positive click the network would click itself, on another object.
            points.insert(0, (*window.to_network(*deepest_point(correct, clicks)), True))
        guidance = Guidance.from_clicks(points, self.device)
        if correct is not None:
            guidance = replace(guidance, correct=window.mask_to_network(correct).to(self.device))
        if box is not None:
            filled = np.zeros(scene.size, dtype=bool)
            x0, y0, x1, y1 = (round(v) for v in box)
            filled[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = True
            guidance = replace(guidance, box=window.mask_to_network(filled).to(self.device))
        return guidance

    def _own_window(
        self, scene: Scene, clicks: Sequence[Click], box: Box | None, correct: Bools | None
    ) -> tuple[Window, Pyramid] | None:
        """Return a window at the scale of the requested object, and its pyramid; None if the tiles show it well.

        The object's size comes from the mask to correct, from the box, or from what the network sees at the click.
        """
        config = self.config.input
        if scene.object_size is None:
            return None
        if correct is not None and correct.any():
            at, size = deepest_point(correct, ()), diameter(float(np.count_nonzero(correct)))
        elif box is not None:
            x0, y0, x1, y1 = box
            at, size = ((x0 + x1) / 2, (y0 + y1) / 2), diameter(0.7 * max(x1 - x0, 1) * max(y1 - y0, 1))
        else:
            first = next(c for c in clicks if c.positive) if any(c.positive for c in clicks) else clicks[0]
            at = (first.x, first.y)
            seen = self.answer(size_at(scene.image, at, scene.object_size, config))
            size = scene.object_size if seen is None else seen
        shown = scene.closer[0] if scene.closer else None
        if shown is not None and shown.shows(at, size, config.object_size):
            return scene.closer
        wanted = scale_for(size, scene.size, config) or 1.0
        tile = scene.windows[0]
        present = tile.scaled[0] / tile.height
        if max(wanted / present, present / wanted) < OWN_SCALE_FROM:
            return None
        window = window_at(scene.size, at, wanted, ASKED_SIDE, config)
        scene.closer = (window, self.answer(self._encoded(scene, window)))
        return scene.closer

    def _tile_of(self, scene: Scene, clicks: Sequence[Click], box: Box | None, correct: Bools | None) -> int:
        """Return the tile whose core contains the request."""
        positive = [c for c in clicks if c.positive] or list(clicks)
        if positive:
            x, y = positive[0].x + 0.5, positive[0].y + 0.5  # clicks count from the centres of pixels
        elif box is not None:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        else:
            assert correct is not None
            ys, xs = np.nonzero(correct)
            x, y = (float(xs.mean()) + 0.5, float(ys.mean()) + 0.5) if len(xs) else (0.0, 0.0)
        x, y = min(max(x, 0), scene.size[1] - 1), min(max(y, 0), scene.size[0] - 1)
        for i, (y0, x0, y1, x1) in enumerate(scene.cores):
            if y0 <= y < y1 and x0 <= x < x1:
                return i
        return 0


def choose_device(name: str) -> torch.device:
    """Return the device; `auto`: CUDA, else MPS, else the CPU. Raises ModelError if the device is not available."""
    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    available = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not available.get(name.partition(":")[0], False):
        raise ModelError("There is no device {name!r} on this machine.", name=name)
    return torch.device(name)
