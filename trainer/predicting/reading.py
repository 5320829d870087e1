"""Reads an image to predict, wherever it is, as the program reads any image file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotations import unfinished
from annotations.errors import ImageError, StoreError, explain
from annotations.imaging.reading import read_image
from annotations.imaging.remarks import remark
from annotations.stores import fetched, is_url
from trainer.errors import TrainerError
from trainer.predicting.items import Item


def read(item: Item) -> tuple[NDArray[np.uint8], str]:
    """Return (H, W, 3) uint8 RGB, and a remark on the file (see `remark`).

    ImageError: it cannot be read. TrainerError: the store that has it does not answer.
    """
    with _file_of(item) as path:
        try:
            return read_image(path), remark(path)
        except ImageError as error:
            raise ImageError(item.shown, error.reason) from error


@contextmanager
def _file_of(item: Item) -> Iterator[Path]:
    """Yield the image as a file of this machine, which is a copy if it is in a tar or elsewhere."""
    if item.start is None and not is_url(item.where):
        yield Path(item.where)
        return
    content = _fetched(item)
    if item.length is not None and len(content) != item.length:
        raise ImageError(item.shown, "the tar was cut off after its images were listed")
    with unfinished.writing(unfinished.part_of(Path(tempfile.gettempdir(), "rsis"))) as folder:
        path = folder / ("image" + os.path.splitext(item.name)[1])
        try:
            folder.mkdir(mode=0o700)
            path.write_bytes(content)
        except OSError as error:
            raise TrainerError(f"{path}: it cannot be written: {explain(error)}.") from error
        yield path


def _fetched(item: Item) -> bytes:
    try:
        return fetched(item.where, item.start, item.length)
    except FileNotFoundError as error:
        raise ImageError(item.shown, explain(error)) from error
    except StoreError as error:
        raise TrainerError(f"{item.shown}: {error.reason}.") from error
