"""Which images show the same scene, by their names: tiles of one image, or neighbouring frames of a video."""

from __future__ import annotations

import re
from collections.abc import Sequence

FRAMES = 5
"""Neighbouring frames that count as one scene."""


def scenes_of(names: Sequence[str], fewest: int = 3) -> list[str]:
    """Return the scene of each image name without suffix.

    Names that differ only in their last number, like tiles of one image, belong to one scene. If that gives fewer
    than `fewest` scenes, as with frames of a video, FRAMES neighbouring numbers do.
    """
    scenes = scenes_by_pattern(names, r"^(.*[^0-9])[0-9]+$")
    return scenes if len(set(scenes)) >= fewest else scenes_by_number(names, FRAMES)


def scenes_by_pattern(stems: Sequence[str], pattern: str) -> list[str]:
    """Return the scene of each file name without suffix: what the pattern's first group matches, or the whole name."""
    compiled = re.compile(pattern)
    return [found[1] if (found := compiled.search(stem)) else stem for stem in stems]


def scenes_by_number(stems: Sequence[str], length: int) -> list[str]:
    """Treat names whose last numbers are in the same block of `length` numbers as one scene, whatever else is there."""
    found = [(stem, re.search(r"^(.*?)([0-9]+)$", stem)) for stem in stems]
    return [stem if match is None else f"{match[1]}{int(match[2]) // length}-" for stem, match in found]
