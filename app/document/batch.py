"""What a person wants proposed in the background, how the project remembers it, and which images are still due."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass

from annotations.records import STATUSES
from app.document.image_table import ImageTable

SETTING = "proposing in all images"
"""The project setting that keeps what is wanted until it is done or stopped, and so also after a crash."""
_NEW = STATUSES.index("new")


@dataclass(frozen=True)
class Wanted:
    """The model, by name and folder, and the choices of the dialog."""

    model: str
    folder: str
    least: float = 0.0
    """The least objectness of a proposal that is kept, 0 to 1."""
    most: int = 200
    """The most proposals of an image."""
    object_size: float | None = None
    """The diameter of the objects in pixels; None: the model estimates it."""
    images: tuple[int, ...] | None = None
    """The ids of the images; None: all, also those added later."""
    paused: bool = False

    def to_text(self) -> str:
        """As it is stored in the project."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str | None) -> Wanted | None:
        """As stored; None if there is none, or another version of the program has stored something else."""
        try:
            values = json.loads(text or "null")
            size, images = values["object_size"], values["images"]
            return cls(
                model=str(values["model"]),
                folder=str(values["folder"]),
                least=float(values["least"]),
                most=int(values["most"]),
                object_size=float(size) if size is not None else None,
                images=tuple(map(int, images)) if images is not None else None,
                paused=bool(values["paused"]),
            )
        except (ValueError, TypeError, KeyError, RecursionError):
            return None


def due(
    table: ImageTable, rows: Iterable[int], proposed: Mapping[int, str], wanted: Wanted, but: Collection[int]
) -> list[int]:
    """The ids of the images in which the model is still to propose, in the order of `rows` of the table.

    Those are new images in which it has not, less those in `but`.
    """
    chosen = frozenset(wanted.images) if wanted.images is not None else None
    found = ((table.ids[row], table.statuses[row]) for row in rows)
    return [
        number
        for number, status in found
        if status == _NEW
        and (chosen is None or number in chosen)
        and proposed.get(number) != wanted.model
        and number not in but
    ]
