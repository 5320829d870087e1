"""The size and shape of a mask, in pixels and in micrometres; the definitions are those of scikit-image."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, degrees, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from annotations.imaging.pixel_size import PixelSize
from annotations.masks import Mask
from annotations.measuring.hull import Hull, hull_of
from annotations.measuring.perimeter import border_codes, length
from annotations.measuring.strips import Strips


@dataclass(frozen=True, slots=True)
class Lengths:
    """The values of a shape that depend on the size of pixels, in its unit.

    `axis_major` and `axis_minor` are those of the ellipse with the same second moments, `feret` is the largest
    diameter of the convex hull. `orientation` is the angle from the y axis to the major axis, counter-clockwise in
    degrees, -90 to 90. `circularity` is 4 π area / perimeter²; None for a perimeter of 0, that of a single pixel.
    """

    area: float
    perimeter: float
    axis_major: float
    axis_minor: float
    orientation: float
    eccentricity: float
    circularity: float | None
    feret: float


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a mask that is not empty: in pixels, and in micrometres if the size of a pixel is known."""

    area: int
    centroid: tuple[float, float]
    """x, y of the mean of the pixels' centres, in pixels; the centre of the image's first pixel is at 0, 0."""
    solidity: float
    """The area as a share of the convex hull's."""
    pixels: Lengths
    micrometres: Lengths | None

    @property
    def real(self) -> Lengths:
        """The lengths whose ratios are the object's true ones: in micrometres, if known."""
        return self.micrometres if self.micrometres is not None else self.pixels


@dataclass(frozen=True, slots=True)
class _Traits:
    """What all lengths of a mask are made from, whatever the size of its pixels."""

    area: int
    tensor: NDArray[np.float64]
    """The covariance of y, x over the mask, (2, 2)."""
    border: NDArray[np.int64]
    hull: Hull


def shape_of(mask: Mask, pixel: PixelSize | None) -> Shape | None:
    """Measure a mask, of any number of parts and with holes; None for an empty one."""
    if mask.is_empty:
        return None
    strips = Strips(mask)
    area, centroid, tensor = _moments(strips)
    traits = _Traits(area, tensor, border_codes(strips), hull_of(strips))
    pixels = _lengths(traits, (1.0, 1.0))
    if pixel is None:
        micrometres = None
    elif pixel.is_square:
        micrometres = _scaled(pixels, pixel.width)
    else:
        micrometres = _lengths(traits, (pixel.height, pixel.width))
    return Shape(area, centroid, area / traits.hull.area, pixels, micrometres)


def _moments(strips: Strips) -> tuple[int, tuple[float, float], NDArray[np.float64]]:
    """Return the area, the centroid x, y in the image, and the covariance of y, x."""
    from skimage.measure import moments_central

    of_columns = np.zeros(strips.mask.shape[1], np.int64)
    down = 0
    for top, strip in strips:
        of_columns += strip.sum(axis=0)
        down += int(strip.sum(axis=1) @ np.arange(top, top + len(strip)))
    area = int(of_columns.sum())
    x, y = int(of_columns @ np.arange(len(of_columns))) / area, down / area
    moments = np.zeros((3, 3))
    for top, strip in strips:
        moments += moments_central(strip.view(np.uint8), (y - top, x), order=2)
    (_, _, xx), (_, xy, _), (yy, _, _) = moments / area
    top, left = strips.mask.origin
    return area, (left + x, top + y), np.array([[yy, xy], [xy, xx]])


def _lengths(traits: _Traits, spacing: tuple[float, float]) -> Lengths:
    """Return the lengths where pixels have this height and width."""
    from skimage.measure import inertia_tensor_eigvals

    tensor = traits.tensor * np.outer(spacing, spacing)
    major, minor = inertia_tensor_eigvals(
        None, T=tensor
    )  # those of the covariance and of inertia are the same
    area = traits.area * spacing[0] * spacing[1]
    perimeter = length(traits.border, spacing)
    return Lengths(
        area=area,
        perimeter=perimeter,
        axis_major=4 * sqrt(major),
        axis_minor=4 * sqrt(minor),
        orientation=degrees(_orientation(tensor)),
        eccentricity=sqrt(1 - minor / major) if major > 0 else 0.0,
        circularity=4 * pi * area / perimeter**2 if perimeter > 0 else None,
        feret=traits.hull.diameter(spacing),
    )


def _scaled(pixels: Lengths, side: float) -> Lengths:
    """Return the lengths where pixels are squares of this side."""
    return replace(
        pixels,
        area=pixels.area * side**2,
        perimeter=pixels.perimeter * side,
        axis_major=pixels.axis_major * side,
        axis_minor=pixels.axis_minor * side,
        feret=pixels.feret * side,
    )


def _orientation(covariance: NDArray[np.float64]) -> float:
    """Return the angle of the major axis as `skimage.measure.regionprops` has it, in radians."""
    (yy, xy), (_, xx) = covariance
    if xx == yy:
        return pi / 4 if xy > 0 else -pi / 4
    return 0.5 * atan2(2 * xy, yy - xx)
