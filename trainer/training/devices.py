"""Where a run computes: the device, the precision, and the processes that share a batch (by accelerate).

One process on the CPU at full precision computes exactly what torch alone would.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from trainer.errors import TrainerError

if TYPE_CHECKING:
    from accelerate import Accelerator

PRECISIONS = {"fp32": "no", "bf16": "bf16", "fp16": "fp16"}


class Engine:
    """Device, precision and processes of a run; torchrun's variables say how many processes there are."""

    def __init__(self, device: str = "cpu", precision: str = "fp32", parts: int = 1) -> None:
        """device: auto, cpu, cuda, cuda:N or mps. parts: how many parts a process's batch is worked off in.

        Raises TrainerError where the machine has no such device or the device no such precision.
        """
        from accelerate import Accelerator, DistributedDataParallelKwargs

        _check(device, precision)
        cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
        # Which heads take part differs between iterations, and between presets.
        uneven = DistributedDataParallelKwargs(find_unused_parameters=True)
        try:
            self._accelerator: Accelerator = Accelerator(
                cpu=device == "cpu" or (device == "auto" and not cuda and not mps),
                mixed_precision=PRECISIONS[precision],
                device_placement=False,
                kwargs_handlers=[uneven],
            )
        except (ValueError, NotImplementedError, RuntimeError) as error:
            raise TrainerError(f"The device {device!r} cannot be used with {precision}: {error}") from error
        self.device = torch.device(device) if ":" in device else self._accelerator.device
        self.parts = parts
        self.processes: int = self._accelerator.num_processes
        self.rank: int = self._accelerator.process_index

    @property
    def main(self) -> bool:
        """Whether this process is the one that writes and tells."""
        return self.rank == 0

    @property
    def shared(self) -> bool:
        """Whether a batch is worked off in several parts, by processes or one after the other."""
        return self.processes > 1 or self.parts > 1

    def share(self, batch: int) -> int:
        """A process's part of a batch; TrainerError where the batch does not divide."""
        if batch % (self.processes * self.parts):
            raise TrainerError(
                f"A batch of {batch} does not divide by {self.processes} processes times {self.parts} parts."
            )
        return batch // self.processes

    def place(self, model: nn.Module) -> nn.Module:
        """The model on the device; its batch norms see the whole batch where several GPUs share one."""
        if self.processes > 1 and self.device.type == "cuda":
            model = nn.SyncBatchNorm.convert_sync_batchnorm(model)  # type: ignore[no-untyped-call]
        return model.to(self.device)

    def wrap(self, learner: nn.Module) -> nn.Module:
        """A module whose forward gives losses, at the precision, its gradients meaned over the processes."""
        wrapped: nn.Module = self._accelerator.prepare_model(learner, device_placement=False)
        return wrapped

    def wrap_optimizer(self, optimizer: torch.optim.Optimizer) -> torch.optim.Optimizer:
        """The optimizer that skips a step whose half-precision gradients overflowed."""
        wrapped: torch.optim.Optimizer = self._accelerator.prepare_optimizer(
            optimizer, device_placement=False
        )
        return wrapped

    def autocast(self) -> contextlib.AbstractContextManager[None]:
        """Computes at the run's precision."""
        context: contextlib.AbstractContextManager[None] = self._accelerator.autocast()
        return context

    def backward(self, learner: nn.Module, loss: Callable[[], Tensor], part: int) -> None:
        """Forward and backward of one part of the batch; gradients travel with the last part only."""
        last = part + 1 == self.parts
        with contextlib.nullcontext() if last else self._accelerator.no_sync(learner):
            total = loss()
            self._accelerator.backward(total if self.parts == 1 else total / self.parts)

    def clip(self, model: nn.Module, most: float) -> None:
        """Scale gradients down to a norm of at most `most`."""
        self._accelerator.clip_grad_norm_(model.parameters(), most)

    def total(self, values: Tensor) -> Tensor:
        """Sums over the processes, on every process."""
        if self.processes == 1:
            return values
        summed: Tensor = self._accelerator.reduce(values, reduction="sum")
        return summed

    def gather(self, values: Sequence[Any]) -> list[Any]:
        """Every process's values of a list that was dealt out in turn, in the list's own order, everywhere."""
        if self.processes == 1:
            return list(values)
        every: list[list[Any]] = [[] for _ in range(self.processes)]
        torch.distributed.all_gather_object(every, list(values))
        longest = max(len(each) for each in every)
        return [each[i] for i in range(longest) for each in every if i < len(each)]

    def any(self, value: bool) -> bool:
        """Whether it is so on any process."""
        if self.processes == 1:
            return value
        return bool(self.total(torch.tensor(float(value), device=self.device)) > 0)

    def wait(self) -> None:
        """Until every process is here."""
        self._accelerator.wait_for_everyone()

    def close(self) -> None:
        """Part from the other processes, for good."""
        if self.processes > 1:
            torch.distributed.destroy_process_group()

    def scale(self) -> dict[str, Any] | None:
        """The state of half precision's loss scale, for resuming; None without."""
        scaler = self._accelerator.scaler
        return None if scaler is None else dict(scaler.state_dict())

    def set_scale(self, state: dict[str, Any] | None) -> None:
        """Go on with a loss scale."""
        if state and self._accelerator.scaler is not None:
            self._accelerator.scaler.load_state_dict(state)


def _check(device: str, precision: str) -> None:
    """Refuse what this machine does not have, in one sentence."""
    kind = device.partition(":")[0]
    there = {
        "auto": True,
        "cpu": True,
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
    }
    if kind not in there:
        raise TrainerError(f"Unknown device {device!r}; use auto, cpu, cuda, cuda:N or mps.")
    if not there[kind]:
        raise TrainerError(f"This machine has no device {device!r} that torch can use.")
    if precision not in PRECISIONS:
        raise TrainerError(f"Unknown precision {precision!r}; use {', '.join(PRECISIONS)}.")
    if precision == "fp16" and not (kind in ("cuda", "auto") and torch.cuda.is_available()):
        raise TrainerError("fp16 needs a CUDA device; bf16 also works on the CPU.")
