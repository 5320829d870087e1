"""What the files that fuzzing starts from are made of: small pictures, rings, JSON."""

from __future__ import annotations

import io
import json
from typing import Any

from PIL import Image

from tests.fuzz.targets import SIZE

HEIGHT, WIDTH = SIZE
RING = [[1, 1], [9, 1], [9, 8], [1, 8]]


def picture(kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture of the data sets' size."""
    return saved(Image.new(mode, (WIDTH, HEIGHT), 1), kind)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The file of an image."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def text(value: Any) -> bytes:
    """The JSON of a value."""
    return json.dumps(value).encode()
