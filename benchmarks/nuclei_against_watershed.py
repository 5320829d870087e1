"""Compares a checkpoint with Otsu and distance-transform watershed on held-out images of nuclei.

python -m pip install -e ".[benchmarks]"
python -m benchmarks.nuclei_against_watershed --data NUCLEI [--checkpoint FOLDER …] [--largest-side 400]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

import resources
from annotations.imaging.reading import read_image
from annotations.masks import Mask
from benchmarks.extra import needed
from rsis_model import Predictor
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import read_samples, read_split, readable, side_of
from trainer.evaluation.evaluate import figures
from trainer.evaluation.sequences import Detection, detect

with needed():
    from skimage.color import rgb2gray
    from skimage.feature import peak_local_max
    from skimage.filters import gaussian, threshold_otsu
    from skimage.segmentation import watershed

SMALLEST = 20  # pixels; a smaller part is noise
SEED_DISTANCE = 5  # pixels between the seeds of two nuclei; 3 and 7 are worse


def otsu_watershed(image: NDArray[np.uint8]) -> list[Mask]:
    """(H, W, 3) uint8 RGB -> nuclei: the smaller side of Otsu's threshold, cut along the watersheds of the smoothed
    distance transform.
    """
    grey = gaussian(rgb2gray(image), 1.0)
    if grey.max() == grey.min():
        return []
    bright = grey > threshold_otsu(grey)
    nuclei = scipy.ndimage.binary_fill_holes(bright if bright.mean() < 0.5 else ~bright)
    distance = gaussian(scipy.ndimage.distance_transform_edt(nuclei), 1.0)
    peaks = peak_local_max(
        distance, min_distance=SEED_DISTANCE, labels=nuclei.astype(int), exclude_border=False
    )
    seeds = np.zeros(grey.shape, dtype=np.int32)
    seeds[tuple(peaks.T)] = np.arange(1, len(peaks) + 1)
    labels = watershed(-distance, seeds, mask=nuclei)
    found = []
    for number, place in enumerate(scipy.ndimage.find_objects(labels), 1):
        if place is not None:
            patch = labels[place] == number
            if patch.sum() >= SMALLEST:
                found.append(Mask.from_patch(patch, (place[0].start, place[1].start), grey.shape))
    return found


def score(name: str, data: SampleSet, detections: list[list[Detection]], seconds: float) -> dict[str, object]:
    """Return the figures over all images and for each kind of image."""
    result = {"name": name, "seconds_per_image": seconds / len(data.samples), **figures(data, detections)}
    for kind in sorted({s.kind for s in data.samples}):
        index = [i for i, s in enumerate(data.samples) if s.kind == kind]
        part = SampleSet(tuple(data.samples[i] for i in index), data.categories)
        of_kind = figures(part, [detections[i] for i in index])
        result[kind] = {k: of_kind[k] for k in ("images", "f50", "sbd", "abs_dic")}
    sys.stderr.write(f"{name:40} f50 {result['f50']:.4f}  SBD {result['sbd']:.4f}\n")
    return result


def run(
    checkpoints: list[str], samples: tuple[Sample, ...], categories: tuple[str, ...]
) -> list[dict[str, object]]:
    """Run all methods on the same images."""
    data = SampleSet(samples, categories)
    images = [read_image(s.path) for s in samples]
    began = time.perf_counter()
    baseline = [
        [Detection(mask, categories[0], 1.0, 1.0) for mask in otsu_watershed(image)] for image in images
    ]
    results = [score("Otsu and watershed", data, baseline, time.perf_counter() - began)]
    for checkpoint in checkpoints:
        predictor = Predictor.from_pretrained(checkpoint, "cpu")
        began = time.perf_counter()
        detections = [detect(predictor, image) for image in images]
        results.append(score(checkpoint, data, detections, time.perf_counter() - began))
    return results


def main() -> None:
    """Print one JSON list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the nuclei set: images/ and labels/")
    parser.add_argument("--checkpoint", nargs="*", default=[str(resources.starter_checkpoint())])
    parser.add_argument("--side", default="test")
    parser.add_argument("--largest-side", type=int, default=400)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    data = side_of(read_samples(options.data, None, ("nucleus",)), read_split("nuclei"), options.side, None)
    samples, _ = readable(data.samples)
    samples = tuple(s for s in samples if s.masks and max(s.masks[0].size) <= options.largest_side)
    if options.limit:
        samples = samples[:: max(1, len(samples) // options.limit)]
    print(json.dumps(run(options.checkpoint, samples, data.categories), indent=1))


if __name__ == "__main__":
    main()
