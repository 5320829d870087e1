"""What happens when a worker fails: how often its part is given out again, and errors that can be sent."""

from __future__ import annotations

import traceback

from annotations.errors import AnnotationError
from rsis_model.errors import ModelError
from trainer.errors import TrainerError
from trainer.predicting.items import Part

ATTEMPTS = 3
"""How often a part is given out if its worker ends without an answer."""


def gave_up(part: Part) -> TrainerError:
    """Return the error about a part that ends its workers."""
    first, last = part.items[0].shown, part.items[-1].shown
    return TrainerError(
        f"part {part.number}, from {first} to {last}: its worker ended {ATTEMPTS} times without an answer; "
        "the machine may lack memory."
    )


def portable(error: Exception) -> Exception:
    """Return an error that can be pickled, with the same message; its traceback is a note."""
    if isinstance(error, TrainerError | ModelError | AnnotationError):
        return TrainerError(str(error))
    carried = RuntimeError(f"{type(error).__name__}: {error}")
    carried.add_note("".join(traceback.format_exception(error)))
    return carried
