"""What reads images of a kind that the program does not read itself: the protocol of such plug-ins."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray


class ImageReader(Protocol):
    """Reads the image files of one suffix. Its entry point, in `rsis_annotator.image_readers`, is named by the suffix.

    Raises ImageError, OSError or ValueError, with a sentence for the user, for a file that is damaged or of another
    kind.
    """

    def shape(self, path: Path, /) -> tuple[int, int, int]:
        """Return (height, width, channels) of the upright image; called often, so it should read the header alone."""

    def read(self, path: Path, /) -> NDArray[Any]:
        """Return the upright image, (H, W) or (H, W, C), integers or floating-point numbers in the file's own depth.

        Three channels of uint8 are red, green and blue; otherwise one channel is shown in grey, two in red and
        green, and of more the first three in red, green and blue.
        """
