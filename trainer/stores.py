"""Files that the commands read wherever they are, as `annotations.stores` finds them; what fails is a TrainerError."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from annotations import stores
from annotations.errors import StoreError
from annotations.stores import PAUSES, is_tar, is_url, stamp_of
from trainer.errors import TrainerError

__all__ = ["PAUSES", "asked", "file_system", "is_tar", "is_url", "matching", "stamp_of"]


def file_system(place: str) -> tuple[Any, str]:
    """Return fsspec's file system for a path or URL, and the path in it. TrainerError if there is none for it."""
    with _as_trainer_error():
        return stores.file_system(place)


def matching(source: str) -> list[str]:
    """Return the tars that a path, URL or pattern names, in natural order. TrainerError if there is none."""
    with _as_trainer_error():
        return stores.matching(source)


def asked(place: str, question: Callable[[], Any]) -> Any:
    """Return what a store answers; TrainerError with its reason if it fails, in whatever way."""
    with _as_trainer_error():
        return stores.asked(place, question, TrainerError)


@contextmanager
def _as_trainer_error() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        raise TrainerError(f"{error}.") from error
