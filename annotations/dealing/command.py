"""The command that splits a project: its options and its answer."""

from __future__ import annotations

import argparse
from typing import Any

from annotations import argument_types
from annotations.dealing.split import ONLY, split

TITLE = "split a project into one for each annotator; merge puts the parts together again"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("source", metavar="P.rsis")
    parser.add_argument(
        "--output", required=True, metavar="DIR", help="folder for the projects, NAME.rsis each"
    )
    parser.add_argument("--annotators", required=True, type=_names, metavar="ADA,BEN,CYD")
    parser.add_argument(
        "--overlap",
        type=argument_types.share,
        default=0.0,
        metavar="SHARE",
        help="share of the images that every annotator gets, to measure their agreement (default: 0)",
    )
    parser.add_argument(
        "--by-scene",
        action="store_true",
        help="give images of one scene, by their names, to the same annotator",
    )
    parser.add_argument(
        "--doubtful-first",
        action="store_true",
        help="deal the images of which the model is least sure first, so that everybody gets as many of them",
    )
    parser.add_argument(
        "--only",
        choices=[name for name in ONLY if name],
        help="deal only images that are new, or those that are neither done nor skipped",
    )
    parser.add_argument("--seed", type=int, default=0, help="another number deals otherwise (default: 0)")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Split a project and return what --json prints."""
    report = split(
        options.source,
        options.output,
        options.annotators,
        overlap=options.overlap,
        by_scene=options.by_scene,
        doubtful_first=options.doubtful_first,
        only=options.only,
        seed=options.seed,
    )
    return {"text": report.lines(), **report.answer()}


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]
