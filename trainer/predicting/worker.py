"""A worker: one model, which predicts one part after the other."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import torch

from annotations.errors import ImageError, Problem
from annotations.formats.coco_reading import Id
from annotations.masks import Mask
from rsis_model.checkpoint import load_checkpoint
from rsis_model.model import RSIS
from rsis_model.names import model_name
from rsis_model.predictor import Predictor
from trainer.errors import TrainerError
from trainer.evaluation.batches import Given, detect_many
from trainer.evaluation.sequences import MOST_PROPOSALS, Detection
from trainer.predicting.freed_memory import keep_freed_memory
from trainer.predicting.items import Done, Item, Part
from trainer.predicting.reading_ahead import read_ahead


@dataclass(frozen=True)
class Settings:
    """What a worker needs besides its parts; the categories' ids in the results by their names.

    size: the objects' diameter in pixels of the image; None: estimated. threads: 0 for PyTorch's own number.
    batch_size: as for `detect_many`; like the device, it changes results by rounding only.
    """

    checkpoint: str
    device: str = "auto"
    precision: str = "fp32"
    seed: int = 0
    threads: int = 0
    size: float | None = None
    batch_size: int | None = None
    categories: dict[str, Id] = field(default_factory=dict)


class Worker:
    """Predicts parts, each by itself: which images are a batch depends on the part, and not on who predicts it."""

    def __init__(
        self, settings: Settings, model: RSIS | None = None, told: Callable[[], None] = lambda: None
    ) -> None:
        """model: loaded from the settings' checkpoint if None. told: called after each image."""
        torch.manual_seed(settings.seed)
        if settings.threads:
            torch.set_num_threads(settings.threads)
        self._settings, self._told = settings, told
        keep_freed_memory()
        self._predictor = Predictor(model or load_checkpoint(settings.checkpoint), settings.device)

    def __call__(self, part: Part) -> Done:
        """Predict a part. TrainerError: its images' store does not answer, or the precision is not possible."""
        began = time.perf_counter()
        images: list[dict[str, Any]] = []
        broken: list[Problem] = []
        notes: list[Problem] = []

        def pictures() -> Iterator[Given[int]]:
            for number, (item, answer) in enumerate(read_ahead(part.items)):
                if isinstance(answer, ImageError):
                    broken.append(Problem.of(answer))
                    self._told()
                    continue
                pixels, said = answer
                notes.extend([Problem(item.shown, "", said, kept=True)] if said else [])
                height, width = pixels.shape[:2]
                images.append({"id": item.id, "file_name": item.name, "width": width, "height": height})
                yield number, pixels, self._settings.size

        found: dict[int, list[dict[str, Any]]] = {}
        with precision(self._settings.precision, self._predictor.device):
            for number, detections in detect_many(self._predictor, pictures(), self._settings.batch_size):
                found[number] = self._annotations(part.items[number], part.first + number, detections)
                self._told()
        name = model_name(self._settings.checkpoint)
        content = {
            "info": {"part": part.number, "model": name, "broken": _pairs(broken), "notes": _pairs(notes)},
            "images": images,
            "annotations": [one for _, each in sorted(found.items()) for one in each],
            "categories": [{"id": i, "name": name} for name, i in self._settings.categories.items()],
        }
        by = f"{socket.gethostname()}:{os.getpid()}"
        seconds = time.perf_counter() - began
        return Done(part.number, json.dumps(content).encode(), len(part.items), seconds, by)

    def _annotations(self, item: Item, place: int, detections: list[Detection]) -> list[dict[str, Any]]:
        """Return COCO annotations, with ids that no other image has."""
        ids = self._settings.categories
        return [
            {
                "id": place * MOST_PROPOSALS + number,
                "image_id": item.id,
                "category_id": ids[one.category],
                "segmentation": one.mask.to_coco_rle(),
                "area": one.mask.area,
                "bbox": _xywh(one.mask),
                "iscrowd": 0,
                "score": one.score,
                "objectness": one.objectness,
            }
            for number, one in enumerate(detections, 1)
            if one.category in ids
        ]


def precision(name: str, device: torch.device) -> AbstractContextManager[object]:
    """Return a context in which networks on a device compute at a precision. TrainerError if the device cannot."""
    if name == "fp32":
        return nullcontext()
    if name == "fp16" and device.type == "cpu":
        raise TrainerError("fp16 needs a CUDA device; bf16 also works on the CPU.")
    return torch.autocast(device.type, dtype=torch.bfloat16 if name == "bf16" else torch.float16)


def _pairs(problems: list[Problem]) -> list[list[str]]:
    return [[problem.file, str(problem.reason)] for problem in problems]


def _xywh(mask: Mask) -> list[int]:
    x0, y0, x1, y1 = mask.bbox
    return [x0, y0, x1 - x0, y1 - y0]
