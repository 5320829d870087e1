"""Errors of training and evaluation, each with one clear sentence."""

from __future__ import annotations


class TrainerError(Exception):
    """A command cannot continue; the message names the file or option and the reason."""


def lacks_memory(error: BaseException) -> bool:
    """Whether an error says that memory, of the machine or of a GPU, was not enough."""
    texts = ("can't allocate memory", "out of memory", "not enough memory")  # PyTorch's, for all devices
    is_of_torch = isinstance(error, RuntimeError) and any(text in str(error).lower() for text in texts)
    return isinstance(error, MemoryError) or is_of_torch
