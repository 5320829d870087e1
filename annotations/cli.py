"""The command `rsis-annotations`: import, export, convert, measure, count, split, merge and repair without a window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from annotations import argument_types, exporting, importing, unfinished
from annotations.answers import FOLDER_IS_GONE, Parser, UsageError, as_json, exit_with_usage, is_folder_gone
from annotations.dealing import command as dealing
from annotations.errors import AnnotationError, FormatError, Problem
from annotations.formats import table
from annotations.formats.base import Dataset, ReadResult
from annotations.formats.labelme_pictures import take_out
from annotations.formats.table import FORMATS
from annotations.imaging.reading import read_image
from annotations.imaging.remarks import remark
from annotations.measuring import command as measuring
from annotations.merging.merge import merge
from annotations.pipes import print_out, until_nobody_reads
from annotations.predictions import command as predictions
from annotations.problems import counted, summed_up
from annotations.project import Project, statistics
from annotations.project.repair import repair
from annotations.review import doubts

WRITER_OPTIONS = {
    option: f"{row.name}: {words[0].lower()}{words[1:]}"
    for row in FORMATS.values()
    for option, words in row.options.items()
}
FORMATS_OF_JSON = (
    *("coco", "cityscapes", "labelme"),
    *("geojson", "coco-panoptic", "datumaro", "label-studio", "via"),
)
"""Formats whose annotations are JSON files."""
Thing = TypeVar("Thing")
Answer = dict[str, Any]
Command = Callable[[argparse.Namespace], Answer]


@until_nobody_reads
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Return 0 for success, 1 for a failure with one line on stderr; exit with 2 for wrong usage."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        options = _parser().parse_args(given)
        return _run(options)
    except UsageError as error:
        exit_with_usage(error, given)


def _run(options: argparse.Namespace) -> int:
    if is_folder_gone():
        return _fail(options, FOLDER_IS_GONE)
    unfinished.remove_what_is_left()
    run: Command = options.run
    try:
        answer = run(options)
    except (BrokenPipeError, UsageError):
        raise
    except KeyboardInterrupt:
        return _fail(options, "interrupted; no partial files were left behind")
    except Exception as error:
        if options.debug:
            raise
        known = isinstance(error, AnnotationError | OSError | MemoryError)
        return _fail(
            options, str(error) if known else f"{type(error).__name__}: {error} (run again with --debug)"
        )
    failure, text = answer.pop("failure", None), answer.pop("text", None)
    if options.json:
        print_out(as_json(answer))
    else:
        _show(answer, text)
    return _fail(options, failure, quiet=options.json) if failure else 0


def _fail(options: argparse.Namespace, reason: str, *, quiet: bool = False) -> int:
    if options.json and not quiet:
        print_out(as_json({"error": reason}))
    print(f"rsis-annotations: {reason}", file=sys.stderr)
    return 1


# ---- the commands: each takes the parsed options and returns what --json prints


def _formats(_options: argparse.Namespace) -> Answer:
    rows = [
        {
            "name": row.name,
            "title": row.title,
            "reads": row.reader is not None,
            "writes": row.writer is not None,
        }
        for row in table.offered()
    ]
    return {"formats": rows}


def _import(options: argparse.Namespace) -> Answer:
    read, ignored = _read(options, options.format)
    path = Path(options.project)
    is_new = not path.exists()
    project = Project.create(path) if is_new else Project.open(path)
    try:
        with project:
            report = importing.import_into(project, read, "done" if options.done else "started")
    except BaseException:
        if is_new:
            path.unlink(missing_ok=True)
        raise
    return {
        "project": str(path.absolute()),
        "images": report.images,
        "instances": report.instances,
        "already_there": report.already_there,
        "categories": report.categories,
        "problems": _listed((*report.problems, *ignored)),
    }


def _export(options: argparse.Namespace) -> Answer:
    with Project.open(options.source, read_only=True) as project:
        dataset = exporting.dataset_of(project, only_done=options.only == "done")
    return _written(options, dataset, options.format, ())


def _convert(options: argparse.Namespace) -> Answer:
    place = exporting.place_of(options.output, options.format)
    if _is_source(place, Path(options.source), options.source_format):
        raise FormatError(place, "it is what is to be converted; choose another output")
    read, ignored = _read(options, options.source_format)
    return _written(options, read.dataset, options.format, (*read.problems, *ignored))


def _validate(options: argparse.Namespace) -> Answer:
    read, ignored = _read(options, options.format, strict=True)
    problems, notes = list(read.problems), list(ignored)
    for image in _progress(read.images, "Reading the images"):
        try:
            read_image(image.path)
            if said := remark(image.path):
                notes.append(Problem(str(image.path), "", said, kept=True))
        except AnnotationError as error:
            problems.append(Problem.of(error))
    if not read.images and not problems:
        problems.append(Problem(options.source, "", "there is no image in it"))
    categories = [importing.short_category(name) for name in read.categories]
    notes += [problem for _, problem in categories if problem is not None]
    answer: Answer = {
        "valid": not problems,
        "images": len(read.images),
        "not_annotated": sum(not image.annotated for image in read.images),
        "instances": sum(len(image.instances) for image in read.images),
        "categories": [name for name, _ in categories],
        "problems": _listed(problems),
        "notes": _listed(notes),
    }
    if problems:
        answer["failure"] = f"{options.source}: {counted(problems)}; the first: {problems[0]}"
    return answer


def _stats(options: argparse.Namespace) -> Answer:
    with Project.open(options.source, read_only=True) as project:
        return statistics.of(project).answer()


def _doubts(options: argparse.Namespace) -> Answer:
    with Project.open(options.source, read_only=True) as project:
        return doubts.answer(project, options.most)


def _measure(options: argparse.Namespace) -> Answer:
    return measuring.run(options, lambda: _read(options, options.format), _progress)


def _import_predictions(options: argparse.Namespace) -> Answer:
    return predictions.run(options, _progress)


def _merge(options: argparse.Namespace) -> Answer:
    report = merge(options.sources, options.output, keep=options.conflicts, same_iou=options.same_iou)
    return {"text": report.lines(), **report.answer()}


def _plugins(options: argparse.Namespace) -> Answer:
    from annotations.plugins import listing, trying

    found = listing.listed()
    if options.image is not None:
        found = trying.tried(found, Path(options.image))
    rows = [
        {
            "kind": one.plugin.kind,
            "name": one.plugin.name,
            "package": one.plugin.package,
            "version": one.plugin.version,
            "ready": one.is_ready,
            "offers": one.title,
            "reason": one.reason,
        }
        for one in found
    ]
    return {"text": list(listing.lines(found)) or ["no plug-ins are installed"], "plugins": rows}


def _repair(options: argparse.Namespace) -> Answer:
    report = repair(options.source)
    return {
        "text": [f"{report.path}: {report.sentence}"],
        "project": str(report.path),
        "damaged": str(report.damaged),
        "backup": str(report.backup.path) if report.backup is not None else None,
        "images": report.images,
        "instances": report.instances,
        "lost": list(report.lost),
    }


# ---- shared by the commands


def _read(
    options: argparse.Namespace, format_name: str, *, strict: bool = False
) -> tuple[ReadResult, tuple[Problem, ...]]:
    """Return what was read, and a note on each category that is ignored by choice."""
    problems: list[Problem] = []
    if options.pictures:
        if format_name != "labelme":
            options.parser.error(f"--pictures is not available for {format_name}")
        _, problems = take_out(options.source)
    row = table.find(format_name)
    reader = row.checker if strict and row.checker is not None else row.reader
    if reader is None:
        raise FormatError(options.source, f"{format_name} can be written but not read")
    read = reader(Path(options.source), Path(options.images) if options.images else None)
    read = replace(read, problems=(*read.problems, *problems))
    ignored: tuple[Problem, ...] = ()
    if options.ignore:
        read, ignored = importing.without(read, options.ignore)
    category = getattr(options, "category", None)
    if not strict and not read.images and read.problems:
        raise FormatError(
            options.source, f"nothing in it could be read; the first problem: {read.problems[0]}"
        )
    return importing.named(read, category) if category else read, ignored


def _written(
    options: argparse.Namespace, dataset: Dataset, format_name: str, problems: Sequence[Problem]
) -> Answer:
    wanted = [name for name in WRITER_OPTIONS if getattr(options, name)]
    for name in wanted:
        if name not in table.find(format_name).options:
            options.parser.error(f"--{name} is not available for {format_name}")
    report = exporting.export(
        dataset,
        format_name,
        options.output,
        shares=getattr(options, "split", None),
        by_scene=getattr(options, "by_scene", False),
        options=wanted,
    )
    return {
        "files": [str(path) for path in report.files],
        "images": report.images,
        "instances": report.instances,
        "problems": _listed((*problems, *report.problems)),
    }


def _is_source(place: Path, source: Path, source_format: str) -> bool:
    """Whether a JSON file that would be written is one of those to read."""
    if not place.is_file() or not source.exists():
        return False
    if source.is_dir():
        return source_format in FORMATS_OF_JSON and source.resolve() in place.resolve().parents
    return place.samefile(source)


def _listed(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [{"file": p.file, "record": p.record, "reason": p.reason} for p in problems]


def _progress(things: Sequence[Thing], title: str) -> Iterable[Thing]:
    """Yield the items, with a progress bar on stderr if it is a terminal."""
    if len(things) < 20 or not sys.stderr.isatty():
        return things
    from rich.console import Console
    from rich.progress import track

    return track(things, title, console=Console(stderr=True), transient=True)


def _show(answer: Answer, text: Sequence[str] | None = None) -> None:
    """Print a result for people on stderr: `text`, or else the values."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(stderr=True, soft_wrap=True)
    problems = [*answer.pop("problems", []), *answer.pop("notes", [])]
    if "formats" in answer:
        table = Table("format", "what it is", "reads", "writes")
        for row in answer["formats"]:
            table.add_row(
                row["name"], row["title"], *("yes" if row[way] else "" for way in ("reads", "writes"))
            )
        console.print(table)
        return
    for line in text or ():
        console.print(Text(line))
    for name, value in answer.items() if text is None else ():
        if isinstance(value, dict):
            value = ", ".join(f"{key} {count}" for key, count in value.items() if count is not None)
        elif isinstance(value, list):
            value = ", ".join(map(str, value))
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        console.print(Text(f"{name.replace('_', ' ')}: {value}"))
    for example, line in summed_up([Problem(**problem) for problem in problems]):
        console.print(Text(f"  {line}{'' if example else ' (--json lists all)'}"), style="yellow")


def _shares(text: str) -> dict[str, float]:
    """Parse "train=0.8,val=0.2" into a dict of shares, which are positive and add up to 1."""
    shares: dict[str, float] = {}
    for part in text.split(","):
        name, separator, number = part.partition("=")
        try:
            share = float(number)
        except ValueError:
            share = -1.0
        if not separator or not name.replace("-", "").replace("_", "").isalnum() or not 0 < share <= 1:
            raise argparse.ArgumentTypeError(f"{part!r} is not of the form train=0.8")
        if name in shares:
            raise argparse.ArgumentTypeError(f"{name!r} is named twice")
        shares[name] = share
    if abs(sum(shares.values()) - 1) > 1e-6:
        raise argparse.ArgumentTypeError(f"the shares add up to {sum(shares.values()):g}, not to 1")
    return shares


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0 and up to 1")
    return share


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="rsis-annotations", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, title: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=title, description=title)
        sub.add_argument("--json", action="store_true", help="print one JSON object on stdout")
        sub.add_argument("--debug", action="store_true", help="show the traceback of an error")
        sub.set_defaults(run=run, parser=sub)
        return sub

    of_plugins = [plugin.name for plugin in table.plugins().usable]
    readable = [name for name, row in FORMATS.items() if row.reader] + of_plugins
    writable = [name for name, row in FORMATS.items() if row.writer] + of_plugins
    command("formats", _formats, "list the file formats")

    sub = command("import", _import, "add annotations to a project; create the project if it is missing")
    sub.add_argument("source", metavar="SOURCE")
    sub.add_argument("--format", required=True, choices=readable)
    sub.add_argument("--project", required=True, metavar="P.rsis")
    sub.add_argument("--done", action="store_true", help="mark images that receive annotations as done")

    predictions.add_options(command("import-predictions", _import_predictions, predictions.TITLE))

    sub = command("export", _export, "write the annotations of a project in another format")
    sub.add_argument("source", metavar="P.rsis")
    sub.add_argument("--format", required=True, choices=writable)
    sub.add_argument("--split", type=_shares, metavar="train=0.8,val=0.2")
    sub.add_argument(
        "--by-scene",
        action="store_true",
        help="keep images of one scene, by their names, on one side of the split",
    )
    sub.add_argument("--only", choices=["done"], help="export only images that are marked done")

    sub = command("convert", _convert, "convert annotations from one format to another")
    sub.add_argument("source", metavar="SOURCE")
    sub.add_argument("--from", required=True, choices=readable, dest="source_format")
    sub.add_argument("--to", required=True, choices=writable, dest="format")

    sub = command("validate", _validate, "read annotations and their images, and report every problem")
    sub.add_argument("source", metavar="SOURCE")
    sub.add_argument("--format", required=True, choices=readable)

    sub = command("stats", _stats, "count the content of a project")
    sub.add_argument("source", metavar="P.rsis")

    sub = command("doubts", _doubts, "list the instances that are likely wrong, the likeliest first")
    sub.add_argument("source", metavar="P.rsis")
    sub.add_argument("--most", type=argument_types.count, metavar="N", help="list at most this many")

    sub = command("measure", _measure, measuring.TITLE)
    measuring.add_options(sub)
    sub.add_argument("--format", choices=readable, help="the format of a data set; none for a project")

    dealing.add_options(command("split", dealing.run, dealing.TITLE))

    sub = command("merge", _merge, "merge several annotators' projects and measure their agreement")
    sub.add_argument("sources", metavar="P.rsis", nargs="+")
    sub.add_argument("--output", required=True, metavar="P.rsis")
    sub.add_argument(
        "--conflicts",
        choices=["both", "first"],
        default="both",
        help="where versions differ, keep both (marked) or only the first project's",
    )
    sub.add_argument(
        "--same-iou",
        type=_share,
        default=1.0,
        metavar="IOU",
        help="minimum IoU at which masks of one category count as equal (default: 1)",
    )

    sub = command("plugins", _plugins, "list the installed plug-ins, and say which are left out and why")
    sub.add_argument(
        "--try", metavar="IMAGE", dest="image", help="use each one with an image and a disc in its middle"
    )

    sub = command("repair", _repair, "repair a damaged project; the damaged file is kept")
    sub.add_argument("source", metavar="P.rsis")

    for name in ("import", "convert", "validate", "measure"):
        commands.choices[name].add_argument("--images", metavar="DIR", help="folder with the images")
        commands.choices[name].add_argument(
            "--ignore", metavar="NAME", action="append", help="leave out a category; may be repeated"
        )
        commands.choices[name].add_argument(
            "--pictures",
            action="store_true",
            help="labelme: first write the images that the files hold beside them",
        )
    for name in ("import", "convert", "measure"):
        commands.choices[name].add_argument(
            "--category", metavar="NAME", help="category for instances without one"
        )
    for name in ("export", "convert"):
        commands.choices[name].add_argument("--output", required=True, metavar="O")
        for option, words in WRITER_OPTIONS.items():
            commands.choices[name].add_argument(f"--{option}", action="store_true", help=words)
    return parser


if __name__ == "__main__":
    sys.exit(main())
