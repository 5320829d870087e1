"""How many pages a stack has that can be opened as images, and how large each is."""

from __future__ import annotations

from annotations.errors import ImageError, StrPath
from annotations.imaging.pages import MOST_PAGES, page_path, place_of
from annotations.imaging.reading import ANIMATED, image_size, opened
from annotations.imaging.tiff.header import Picture
from annotations.imaging.tiff.stack import stack_of
from annotations.message import Message


def count_pages(path: StrPath) -> int:
    """Return how many pages of a file can be opened as images; 1 if it is no stack, or already a page of one.

    ImageError: it is damaged, or shorter than the pages that it says it has, or has more than MOST_PAGES.
    """
    place = place_of(path)
    if place.page is not None:
        return 1
    with opened(path, only_header=True) as image, open(place.file, "rb") as file:
        if isinstance(image, Picture) or image.format == "TIFF":
            stack = stack_of(file, MOST_PAGES)
            return stack.count if stack is not None else 1
        count = int(getattr(image, "n_frames", 1)) if image.format in ANIMATED else 1
        if count > MOST_PAGES:
            raise ImageError(path, Message("it has more than {most:,} pages", most=MOST_PAGES))
        return count


def page_sizes(path: StrPath) -> list[tuple[int, int]]:
    """Return (height, width) of each page of a stack, upright, from the headers. ImageError as in `count_pages`."""
    count = count_pages(path)
    with opened(path, only_header=True) as image:
        alike = not isinstance(image, Picture) and image.format in ANIMATED
    if alike:
        return [image_size(path)] * count
    return [image_size(page_path(path, page)) for page in range(1, count + 1)]
