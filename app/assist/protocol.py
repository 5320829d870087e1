"""The messages between the window and the model's process, and the values in them; small enough for a pipe.

The messages are named tuples, which load four times as fast as dataclasses do: the window waits for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from annotations.geometry import FloatBox
from annotations.masks import Mask
from annotations.records import CLASS_AGNOSTIC
from rsis_model import Click
from rsis_model.names import model_name as model_name


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What the window shows about a loaded model.

    device is where it runs, in words ("cpu", "cuda", "cpu (cuda is out of memory)");
    knows is what it was trained on, in words ("nuclei").
    """

    name: str
    folder: str
    device: str
    categories: tuple[str, ...]
    knows: str
    usual_objectness: float = 0.0
    """In images like its training data, the first proposal is seldom less sure than this; 0: unknown."""

    sure_objectness: float = 0.0
    """In such images nearly all proposals as sure as this are right; 0: unknown."""

    one_size: bool = False
    """Whether it sees objects at one size, so that images are scaled by the size of their objects."""

    @property
    def own_categories(self) -> tuple[str, ...]:
        """The categories its proposals can have; none for a model that only separates objects from background."""
        return () if self.categories == CLASS_AGNOSTIC else self.categories


@dataclass(frozen=True, slots=True)
class ProposerInfo:
    """What the window shows about what answers clicks and boxes instead of the model.

    source is what was asked for (see `rsis_model.proposers`), device is cpu or cuda.
    """

    name: str
    source: str
    device: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions in one image: the whole set with every request, in any order.

    annotated holds each kept instance with its category's name (None: unknown); rejected holds each
    proposal that must not come again, including skipped ones.
    """

    annotated: tuple[tuple[Mask, str | None], ...] = ()
    rejected: tuple[Mask, ...] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """An object of another image of a sequence: its mask there, of the same size as this image."""

    mask: Mask
    image_path: str


@dataclass(frozen=True, slots=True)
class ProposeRequest:
    """Requests the next proposal in an image, or one for clicks, a box, a mask to correct or an object seen before.

    The box is in image coordinates, clicks are in click coordinates (see `annotations.geometry`). The answer carries
    the same ticket.
    """

    ticket: int
    image_path: str
    decisions: Decisions
    clicks: tuple[Click, ...] = ()
    box: FloatBox | None = None
    correct: Mask | None = None
    object_size: float | None = None
    """The diameter of the objects in pixels, set by the user; None: estimated, or known from accepted objects."""
    closer: bool = False
    """Look closer at the mask to correct, instead of correcting it by clicks."""
    again: Again | None = None
    by_proposer: bool = False
    """Let the proposer answer, not the model. Without clicks and a box, it segments the object of `correct` anew."""


@dataclass(frozen=True, slots=True)
class AssistProposal:
    """One proposal: a mask of the image's size and the model's predictions for it.

    The box is in image coordinates; click is the place, in click coordinates, where the model looked, None if it
    did not choose one; about_left is how many more objects it expects, -1 if unknown.
    """

    mask: Mask
    box: FloatBox
    category: str | None
    category_probabilities: tuple[tuple[str, float], ...]
    objectness: float
    click: tuple[float, float] | None
    about_left: int
    object_size: float | None = None
    """The diameter of the objects in pixels that was assumed; None for a model that does not need it."""
    other: Mask | None = None
    """Of an object seen before that has become two: the other one."""


# --- to the model's process ---------------------------------------------------------------------------


class LoadModel(NamedTuple):
    """Load the checkpoint in a folder; device is auto, cpu, cuda or mps."""

    folder: str
    device: str


class LoadProposer(NamedTuple):
    """Load what answers requests that are `by_proposer`; an empty source: unload it. device: as in LoadModel."""

    source: str
    device: str


class OpenImage(NamedTuple):
    """This image is now shown: encode it first. object_size: as in ProposeRequest."""

    path: str
    object_size: float | None = None


class Prefetch(NamedTuple):
    """Encode these when idle; replaces the previous list."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cancel:
    """The answer to the latest request is no longer awaited."""


class Estimate(NamedTuple):
    """Report how sure the model is in this image, when idle; None: stop."""

    path: str | None


class ProposeAll(NamedTuple):
    """Requests all proposals in an image that nobody has open; for the batch process only.

    At most `most` proposals are wanted, and only those of at least the objectness `least`. object_size: as in
    ProposeRequest; expected: the usual diameter of the objects in similar images, in pixels.
    """

    path: str
    least: float
    most: int
    object_size: float | None = None
    expected: float | None = None


class Hold(NamedTuple):
    """Whether the batch process waits, in the middle of its work, since a person needs the processor."""

    on: bool


# --- from the model's process -------------------------------------------------------------------------


class Working(NamedTuple):
    """Sent before each job, so that a crash can be attributed to it."""

    job: str
    subject: str


class ModelLoaded(NamedTuple):
    """The model is ready."""

    info: ModelInfo


class ModelNotLoaded(NamedTuple):
    """The checkpoint could not be used; the previous model, if any, stays."""

    folder: str
    reason: str


class ProposerLoaded(NamedTuple):
    """The proposer is ready."""

    info: ProposerInfo


class ProposerNotLoaded(NamedTuple):
    """The proposer cannot be used; none is loaded now."""

    source: str
    reason: str


class ImageEncoded(NamedTuple):
    """From now on a proposal for this image needs only a step."""

    path: str


class ImageNotEncoded(NamedTuple):
    """The image could not be read or encoded."""

    path: str
    reason: str


class Proposed(NamedTuple):
    """The answer to a request; None: the model finds nothing more."""

    ticket: int
    proposal: AssistProposal | None


class NotProposed(NamedTuple):
    """The request could not be answered."""

    ticket: int
    reason: str


class Estimated(NamedTuple):
    """The objectness of the first proposals in an image; None: the image cannot be read."""

    path: str
    objectness: tuple[float, ...] | None


class ProposedAll(NamedTuple):
    """All proposals in an image; None, and the reason, if it could not be read or encoded."""

    path: str
    proposals: tuple[AssistProposal, ...] | None
    reason: str = ""


ToWorker = (
    LoadModel | LoadProposer | OpenImage | Prefetch | Cancel | ProposeRequest | Estimate | ProposeAll | Hold
)
FromWorker = (
    Working
    | ModelLoaded
    | ModelNotLoaded
    | ProposerLoaded
    | ProposerNotLoaded
    | ImageEncoded
    | ImageNotEncoded
    | Proposed
    | NotProposed
    | Estimated
    | ProposedAll
)

__all__ = [
    "Again",
    "AssistProposal",
    "Cancel",
    "Click",
    "Decisions",
    "Estimate",
    "Estimated",
    "FromWorker",
    "Hold",
    "ImageEncoded",
    "ImageNotEncoded",
    "LoadModel",
    "LoadProposer",
    "ModelInfo",
    "ModelLoaded",
    "ModelNotLoaded",
    "NotProposed",
    "OpenImage",
    "Prefetch",
    "ProposeAll",
    "ProposeRequest",
    "Proposed",
    "ProposedAll",
    "ProposerInfo",
    "ProposerLoaded",
    "ProposerNotLoaded",
    "ToWorker",
    "Working",
]
