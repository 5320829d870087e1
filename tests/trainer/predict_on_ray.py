"""Runs `rsis-trainer` where the worker of part 2 is killed the first time: FOLDER, then the command's arguments."""

from __future__ import annotations

import sys
from functools import partial
from unittest import mock

from tests.trainer.predicting_workers import EndsOnce
from trainer.cli import main
from trainer.predicting import on_ray

if __name__ == "__main__":
    deal = on_ray.deal

    def dealt(parts, make, workers, each):  # type: ignore[no-untyped-def]
        """As `deal`, with workers that are killed."""
        return deal(parts, partial(EndsOnce, make, sys.argv[1], 2), workers, each)

    with mock.patch.object(on_ray, "deal", dealt):
        main(sys.argv[2:])
