"""What the window and the model's process say to each other: frozen dataclasses, small enough for a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotations.geometry import FloatBox
from annotations.masks import Mask
from rsis_model import Click

CLASS_AGNOSTIC = ("object",)
"""The categories of a model that knows no kinds of object."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What the window shows of a loaded model.

    device is where it runs, in words ("cpu", "cuda", "cpu (the memory of cuda is full)");
    knows is what it was trained on, in words ("nuclei").
    """

    name: str
    folder: str
    device: str
    categories: tuple[str, ...]
    knows: str
    usual_objectness: float = 0.0
    """The first proposal in a picture such as it was trained on is seldom less sure than this; 0: not known."""

    @property
    def own_categories(self) -> tuple[str, ...]:
        """The categories that its proposals can have; none for a model that only tells objects from background."""
        return () if self.categories == CLASS_AGNOSTIC else self.categories


def model_name(folder: str | Path) -> str:
    """What a checkpoint is called: its folder, or its run's where that is only called "checkpoint"."""
    path = Path(folder)
    return path.parent.name if path.name == "checkpoint" and path.parent.name else path.name


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that the person has decided in one image: the whole set with every request, in any order.

    annotated holds each kept instance with its category's name (None: unknown); rejected holds each
    proposal that is not to come again, skipped ones included.
    """

    annotated: tuple[tuple[Mask, str | None], ...] = ()
    rejected: tuple[Mask, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposeRequest:
    """Asks for the next proposal in an image, or for the one that clicks, a box or a mask to fix ask for.

    The box is in image coordinates, clicks are in click coordinates (see `annotations.geometry`). The answer carries
    the same ticket.
    """

    ticket: int
    image_path: str
    decisions: Decisions
    clicks: tuple[Click, ...] = ()
    box: FloatBox | None = None
    correct: Mask | None = None
    closer: bool = False
    """The mask to correct is looked at again, enlarged, in place of being corrected by clicks."""


@dataclass(frozen=True, slots=True)
class AssistProposal:
    """One proposal: a mask of the image's own size and what the model thinks of it.

    The box is in image coordinates; click is the place, in click coordinates, at which the model looked, None where
    it did not choose one; about_left is how many more objects it expects, -1 where it cannot say.
    """

    mask: Mask
    box: FloatBox
    category: str | None
    category_probabilities: tuple[tuple[str, float], ...]
    objectness: float
    click: tuple[float, float] | None
    about_left: int


# --- to the model's process ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LoadModel:
    """Load the checkpoint in a folder; device is auto, cpu, cuda or mps."""

    folder: str
    device: str


@dataclass(frozen=True, slots=True)
class OpenImage:
    """This image is before the person now: encode it first."""

    path: str


@dataclass(frozen=True, slots=True)
class Prefetch:
    """Encode these when there is nothing else to do; replaces what was asked for before."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Nobody waits for the answer to the latest request any more."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Say how sure the model is in this image, when there is nothing else to do; None: of none any more."""

    path: str | None


# --- from the model's process -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Working:
    """Said before each job, so that a death can be put down to what it happened at."""

    job: str
    subject: str


@dataclass(frozen=True, slots=True)
class ModelLoaded:
    """The model is ready."""

    info: ModelInfo


@dataclass(frozen=True, slots=True)
class ModelNotLoaded:
    """The checkpoint could not be used; the model that was there before, if any, stays."""

    folder: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImageEncoded:
    """A proposal for this image takes a step only, from here on."""

    path: str


@dataclass(frozen=True, slots=True)
class ImageNotEncoded:
    """The image could not be read or encoded."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The answer to a request; None: the model finds nothing more."""

    ticket: int
    proposal: AssistProposal | None


@dataclass(frozen=True, slots=True)
class NotProposed:
    """The request could not be answered."""

    ticket: int
    reason: str


@dataclass(frozen=True, slots=True)
class Estimated:
    """The objectness of each of the first things that the model finds in an image; None: it cannot be looked at."""

    path: str
    objectness: tuple[float, ...] | None


ToWorker = LoadModel | OpenImage | Prefetch | Cancel | ProposeRequest | Estimate
FromWorker = (
    Working
    | ModelLoaded
    | ModelNotLoaded
    | ImageEncoded
    | ImageNotEncoded
    | Proposed
    | NotProposed
    | Estimated
)

__all__ = [
    "AssistProposal",
    "Cancel",
    "Click",
    "Decisions",
    "Estimate",
    "Estimated",
    "FromWorker",
    "ImageEncoded",
    "ImageNotEncoded",
    "LoadModel",
    "ModelInfo",
    "ModelLoaded",
    "ModelNotLoaded",
    "NotProposed",
    "OpenImage",
    "Prefetch",
    "ProposeRequest",
    "Proposed",
    "ToWorker",
    "Working",
]
