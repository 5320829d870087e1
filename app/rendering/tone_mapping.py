"""How an image of any depth and number of channels is displayed: which channels, and their black and white points.

Arithmetic on arrays, no window. For display only: the model sees what `read_image` gives.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Window = tuple[float, float]
"""The file's values that are displayed black and white."""
AUTOMATIC_PERCENTILES = (0.1, 99.9)
BINS = 256
ROWS_AT_ONCE = 256
SAMPLE = 1500  # rows and columns sampled for percentiles and the histogram
MOST_CHANNELS_KEPT = 4096


@dataclass(frozen=True)
class Display:
    """`shown`: one channel, in grey, or three as red, green, blue, where -1 is none. Channels count from 0.

    `windows` are the chosen ones by channel; the others are automatic, per image.
    """

    shown: tuple[int, ...]
    windows: Mapping[int, Window] = field(default_factory=dict)

    def with_window(self, channels: tuple[int, ...], window: Window | None) -> Display:
        """The same with another window for these channels; None: automatic."""
        windows = {channel: each for channel, each in self.windows.items() if channel not in channels}
        if window is not None:
            windows.update(dict.fromkeys(channels, window))
        return replace(self, windows=windows)


@dataclass(frozen=True)
class ChannelFacts:
    """Facts on one channel of an image: its least and greatest value, automatic window and histogram."""

    least: float
    greatest: float
    automatic: Window
    histogram: NDArray[np.int64]


@dataclass(frozen=True)
class ImageFacts:
    """`kind` groups images that are displayed alike: "uint16 x 3" has three channels of 16 bits."""

    kind: str
    whole: bool
    """Whether the values are whole numbers."""
    channels: tuple[ChannelFacts, ...]


def kind_of(channels: NDArray[Any]) -> str:
    """The kind of an image (H, W, C)."""
    return f"{channels.dtype.name} x {channels.shape[2]}"


def first_display(count: int) -> Display:
    """The default display of an image with this many channels: as in `read_image`."""
    return Display((0,) if count == 1 else (0, 1, 2 if count > 2 else -1))


def facts_of(channels: NDArray[Any]) -> ImageFacts:
    """The facts on an image (H, W, C), from a sample of rows and columns if it is large."""
    rows, columns = (max(1, size // SAMPLE) for size in channels.shape[:2])
    sample = channels[::rows, ::columns]
    found = []
    for channel in range(channels.shape[2]):
        values = sample[..., channel].astype(np.float64).ravel()
        values = values[np.isfinite(values)]
        if not values.size:
            values = np.zeros(1)
        least, greatest = float(values.min()), float(values.max())
        edges = (least, greatest if greatest > least else least + 1.0)
        histogram, _ = np.histogram(values, BINS, edges)
        found.append(ChannelFacts(least, greatest, _automatic(values, channels.dtype), histogram))
    return ImageFacts(kind_of(channels), channels.dtype.kind in "iub", tuple(found))


def render(channels: NDArray[Any], display: Display) -> NDArray[np.uint8]:
    """Converts (H, W, C) of any type to (H, W, 3) uint8 RGB; missing channels and NaN are black."""
    height, width, count = channels.shape
    out = np.zeros((height, width, 3), np.uint8)
    places = display.shown if len(display.shown) == 3 else display.shown * 3
    done: dict[int, int] = {}
    for place, channel in enumerate(places):
        if not 0 <= channel < count:
            continue
        if channel in done:
            out[..., place] = out[..., done[channel]]
            continue
        done[channel] = place
        values = channels[..., channel]
        window = display.windows.get(channel)
        _stretch(values, window if window is not None else automatic_window(values), out[..., place])
    return out


def automatic_window(values: NDArray[Any]) -> Window:
    """From the darkest to the brightest thousandth of one channel (H, W); for 8 bits the full range."""
    rows, columns = (max(1, size // SAMPLE) for size in values.shape)
    sample = values[::rows, ::columns].astype(np.float64).ravel()
    sample = sample[np.isfinite(sample)]
    return _automatic(sample if sample.size else np.zeros(1), values.dtype)


def to_json(displays: Mapping[str, Display]) -> str:
    """Displays by kind of image, in the form stored in a project."""
    return json.dumps(
        {
            kind: {"shown": list(each.shown), "windows": {str(c): list(w) for c, w in each.windows.items()}}
            for kind, each in displays.items()
        }
    )


def from_json(text: str | None) -> dict[str, Display]:
    """Parses the output of `to_json`; skips invalid parts."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    displays = {}
    for kind, each in found.items() if isinstance(found, dict) else ():
        try:
            shown = tuple(int(channel) for channel in each["shown"])
            windows = {int(c): (float(low), float(high)) for c, (low, high) in each["windows"].items()}
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            continue
        fine = all(math.isfinite(value) for window in windows.values() for value in window)
        if len(shown) in (1, 3) and fine and all(-1 <= c < MOST_CHANNELS_KEPT for c in (*shown, *windows)):
            displays[kind] = Display(shown, windows)
    return displays


def _automatic(sample: NDArray[np.float64], kind: np.dtype[Any]) -> Window:
    if kind == np.uint8:
        return 0.0, 255.0
    low, high = (float(value) for value in np.percentile(sample, AUTOMATIC_PERCENTILES))
    return (low, high) if high > low else (float(sample.min()), float(sample.max()))


def _stretch(values: NDArray[Any], window: Window, out: NDArray[np.uint8]) -> None:
    """Writes values (H, W) into `out`: the window's low end and below as 0, its high end and above as 255."""
    if values.dtype in (np.uint8, np.uint16):
        table = _stretched(np.arange(np.iinfo(values.dtype).max + 1), window)
        for row in range(0, len(values), ROWS_AT_ONCE):
            out[row : row + ROWS_AT_ONCE] = table[values[row : row + ROWS_AT_ONCE]]
        return
    for row in range(0, len(values), ROWS_AT_ONCE):
        out[row : row + ROWS_AT_ONCE] = _stretched(values[row : row + ROWS_AT_ONCE], window)


def _stretched(values: NDArray[Any], window: Window) -> NDArray[np.uint8]:
    low, high = window
    exact = values.astype(np.float64)
    if high <= low:
        return np.where(exact > low, 255, 0).astype(np.uint8)
    with np.errstate(over="ignore", invalid="ignore"):
        shown = np.nan_to_num((exact - low) * 255.0 / (high - low), nan=0.0, posinf=255.0, neginf=0.0)
        return np.clip(shown + 0.5, 0, 255).astype(np.uint8)
