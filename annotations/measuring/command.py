"""`rsis-annotations measure`: its options, and a table of measurements as a file."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from annotations.answers import UsageError
from annotations.errors import FormatError, Problem
from annotations.formats.base import ReadResult
from annotations.imaging.pixel_size import PixelSize, parse
from annotations.measuring import plugged, sources
from annotations.measuring.columns import Column, chosen, columns, own_names
from annotations.measuring.measure import Report, measured, most_channels
from annotations.measuring.plugged import Extra
from annotations.measuring.sources import ImageItems
from annotations.measuring.writing import write_table, writer_of
from annotations.message import Message
from annotations.project import SUFFIX, Project

Read = Callable[[], tuple[ReadResult, tuple[Problem, ...]]]
Progress = Callable[[Sequence[ImageItems], str], Iterable[ImageItems]]
TITLE = "measure sizes, shapes and intensities, as a table"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options, without those that all commands have or that reading a data set needs."""
    parser.add_argument("source", metavar="SOURCE", help="a project, or a data set with --format")
    parser.add_argument("--output", required=True, metavar="M.csv", help="the table: .csv or .parquet")
    parser.add_argument(
        "--pixel-size",
        type=_size,
        metavar="UM",
        help="micrometres per pixel, 0.325 or 0.325x0.65 (width x height); "
        "default: the project's, or else each image file's own",
    )
    parser.add_argument(
        "--columns",
        metavar="NAME,…",
        help='only these, such as "image,instance_id,area_um2,mean"; a name without its unit takes all units',
    )
    parser.add_argument("--only", choices=["done"], help="only images that are marked done")
    parser.add_argument(
        "--no-intensities", action="store_true", help="sizes and shapes only; no pixels are read"
    )


def run(options: argparse.Namespace, read: Read, progress: Progress) -> dict[str, Any]:
    """Write the table; return the answer. `read` reads the data set that the options name, if it is no project."""
    writer_of(options.output)
    if options.format:
        if options.only:
            options.parser.error("--only is available for projects only")
        found, ignored = read()
        images = list(sources.of_dataset(found.dataset))
        return _measure(options, images, options.pixel_size, progress, (*found.problems, *ignored))
    if Path(options.source).suffix.lower() != SUFFIX:
        options.parser.error("SOURCE is no project (.rsis): name the format of a data set (--format)")
    if options.images or options.ignore or options.category or options.pictures:
        options.parser.error("--images, --ignore, --category and --pictures are for data sets (--format)")
    with Project.open(options.source, read_only=True) as project:
        if _is_same(options.output, project.path):
            raise FormatError(options.output, Message("it is the project that is to be measured"))
        size = options.pixel_size or sources.typed_size(project)
        images = sources.of_project(project, only_done=options.only == "done")
        return _measure(options, images, size, progress, ())


def _measure(
    options: argparse.Namespace,
    images: Sequence[ImageItems],
    size: PixelSize | None,
    progress: Progress,
    problems: Sequence[Problem],
) -> dict[str, Any]:
    report = Report()
    wanted, extras = _wanted(options, images, report)
    intensities = any(column.is_intensity for column in wanted)
    if any(extra.needs_values for extra in extras):
        intensities = not options.no_intensities
    rows = measured(progress(images, "Measuring"), report, pixel=size, intensities=intensities, extras=extras)
    write_table(options.output, wanted, ([column.of(one) for column in wanted] for one in rows))
    return {
        "output": str(Path(options.output).absolute()),
        "images": report.images,
        "instances": report.instances,
        "columns": [column.name for column in wanted],
        "pixel_size_from": report.origins,
        "images_without_pixel_size": report.without_pixel_size,
        "problems": [
            {"file": p.file, "record": p.record, "reason": p.reason} for p in (*problems, *report.problems)
        ],
    }


def _wanted(
    options: argparse.Namespace, images: Sequence[ImageItems], report: Report
) -> tuple[tuple[Column, ...], tuple[Extra, ...]]:
    """Return the columns that the options ask for, and the plug-ins that measure some of them.

    The channels of all images are counted, and the plug-ins loaded, only if some columns are theirs.
    """
    names, every = _names(options.columns or ""), columns(0)
    extras: tuple[Extra, ...] = ()
    if not (names and _are_all_in(every, names)):
        extras = plugged.load(own_names(), report.problems)
        of_plugins = [column for extra in extras for column in extra.columns]
        every = columns(0, of_plugins)
        if not options.no_intensities and not (names and _are_all_in(every, names)):
            every = columns(most_channels(images), of_plugins)
    try:
        wanted = chosen(every, names) if names else every
    except ValueError as error:
        raise UsageError(options.parser, str(error)) from None
    chosen_names = {column.name for column in wanted}
    used = tuple(e for e in extras if any(column.name in chosen_names for column in e.columns))
    return wanted, used


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _are_all_in(every: Sequence[Column], names: Sequence[str]) -> bool:
    try:
        chosen(every, names)
    except ValueError:
        return False
    return True


def _is_same(output: str, project: Path) -> bool:
    place = Path(output)
    return place.exists() and place.samefile(project)


def _size(text: str) -> PixelSize:
    try:
        return parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
