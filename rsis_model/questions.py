"""What a sequence asks of the network, and the answers: to one sequence, or to several together, as batches.

A sequence is a generator that yields questions, is sent their answers and returns its result. So it is written once,
for one image, and the same code runs alone or beside others, whose questions then go through the network together.
"""

from __future__ import annotations

import operator
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

import torch
from torch import Tensor

from rsis_model.state import Pyramid, State, Step
from rsis_model.where_next import Look

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, eq=False)
class ToLook:
    """Where are objects in (1, 3, H, W) normalised pixels, and how large? The answer is a Look."""

    pixels: Tensor

    @property
    def size(self) -> tuple[int, int]:
        """(H, W) of the network's input."""
        return (self.pixels.shape[-2], self.pixels.shape[-1])


@dataclass(frozen=True, slots=True, eq=False)
class ToEncode(ToLook):
    """What is the Pyramid of (1, 3, H, W) normalised pixels?"""


@dataclass(frozen=True, slots=True, eq=False)
class ToStep:
    """What is the next Step for one image, and the State after it?"""

    pyramid: Pyramid
    state: State

    @property
    def size(self) -> tuple[int, int]:
        """(H, W) of the network's input."""
        return self.pyramid.size


Question = ToLook | ToEncode | ToStep
Asking = Generator[Question, Any, Result]


def look(pixels: Tensor) -> Asking[Look]:
    """Ask where objects are in (1, 3, H, W) normalised pixels."""
    answer: Look = yield ToLook(pixels)
    return answer


def encode(pixels: Tensor) -> Asking[Pyramid]:
    """Ask for the pyramid of (1, 3, H, W) normalised pixels."""
    answer: Pyramid = yield ToEncode(pixels)
    return answer


def step(pyramid: Pyramid, state: State) -> Asking[tuple[Step, State]]:
    """Ask for the next step of one image without a request, and the state after it."""
    answer: tuple[Step, State] = yield ToStep(pyramid, state)
    return answer


class Network(Protocol):
    """The part of `RSIS` that answers; each call as there."""

    def look(self, images: Tensor) -> Look: ...

    def encode(self, images: Tensor) -> Pyramid: ...

    def before_step(self, state: State) -> State: ...

    def step(self, pyramid: Pyramid, state: State) -> tuple[Step, State]: ...


@torch.inference_mode()
def answer(
    network: Network, askings: Sequence[Asking[Result]], device: torch.device, pixels: int | None = None
) -> list[Result]:
    """Run sequences side by side to their ends, and return what each of them returns.

    In each round, questions of one kind about inputs of one size are answered as a batch; a sequence that ends
    leaves it. Each result is that of the sequence alone, up to rounding. pixels: of input in a batch, at most, but
    for a batch of one; None: any number.
    """
    results: dict[int, Result] = {}
    waiting: dict[int, Question] = {}
    desk = _Desk(network, device)

    def go_on(number: int, answered: Any) -> None:
        try:
            waiting[number] = askings[number].send(answered)
        except StopIteration as end:
            waiting.pop(number, None)
            results[number] = end.value

    for number in range(len(askings)):
        go_on(number, None)
    while waiting:
        batches = _batches(waiting, pixels)
        answers = desk.answers([[waiting[number] for number in numbers] for numbers in batches])
        for numbers, batch in zip(batches, answers, strict=True):
            for number, answered in zip(numbers, batch, strict=True):
                go_on(number, answered)
    return [results[number] for number in range(len(askings))]


def _batches(waiting: dict[int, Question], pixels: int | None) -> list[list[int]]:
    """Return the numbers of the questions that are answered together, in order."""
    alike: dict[tuple[type, tuple[int, int]], list[int]] = {}
    for number, question in waiting.items():
        alike.setdefault((type(question), question.size), []).append(number)
    found = []
    for (_, (height, width)), numbers in alike.items():
        most = len(numbers) if pixels is None else max(1, pixels // (height * width))
        found += [numbers[first : first + most] for first in range(0, len(numbers), most)]
    return found


class _Desk:
    """Answers rounds of batches; keeps the batches of pyramids, since they seldom change from round to round."""

    def __init__(self, network: Network, device: torch.device) -> None:
        self._network, self._device = network, device
        self._stacks: list[_Stack] = []

    def answers(self, batches: list[list[Question]]) -> list[list[Any]]:
        """Return the answers to each batch of questions of one kind and size."""
        before, self._stacks = self._stacks, []
        return [self._answered(batch, before) for batch in batches]

    def _answered(self, batch: list[Any], before: list[_Stack]) -> list[Any]:
        match batch[0]:
            case ToStep():
                return self._steps(batch, before)
            case ToEncode():
                pyramid = self._network.encode(self._together(batch))
                return [pyramid.one(i) for i in range(len(batch))]
            case _:
                seen = self._network.look(self._together(batch))
                return [seen.one(i) for i in range(len(batch))]

    def _together(self, batch: list[ToLook]) -> Tensor:
        return torch.cat([question.pixels for question in batch]).to(self._device)

    def _steps(self, batch: list[ToStep], before: list[_Stack]) -> list[tuple[Step, State]]:
        if len(batch) == 1:
            return [self._network.step(batch[0].pyramid, batch[0].state)]
        states = [self._network.before_step(question.state) for question in batch]
        step, after = self._network.step(self._stacked(batch, before), State.together(states))
        return [(step.one(i), replace(after.one(i), steps=state.steps + 1)) for i, state in enumerate(states)]

    def _stacked(self, batch: list[ToStep], before: list[_Stack]) -> Pyramid:
        pyramids = [question.pyramid for question in batch]
        stack = next((one for one in before if one.holds(pyramids)), None)
        stack = stack or _Stack(pyramids, Pyramid.together(pyramids))
        self._stacks.append(stack)
        return stack.whole


@dataclass(frozen=True)
class _Stack:
    """Pyramids of single images, and the batch of them."""

    pyramids: list[Pyramid]
    whole: Pyramid

    def holds(self, pyramids: list[Pyramid]) -> bool:
        return len(pyramids) == len(self.pyramids) and all(map(operator.is_, pyramids, self.pyramids))
