"""`shards`: labelled images as tars, which training reads one after the other."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from annotations.message import count_images
from trainer.commands.common import Options, labelled, on_a_side, warn
from trainer.data.mixture import is_mixture
from trainer.data.samples import SampleSet
from trainer.data.sources import readable
from trainer.errors import TrainerError
from trainer.shards.layout import check_library
from trainer.shards.writing import write_shards
from trainer.terminal import announce, progress


def shards(options: Options) -> dict[str, Any]:
    """Write shards of a data set; images that cannot be read are named and left out."""
    check_library()
    data = _chosen(options)
    name = options.name or options.side or ("train" if options.split else "shard")
    with progress(len(data.samples), "writing") as told:
        made = write_shards(
            data,
            Path(options.output),
            name,
            options.samples,
            options.megabytes,
            options.seed,
            lambda done: told({"kind": "image", "iteration": done}),
        )
    warn(made.problems)
    announce(f"{count_images(made.samples)} in {made.shards} shards")
    return {"output": options.output, "shards": made.shards, "samples": made.samples}


def _chosen(options: Options) -> SampleSet:
    """Read the images that the options select. Raises TrainerError if there are none."""
    if is_mixture(Path(options.data)):
        raise TrainerError(f"{options.data}: make shards of each data set of a mixture by itself.")
    data = labelled(options.data, options.format, None, options.images)
    warn(data.problems)
    chosen = on_a_side(data, options, "train")
    if chosen is data and len(data.sides) > 1:
        raise TrainerError(
            f"{options.data}: it has the sides {', '.join(sorted(data.sides))}; choose one with --side."
        )
    samples, problems = readable(chosen.samples, kinds=False)
    warn(problems)
    if not samples:
        raise TrainerError(f"{options.data}: no labelled images to write.")
    return dataclasses.replace(chosen, samples=samples)
