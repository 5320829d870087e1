"""The immutable values that flow through the network: pyramid, state, step and guidance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor


@dataclass(frozen=True)
class Pyramid:
    """The result of `encode`, made once per image and read by every step.

    skips: the projected levels S_i, deepest first, each (B, S_i, h_i, w_i).
    gate_terms: the part of each layer's gates that does not change over time, (B, 4 * D_i, h_i, w_i).
    gate_weights: each layer's weights for the changing part, sliced once for all steps.
    heat_logits: (B, h, w) at stride 4, object centres; None without where-next.
    sizes, object_logits: as in `where_next.Look`; None if the network sees every image at one scale.
    embedding: (B, E, h, w) at stride 4, alike where places look alike; None without one.
    size: (H, W) of the images. features: the encoder's own levels, deepest first.
    """

    skips: tuple[Tensor, ...]
    gate_terms: tuple[Tensor, ...]
    gate_weights: tuple[Tensor, ...]
    heat_logits: Tensor | None
    size: tuple[int, int]
    features: tuple[Tensor, ...] = ()
    sizes: Tensor | None = None
    object_logits: Tensor | None = None
    embedding: Tensor | None = None

    @classmethod
    def together(cls, pyramids: Sequence[Pyramid]) -> Pyramid:
        """Return pyramids of single images of one size as one of a batch, with what steps read and no more."""
        first = pyramids[0]
        return cls(
            _levels([pyramid.skips for pyramid in pyramids]),
            _levels([pyramid.gate_terms for pyramid in pyramids]),
            first.gate_weights,
            _joined([pyramid.heat_logits for pyramid in pyramids]),
            first.size,
            embedding=_joined([pyramid.embedding for pyramid in pyramids]),
        )

    def one(self, image: int) -> Pyramid:
        """Return the pyramid of one image of the batch."""
        shared = len(self.skips[0]) > 1  # terms that all images share are there once

        def cut(levels: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
            return tuple(x if len(x) == 1 and shared else x[image : image + 1] for x in levels)

        return replace(
            self,
            skips=cut(self.skips),
            gate_terms=cut(self.gate_terms),
            features=cut(self.features),
            heat_logits=one_of(self.heat_logits, image),
            sizes=one_of(self.sizes, image),
            object_logits=one_of(self.object_logits, image),
            embedding=one_of(self.embedding, image),
        )


@dataclass(frozen=True)
class State:
    """The state of a sequence; keep one to be able to return to it.

    hidden, cell: one (B, D_i, h_i, w_i) per layer, deepest first; empty means zero.
    annotated, borders, rejected, seen: (B, H, W) bool. `borders` are the inner borders of annotated masks;
    `seen` are small disks at the network's self-clicks.
    steps: the number of steps since hidden and cell were zero; at 0 they are zero.
    """

    hidden: tuple[Tensor, ...]
    cell: tuple[Tensor, ...]
    annotated: Tensor
    borders: Tensor
    rejected: Tensor
    seen: Tensor
    steps: int = 0

    @classmethod
    def blank(cls, size: tuple[int, int], batch: int = 1, device: torch.device | str = "cpu") -> State:
        """Return the state in which nothing is proposed or decided, for images of size (H, W)."""
        nothing = torch.zeros(batch, *size, dtype=torch.bool, device=device)
        return cls((), (), nothing, nothing, nothing, nothing)

    def annotate(self, masks: Tensor) -> State:
        """Return the state in which (B, H, W) bool masks are annotated (an empty mask does not change its image)."""
        return replace(
            self,
            annotated=self.annotated | masks,
            borders=(self.borders & ~masks) | inner_border(masks),
        )

    def reject(self, masks: Tensor) -> State:
        """Return the state in which (B, H, W) bool masks are rejected."""
        return replace(self, rejected=self.rejected | masks)

    def see(self, masks: Tensor) -> State:
        """Return the state in which the network does not click itself inside (B, H, W) bool masks."""
        return replace(self, seen=self.seen | masks)

    def forget(self) -> State:
        """Return the state with the same decisions, and hidden and cell states at zero."""
        return replace(self, hidden=(), cell=(), steps=0)

    @classmethod
    def together(cls, states: Sequence[State]) -> State:
        """Return states of single images of one size as one of a batch; its `steps` are the most of theirs."""
        going = next((state for state in states if state.steps), None)
        hidden: tuple[Tensor, ...] = ()
        cell: tuple[Tensor, ...] = ()
        if going is not None:
            zero = tuple(map(torch.zeros_like, going.hidden))
            hidden = _levels([state.hidden if state.steps else zero for state in states])
            cell = _levels([state.cell if state.steps else zero for state in states])
        return cls(
            hidden,
            cell,
            torch.cat([state.annotated for state in states]),
            torch.cat([state.borders for state in states]),
            torch.cat([state.rejected for state in states]),
            torch.cat([state.seen for state in states]),
            max(state.steps for state in states),
        )

    def one(self, image: int) -> State:
        """Return the state of one image of the batch, with its `steps`."""
        here = slice(image, image + 1)
        return State(
            tuple(level[here] for level in self.hidden),
            tuple(level[here] for level in self.cell),
            self.annotated[here],
            self.borders[here],
            self.rejected[here],
            self.seen[here],
            self.steps,
        )


def _levels(pyramids: Sequence[tuple[Tensor, ...]]) -> tuple[Tensor, ...]:
    """Join the levels of several images, level by level."""
    return tuple(torch.cat(level) for level in zip(*pyramids, strict=True))


def one_of(maps: Tensor | None, image: int) -> Tensor | None:
    """Return the part of (B, …) maps, if there are any, that is one image's: (1, …)."""
    return None if maps is None else maps[image : image + 1]


def _joined(maps: Sequence[Tensor | None]) -> Tensor | None:
    """Join the maps of several images; None if they have none."""
    there = [one for one in maps if one is not None]
    return torch.cat(there) if there else None


def inner_border(masks: Tensor) -> Tensor:
    """Return the pixels of (B, H, W) bool masks with one of eight neighbours outside; the image's edge is no border."""
    outside = ~masks
    wide = outside.clone()
    wide[..., 1:] |= outside[..., :-1]
    wide[..., :-1] |= outside[..., 1:]
    near = wide.clone()
    near[:, 1:] |= wide[:, :-1]
    near[:, :-1] |= wide[:, 1:]
    return masks & near


@dataclass(frozen=True)
class Step:
    """One proposal's logits (equation 1 and section 3.2).

    mask_logits (B, H, W) at the image's size; category_logits (B, C); boxes (B, 4) as x0, y0, x1, y1 in
    0..1; objectness_logits (B,); clicks (B, 2), the network's self-clicks as x, y in pixels, NaN where a person
    clicked or the network does not click. alike (B, h, w) at stride 4, 0..1: how much each place looks like the
    clicked ones; quality_logits (B,): of the mask's IoU with its object; None for a network without them.
    """

    mask_logits: Tensor
    category_logits: Tensor
    boxes: Tensor
    objectness_logits: Tensor
    clicks: Tensor
    alike: Tensor | None = None
    quality_logits: Tensor | None = None

    def one(self, image: int) -> Step:
        """Return the step of one image of the batch."""
        here = slice(image, image + 1)
        return Step(
            self.mask_logits[here],
            self.category_logits[here],
            self.boxes[here],
            self.objectness_logits[here],
            self.clicks[here],
            one_of(self.alike, image),
            one_of(self.quality_logits, image),
        )


@dataclass(frozen=True)
class Guidance:
    """A person's request for one step; decisions are in the state.

    positive, negative: (B, K, 2) clicks as x, y in pixels, NaN where there is none.
    correct: (B, H, W) bool, the mask to correct. box: (B, H, W) bool, filled, the box to look inside.
    """

    positive: Tensor
    negative: Tensor
    correct: Tensor | None = None
    box: Tensor | None = None

    @classmethod
    def from_clicks(
        cls, clicks: Sequence[tuple[float, float, bool]], device: torch.device | str = "cpu"
    ) -> Guidance:
        """Make guidance for one image (B = 1) from (x, y, positive) triples."""

        def side(wanted: bool) -> Tensor:
            points = [(x, y) for x, y, positive in clicks if positive == wanted] or [(torch.nan, torch.nan)]
            return torch.tensor([points], dtype=torch.float32, device=device)

        return cls(side(True), side(False))
