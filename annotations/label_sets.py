"""Label sets: the categories of well-known data sets with their colours, or of a file of one's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.errors import AnnotationError, StrPath, explain

LARGEST_FILE = 1_000_000  # bytes
MOST_CATEGORIES = 10_000
BUNDLED = ("voc", "cityscapes", "coco")


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Categories by name in their order, each with its colour (red, green, blue; 0…255)."""

    title: str
    categories: tuple[tuple[str, tuple[int, int, int]], ...]


def bundled(name: str) -> LabelSet:
    """The label set `name`, one of BUNDLED."""
    from resources import label_sets

    return read(label_sets() / f"{name}.json")


def read(path: StrPath) -> LabelSet:
    """A label set from a JSON file: {"title": …, "categories": [{"name": …, "color": [r, g, b]}, …]}.

    AnnotationError says what is wrong with one that is not.
    """
    file = Path(path)
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise AnnotationError(file, "it is too large for a label set")
        content = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise AnnotationError(file, explain(error)) from error
    except ValueError as error:
        raise AnnotationError(file, f"it is not JSON ({error})") from error
    records = content.get("categories") if isinstance(content, dict) else None
    if not isinstance(records, list) or not 1 <= len(records) <= MOST_CATEGORIES:
        raise AnnotationError(file, "it has no list of categories")
    categories = []
    for number, record in enumerate(records, 1):
        try:
            categories.append(_category(record))
        except ValueError as error:
            raise AnnotationError(file, f"category {number}: {error}") from error
    names = [name for name, _ in categories]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise AnnotationError(file, f"the category {twice!r} is there twice")
    return LabelSet(str(content.get("title") or file.stem), tuple(categories))


def _category(record: Any) -> tuple[str, tuple[int, int, int]]:
    name = record.get("name") if isinstance(record, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise ValueError("it has no name")
    color = record.get("color")
    if not isinstance(color, list) or len(color) != 3:
        raise ValueError("its color is not [red, green, blue]")
    if not all(type(part) is int and 0 <= part <= 255 for part in color):
        raise ValueError("its color has a part that is not a whole number from 0 to 255")
    return name.strip(), (color[0], color[1], color[2])
