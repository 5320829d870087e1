"""The command that makes a project of a slice of a prediction: its options and its answer."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from annotations import argument_types
from annotations.errors import FormatError, Problem
from annotations.predictions.adding import AddedPredictions, add_predictions
from annotations.predictions.choosing import Slice, by_chance, candidates, choose, doubt, read_again
from annotations.predictions.parts import Parts
from annotations.predictions.pictures import Pictures, are_files, pictures
from annotations.predictions.records import Wanted
from annotations.project import Project, waiting

TITLE = (
    "add a slice of a large prediction to a project: images, and what the model found in them as proposals"
)
Progress = Callable[[Sequence[int], str], Iterable[int]]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("source", metavar="PARTS", help="folder that rsis-trainer predict --shards wrote")
    parser.add_argument("--project", required=True, metavar="P.rsis", help="created if it is missing")
    parser.add_argument(
        "--images",
        required=True,
        nargs="+",
        metavar="SOURCE",
        help="where the images are, as for predict: a folder, tars (paths or patterns), or URLs of such",
    )
    parser.add_argument(
        "--copy-images",
        metavar="DIR",
        help="copy the chosen images into a folder; needed if they are in tars or an object store",
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--doubtful",
        type=argument_types.count,
        metavar="N",
        help="the N images of which the model is least sure",
    )
    which.add_argument("--sample", type=argument_types.count, metavar="N", help="N images drawn by chance")
    parser.add_argument(
        "--offset",
        type=argument_types.number,
        default=0,
        metavar="K",
        help="leave out the first K of these (default: 0)",
    )
    parser.add_argument(
        "--seed", type=int, metavar="S", help="another number draws other images (default: 0)"
    )
    parser.add_argument(
        "--category", metavar="NAME", action="append", help="only objects of this category; may be repeated"
    )
    parser.add_argument(
        "--at-least",
        type=argument_types.share,
        default=0.0,
        metavar="SCORE",
        help="only objects of this object score or more",
    )
    parser.add_argument(
        "--at-most",
        type=argument_types.share,
        default=1.0,
        metavar="SCORE",
        help="only objects of this object score or less",
    )


def run(options: argparse.Namespace, progress: Progress) -> dict[str, Any]:
    """Add a slice to a project and return what --json prints. progress: shows how far a list is, with a title."""
    _check(options)
    copies = Path(options.copy_images) if options.copy_images else None
    place = pictures(options.images, copies)
    parts = Parts(options.source)
    wanted = Wanted(frozenset(options.category or ()), options.at_least, options.at_most)
    found = _chosen(parts, wanted, options, progress)
    added = _added(options, parts, found, wanted, place, progress)
    problems = (*parts.problems, *_unknown(wanted, parts), *added.problems)
    return {
        "project": str(Path(options.project).absolute()),
        "to_choose_from": found.images,
        "images": added.images,
        "proposals": added.proposals,
        "already_there": added.already_there,
        "categories": added.categories,
        **(_range(found) if options.doubtful else {}),
        "problems": [{"file": p.file, "record": p.record, "reason": p.reason} for p in problems],
    }


def _check(options: argparse.Namespace) -> None:
    if options.seed is not None and options.sample is None:
        options.parser.error("--seed is for --sample")
    if options.at_least > options.at_most:
        options.parser.error("--at-least is more than --at-most")
    if not are_files(options.images) and not options.copy_images:
        options.parser.error(
            "a project needs its images as files in a folder: name one with --copy-images, to copy them there"
        )


def _chosen(parts: Parts, wanted: Wanted, options: argparse.Namespace, progress: Progress) -> Slice:
    """Choose the images. FormatError: no part can be read, or there is no such image."""
    by_doubt = options.doubtful is not None
    rank = doubt if by_doubt else by_chance(options.seed or 0)
    count = options.doubtful if by_doubt else options.sample
    images = candidates(
        parts,
        wanted,
        also_empty=not by_doubt,
        progress=lambda numbers: progress(numbers, "Reading the predictions"),
    )
    found = choose(images, rank, count, options.offset)
    if parts.are_all_unread:
        raise FormatError(
            options.source, f"none of its parts can be read; the first problem: {_first(parts)}"
        )
    if not found.chosen:
        reason = "no image in it has such objects"
        if found.images:
            reason = f"only {found.images} images in it have such objects, which --offset leaves out"
        raise FormatError(options.source, reason)
    return found


def _first(parts: Parts) -> Problem:
    return next(problem for problem in parts.problems if problem.file != str(parts.folder))


def _added(
    options: argparse.Namespace,
    parts: Parts,
    found: Slice,
    wanted: Wanted,
    place: Pictures,
    progress: Progress,
) -> AddedPredictions:
    """Add the images to the project, which is removed again if it is new and that fails."""
    path = Path(options.project)
    is_new = not path.exists()
    project = Project.create(path) if is_new else Project.open(path)
    try:
        with project:
            images = read_again(
                parts, found.chosen, wanted, lambda numbers: progress(numbers, "Adding the images")
            )
            names = parts.own_categories
            added = add_predictions(project, images, place, model=parts.model, categories=names)
            if not added.images and not added.already_there:
                raise FormatError(
                    options.source, f"no image could be added; the first problem: {added.problems[0]}"
                )
            if is_new and options.doubtful:
                project.set_setting(waiting.DOUBTFUL_FIRST, "")
    except BaseException:
        if is_new:
            path.unlink(missing_ok=True)
        raise
    return added


def _unknown(wanted: Wanted, parts: Parts) -> list[Problem]:
    names = sorted(wanted.categories - set(parts.categories))
    return [Problem("", f"category {name!r}", "there is no such category", kept=True) for name in names]


def _range(found: Slice) -> dict[str, float]:
    """The highest and the lowest doubt among the chosen."""
    return {
        "most_doubt": round(found.chosen[0].rank, 4),
        "least_doubt": round(found.chosen[-1].rank, 4),
    }
