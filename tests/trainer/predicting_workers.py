"""Workers for the tests of the engines: without a network, or such that end in the middle of their work."""

from __future__ import annotations

import json
import os
import signal
import threading
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


class Answering:
    """Answers as a real worker does, with one object for each image."""

    def __call__(self, part: Part) -> Done:
        images = [{"id": one.id, "file_name": one.name, "width": 2, "height": 2} for one in part.items]
        content = {
            "info": {"part": part.number, "broken": [], "notes": []},
            "images": images,
            "annotations": [{"id": part.first + n, "image_id": one["id"]} for n, one in enumerate(images)],
            "categories": [{"id": 1, "name": "cell"}],
        }
        return Done(part.number, json.dumps(content).encode(), len(part.items), 0.0, str(os.getpid()))


class KilledAt(Answering):
    """Another worker, whose process is killed whenever it is given a certain image."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, part: Part) -> Done:
        if any(item.name == self._name for item in part.items):
            self.fail()
        return super().__call__(part)

    def fail(self) -> None:
        """End as a process does for which there is no memory."""
        os.kill(os.getpid(), signal.SIGKILL)


class LackingAt(KilledAt):
    """Another worker, which lacks memory for a certain image."""

    def fail(self) -> None:
        """Fail as an allocation does."""
        raise MemoryError


class Staying:
    """Does not finish a part, for a minute."""

    def __call__(self, part: Part) -> Done:
        print("in a part", flush=True)
        threading.Event().wait(60)
        print("not ended", flush=True)
        return Done(part.number, b"", len(part.items), 0.0, "")


if __name__ == "__main__":
    from trainer.predicting import local
    from trainer.predicting.items import Item, cut

    list(local.deal(cut([Item(n, f"{n}.png", f"{n}.png") for n in range(4)], 1), Staying, 2))
