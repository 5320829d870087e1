"""Turns the statistics of a project into charts (bars with labels) and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from annotations.csv_cells import plain
from annotations.message import Message, count_images, count_instances, duration
from annotations.project.statistics import DECIDED, Statistics

MOST_ROWS = 12
MOST_DAYS = 60
SECONDS = (1, 2, 5, 10, 20, 40, 60)
"""The bin edges of the seconds per instance."""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its value, and its tooltip."""

    label: str
    value: float
    said: str


@dataclass(frozen=True)
class Chart:
    """`lying` bars are horizontal, with labels at the left; others have them below."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""
    lying: bool = False


def charts(found: Statistics) -> tuple[Chart, ...]:
    """Categories, sizes, progress, time per instance."""
    return (_categories(found), _sizes(found.areas), _progress(found), _times(found.all_seconds))


def _categories(found: Statistics) -> Chart:
    most = sorted(found.categories, key=lambda c: -c.instances)[:MOST_ROWS]
    bars = tuple(
        Bar(
            c.name,
            c.instances,
            Message(
                "{name}: {instances} in {images}",
                name=c.name,
                instances=count_instances(c.instances),
                images=count_images(c.images),
            ),
        )
        for c in most
    )
    left = len(found.categories) - len(most)
    note: str = ""
    if left:
        note = Message("and 1 more category" if left == 1 else "and {count} more categories", count=left)
    return Chart(Message("Instances per category"), bars, note, lying=True)


def _sizes(areas: NDArray[np.int64]) -> Chart:
    """One bar for each factor of 2."""
    areas = areas[areas > 0]
    bars = []
    if areas.size:
        low, high = int(np.log2(areas[0])), int(np.log2(areas[-1])) + 1
        counts, _ = np.histogram(np.log2(areas), bins=np.arange(low, high + 1))
        for power, count in zip(range(low, high), counts, strict=True):
            said = Message(
                "{least:,} to {most:,} pixels: {instances}",
                least=2**power, most=2 ** (power + 1) - 1, instances=count_instances(int(count)),
            )  # fmt: skip
            bars.append(Bar(_short(2**power), int(count), said))
    note = Message("median {area:,} pixels", area=int(np.median(areas))) if areas.size else ""
    return Chart(Message("Instance size in pixels"), tuple(bars), note)


def _progress(found: Statistics) -> Chart:
    """The most recent days, including idle days in between."""
    days = {day.date: day for day in found.days}
    bars = []
    if days:
        last = date.fromisoformat(max(days))
        count = min((last - date.fromisoformat(min(days))).days + 1, MOST_DAYS)
        for ago in reversed(range(count)):
            name = (last - timedelta(days=ago)).isoformat()
            day = days.get(name)
            said = Message("{day}: nothing", day=name)
            if day is not None:
                said = Message(
                    "{day}: {instances}, {images} done, {time} of annotation",
                    day=name, instances=count_instances(day.instances), images=count_images(day.images),
                    time=duration(day.seconds),
                )  # fmt: skip
            bars.append(Bar(name[5:], day.instances if day is not None else 0, said))
    done, count = found.images_by_status["done"], found.images
    note = Message("{done:,} of {count:,} images done", done=done, count=count)
    return Chart(Message("Instances per day"), tuple(bars), note)


def _times(seconds: NDArray[np.float64]) -> Chart:
    bars = []
    if seconds.size:
        edges = [0.0, *SECONDS, np.inf]
        counts, _ = np.histogram(seconds, bins=edges)
        for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True):
            label = f"> {low:g}" if high == np.inf else f"≤ {high:g}"
            said = Message("{label} s: {instances}", label=label, instances=count_instances(int(count)))
            bars.append(Bar(label, int(count), said))
    note = Message("median {seconds:.1f} s", seconds=float(np.median(seconds))) if seconds.size else ""
    return Chart(Message("Seconds per instance"), tuple(bars), note)


def as_csv(found: Statistics) -> str:
    """All figures as a table of three columns: quantity, item, value."""
    rows: list[tuple[str, str, object]] = [("what", "of", "value")]
    rows += [("images", status, count) for status, count in found.images_by_status.items()]
    rows += [("images without instances", "", found.images_without_instances)]
    rows += [("instances of category", c.name, c.instances) for c in found.categories]
    rows += [("images with category", c.name, c.images) for c in found.categories]
    rows += [("instances by source", source, count) for source, count in found.instances_by_source.items()]
    rows += [("steps", outcome, count) for outcome, count in found.steps_by_outcome.items()]
    rows += [("size in pixels, from", bar.label, bar.value) for bar in _sizes(found.areas).bars]
    for name, value in (
        ("images done", "images"),
        ("instances made", "instances"),
        ("seconds worked", "seconds"),
    ):
        rows += [(name, day.date, round(getattr(day, value), 3)) for day in found.days]
    for outcome in DECIDED:
        values = found.seconds[outcome]
        rows.append(
            (
                "median seconds per instance",
                outcome,
                round(float(np.median(values)), 3) if values.size else "",
            )
        )
    return _written(rows)


def _written(rows: Sequence[tuple[str, str, object]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows((what, plain(of), value) for what, of, value in rows)
    return text.getvalue()


def _short(number: int) -> str:
    for unit, size in (("M", 2**20), ("k", 2**10)):
        if number >= size:
            return f"{number // size}{unit}"
    return str(number)
