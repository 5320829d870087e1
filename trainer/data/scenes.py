"""Splits a data set by scene, so that images of one scene are never on two sides of a split.

python -m trainer.data.scenes IMAGES --kind flakes --scene '(.*)_\\d+$' > resources/splits/flakes.json
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from annotations.imaging.reading import list_images
from annotations.scenes import scenes_by_pattern

SIDES = ("train", "validation", "test")
Split = dict[str, dict[str, list[str]]]
"""{side: {kind: [file name]}}"""


def scenes_by_run(stems: Sequence[str], length: int) -> list[str]:
    """Treat each run of `length` neighbours by name as one scene, for images named in order of time."""
    order = {stem: place for place, stem in enumerate(sorted(stems))}
    return [f"{order[stem] // length:06}" for stem in stems]


def scenes_by_table(stems: Sequence[str], table: Path) -> list[str]:
    """Look up the scene of each file name in a table with the columns image and scene, separated by tabs."""
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    scenes = {row[0]: row[1] for row in rows}
    return [scenes.get(stem, stem) for stem in stems]


def split_by_scene(
    names: Sequence[str], scenes: Sequence[str], kind: str, shares: Sequence[float], seed: int = 0
) -> Split:
    """Return {side: {kind: [file name]}}: whole scenes on each side, with about these shares of the files.

    names, scenes: one per file. shares: of SIDES, in order. Sides without files are omitted.
    """
    members: dict[str, list[str]] = {}
    for name, scene in zip(names, scenes, strict=True):
        members.setdefault(scene, []).append(name)
    order = sorted(members)
    random.Random(f"{seed} {kind}").shuffle(order)
    wanted = {side: share / sum(shares) * len(names) for side, share in zip(SIDES, shares, strict=True)}
    sides: dict[str, list[str]] = {side: [] for side in SIDES}
    # The largest scenes first, each to the side that is furthest from its share.
    for scene in sorted(order, key=lambda scene: -len(members[scene])):
        lacking = max(SIDES, key=lambda side: (wanted[side] - len(sides[side])) / max(wanted[side], 1e-9))
        sides[lacking] += members[scene]
    return {side: {kind: sorted(files)} for side, files in sides.items() if files}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the split to stdout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("images", type=Path)
    parser.add_argument("--kind", required=True, help="the name of this kind of image")
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--scene", metavar="REGEX", help="its first group, matched in the name without suffix, is the scene"
    )
    group.add_argument("--run", type=int, metavar="N", help="N neighbours by name are one scene")
    group.add_argument(
        "--table", type=Path, metavar="TSV", help="columns image and scene; else one image, one scene"
    )
    parser.add_argument("--shares", default="0.7,0.1,0.2", help="of train, validation and test")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    files = list_images(options.images)
    stems = [path.stem for path in files]
    scenes = stems
    if options.scene:
        scenes = scenes_by_pattern(stems, options.scene)
    elif options.run:
        scenes = scenes_by_run(stems, options.run)
    elif options.table:
        scenes = scenes_by_table(stems, options.table)
    shares = [float(share) for share in options.shares.split(",")]
    split = split_by_scene([path.name for path in files], scenes, options.kind, shares, options.seed)
    json.dump(split, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
