"""What is said of an instance besides its mask and category, as JSON: attributes as CVAT's COCO files have them."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Any

from annotations.formats.reading import is_text
from annotations.records import FLAGS

LONGEST = 10_000  # characters
PASSED_OVER = {"rotation"}
"""CVAT says it of every instance; a mask has none."""
Pairs = tuple[tuple[str, str], ...]


def as_json(attributes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The attributes as an object: what is true or false as such, the rest as text."""
    words = {"true": True, "false": False}
    return {name: words.get(value, value) for name, value in attributes}


def from_json(value: Any) -> Pairs:
    """The attributes of such an object, sorted by name; values that are no text, number, true or false are left out.

    A flag that does not hold is none.
    """
    found = {}
    for name, said in value.items() if isinstance(value, dict) else ():
        text = _text(said)
        if not text or not name or not _fits(name) or name in PASSED_OVER:
            continue
        if name in FLAGS:
            if text not in ("true", "1", "yes"):
                continue
            text = "true"
        found[name] = text
    return tuple(sorted(found.items()))


def with_flags(attributes: Pairs, flags: Any) -> Pairs:
    """The attributes, and those of FLAGS that an object of true and false says besides."""
    said = {name: True for name in FLAGS if isinstance(flags, dict) and flags.get(name) is True}
    return tuple(sorted({**dict(attributes), **dict(from_json(said))}.items()))


def note_of(value: Any) -> str:
    """A note, empty where there is none."""
    return value if _fits(value) else ""


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not isfinite(value):
        return ""
    if isinstance(value, int | float):
        return str(value) if abs(value) < 1e18 else ""
    text = value.strip() if _fits(value) else ""
    return text.casefold() if text.casefold() in ("true", "false") else text


def _fits(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and is_text(value)
