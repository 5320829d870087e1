"""The recurrent decoder: a chain of ConvLSTM layers with skip connections (section 3.2)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rsis_model.config import ModelConfig
from rsis_model.conv_lstm import ConvLSTM, upsample

# On the CPU, convolutions of channels-last maps skip two reorderings, which is faster from this many channels on.
# On other devices the layout of maps is not changed (benchmarks/decoder.py, docs/speed.md).
LAST_FROM = 16


class Decoder(nn.Module):
    """The layers, deepest first; each reads the upsampled state below and its skip (equations 1 and 2)."""

    def __init__(self, config: ModelConfig) -> None:
        """Builds the layers and heads of the configuration."""
        super().__init__()
        self.mode = config.skip
        self.align_corners = config.align_corners
        self.widths = config.hidden_widths
        self.channels_last = min(self.widths) >= LAST_FROM
        skips = config.skip_widths
        layers = []
        for i, hidden in enumerate(self.widths):
            below = self.widths[i - 1] if i else 0
            concatenated = skips[i] if i == 0 or self.mode == "concat" else 0
            layers.append(ConvLSTM(below, concatenated, hidden, config.kernel_size, self.align_corners))
        self.layers = nn.ModuleList(layers)
        self.mask_head = nn.Conv2d(self.widths[-1], 1, config.mask_kernel, padding=config.mask_kernel // 2)
        assert self.mask_head.bias is not None
        nn.init.constant_(self.mask_head.bias, -2.0)  # most pixels are not the object's
        pooled = sum(self.widths)
        self.box_head = nn.Linear(pooled, 4)
        self.category_head = nn.Linear(pooled, len(config.categories))
        self.objectness_head = nn.Linear(pooled, 1)

    def constant_terms(self, skips: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        """The gates' part that all steps share, one per layer, deepest first."""
        terms = []
        for i, (layer, skip) in enumerate(zip(self.layers, skips, strict=True)):
            assert isinstance(layer, ConvLSTM)
            terms.append(layer.constant_term(skip) if i == 0 or self.mode == "concat" else layer.bias_term())
        return tuple(terms)

    def moving_weights(self) -> tuple[Tensor, ...]:
        """The gates' weights for every step, one per layer, deepest first."""
        layers = [layer for layer in self.layers if isinstance(layer, ConvLSTM)]
        return tuple(self.laid_out(layer.moving_weight()) for layer in layers)

    def laid_out(self, maps: Tensor) -> Tensor:
        """Return the same (B, C, h, w) values in the memory layout that is fastest for this decoder on their device."""
        if maps.device.type == "cpu" and self.channels_last:
            return maps.contiguous(memory_format=torch.channels_last)
        return maps.contiguous()

    def forward(
        self,
        skips: tuple[Tensor, ...],
        constants: tuple[Tensor, ...],
        weights: tuple[Tensor, ...],
        hidden: tuple[Tensor, ...],
        cell: tuple[Tensor, ...],
    ) -> tuple[tuple[Tensor, ...], tuple[Tensor, ...]]:
        """One time step through the chain -> (hidden, cell), one per layer, deepest first.

        hidden, cell: empty at the first step, where they are zero.
        """
        hiddens: list[Tensor] = []
        cells: list[Tensor] = []
        below: Tensor | None = None
        for i, layer in enumerate(self.layers):
            size = skips[i].shape[-2:]
            if below is not None and self.mode in ("sum", "mult"):
                below = self._merge(self.upsample(below, size), skips[i])
            before = (hidden[i], cell[i]) if hidden else (None, None)
            below, new_cell = layer(below, constants[i], weights[i], *before, size)
            hiddens.append(below)
            cells.append(new_cell)
        return tuple(hiddens), tuple(cells)

    def upsample(self, maps: Tensor, size: torch.Size | tuple[int, int]) -> Tensor:
        """Upsample bilinearly to (h, w), the skip's own size, since sizes need not be multiples (B2 of equation 1)."""
        return upsample(maps, size, self.align_corners)

    def _merge(self, below: Tensor, skip: Tensor) -> Tensor:
        # `concat` is in the constant term; `none` has no skip.
        return below + skip if self.mode == "sum" else below * skip

    def mask_logits(self, last: Tensor, size: tuple[int, int]) -> Tensor:
        """(B, D_last, h, w) -> (B, H, W).

        A 1 x 1 convolution commutes with bilinear upsampling, so it comes first. A 3 x 3 convolution comes after
        upsampling by 2, as in the original implementation (which upsamples by 2 for any kernel).
        """
        twice = (2 * last.shape[-2], 2 * last.shape[-1])
        if self.mask_head.kernel_size != (1, 1):
            logits: Tensor = self.mask_head(self.upsample(last, twice))
        else:
            logits = self.mask_head(last)
            if self.align_corners:
                logits = self.upsample(logits, twice)
        return self.upsample(logits, size)[:, 0]

    def vector_heads(self, hidden: tuple[Tensor, ...]) -> tuple[Tensor, Tensor, Tensor]:
        """Max-pooled hidden states of all layers -> category logits (B, C), boxes (B, 4), objectness (B,)."""
        # `amax` gives the same, but is many times slower in the convolutions' layout, even more so backward.
        pooled = torch.cat([F.adaptive_max_pool2d(h, 1).flatten(1) for h in hidden], dim=1)
        return (
            self.category_head(pooled),
            self.box_head(pooled).sigmoid(),
            self.objectness_head(pooled)[:, 0],
        )
