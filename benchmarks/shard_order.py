"""Measures what it costs to go on in the middle of an epoch of shards, by how far the order mixes.

    python -m benchmarks.shard_order [--samples 1000000] [--readers 8] [--buffers 100,1000,10000]

No image is read: for places all over an epoch, the order is found again, and the samples are counted that a reader has
to read once more until it has in its buffer what it had there. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import islice

import numpy as np

from trainer.shards.order import Order

PLACES = 9


def read_again(order: Order, done: int) -> tuple[int, float]:
    """Return how many samples are read again after `done` samples of an epoch, and the seconds until they are known."""
    began = time.perf_counter()
    left = np.ones(order.length, dtype=bool)
    for place in islice(order.mixed(0, 0), done):
        left[place] = False
    first = int(np.argmax(left))
    seconds = time.perf_counter() - began
    read_before = min(order.length, int(np.flatnonzero(~left).max(initial=0)) + 1)
    return max(0, read_before - first), seconds


def main() -> None:
    """Measure each buffer in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--samples", type=int, default=1_000_000)
    parser.add_argument("--shard", type=int, default=1000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--buffers", default="100,1000,10000")
    options = parser.parse_args()
    counts = (options.shard,) * (options.samples // options.shard)
    next(Order((1,), 0, 1, 1).mixed(0, 0))  # loads the library
    result: dict[str, object] = {"samples": sum(counts), "readers": options.readers}
    for buffer in (int(text) for text in options.buffers.split(",")):
        order = Order(counts, 0, options.readers, buffer)
        each = [read_again(order, order.length * place // (PLACES + 1)) for place in range(1, PLACES + 1)]
        result[f"buffer {buffer}"] = {
            "read_again_median": int(np.median([samples for samples, _ in each])),
            "read_again_most": max(samples for samples, _ in each),
            "share_of_the_readers_epoch": round(max(samples for samples, _ in each) / order.length, 4),
            "seconds_to_find_the_place_most": round(max(seconds for _, seconds in each), 2),
        }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
