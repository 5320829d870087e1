"""Workers for the tests of the engines: without a network, or such that end in the middle of their work."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

from trainer.errors import TrainerError
from trainer.predicting.items import Done, Part

Work = Callable[[Part], Done]


class Counting:
    """Answers with the names of a part's images, and leaves a file for each time that it predicts a part."""

    def __init__(self, folder: str, kill_at: int = -1, times: int = 1) -> None:
        """kill_at: the part at which the process is killed, this many times."""
        self._folder, self._kill_at, self._times = Path(folder), kill_at, times

    def __call__(self, part: Part) -> Done:
        end_once(self._folder, part, self._kill_at, self._times)
        (self._folder / f"{part.number} {os.getpid()}").touch(exist_ok=False)
        content = json.dumps([item.name for item in part.items]).encode()
        return Done(part.number, content, len(part.items), 0.0, str(os.getpid()))


class Failing:
    """Cannot predict."""

    def __call__(self, part: Part) -> Done:
        raise TrainerError(f"part {part.number} is refused.")


class EndsOnce:
    """Another worker, whose process is killed the first time that it is given a part."""

    def __init__(self, make: Callable[[], Work], folder: str, kill_at: int) -> None:
        self._work, self._folder, self._kill_at = make(), Path(folder), kill_at

    def __call__(self, part: Part) -> Done:
        end_once(self._folder, part, self._kill_at, 1)
        return self._work(part)


def end_once(folder: Path, part: Part, kill_at: int, times: int) -> None:
    """Kill this process if it was killed fewer times at that part."""
    if part.number == kill_at and len(list(folder.glob("killed *"))) < times:
        (folder / f"killed {os.getpid()}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
