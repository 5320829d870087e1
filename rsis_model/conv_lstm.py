"""One ConvLSTM layer; for training it stores only the gates and the cell of each step."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class ConvLSTM(nn.Module):
    """One ConvLSTM layer whose gates are one convolution over [state below | skip | hidden].

    The part over the skip does not change over time, so `constant_term` convolves it once per image, and `forward`
    convolves the rest with `moving_weight`; the sum is the same (up to rounding).
    """

    def __init__(
        self, below: int, skip: int, hidden: int, kernel_size: int, align_corners: bool = False
    ) -> None:
        """Numbers of channels of the state below (0 in the deepest layer), the skip (0 if merged) and this layer."""
        super().__init__()
        self.below, self.skip, self.hidden = below, skip, hidden
        self.align_corners = align_corners
        self.gates = nn.Conv2d(below + skip + hidden, 4 * hidden, kernel_size, padding=kernel_size // 2)

    def constant_term(self, skip: Tensor) -> Tensor:
        """(B, skip, h, w) -> (B, 4 * hidden, h, w), including the bias."""
        weight = self.gates.weight[:, self.below : self.below + self.skip]
        return F.conv2d(skip, weight, self.gates.bias, padding=self.gates.padding)

    def bias_term(self) -> Tensor:
        """(1, 4 * hidden, 1, 1): replaces the constant term if no skip is concatenated."""
        assert self.gates.bias is not None
        return self.gates.bias[None, :, None, None]

    def moving_weight(self) -> Tensor:
        """(4 * hidden, below + hidden, k, k): the gates' weights over the changing part; sliced only once."""
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
        size: torch.Size,
    ) -> tuple[Tensor, Tensor]:
        """One time step -> (hidden, cell), each (B, hidden, h, w). Gates: input, forget, output, candidate.

        below: is upsampled here to `size`, which is (h, w). weight: `moving_weight`. hidden, cell: None at the first
        step, where they are zero and skipped.
        """
        if hidden is None:
            weight = weight[:, : self.below]
        args = (below, constant, weight, hidden, cell, size, self.align_corners)
        if torch.is_grad_enabled() and constant.requires_grad:
            new: tuple[Tensor, Tensor] = _TrainedStep.apply(*args)
            return new
        return advance(*args)[:2]


def upsample(maps: Tensor, size: torch.Size | tuple[int, int], align_corners: bool) -> Tensor:
    """Upsample (B, C, ., .) bilinearly to (h, w)."""
    return F.interpolate(maps, size=tuple(size), mode="bilinear", align_corners=align_corners)


def advance(
    below: Tensor | None,
    constant: Tensor,
    weight: Tensor,
    hidden: Tensor | None,
    cell: Tensor | None,
    size: torch.Size,
    align_corners: bool,
) -> tuple[Tensor, Tensor, Tensor]:
    """Equation 1 -> hidden, cell and the sigmoids (B, 4 * hidden, h, w), the candidate's taken of twice its value."""
    together = _together(below, hidden, size, align_corners)
    if together is None:
        gates = constant.expand(-1, -1, *size).clone()
    else:
        gates = F.conv2d(together, weight, padding=weight.shape[-1] // 2).add_(constant)
    # tanh(x) is 2 sigmoid(2 x) - 1: one sigmoid over all four gates is several times faster on a CPU.
    gates.narrow(1, 3 * gates.shape[1] // 4, gates.shape[1] // 4).mul_(2)
    sigmoids = gates.sigmoid_()
    remember_in, remember_old, emit, half = sigmoids.chunk(4, dim=1)
    new = remember_in * (2 * half).sub_(1)
    cell = new if cell is None else torch.addcmul(new, remember_old, cell)
    return emit * _tanh(cell), cell, sigmoids


def _together(
    below: Tensor | None, hidden: Tensor | None, size: torch.Size, align_corners: bool
) -> Tensor | None:
    """The changing input, concatenated: (B, below + hidden, h, w)."""
    if below is not None and below.shape[-2:] != size:
        below = upsample(below, size, align_corners)
    moving = [maps for maps in (below, hidden) if maps is not None]
    if len(moving) < 2:
        return moving[0] if moving else None
    return torch.cat(moving, dim=1)


def _tanh(maps: Tensor) -> Tensor:
    return (2 * maps).sigmoid_().mul_(2).sub_(1)


class _TrainedStep(torch.autograd.Function):
    """`advance`, which stores its sigmoids and cells for the gradient, and recomputes its input.

    autograd alone would store the upsampled and concatenated input and every product too: 10 maps of the layer's
    width per step where this stores 6 (benchmarks/training_iteration.py).
    """

    @staticmethod
    def forward(
        ctx: Any,
        below: Tensor | None,
        constant: Tensor,
        weight: Tensor,
        hidden: Tensor | None,
        cell: Tensor | None,
        size: torch.Size,
        align_corners: bool,
    ) -> tuple[Tensor, Tensor]:
        new_hidden, new_cell, sigmoids = advance(below, constant, weight, hidden, cell, size, align_corners)
        ctx.save_for_backward(below, weight, hidden, cell, new_cell, sigmoids)
        ctx.size, ctx.align_corners, ctx.constant_shape = size, align_corners, constant.shape
        return new_hidden, new_cell

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, at_new_hidden: Tensor, at_new_cell: Tensor) -> tuple[Tensor | None, ...]:
        below, weight, hidden, cell, new_cell, sigmoids = ctx.saved_tensors
        at_gates, at_cell = _through_gates(at_new_hidden, at_new_cell, cell, new_cell, sigmoids)
        together = _together(below, hidden, ctx.size, ctx.align_corners)
        at_below = at_hidden = at_weight = None
        if together is not None:
            pad = weight.shape[-1] // 2
            at_together, at_weight, _ = torch.ops.aten.convolution_backward(
                at_gates,
                together.to(at_gates.dtype),
                weight.to(at_gates.dtype),
                None,
                [1, 1],
                [pad, pad],
                [1, 1],
                False,
                [0, 0],
                1,
                [True, ctx.needs_input_grad[2], False],
            )
            width = 0 if below is None else below.shape[1]
            if below is not None:
                at_below = at_together[:, :width]
                if below.shape[-2:] != ctx.size:
                    whole = torch.empty_like(at_below).copy_(
                        at_below
                    )  # a slice would lose its memory layout, and speed
                    at_below = torch.ops.aten.upsample_bilinear2d_backward(
                        whole, list(ctx.size), list(below.shape), ctx.align_corners, None, None
                    )
            if hidden is not None:
                at_hidden = at_together[:, width:]
        at_constant = at_gates.sum_to_size(ctx.constant_shape)
        return at_below, at_constant, at_weight, at_hidden, at_cell, None, None


def _through_gates(
    at_hidden: Tensor, at_cell: Tensor, cell: Tensor | None, new_cell: Tensor, sigmoids: Tensor
) -> tuple[Tensor, Tensor | None]:
    """Gradients at the new hidden and cell maps -> those at the gates before their sigmoids, and at the old cell."""
    remember_in, remember_old, emit, half = sigmoids.chunk(4, dim=1)
    squashed = _tanh(new_cell)
    # Through hidden = emit * tanh(cell), and directly.
    total = torch.ops.aten.tanh_backward(at_hidden * emit, squashed).add_(at_cell)
    at_in = (2 * half).sub_(1).mul_(total)
    at_old = torch.zeros_like(total) if cell is None else total * cell
    at_half = (total * remember_in).mul_(4)  # of 2 sigmoid(2 x) - 1
    at_sigmoids = torch.cat([at_in, at_old, squashed.mul_(at_hidden), at_half], dim=1)
    at_gates = torch.ops.aten.sigmoid_backward(at_sigmoids, sigmoids)
    return at_gates, None if cell is None else total.mul_(remember_old)
