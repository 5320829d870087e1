"""An assistant without a process: proposes given masks in order, and answers from the event loop as the real one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from annotations.geometry import from_click, pixel_at
from annotations.masks import Mask, iou
from annotations.masks.morphology import shift
from app.assist.protocol import (
    Again,
    AssistProposal,
    Click,
    Decisions,
    ModelInfo,
    ProposerInfo,
    model_name,
)
from rsis_model.decisions import HOPELESS

FOUND_SIZE = 20.0
MasksOf = Callable[[str], Sequence[tuple[Mask, str | None]]]


class FakeAssistant(QObject):
    """Proposes the first of an image's masks that no decision covers yet; None when all are covered."""

    modelReady = Signal(object)  # noqa: N815
    modelFailed = Signal(object)  # noqa: N815
    proposerReady = Signal(object)  # noqa: N815
    proposerFailed = Signal(str, object)  # noqa: N815
    imageReady = Signal(str)  # noqa: N815
    imageFailed = Signal(str, object)  # noqa: N815
    proposalReady = Signal(int, object)  # noqa: N815
    proposalFailed = Signal(int, object)  # noqa: N815
    estimated = Signal(str, object)
    restarted = Signal(object)

    def __init__(
        self, masks_of: MasksOf, categories: tuple[str, ...] = ("nucleus",), delay_ms: int = 1
    ) -> None:
        super().__init__()
        self._masks_of = masks_of
        self._categories = categories
        self._delay = delay_ms
        self._ticket = 0
        self.requests: list[tuple[str, Decisions, tuple[Click, ...], Mask | None]] = []
        self.boxes: list[object] = []
        self.asked_again: list[Again] = []
        self.moved_by = (2, 1)
        """Pixels, right and down, by which objects are elsewhere than in the image before."""
        self.dividing: Mask | None = None
        """An object that becomes two: the upper half and the lower half of its mask."""
        self.object_sizes: list[float | None] = []
        self.one_size = False
        """Whether the model sees objects at one size; where the person says none, it finds FOUND_SIZE."""
        self.opened: list[str] = []
        self.prefetched: list[str] = []
        self.loaded: list[str] = []
        self.closed = False
        self.by_proposer: list[bool] = []
        """Of each request, whether the proposer was asked."""
        self.proposers: list[str] = []
        self.objectness = 0.97
        self.sure_objectness = 0.0
        self.estimates: dict[str, tuple[float, ...] | None] = {}
        """What is said of the images of these names; of others nothing is found."""
        self.estimating: str | None = None

    def load_model(self, folder: str | Path, device: str = "auto") -> None:
        self.loaded.append(str(folder))
        info = ModelInfo(
            model_name(folder),
            str(folder),
            "cpu",
            self._categories,
            "nuclei",
            sure_objectness=self.sure_objectness,
            one_size=self.one_size,
        )
        self._later(lambda: self.modelReady.emit(info))

    def use_proposer(self, source: str, device: str = "auto") -> None:
        """One whose source ends in "broken" cannot be loaded."""
        self.proposers.append(source)
        if source.endswith("broken"):
            reason = f"{source}: there is no pair of graphs."
            self._later(lambda: self.proposerFailed.emit(source, reason))
        elif source:
            info = ProposerInfo("SAM (vit_b)", source, "cpu")
            self._later(lambda: self.proposerReady.emit(info))

    def open_image(self, path: str | Path, object_size: float | None = None) -> None:
        self.opened.append(str(path))
        self._later(lambda: self.imageReady.emit(str(path)))

    def prefetch(self, paths: Sequence[Path]) -> None:
        self.prefetched = [str(path) for path in paths]

    def estimate(self, path: str | Path | None) -> None:
        self.estimating = str(path) if path is not None else None
        if path is not None:
            self._later(lambda: self._say_estimate(str(path)))

    def _say_estimate(self, path: str) -> None:
        if self.estimating == path:
            self.estimated.emit(path, self.estimates.get(Path(path).name, ()))

    def propose(
        self,
        decisions: Decisions,
        image_path: str | Path,
        clicks: Sequence[Click] = (),
        box: object = None,
        correct: Mask | None = None,
        closer: bool = False,
        object_size: float | None = None,
        again: Again | None = None,
        by_proposer: bool = False,
    ) -> int:
        self.object_sizes.append(object_size)
        self._ticket += 1
        ticket = self._ticket
        self.requests.append((str(image_path), decisions, tuple(clicks), correct))
        self.boxes.append(box)
        self.by_proposer.append(by_proposer)
        if again is not None:
            answer = self._again(again, decisions)
        elif correct is not None and closer:
            answer = self._closer(correct)
        elif correct is not None and not clicks:
            answer = self._refined(correct)
        elif correct is not None:
            answer = self._corrected(clicks[-1], correct)
        else:
            answer = self._next(str(image_path), decisions, clicks, box)
        self._later(lambda: self.proposalReady.emit(ticket, answer))
        return ticket

    def cancel(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def _later(self, call: Callable[[], None]) -> None:
        QTimer.singleShot(self._delay, self, call)

    def _next(
        self, path: str, decisions: Decisions, clicks: Sequence[Click], box: object
    ) -> AssistProposal | None:
        taken = [mask for mask, _ in decisions.annotated] + list(decisions.rejected)
        left = [
            (mask, name)
            for mask, name in self._masks_of(path)
            if not taken or iou([mask], taken).max() < HOPELESS
        ]
        if clicks:
            place = from_click((clicks[0].x, clicks[0].y))
            left = [(mask, name) for mask, name in left if mask.contains(*place)]
        if isinstance(box, tuple):
            left = [
                (mask, name)
                for mask, name in left
                if mask.bbox[0] >= box[0]
                and mask.bbox[1] >= box[1]
                and mask.bbox[2] <= box[2]
                and mask.bbox[3] <= box[3]
            ]
        if not left:
            return None
        mask, name = left[0]
        return AssistProposal(
            mask=mask,
            box=tuple(float(v) for v in mask.bbox),
            category=name,
            category_probabilities=((name, 0.93),) if name is not None else (),
            objectness=self.objectness,
            click=None,
            about_left=len(left),
            object_size=(self.object_sizes[-1] or FOUND_SIZE) if self.one_size else None,
        )

    def _again(self, again: Again, decisions: Decisions) -> AssistProposal | None:
        """The mask moved; None if that place is taken."""
        self.asked_again.append(again)
        mask = shift(again.mask, *self.moved_by)
        taken = [annotated for annotated, _ in decisions.annotated]
        if mask.is_empty or (taken and iou([mask], taken).max() >= HOPELESS):
            return None
        other = None
        if again.mask == self.dividing:
            middle = (mask.bbox[1] + mask.bbox[3]) // 2
            upper, lower = mask.to_array(), mask.to_array()
            upper[middle:], lower[:middle] = False, False
            mask, other = Mask.from_array(upper), Mask.from_array(lower)
        return AssistProposal(mask, (0, 0, 1, 1), None, (), self.objectness, None, -1, other=other)

    def _refined(self, mask: Mask) -> AssistProposal:
        """The mask less its last row."""
        pixels = mask.to_array()
        pixels[mask.bbox[3] - 1] = False
        return AssistProposal(Mask.from_array(pixels), (0, 0, 1, 1), None, (), 1.0, None, -1)

    def _closer(self, mask: Mask) -> AssistProposal | None:
        """The mask less its first row; one of a single row is as large as can be."""
        pixels = mask.to_array()
        pixels[mask.bbox[1]] = False
        if not pixels.any():
            return None
        return AssistProposal(Mask.from_array(pixels), (0, 0, 1, 1), None, (), 1.0, None, -1)

    def _corrected(self, click: Click, mask: Mask) -> AssistProposal:
        """A square of 5 pixels is added to, or taken from, the mask."""
        pixels = mask.to_array()
        x, y = pixel_at(from_click((click.x, click.y)))
        pixels[max(y - 2, 0) : y + 3, max(x - 2, 0) : x + 3] = click.positive
        fixed = Mask.from_array(pixels)
        return AssistProposal(fixed, (0, 0, 1, 1), "nucleus", (("nucleus", 0.9),), 0.9, None, 1)


def label_map_masks(labels: Path) -> MasksOf:
    """The masks of label maps (labels/NAME.png beside images/NAME.png), large ones first."""
    from PIL import Image

    def masks_of(path: str) -> list[tuple[Mask, str | None]]:
        array = np.asarray(Image.open(labels / (Path(path).stem + ".png")))
        masks = [Mask.from_array(array == value) for value in np.unique(array) if value]
        return [(mask, "nucleus") for mask in sorted(masks, key=lambda mask: -mask.area)]

    return masks_of
