"""The simulated annotator: accepts, fixes by clicks and rejects by a fixed rule, and counts actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from annotations.masks import Bools, Mask, iou
from rsis_model.clicks import Click
from rsis_model.decisions import HOPELESS
from rsis_model.predictor import Predictor
from rsis_model.scene import Proposal, SceneState
from rsis_model.sizes import diameter, is_another, settled_size, usual_size
from trainer.simulation.clicks import MOST_CLICKS, by_network, click_until, quality_of

Feedback = Literal["decisions", "as proposed", "none"]
EXTRA_PROPOSALS = 3
# Assumed, not timed.
SECONDS = {"accept": 1.0, "reject": 1.0, "relabel": 2.0, "click": 2.0, "vertex": 1.5}


@dataclass(frozen=True)
class Rules:
    """The rules of the simulated annotator.

    quality: the required IoU. feedback: what the network is told about its proposals: the decisions, that each was
    accepted as proposed, or nothing.
    """

    quality: float = 0.8
    feedback: Feedback = "decisions"


@dataclass
class Effort:
    """The cost and the result of one image."""

    instances: int = 0
    polygons: int = 0
    """Actions if every instance were drawn by hand: the vertices of its polygon."""
    proposals: int = 0
    duplicates: int = 0
    accepted: int = 0
    """Number of instances accepted as proposed."""
    relabelled: int = 0
    fixed: int = 0
    rejected: int = 0
    missed: int = 0
    confirmed: int = 0
    """Masks that were accepted, as proposed or after clicks."""
    clicks: int = 0
    vertices: int = 0
    ious: list[float] = field(default_factory=list)
    """IoU of every resulting mask."""
    after_one_click: list[float] = field(default_factory=list)
    """IoU of the proposal at one click, for each instance that the network had missed."""
    clicks_needed: list[int] = field(default_factory=list)
    """Clicks until the required quality, for each of those; 20 if it was never reached (NoC)."""

    @property
    def actions(self) -> int:
        """The number of all actions."""
        return self.confirmed + self.rejected + self.relabelled + self.clicks + self.vertices

    @property
    def seconds(self) -> float:
        """The time for them, by an assumed cost of each."""
        return (
            SECONDS["accept"] * self.confirmed
            + SECONDS["reject"] * self.rejected
            + SECONDS["relabel"] * self.relabelled
            + SECONDS["click"] * self.clicks
            + SECONDS["vertex"] * self.vertices
        )


def annotate(
    predictor: Predictor,
    image: NDArray[np.uint8],
    truth: Sequence[Mask],
    rules: Rules,
    categories: Sequence[str | None] | None = None,
    known: Sequence[float] = (),
) -> Effort:
    """Work through one image until each instance is matched, the network stops, or n + 3 proposals are made.

    truth: the instances' masks; categories: their names, None for an unknown one; or None if categories do not
    matter.
    known: diameters in pixels of objects annotated in other images, newest last, which help to estimate the size of
    this one's.
    """
    desk = Desk(predictor, image, known, truth, rules, categories)
    state = predictor.initial_state(desk.scene)
    while desk.left and desk.effort.proposals < len(truth) + EXTRA_PROPOSALS:
        before = state
        proposal, state = predictor.propose(desk.scene, state)
        if proposal is None:
            break
        state = desk.decide(proposal, before, state)
    desk.draw_the_rest(state)
    return desk.effort


class Desk:
    """One image in the annotator's hands.

    `annotated` are the (H, W) bool masks that were kept, `left` the numbers of the instances that have none yet.
    """

    def __init__(
        self,
        predictor: Predictor,
        image: NDArray[np.uint8],
        known: Sequence[float],
        truth: Sequence[Mask],
        rules: Rules,
        categories: Sequence[str | None] | None,
    ) -> None:
        self.predictor, self.image, self.rules = predictor, image, rules
        self.scene = predictor.open(image, None, usual_size(known))
        self.found = self.scene.object_size
        self.annotated: list[Bools] = []
        self.turned_down: list[Bools] = []
        self.truth, self.categories = list(truth), categories
        self.left = set(range(len(truth)))
        self.vertices = [polygon_vertices(mask, rules.quality) for mask in truth]
        self.effort = Effort(instances=len(truth), polygons=sum(self.vertices))

    def decide(self, proposal: Proposal, before: SceneState, state: SceneState) -> SceneState:
        """Accept, relabel, fix or reject; return the state from which the network continues."""
        effort = self.effort
        effort.proposals += 1
        mask = Mask.from_patch(proposal.patch, proposal.origin, proposal.size)
        overlaps = iou([mask], self.truth)[0] if self.truth else np.zeros(0)
        best = max(self.left, key=lambda n: overlaps[n])
        quality = float(overlaps[best])
        matched = [n for n in range(len(self.truth)) if n not in self.left]
        if matched and max(overlaps[n] for n in matched) > max(quality, HOPELESS):
            effort.duplicates += 1
        kept: Bools | None
        if quality >= self.rules.quality:
            kept = proposal.mask
            effort.confirmed += 1
            effort.accepted += 1
        elif quality >= HOPELESS and not self.predictor.config.guidance:
            # This network takes no clicks, so the person draws the polygon.
            kept = self.truth[best].to_array()
            effort.vertices += self.vertices[best]
            effort.fixed += 1
        elif quality >= HOPELESS:
            clicking = click_until(
                by_network(self.predictor, self.scene, before),
                self.truth[best],
                self.rules.quality,
                proposal.mask,
                [Click(*proposal.click)] if proposal.click is not None else [],
            )
            kept = clicking.mask if clicking.reached else None
            effort.clicks += len(clicking.curve) if clicking.reached else MOST_CLICKS
            effort.confirmed += clicking.reached
            effort.fixed += clicking.reached
        else:
            kept = None
            effort.rejected += 1
        if kept is not None:
            self.left.discard(best)
            effort.ious.append(quality_of(kept, self.truth[best]))
            if self.categories is not None and self.categories[best] not in (None, proposal.category):
                effort.relabelled += 1
        elif quality >= HOPELESS:  # 20 clicks without success: given up
            self.left.discard(best)
            effort.missed += 1
        return self._after(proposal, kept, state)

    def _after(self, proposal: Proposal, kept: Bools | None, state: SceneState) -> SceneState:
        if self.rules.feedback == "none":
            return state
        if self.rules.feedback == "as proposed":
            return self.predictor.accept(self.scene, state, proposal.mask)
        if kept is None:
            self.turned_down.append(proposal.mask)
            return self.predictor.reject(self.scene, state, proposal)
        return self._keep(kept, state)

    def _keep(self, mask: Bools, state: SceneState) -> SceneState:
        """Return the state with one more instance; reopens the image if the objects have another size than assumed."""
        self.annotated.append(mask)
        size = settled_size([diameter(float(np.count_nonzero(m))) for m in self.annotated], self.found)
        if not is_another(size, self.scene.object_size):
            return self.predictor.accept(self.scene, state, mask)
        self.scene = self.predictor.open(self.image, size)
        return self.predictor.resume(self.scene, self.annotated, self.turned_down)

    def draw_the_rest(self, state: SceneState) -> None:
        """Draw the missed instances, each by the cheaper of a click with corrections and its polygon."""
        for n in sorted(self.left):
            vertices = self.vertices[n]
            clicking = None
            if self.predictor.config.guidance:
                segment = by_network(self.predictor, self.scene, state)
                clicking = click_until(segment, self.truth[n], self.rules.quality)
                self.effort.after_one_click.append(clicking.after(1))
                self.effort.clicks_needed.append(clicking.needed(self.rules.quality))
            self.effort.missed += 1
            if clicking is not None and clicking.reached and len(clicking.curve) + 1 < vertices:
                mask = clicking.mask
                self.effort.clicks += len(clicking.curve)
                self.effort.confirmed += 1
                self.effort.ious.append(clicking.curve[-1])
            else:  # the polygon is just as good as required
                mask = self.truth[n].to_array()
                self.effort.vertices += vertices
                self.effort.ious.append(self.rules.quality)
            state = self._keep(mask, state)
        self.left.clear()


def polygon_vertices(truth: Mask, quality: float) -> int:
    """Return how many vertices approxPolyDP needs for the required IoU: the cost of drawing it by hand."""
    return sum(max(3, len(ring)) for ring in polygons(truth, quality))


def polygons(truth: Mask, quality: float) -> list[NDArray[np.int32]]:
    """Return the outer rings that approxPolyDP needs for the required IoU, (N, 2) each, x and y in image pixels."""
    patch = np.pad(truth.patch(), 1).astype(np.uint8)
    contours, _ = cv2.findContours(patch, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    epsilon = max(patch.shape) / 4
    while True:
        drawn = np.zeros_like(patch)
        rings = [cv2.approxPolyDP(c, epsilon, closed=True) for c in contours]
        cv2.fillPoly(drawn, rings, 1)
        overlap = np.count_nonzero(drawn & patch) / np.count_nonzero(drawn | patch)
        if overlap >= quality or epsilon < 0.1:
            corner = np.array(truth.origin[::-1]) - 1  # of the padded patch
            return [ring.reshape(-1, 2) + corner for ring in rings]
        epsilon *= 0.8
