"""Notes and attributes of instances as JSON, in the form of CVAT's COCO files."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Any

from annotations.records import FLAGS, LONGEST_TEXT
from annotations.text_files import is_text

PASSED_OVER = {"rotation"}
"""CVAT writes it for every instance; a mask has no rotation."""
Pairs = tuple[tuple[str, str], ...]


def as_json(attributes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the attributes as an object: true and false as such, the rest as text."""
    words = {"true": True, "false": False}
    return {name: words.get(value, value) for name, value in attributes}


def from_json(value: Any) -> Pairs:
    """Return the attributes of such an object, sorted by name.

    Values other than text, numbers, true and false are dropped, and so is a flag that is not set.
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
    """Return the attributes together with the FLAGS that an object of true and false sets."""
    said = {name: True for name in FLAGS if isinstance(flags, dict) and flags.get(name) is True}
    return tuple(sorted({**dict(attributes), **dict(from_json(said))}.items()))


def note_of(value: Any) -> str:
    """Return a note, empty if there is none."""
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
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and is_text(value)
