"""Label sets: categories of well-known data sets with their colours, or those of a user's file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.errors import AnnotationError, StrPath
from annotations.message import Message
from annotations.records import short_name
from annotations.text_files import is_text, read_json

LARGEST_FILE = 2**20  # bytes
MOST_CATEGORIES = 10_000
BUNDLED = ("voc", "cityscapes", "coco")


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Categories by name, in order, each with its colour (red, green, blue; 0…255)."""

    title: str
    categories: tuple[tuple[str, tuple[int, int, int]], ...]


def bundled(name: str) -> LabelSet:
    """Return the label set `name`, one of BUNDLED."""
    from resources import label_sets

    return read(label_sets() / f"{name}.json")


def read(path: StrPath) -> LabelSet:
    """Read a label set from a JSON file: {"title": …, "categories": [{"name": …, "color": [r, g, b]}, …]}.

    AnnotationError says what is wrong with an invalid file.
    """
    file = Path(path)
    content = read_json(file, LARGEST_FILE)
    records = content.get("categories")
    if not isinstance(records, list) or not 1 <= len(records) <= MOST_CATEGORIES:
        raise AnnotationError(file, Message("it has no list of categories"))
    categories = []
    for number, record in enumerate(records, 1):
        try:
            categories.append(_category(record))
        except ValueError as error:
            raise AnnotationError(
                file, Message("category {number}: {error}", number=number, error=error)
            ) from error
    names = Counter(name for name, _ in categories)
    twice = next((name for name, times in names.items() if times > 1), None)
    if twice is not None:
        raise AnnotationError(file, Message("the category {twice!r} appears twice", twice=twice))
    title = content.get("title")
    return LabelSet(title if title and is_text(title) else file.stem, tuple(categories))


def _category(record: Any) -> tuple[str, tuple[int, int, int]]:
    name = record.get("name") if isinstance(record, dict) else None
    if not isinstance(name, str) or not is_text(name) or not name.strip():
        raise ValueError(Message("it has no name"))
    color = record.get("color")
    if not isinstance(color, list) or len(color) != 3:
        raise ValueError(Message("its color is not [red, green, blue]"))
    if not all(type(part) is int and 0 <= part <= 255 for part in color):
        raise ValueError(Message("its color has a value that is not a whole number from 0 to 255"))
    return short_name(name.strip()), (color[0], color[1], color[2])
