"""From an image file to its objects' masks: python examples/masks.py IMAGE CHECKPOINT OUTPUT_FOLDER"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from rsis_model import Predictor

image, checkpoint, output = map(Path, sys.argv[1:])
output.mkdir(parents=True, exist_ok=True)
predictor = Predictor.from_pretrained(checkpoint, device="auto")
scene = predictor.open(np.array(Image.open(image).convert("RGB")))
proposal, state = predictor.propose(scene)
while proposal is not None:
    Image.fromarray(proposal.mask).save(output / f"{len(list(output.iterdir())):04}-{proposal.category}.png")
    state = predictor.accept(scene, state, proposal.mask, proposal.category)
    proposal, state = predictor.propose(scene, state)
