"""The recurrent decoder: a chain of ConvLSTM layers with skip connections (section 3.2)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rsis_model.config import ModelConfig

# On the CPU, convolutions of channels-last maps skip two reorderings, which pays from so many channels on; on other
# devices maps stay as they come (benchmarks/decoder.py, docs/speed.md).
LAST_FROM = 16


class ConvLSTM(nn.Module):
    """One ConvLSTM layer whose gates are one convolution over [state below | skip | hidden].

    The part over the skip does not change over time: `constant_term` convolves it once an image, and
    `forward` convolves the rest with `moving_weight`, which is the same sum (exact to rounding).
    """

    def __init__(self, below: int, skip: int, hidden: int, kernel_size: int) -> None:
        """Channels of the state below (0 in the deepest layer), of the skip (0 where merged), of this layer."""
        super().__init__()
        self.below, self.skip, self.hidden = below, skip, hidden
        self.gates = nn.Conv2d(below + skip + hidden, 4 * hidden, kernel_size, padding=kernel_size // 2)

    def constant_term(self, skip: Tensor) -> Tensor:
        """(B, skip, h, w) -> (B, 4 * hidden, h, w), the bias within."""
        weight = self.gates.weight[:, self.below : self.below + self.skip]
        return F.conv2d(skip, weight, self.gates.bias, padding=self.gates.padding)

    def bias_term(self) -> Tensor:
        """(1, 4 * hidden, 1, 1): what stands for the constant term where no skip is concatenated."""
        assert self.gates.bias is not None
        return self.gates.bias[None, :, None, None]

    def moving_weight(self) -> Tensor:
        """(4 * hidden, below + hidden, k, k): the gates' weights over what changes; cut once, not at every step."""
        weight = self.gates.weight
        if not self.skip:
            return weight
        return torch.cat([weight[:, : self.below], weight[:, self.below + self.skip :]], dim=1)

    def forward(
        self,
        below: Tensor | None,
        constant: Tensor,
        weight: Tensor,
        hidden: Tensor | None,
        cell: Tensor | None,
    ) -> tuple[Tensor, Tensor]:
        """One time step -> (hidden, cell), each (B, hidden, h, w). Gates: input, forget, output, candidate.

        weight: `moving_weight`. hidden, cell: None at the first step, where they are zero and cost nothing.
        """
        moving = [maps for maps in (below, hidden) if maps is not None]
        gates = constant
        if moving:
            if hidden is None:
                weight = weight[:, : self.below]
            together = torch.cat(moving, dim=1) if len(moving) > 1 else moving[0]
            gates = F.conv2d(together, weight, padding=self.gates.padding).add_(constant)
        sigmoids, candidate = torch.split(gates, [3 * self.hidden, self.hidden], dim=1)
        remember_in, remember_old, emit = sigmoids.sigmoid().chunk(3, dim=1)
        new = remember_in * candidate.tanh()
        cell = new if cell is None else torch.addcmul(new, remember_old, cell)
        return emit * cell.tanh(), cell


class Decoder(nn.Module):
    """Layers deepest first; each sees the upsampled state below and its skip (equations 1 and 2)."""

    def __init__(self, config: ModelConfig) -> None:
        """Layers and heads as the configuration says."""
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
            layers.append(ConvLSTM(below, concatenated, hidden, config.kernel_size))
        self.layers = nn.ModuleList(layers)
        self.mask_head = nn.Conv2d(self.widths[-1], 1, config.mask_kernel, padding=config.mask_kernel // 2)
        assert self.mask_head.bias is not None
        nn.init.constant_(self.mask_head.bias, -2.0)  # most pixels are not the object's
        pooled = sum(self.widths)
        self.box_head = nn.Linear(pooled, 4)
        self.category_head = nn.Linear(pooled, len(config.categories))
        self.objectness_head = nn.Linear(pooled, 1)

    def constant_terms(self, skips: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        """The gates' part that every step shares, one a layer, deepest first."""
        terms = []
        for i, (layer, skip) in enumerate(zip(self.layers, skips, strict=True)):
            assert isinstance(layer, ConvLSTM)
            terms.append(layer.constant_term(skip) if i == 0 or self.mode == "concat" else layer.bias_term())
        return tuple(terms)

    def moving_weights(self) -> tuple[Tensor, ...]:
        """The gates' weights that every step uses, one a layer, deepest first."""
        layers = [layer for layer in self.layers if isinstance(layer, ConvLSTM)]
        return tuple(self.laid_out(layer.moving_weight()) for layer in layers)

    def laid_out(self, maps: Tensor) -> Tensor:
        """The same (B, C, h, w) values in the memory layout in which this decoder is fastest on their device."""
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
        """One time step through the chain -> (hidden, cell), one a layer, deepest first.

        hidden, cell: empty at the first step, where they are zero.
        """
        hiddens: list[Tensor] = []
        cells: list[Tensor] = []
        below: Tensor | None = None
        for i, layer in enumerate(self.layers):
            if below is not None:
                below = self._merge(self.upsample(below, skips[i].shape[-2:]), skips[i])
            before = (hidden[i], cell[i]) if hidden else (None, None)
            below, new_cell = layer(below, constants[i], weights[i], *before)
            hiddens.append(below)
            cells.append(new_cell)
        return tuple(hiddens), tuple(cells)

    def upsample(self, maps: Tensor, size: torch.Size | tuple[int, int]) -> Tensor:
        """Bilinear to (h, w): the skip's own size, since sizes need not be multiples (B2 of equation 1)."""
        return F.interpolate(maps, size=tuple(size), mode="bilinear", align_corners=self.align_corners)

    def _merge(self, below: Tensor, skip: Tensor) -> Tensor:
        if self.mode == "sum":
            return below + skip
        if self.mode == "mult":
            return below * skip
        return below  # `concat` stands in the constant term; `none` has no skip

    def mask_logits(self, last: Tensor, size: tuple[int, int]) -> Tensor:
        """(B, D_last, h, w) -> (B, H, W).

        A 1 x 1 convolution commutes with bilinear upsampling, so it comes first; a 3 x 3 one comes after
        upsampling by 2, as the original has it (which upsamples by 2 whatever the kernel).
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
        pooled = torch.cat([h.amax(dim=(-2, -1)) for h in hidden], dim=1)
        return (
            self.category_head(pooled),
            self.box_head(pooled).sigmoid(),
            self.objectness_head(pooled)[:, 0],
        )
