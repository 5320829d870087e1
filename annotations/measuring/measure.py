"""Measures instances image by image; nothing is kept of an image once its last instance is out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotations.errors import ImageError, Problem
from annotations.imaging.channels import count_channels
from annotations.imaging.pixel_size import PixelSize, read_pixel_size
from annotations.masks import Mask
from annotations.measuring.intensities import STATISTICS, Intensities, intensities_of
from annotations.measuring.plugged import Extra, Measurer, Value
from annotations.measuring.shapes import Shape, shape_of
from annotations.measuring.sources import ImageItems, Item


@dataclass(frozen=True, slots=True)
class Measured:
    """One instance with what was measured: None for what is not known."""

    image: ImageItems
    item: Item
    pixel: PixelSize | None
    shape: Shape | None
    """None for an empty mask."""
    values: Mapping[str, tuple[float, ...]] | None
    """The value of each channel, by the name of the statistic; None if the image file could not be read."""
    extra: Mapping[str, Value] = field(default_factory=dict)
    """The values of plug-ins by the names of their columns; those that could not be measured are missing."""


@dataclass(slots=True)
class Report:
    """What a measurement came to; filled in meanwhile."""

    images: int = 0
    instances: int = 0
    without_pixel_size: int = 0
    """Images of which the size of a pixel is not known."""
    origins: dict[str, int] = field(default_factory=dict)
    """Images by where the size of a pixel is from."""
    problems: list[Problem] = field(default_factory=list)


def measured(
    images: Iterable[ImageItems],
    report: Report,
    *,
    pixel: PixelSize | None = None,
    intensities: bool = True,
    extras: Sequence[Extra] = (),
    check: Callable[[], None] = lambda: None,
) -> Iterator[Measured]:
    """Yield each instance, measured; an image file that cannot be read is a problem of the report.

    `pixel` is the size of all pixels; by default, each file's own. Without `intensities`, only headers of files are
    read. `extras` are measurements of plug-ins; a failure of one is a problem of the report. `check` is called for
    each instance; an exception from it ends the work.
    """
    measurer = Measurer(extras, use_values=intensities)
    for image in images:
        check()
        size = pixel if pixel is not None else read_pixel_size(image.path)
        report.images += 1
        if size is None:
            report.without_pixel_size += 1
        else:
            report.origins[size.origin] = report.origins.get(size.origin, 0) + 1
        items = image.items()
        values = _intensities(image, [item.mask for item in items], report, check) if intensities else None
        extra = measurer.values(image.path, [item.mask for item in items], size, report.problems, check)
        for n, item in enumerate(items):
            check()
            report.instances += 1
            of_item = None if values is None else _of_item(values, n)
            yield Measured(image, item, size, shape_of(item.mask, size), of_item, extra[n])


def most_channels(images: Iterable[ImageItems]) -> int:
    """Return the largest number of channels of the image files, from their headers; 0 if none can be read."""
    most = 0
    for image in images:
        try:
            most = max(most, count_channels(image.path))
        except ImageError:
            continue
    return most


def _intensities(
    image: ImageItems, masks: list[Mask], report: Report, check: Callable[[], None]
) -> Intensities | None:
    try:
        return intensities_of(image.path, masks, image.size, check)
    except ImageError as error:
        report.problems.append(Problem.of(error))
        return None


def _of_item(values: Intensities, n: int) -> dict[str, tuple[float, ...]]:
    return {name: tuple(getattr(values, name)[n].tolist()) for name in STATISTICS}
