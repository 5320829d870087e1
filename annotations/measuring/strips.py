"""A mask's pixels in strips of rows, so that one of any size is measured in little memory."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.masks import Bools, Mask

PIXELS_AT_ONCE = 2**22
"""A mask with a larger box is measured in strips of about so many pixels, 40 bytes of memory each."""
MARGIN = 2
"""Rows above and below a strip that come with it."""


class Strips:
    """The box of a mask that is not empty from top to bottom; decoded once if it is one strip, else at each pass."""

    def __init__(self, mask: Mask, pixels: int = PIXELS_AT_ONCE) -> None:
        self.mask = mask
        self._rows = max(1, pixels // mask.shape[1])
        self._whole = self._window(0, mask.shape[0]) if mask.shape[0] <= self._rows else None

    def with_margin(self) -> Iterator[tuple[int, Bools]]:
        """Yield the first row of each strip in the box, and its pixels with MARGIN rows more above and below."""
        if self._whole is not None:
            yield 0, self._whole
            return
        height = self.mask.shape[0]
        for top in range(0, height, self._rows):
            yield top, self._window(top, min(top + self._rows, height))

    def __iter__(self) -> Iterator[tuple[int, Bools]]:
        """Yield the first row of each strip in the box, and its pixels, (rows, w)."""
        for top, strip in self.with_margin():
            yield top, strip[MARGIN:-MARGIN]

    def _window(self, top: int, bottom: int) -> Bools:
        x0, y0, x1, _ = self.mask.bbox
        return self.mask.window((x0, y0 + top - MARGIN, x1, y0 + bottom + MARGIN))
