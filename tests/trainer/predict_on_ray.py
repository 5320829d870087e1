"""Runs `rsis-trainer` where the worker of part 2 is killed the first time: FOLDER, then the command's arguments.

Before that, has parts done of which one is killed each time, and prints how that ends.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from unittest import mock

from tests.trainer.predicting_workers import Counting, EndsOnce
from trainer.cli import main
from trainer.errors import TrainerError
from trainer.predicting import on_ray

if __name__ == "__main__":
    deal = on_ray.deal

    def dealt(parts, make, workers, each):  # type: ignore[no-untyped-def]
        """As `deal`, with workers that are killed."""
        folder = Path(sys.argv[1], "hopeless")
        folder.mkdir()
        try:
            list(deal(parts[:2], partial(Counting, str(folder), kill_at=1, times=99), workers, each))
        except TrainerError as error:
            print(error, file=sys.stderr)
        return deal(parts, partial(EndsOnce, make, sys.argv[1], 2), workers, each)

    with mock.patch.object(on_ray, "deal", dealt):
        main(sys.argv[2:])
