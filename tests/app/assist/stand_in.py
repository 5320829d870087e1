"""A stand-in for the network that needs no torch: each grey level of an image is one object.

The top left pixel says what else happens: red kills the process when the image is opened, green when a
proposal is made, blue when it is made for the first time only (a file beside the image remembers), yellow
raises an error, and magenta takes its time.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.assist.engine import LoadedModel
from app.assist.protocol import ModelInfo
from rsis_model import CheckpointError
from rsis_model.proposers import KINDS, ProposerKind

SLOW_SECONDS, SLOW_STEPS = 0.4, 8
calls: list[str] = []


@dataclass(frozen=True)
class Found:
    """A proposal of the stand-in's."""

    patch: np.ndarray
    origin: tuple[int, int]
    size: tuple[int, int]
    box: tuple[int, int, int, int]
    category: str | None
    category_probabilities: dict[str, float]
    objectness: float
    click: tuple[float, float] | None
    about_left: int

    @property
    def mask(self) -> np.ndarray:
        """The whole patch: it has the image's size."""
        return self.patch


@dataclass(frozen=True)
class Seen:
    """A state: what is taken, and how many steps led here without one made anew."""

    taken: np.ndarray
    steps: tuple[str, ...] = ()


class StandIn:
    """Proposes the grey levels from dark to light, the one clicked first."""

    check: Callable[[], None] = staticmethod(lambda: None)

    def open(self, image: np.ndarray, size: float | None = None, expected: float | None = None) -> np.ndarray:
        calls.append("open")
        if tuple(image[0, 0]) == (255, 0, 0):
            os.kill(os.getpid(), signal.SIGKILL)
        return image

    def propose(
        self,
        scene: np.ndarray,
        state: Seen | None = None,
        *,
        clicks: Any = (),
        box: Any = None,
        correct: Any = None,
    ) -> tuple[Found | None, Seen]:
        calls.append("propose")
        self._mischief(scene)
        state = state or Seen(np.zeros(scene.shape[:2], bool))
        grey = scene[:, :, 0].copy()
        grey[0, 0] = 0
        free = np.unique(grey[~state.taken])
        levels = [int(level) for level in free if level]
        if clicks:
            levels = [int(grey[round(click.y), round(click.x)]) for click in clicks if click.positive]
        if not levels:
            return None, state
        mask = grey == levels[0]
        if correct is not None:
            mask = mask | correct
        ys, xs = np.nonzero(mask)
        found = Found(
            patch=mask,
            origin=(0, 0),
            size=(mask.shape[0], mask.shape[1]),
            box=(int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1),
            category="thing",
            category_probabilities={"other": 0.25, "thing": 0.75},
            objectness=0.9,
            click=(float(xs[0]), float(ys[0])),
            about_left=len(levels) - 1,
        )
        return found, Seen(state.taken | mask, (*state.steps, "propose"))

    def encode_ahead(self, scene: np.ndarray, state: Seen) -> None:
        calls.append("encode ahead")

    def look_closer(self, scene: np.ndarray, state: Seen, mask: np.ndarray) -> np.ndarray | None:
        """The mask grown by a pixel to the right; a large one is as it is."""
        calls.append("look closer")
        grown = mask.copy()
        grown[:, 1:] |= mask[:, :-1]
        return None if mask.all() else grown & ~state.taken

    def _mischief(self, scene: np.ndarray) -> None:
        corner = tuple(int(value) for value in scene[0, 0])
        if corner == (0, 255, 0):
            os.kill(os.getpid(), signal.SIGKILL)
        if corner == (0, 0, 255) and (flag := Path(os.environ["STAND_IN_FLAG"])).exists():
            flag.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        if corner == (255, 255, 0):
            raise ValueError("this image is not to the network's taste")
        if corner == (255, 0, 255):
            for _ in range(SLOW_STEPS):
                self.check()
                time.sleep(SLOW_SECONDS / SLOW_STEPS)

    def accept(self, scene: np.ndarray, state: Seen, mask: np.ndarray, category: str | None) -> Seen:
        calls.append("accept")
        return Seen(state.taken | mask, (*state.steps, "accept"))

    def reject(self, scene: np.ndarray, state: Seen, proposal: np.ndarray) -> Seen:
        calls.append("reject")
        return Seen(state.taken | proposal, (*state.steps, "reject"))

    def resume(self, scene: np.ndarray, annotated: Any, rejected: Any = ()) -> Seen:
        calls.append("resume")
        taken = np.zeros(scene.shape[:2], bool)
        for mask in [mask for mask, _ in annotated] + list(rejected):
            taken |= mask
        return Seen(taken, ("resume",))


def load(folder: str, device: str) -> LoadedModel:
    """Load nothing; folders named foreign, deadly and printing misbehave as they are named."""
    name = Path(folder).name
    if name == "foreign":
        raise CheckpointError(f"{folder}: its weights are for another network.")
    if name == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "printing":
        print("a library says hello on standard output")
    info = ModelInfo(name, folder, device, ("thing", "other"), "grey levels")
    made = StandIn()

    def before_each_step(check: Callable[[], None]) -> None:
        made.check = check  # type: ignore[method-assign]

    return LoadedModel(made, info, before_each_step)


def _die(_place: str, _device: str) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


KINDS["deadly"] = ProposerKind("Deadly", _die)
"""For the process that loads this module: a proposer whose loading kills it."""
