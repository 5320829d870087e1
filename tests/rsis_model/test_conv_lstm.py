"""A ConvLSTM step that is trained has the value of equation 1, and the gradients of that value."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from rsis_model.conv_lstm import ConvLSTM, advance

SIZE = torch.Size((5, 6))


def maps(*shape: int) -> Tensor:
    return torch.randn(*shape, dtype=torch.float64, requires_grad=True)


def equation(
    below: Tensor | None, constant: Tensor, weight: Tensor, hidden: Tensor | None, cell: Tensor | None
) -> tuple[Tensor, Tensor]:
    """Equation 1 as it reads, with what is not there left out."""
    gates = constant.expand(-1, -1, *SIZE)
    if below is not None:
        up = F.interpolate(below, size=tuple(SIZE), mode="bilinear", align_corners=False)
        gates = gates + F.conv2d(up, weight[:, : below.shape[1]], padding=1)
    if hidden is not None:
        gates = gates + F.conv2d(hidden, weight[:, -hidden.shape[1] :], padding=1)
    enter, keep, emit, candidate = gates.chunk(4, dim=1)
    new = enter.sigmoid() * candidate.tanh()
    new = new if cell is None else new + keep.sigmoid() * cell
    return emit.sigmoid() * new.tanh(), new


@pytest.mark.parametrize("first", [False, True], ids=["later step", "first step"])
@pytest.mark.parametrize("lowest", [False, True], ids=["above another", "deepest"])
@pytest.mark.parametrize("constant_size", [SIZE, (1, 1)], ids=["with a skip", "with a bias alone"])
def test_a_trained_step_has_equation_1s_value_and_gradients(
    first: bool, lowest: bool, constant_size: tuple[int, int]
) -> None:
    torch.manual_seed(0)
    layer = ConvLSTM(0 if lowest else 3, 4, 2, kernel_size=3).double()
    below = None if lowest else maps(2, 3, 3, 3)
    constant = maps(2 if constant_size == SIZE else 1, 8, *constant_size)
    weight = layer.moving_weight().detach().requires_grad_()
    hidden, cell = (None, None) if first else (maps(2, 2, *SIZE), maps(2, 2, *SIZE))
    found = layer(below, constant, weight, hidden, cell, SIZE)
    wanted = equation(below, constant, weight, hidden, cell)
    torch.testing.assert_close(found, wanted)
    into = [t for t in (below, constant, weight, hidden, cell) if t is not None]
    along = tuple(torch.randn_like(each) for each in wanted)
    pairs = [torch.autograd.grad(each, into, along, allow_unused=True) for each in (found, wanted)]
    for name, ours, theirs in zip(("input",) * len(into), *pairs, strict=True):
        if theirs is None:  # the weight of a step that convolves nothing
            assert ours is None, name
        else:
            torch.testing.assert_close(ours, theirs)


def test_a_step_without_gradients_gives_what_a_trained_one_gives() -> None:
    torch.manual_seed(0)
    layer = ConvLSTM(3, 4, 2, kernel_size=3).double()
    args = (maps(2, 3, 3, 3), maps(2, 8, *SIZE), layer.moving_weight(), maps(2, 2, *SIZE), maps(2, 2, *SIZE))
    trained = layer(*args, SIZE)
    with torch.no_grad():
        torch.testing.assert_close(layer(*args, SIZE), trained)
        torch.testing.assert_close(advance(*args, SIZE, False)[:2], trained)
