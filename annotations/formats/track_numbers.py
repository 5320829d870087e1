"""Numbers for tracks that a file names by words, by 0 or by too large numbers."""

from __future__ import annotations

from array import array

import numpy as np

MOST = 2**31


class TrackNumbers:
    """Keeps numbers from 1 as they are; what else stands for a track gets a number after all of these, in the end."""

    def __init__(self) -> None:
        self._others: dict[int | str, int] = {}
        """-1, -2, … for each."""

    def of(self, said: int | str | None) -> int:
        """Return the number of a track, 0 for none; below 0 until `settled`."""
        if said is None or (isinstance(said, int) and 0 < said < MOST):
            return said or 0
        return self._others.setdefault(said, -1 - len(self._others))

    def settled(self, tracks: array[int]) -> array[int]:
        """Return the numbers of all instances, in which each track has one from 1."""
        if not self._others:
            return tracks
        numbers = np.frombuffer(tracks, np.int64)
        numbered = np.where(numbers < 0, max(numbers.max(), 0) - numbers, numbers)
        return array("q", numbered.astype(np.int64).tobytes())
