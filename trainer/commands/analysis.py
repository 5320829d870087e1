"""`analyze` and `ablate`: the paper's section 4."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotations.errors import Problem
from annotations.files import atomic_file
from trainer.analysis.ablation import Ablation, chosen_rows, report
from trainer.analysis.activations import untrained
from trainer.analysis.figures import Figures, draw_all
from trainer.analysis.measures import numbers
from trainer.analysis.observing import observe
from trainer.commands.common import Options, chosen_data, chosen_precision, chosen_predictor, warn
from trainer.commands.training import read_training, training_config
from trainer.data.samples import has_instances
from trainer.errors import TrainerError
from trainer.shards.finding import ShardSet
from trainer.terminal import announce, progress


def analyze(options: Options) -> dict[str, Any]:
    """Make every figure and table of section 4 for one checkpoint, as PNG, SVG and JSON."""
    output = Path(options.output)
    Figures(output)  # reports a missing matplotlib before the work begins
    predictor = chosen_predictor(options)
    data = chosen_data(options, predictor.config.categories)
    before = untrained(predictor.config, options.encoder_weights)
    if before is None:
        reason = "no ImageNet weights are available (give --encoder-weights FILE)"
        warn([Problem("", "the encoder before training", reason)])
    else:
        before.to(predictor.device)
    broken: list[Problem] = []
    with chosen_precision(options, predictor), progress(len(data.samples), "watching") as told:
        observed = observe(
            predictor,
            data.samples,
            before,
            lambda done: told({"kind": "image", "iteration": done}),
            broken.append,
            options.most,
        )
    warn(broken)
    found = numbers(observed, data.categories, options.least_pairs)
    found["where_next"] = predictor.config.where_next
    if predictor.config.where_next:
        announce("This network follows its heat map, so its order differs from the paper's network.")
    found["figures"] = draw_all(output, observed, found)
    with atomic_file(output / "analysis.json") as file:
        file.write((json.dumps(found, indent=1) + "\n").encode())
    return found


def ablate(options: Options) -> dict[str, Any]:
    """Make table 2a: train the preset's network and its variants alike, and score them on the same images."""
    config = training_config(options)
    training, validation, _, config = read_training(options, config)
    if isinstance(training, ShardSet):
        raise TrainerError(
            "The variants are not trained from shards; name the data set that they were made of."
        )
    if not has_instances(validation):
        raise TrainerError(
            "No validation image has an instance, so there is nothing to score (--validation)."
        )
    rows = chosen_rows(config, options.encoders.split(","), options.rows)
    table = Ablation(Path(options.output), training, validation, options.minutes, options.limit)
    for number, row in enumerate(rows, 1):
        announce(f"[bold]{number} of {len(rows)}: {row.name}[/bold]")
        with progress(row.config.iterations, row.name) as told:
            table.run(row, told)
    scored = min(len(validation), options.limit or len(validation))
    return report(Path(options.output), table.results, config, len(training), scored, options.minutes)
