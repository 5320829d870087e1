"""The device, precision and processes of a run, with accelerate.

One process on the CPU at full precision computes exactly what plain torch would.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from trainer.errors import TrainerError

if TYPE_CHECKING:
    from accelerate import Accelerator

PRECISIONS = {"fp32": "no", "bf16": "bf16", "fp16": "fp16"}


class Engine:
    """Device, precision and processes of a run; the number of processes comes from torchrun's variables."""

    def __init__(
        self, device: str = "cpu", precision: str = "fp32", parts: int = 1, timeout: int = 300
    ) -> None:
        """device: auto, cpu, cuda, cuda:N or mps. parts: gradient-accumulation steps of a process.

        timeout: seconds to wait for the other processes.

        Raises TrainerError if the machine lacks the device, or the device the precision.
        """
        from accelerate import Accelerator, DistributedDataParallelKwargs, InitProcessGroupKwargs

        _check(device, precision)
        cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
        # Which heads have gradients differs between iterations and presets.
        uneven = DistributedDataParallelKwargs(find_unused_parameters=True)
        try:
            self._accelerator: Accelerator = Accelerator(
                cpu=device == "cpu" or (device == "auto" and not cuda and not mps),
                mixed_precision=PRECISIONS[precision],
                device_placement=False,
                kwargs_handlers=[uneven, InitProcessGroupKwargs(timeout=timedelta(seconds=timeout))],
            )
        except (ValueError, NotImplementedError, RuntimeError) as error:
            raise TrainerError(f"The device {device!r} cannot be used with {precision}: {error}") from error
        self.device = torch.device(device) if ":" in device else self._accelerator.device
        self.parts = parts
        self.processes: int = self._accelerator.num_processes
        self.rank: int = self._accelerator.process_index

    @property
    def main(self) -> bool:
        """Whether this process is the one that writes and reports."""
        return self.rank == 0

    @property
    def shared(self) -> bool:
        """Whether a batch is divided, among processes or into parts."""
        return self.processes > 1 or self.parts > 1

    def share(self, batch: int) -> int:
        """Return a process's share of a batch. Raises TrainerError if the batch does not divide evenly."""
        if batch % (self.processes * self.parts):
            raise TrainerError(
                f"A batch of {batch} does not divide by {self.processes} processes times {self.parts} parts."
            )
        return batch // self.processes

    def place(self, model: nn.Module) -> nn.Module:
        """Move the model to the device; with several GPUs, its batch norms see the whole batch."""
        if self.processes > 1 and self.device.type == "cuda":
            model = nn.SyncBatchNorm.convert_sync_batchnorm(model)  # type: ignore[no-untyped-call]
        return model.to(self.device)

    def wrap(self, learner: nn.Module) -> nn.Module:
        """Wrap a module whose forward returns losses: adds the precision, and averages gradients over the processes."""
        wrapped: nn.Module = self._accelerator.prepare_model(learner, device_placement=False)
        return wrapped

    def wrap_optimizer(self, optimizer: torch.optim.Optimizer) -> torch.optim.Optimizer:
        """Wrap the optimizer so that it skips a step whose half-precision gradients overflowed."""
        wrapped: torch.optim.Optimizer = self._accelerator.prepare_optimizer(
            optimizer, device_placement=False
        )
        return wrapped

    def autocast(self) -> contextlib.AbstractContextManager[None]:
        """Return a context that computes at the run's precision."""
        context: contextlib.AbstractContextManager[None] = self._accelerator.autocast()
        return context

    def backward(self, learner: nn.Module, loss: Callable[[], Tensor], part: int) -> None:
        """Run forward and backward of one part of the batch; gradients are exchanged with the last part only."""
        last = part + 1 == self.parts
        with contextlib.nullcontext() if last else self._accelerator.no_sync(learner):
            total = loss()
            self._accelerator.backward(total if self.parts == 1 else total / self.parts)

    def clip(self, model: nn.Module, most: float) -> None:
        """Scale gradients down to a norm of at most `most`."""
        self._accelerator.clip_grad_norm_(model.parameters(), most)

    def total(self, values: Tensor) -> Tensor:
        """Return the sums over the processes, on every process."""
        if self.processes == 1:
            return values
        summed: Tensor = self._accelerator.reduce(values, reduction="sum")
        return summed

    def gather(self, values: Sequence[Any]) -> list[Any]:
        """Collect on every process the results of a list that was dealt out in turn, in the list's order."""
        if self.processes == 1:
            return list(values)
        every: list[list[Any]] = [[] for _ in range(self.processes)]
        torch.distributed.all_gather_object(every, list(values))
        longest = max(len(each) for each in every)
        return [each[i] for i in range(longest) for each in every if i < len(each)]

    def any(self, value: bool) -> bool:
        """Whether a value is true on any process."""
        if self.processes == 1:
            return value
        return bool(self.total(torch.tensor(float(value), device=self.device)) > 0)

    def check_same(self, value: object, otherwise: str) -> None:
        """Raise TrainerError with the sentence `otherwise`, on every process, unless all have the same value."""
        if any(other != value for other in self.gather([value])):
            raise TrainerError(otherwise)

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """A `with` block in which the loss of another process is a TrainerError."""
        try:
            yield
        except RuntimeError as error:
            if self.processes == 1 or not _is_lost_process(error):
                raise
            raise TrainerError(
                f"Another process of this training ended or does not answer any more, so process {self.rank} ends too; "
                f"the same command with --resume goes on from the last save ({_short(error)})."
            ) from error

    def wait(self) -> None:
        """Wait until every process gets here."""
        self._accelerator.wait_for_everyone()

    def close(self) -> None:
        """Leave the process group."""
        if self.processes > 1:
            torch.distributed.destroy_process_group()

    def scale(self) -> dict[str, Any] | None:
        """Return the state of half precision's loss scale, for resuming; None without one."""
        scaler = self._accelerator.scaler
        return None if scaler is None else dict(scaler.state_dict())

    def set_scale(self, state: dict[str, Any] | None) -> None:
        """Restore the state of a loss scale."""
        if state and self._accelerator.scaler is not None:
            self._accelerator.scaler.load_state_dict(state)


def _is_lost_process(error: RuntimeError) -> bool:
    """Whether an error of PyTorch is about another process: of the group itself, or in the words of its libraries."""
    text = str(error).lower()
    return isinstance(error, torch.distributed.DistError) or "gloo" in text or "nccl" in text


def _short(error: RuntimeError) -> str:
    """Return what an error of a communication library says, without its advice and its places in source code."""
    text = " ".join(str(error).split())
    said = re.search(r"(\[[\w.:]+\]:\d+: )?(Connection [a-z ]+|Timed out [\w ]+)", text)
    return said[0].strip() if said else text[:150]


def _check(device: str, precision: str) -> None:
    """Raise TrainerError for a device or precision that this machine does not have."""
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
