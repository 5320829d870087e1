"""Means to lay out folders as other programs do, for the tests of formats that are folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations, ReadResult
from annotations.masks import Mask
from tests.annotations.conftest import HEIGHT, WIDTH


def photo(path: Path, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (9, 9, 9)).save(path)
    return path


def picture(path: Path, values: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.asarray(values)).save(path)
    return path


def text(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def masks(read: ReadResult, image: int = 0) -> list[Mask]:
    return [instance.mask for instance in read.images[image].instances]


def reasons(read: ReadResult) -> dict[str, str]:
    """The problems by file name and record."""
    return {f"{Path(p.file).name} {p.record}".strip(): p.reason for p in read.problems}


def one_image(photos: Path, *instances: AnnotatedInstance) -> Dataset:
    return Dataset((ImageAnnotations(photos / "a1.png", "a1.png", WIDTH, HEIGHT, instances),), ())


def box(label: str, x0: int, y0: int, x1: int, y1: int, **more: object) -> dict[str, Any]:
    return {"label": label, "polygon": [[x0, y0], [x1, y0], [x1, y1], [x0, y1]], **more}
