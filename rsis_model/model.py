"""RSIS: an encoder and a recurrent decoder, with one step per proposal (the paper's section 3)."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import torch
from torch import Tensor, nn

from rsis_model.appearance import Appearance, alike
from rsis_model.config import ModelConfig
from rsis_model.decoder import Decoder
from rsis_model.encoder import Encoder
from rsis_model.guidance_maps import GuidanceGates, render
from rsis_model.quality import QualityHead
from rsis_model.state import Guidance, Pyramid, State, Step
from rsis_model.where_next import HeatHead, Look, disks, next_click


class RSIS(nn.Module):
    """The network. `encode` an image once, then `step` once per proposal; the state is a value.

    Shape letters: B batch, C categories, H W image, h w feature map, D_i channels of layer i.
    """

    def __init__(self, config: ModelConfig) -> None:
        """Build the network with random weights; raises ModelError if the encoder does not fit."""
        super().__init__()
        self.config = config
        self.encoder = Encoder(config.encoder, config.layers, config.pooled_levels)
        kernel = config.kernel_size
        self.skips = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(channels, width, kernel, padding=kernel // 2),
                nn.BatchNorm2d(width)
                if config.normalisation == "batch"
                else nn.GroupNorm(_groups(width), width),
            )
            for channels, width in zip(self.encoder.channels, config.skip_widths, strict=True)
        )
        self.decoder = Decoder(config)
        self.guidance = GuidanceGates(config.hidden_widths) if config.guidance else None
        sized = config.input.object_size > 0
        self.heat = HeatHead(config.skip_widths, config.heat_width, sized) if config.where_next else None
        self.appearance = (
            Appearance(config.skip_widths, config.hidden_widths, config.embedding)
            if config.embedding
            else None
        )
        self.quality = QualityHead(config.hidden_widths) if config.quality else None

    @classmethod
    def from_pretrained(cls, folder_or_hub_name: str | Path) -> RSIS:
        """Load the network of a checkpoint folder or hub name, with float32 weights.

        Raises CheckpointError with one clear sentence.
        """
        # Imported by name, since rsis_model.checkpoint imports this module.
        model: RSIS = import_module("rsis_model.checkpoint").load_checkpoint(folder_or_hub_name)
        return model

    def encode(self, images: Tensor) -> Pyramid:
        """(B, 3, H, W) float, normalised by config.input -> the pyramid that every step reads."""
        features = self.encoder(images)
        projected = (skip(level) for skip, level in zip(self.skips, features, strict=True))
        skips = tuple(self.decoder.laid_out(skip) for skip in projected)
        size = (images.shape[-2], images.shape[-1])
        seen = self.heat(skips, size) if self.heat is not None else None
        terms, weights = self.decoder.constant_terms(skips), self.decoder.moving_weights()
        if seen is None:
            return Pyramid(skips, terms, weights, None, size, features)
        embedding = self.appearance.embed(skips, size) if self.appearance is not None else None
        return Pyramid(
            skips, terms, weights, seen.heat_logits, size, features, seen.sizes, seen.object_logits, embedding
        )

    def look(self, images: Tensor) -> Look:
        """(B, 3, H, W) as for `encode` -> where objects are and how large; cheaper than a pyramid.

        Only for a network with where-next.
        """
        assert self.heat is not None
        features = self.encoder(images)
        skips = tuple(skip(level) for skip, level in zip(self.skips, features, strict=True))
        seen: Look = self.heat(skips, (images.shape[-2], images.shape[-1]))
        return seen

    def initial_state(self, pyramid: Pyramid) -> State:
        """Return the state in which nothing is proposed or decided."""
        batch = pyramid.skips[0].shape[0]
        like = pyramid.skips[0]
        maps = tuple(
            like.new_zeros(batch, width, *skip.shape[-2:])
            for width, skip in zip(self.config.hidden_widths, pyramid.skips, strict=True)
        )
        nothing = torch.zeros(batch, *pyramid.size, dtype=torch.bool, device=like.device)
        return State(maps, maps, nothing, nothing, nothing, nothing)

    def before_step(self, state: State) -> State:
        """Return the state that the next step starts from: without memory, if that is old (`memory_steps`)."""
        old = self.config.memory_steps and state.steps >= self.config.memory_steps
        return state.forget() if old else state

    def step(self, pyramid: Pyramid, state: State, guidance: Guidance | None = None) -> tuple[Step, State]:
        """Make one proposal; return it and the state after it.

        With where-next, an image whose guidance has no positive click gets the network's own (inside the
        guidance's box, if there is one); its objectness is the heat at the click. The caller adds decisions to
        the state with `state.annotate` and `state.reject`.
        """
        state = self.before_step(state)
        own_clicks = pyramid.skips[0].new_full((pyramid.skips[0].shape[0], 2), torch.nan)
        constants = pyramid.gate_terms
        heat_at_click: Tensor | None = None
        likeness: Tensor | None = None
        if self.guidance is not None:
            guidance, own_clicks, heat_at_click = self._complete(pyramid, state, guidance)
            maps = render(state, guidance)
            sizes = [(s.shape[-2], s.shape[-1]) for s in pyramid.skips]
            constants = tuple(c + g for c, g in zip(constants, self.guidance(maps, sizes), strict=True))
            if self.appearance is not None and pyramid.embedding is not None:
                likeness = alike(pyramid.embedding, guidance, pyramid.size)
                more = self.appearance(likeness, sizes)
                constants = tuple(c + m for c, m in zip(constants, more, strict=True))
        before = (state.hidden, state.cell) if state.steps else ((), ())
        hidden, cell = self.decoder(pyramid.skips, constants, pyramid.gate_weights, *before)
        categories, boxes, objectness = self.decoder.vector_heads(hidden)
        mask_logits = self.decoder.mask_logits(hidden[-1], pyramid.size)
        quality: Tensor | None = None
        if self.quality is not None and heat_at_click is not None:
            quality = self.quality(hidden, mask_logits, heat_at_click)
        step = Step(
            mask_logits=mask_logits,
            category_logits=categories,
            boxes=boxes,
            objectness_logits=objectness if heat_at_click is None else heat_at_click,
            clicks=own_clicks,
            alike=None if likeness is None else likeness[:, 0],
            quality_logits=quality,
        )
        after = replace(
            state,
            hidden=hidden,
            cell=cell,
            seen=state.seen | disks(own_clicks, pyramid.size),
            steps=state.steps + 1,
        )
        return step, after

    def _complete(
        self, pyramid: Pyramid, state: State, guidance: Guidance | None
    ) -> tuple[Guidance, Tensor, Tensor | None]:
        """Add the network's own clicks where a person gave none -> guidance, those clicks, the heat there."""
        batch = state.annotated.shape[0]
        none = pyramid.skips[0].new_full((batch, 1, 2), torch.nan)
        if guidance is None:
            guidance = Guidance(none, none)
        if pyramid.heat_logits is None:
            return guidance, none[:, 0], None
        asked = ~guidance.positive.isnan().any(dim=-1)  # (B, K)
        has_click = asked.any(dim=1)
        inside = guidance.box
        if inside is not None:  # without a box, look everywhere
            inside = inside | ~inside.flatten(1).any(dim=1)[:, None, None]
        clicks, logits = next_click(pyramid.heat_logits.detach(), state, inside)
        own = torch.where(has_click[:, None], torch.nan, clicks)
        positive = torch.cat([guidance.positive, own[:, None]], dim=1)
        first = guidance.positive[torch.arange(batch), asked.int().argmax(dim=1)]  # (B, 2)
        at_person = heat_at(pyramid.heat_logits, first, pyramid.size)
        return replace(guidance, positive=positive), own, torch.where(has_click, at_person, logits)

    def unroll(self, pyramid: Pyramid, steps: int, state: State | None = None) -> list[Step]:
        """Make `steps` proposals without a person: with guidance, each mask counts as annotated."""
        state = self.initial_state(pyramid) if state is None else state
        sequence = []
        for _ in range(steps):
            step, state = self.step(pyramid, state)
            sequence.append(step)
            if self.guidance is not None:
                state = state.annotate(step.mask_logits > 0)
        return sequence


def heat_at(heat_logits: Tensor, points: Tensor, size: tuple[int, int]) -> Tensor:
    """Read heat logits (B, h, w) at (B, 2) points as x, y in pixels of an image of size (H, W) -> (B,)."""
    height, width = heat_logits.shape[-2:]
    x = ((points[:, 0].nan_to_num() + 0.5) * (width / size[1])).long().clamp(0, width - 1)
    y = ((points[:, 1].nan_to_num() + 0.5) * (height / size[0])).long().clamp(0, height - 1)
    return heat_logits[torch.arange(len(points)), y, x]


def _groups(width: int) -> int:
    """Return the number of groups: at most 8, of at least 4 channels."""
    return max(1, min(8, width // 4))
