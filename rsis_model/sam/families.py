"""The families of SAM: what their graphs are called, take and answer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rsis_model.errors import CheckpointError, ModelError
from rsis_model.regions import Bools
from rsis_model.sam.graphs import Graph
from rsis_model.sam.prompts import NO_POINT, OBJECT, Prompts, in_frame
from rsis_model.sam.resampling import (
    Floats,
    Size,
    coverage,
    enlarged,
    fitting,
    moderate,
    positive_at,
    resized_bytes,
    resized_floats,
)

SIDE = 1024
"""Pixels of the square that the published encoders see."""
MEAN = np.array([123.675, 116.28, 103.53], np.float32)
DEVIATION = np.array([58.395, 57.12, 57.375], np.float32)
"""Of ImageNet's channels, red first, for values of 0 to 255; as all families use them."""
LOGIT = 10.0
"""Of the inside of a mask to correct that the decoder did not make, and its negative outside."""
MOST_POINTS = 6
"""EfficientSAM's decoder ignores further ones."""
Feed = dict[str, NDArray[Any]]


class Family(ABC):
    """An encoder and a decoder of one family. H, W: the image; h, w: the decoder's logits; K: its candidates."""

    title: str
    decoder_inputs: frozenset[str]
    optional: frozenset[str] = frozenset()
    features: tuple[str, ...]
    """The decoder's inputs that are the encoder's outputs."""
    answers: tuple[str, str]
    """The decoder's outputs: the logits and the predicted IoUs."""
    takes_masks = True
    """Whether the decoder takes the mask to correct."""
    knows_background = True
    """Whether the decoder takes negative clicks."""

    def __init__(self, encoder: Graph, decoder: Graph) -> None:
        """Checks that the two graphs belong together. Raises CheckpointError."""
        self.encoder, self.decoder = encoder, decoder
        if len(encoder.inputs) != 1:
            raise CheckpointError(
                "{path}: an encoder takes one image, but this graph has {count} inputs.",
                path=encoder.path,
                count=len(encoder.inputs),
            )
        ((self.input, self.shape),) = encoder.inputs.items()
        self._check_image()
        for name in self.features:
            there = self.encoder_output(name)
            if not _fit(encoder.outputs[there], decoder.inputs[name]):
                raise CheckpointError(
                    "{encoder} and {decoder} do not belong together: {name} is {found}, not {wanted}.",
                    encoder=encoder.path.name,
                    decoder=decoder.path.name,
                    name=name,
                    found=_words(encoder.outputs[there]),
                    wanted=_words(decoder.inputs[name]),
                )
        for name in self.answers:
            if name not in decoder.outputs:
                raise CheckpointError(
                    "{path}: the decoder has no output {name!r}.", path=decoder.path, name=name
                )

    def encoder_output(self, feature: str) -> str:
        """Return the encoder's output for an input of the decoder: of that name, or the only one."""
        outputs = list(self.encoder.outputs)
        if feature in outputs:
            return feature
        if len(self.features) == len(outputs) == 1:
            return outputs[0]
        raise CheckpointError(
            "{path}: the encoder has no output {name!r}.", path=self.encoder.path, name=feature
        )

    @property
    def side(self) -> int:
        """The side of the square that the encoder sees."""
        sizes = [size for size in self.shape if size is not None and size > 3]
        return sizes[-1] if sizes else SIDE

    @abstractmethod
    def prepare(self, image: NDArray[np.uint8]) -> Floats:
        """Return what the encoder takes of an (H, W, 3) uint8 RGB image."""

    @abstractmethod
    def feed(self, prompts: Prompts, size: Size) -> Feed:
        """Return the decoder's inputs besides the features, for an image of (height, width)."""

    def candidates(self, outputs: dict[str, Floats]) -> tuple[Floats, Floats]:
        """Return the logits (K, h, w) and the predicted IoUs (K,) of an answer. Raises ModelError."""
        logits, ious = (np.asarray(outputs[name]) for name in self.answers)
        if (
            logits.ndim < 3
            or logits.size == 0
            or ious.size != logits.size // (logits.shape[-1] * logits.shape[-2])
        ):
            raise ModelError(
                "{path}: the answer has the shapes {logits} and {ious}, which are not masks.",
                path=self.decoder.path,
                logits=logits.shape,
                ious=ious.shape,
            )
        if not (np.isfinite(logits).all() and np.isfinite(ious).all()):
            raise ModelError("{path}: the answer has values that are not finite.", path=self.decoder.path)
        return logits.reshape(-1, *logits.shape[-2:]).astype(np.float32), ious.reshape(-1).astype(np.float32)

    def mask(self, logits: Floats, size: Size) -> Bools:
        """Return logits (h, w) as an (H, W) bool mask."""
        return positive_at(logits, size)

    def _check_image(self) -> None:
        channels = self.shape[1] if len(self.shape) == 4 else None
        if len(self.shape) != 4 or channels not in (3, None):
            raise CheckpointError(
                "{path}: the encoder's input is {shape}, which is not an image.",
                path=self.encoder.path,
                shape=_words(self.shape),
            )

    def _mask_size(self) -> Size:
        shape = self.decoder.inputs["mask_input"]
        height, width = shape[-2:] if len(shape) == 4 else (None, None)
        return height or self.side // 4, width or self.side // 4

    def _mask_input(self, logits: Floats | None) -> Feed:
        size = self._mask_size()
        given = np.zeros(size, np.float32) if logits is None else logits
        if given.shape != size:
            given = enlarged(given, size)
        return {"mask_input": given[None, None], "has_mask_input": np.array([logits is not None])}


class Sam(Family):
    """SAM and MobileSAM, whose graphs are of one form: the image's longer side is resized, the other is padded."""

    title = "SAM"
    decoder_inputs = frozenset(
        ("image_embeddings", "point_coords", "point_labels", "mask_input", "has_mask_input", "orig_im_size")
    )
    features = ("image_embeddings",)
    answers = ("low_res_masks", "iou_predictions")

    @property
    def has_preparation(self) -> bool:
        """Whether the encoder normalises and pads by itself; then it takes (h, w, 3)."""
        return len(self.shape) == 3

    def prepare(self, image: NDArray[np.uint8]) -> Floats:
        seen = resized_bytes(image, fitting(_size(image), self.side)).astype(np.float32)
        if self.has_preparation:
            return seen
        padded = np.zeros((3, self.side, self.side), np.float32)
        padded[:, : seen.shape[0], : seen.shape[1]] = ((seen - MEAN) / DEVIATION).transpose(2, 0, 1)
        return padded[None]

    def feed(self, prompts: Prompts, size: Size) -> Feed:
        # Published exports fix the size of their full-size masks to that of an example, so those are not used.
        points = (*prompts.points, *(prompts.corners or ((0.0, 0.0, NO_POINT),)))
        places, labels = in_frame(points, size, fitting(size, self.side))
        logits = prompts.logits
        if logits is None and prompts.mask is not None:
            logits = self._logits_of(prompts.mask)
        return {
            "point_coords": places,
            "point_labels": labels,
            **self._mask_input(logits),
            "orig_im_size": np.array(size),
        }

    def mask(self, logits: Floats, size: Size) -> Bools:
        height, width = fitting(size, self.side)
        return positive_at(enlarged(logits, (self.side, self.side))[:height, :width], size)

    def _logits_of(self, mask: Bools) -> Floats:
        size, frame = self._mask_size(), fitting(_size(mask), self.side)
        logits = np.full(size, -LOGIT, np.float32)
        height, width = (max(1, round(a * b / self.side)) for a, b in zip(frame, size, strict=True))
        logits[:height, :width] = (2 * coverage(mask, (height, width)) - 1) * LOGIT
        return logits

    def _check_image(self) -> None:
        if self.has_preparation and self.shape[2] in (3, None):
            return
        super()._check_image()


class Sam2(Family):
    """SAM 2 and 2.1: the image is resized to a square, and two finer levels of features go to the decoder."""

    title = "SAM 2"
    decoder_inputs = frozenset(
        (
            "image_embed",
            "high_res_feats_0",
            "high_res_feats_1",
            "point_coords",
            "point_labels",
            "mask_input",
            "has_mask_input",
        )
    )
    optional = frozenset(("orig_im_size",))
    features = ("image_embed", "high_res_feats_0", "high_res_feats_1")
    answers = ("masks", "iou_predictions")

    def prepare(self, image: NDArray[np.uint8]) -> Floats:
        seen = resized_floats(image, (self.side, self.side))
        return np.asarray(((seen - MEAN) / DEVIATION).transpose(2, 0, 1)[None], np.float32)

    def feed(self, prompts: Prompts, size: Size) -> Feed:
        places, labels = in_frame((*prompts.corners, *prompts.points), size, (self.side, self.side))
        logits = prompts.logits
        if logits is None and prompts.mask is not None:
            logits = LOGIT * (2 * coverage(prompts.mask, self._mask_size()) - 1)
        fed = {"point_coords": places, "point_labels": labels, **self._mask_input(logits)}
        if "orig_im_size" in self.decoder.inputs:  # of older exports, which resize their masks to it
            fed["orig_im_size"] = np.array(self._mask_size())
        return fed


class EfficientSam(Family):
    """EfficientSAM: the encoder takes the image as it is; the decoder knows no negative clicks and no mask."""

    title = "EfficientSAM"
    decoder_inputs = frozenset(
        ("image_embeddings", "batched_point_coords", "batched_point_labels", "orig_im_size")
    )
    features = ("image_embeddings",)
    answers = ("output_masks", "iou_predictions")
    takes_masks = False
    knows_background = False

    @property
    def frame(self) -> Size:
        """The size for which logits come as they are, not resized: a quarter of what the encoder sees."""
        return SIDE // 4, SIDE // 4

    def prepare(self, image: NDArray[np.uint8]) -> Floats:
        return np.asarray(moderate(image).transpose(2, 0, 1)[None] / 255, np.float32)

    def feed(self, prompts: Prompts, size: Size) -> Feed:
        inside = [point for point in prompts.points if point[2] == OBJECT]
        points = (*prompts.corners, *inside)
        if len(points) > MOST_POINTS:
            kept = len(prompts.corners) or 1
            points = (*points[:kept], *points[kept - MOST_POINTS :])
        # The decoder moves points by half a pixel of its own frame, after it has scaled them to that.
        places, labels = in_frame(points, size, (SIDE, SIDE))
        scale = np.array([self.frame[1] / SIDE, self.frame[0] / SIDE], np.float32)
        return {
            "batched_point_coords": (places * scale)[None],
            "batched_point_labels": labels[None],
            "orig_im_size": np.array(self.frame),
        }


FAMILIES: tuple[type[Family], ...] = (Sam, Sam2, EfficientSam)


def family_of(encoder: Graph, decoder: Graph) -> Family:
    """Return the family whose inputs a decoder has. Raises CheckpointError."""
    names = set(decoder.inputs)
    for family in FAMILIES:
        if family.decoder_inputs <= names <= family.decoder_inputs | family.optional:
            return family(encoder, decoder)
    raise CheckpointError(
        "{path}: the decoder takes {names}, which no SAM does.",
        path=decoder.path,
        names=", ".join(sorted(names)),
    )


def _size(image: NDArray[Any]) -> Size:
    return image.shape[0], image.shape[1]


def _fit(found: tuple[int | None, ...], wanted: tuple[int | None, ...]) -> bool:
    """Whether two shapes can be the same one."""
    same_rank = len(found) == len(wanted)
    return same_rank and all(None in pair or pair[0] == pair[1] for pair in zip(found, wanted, strict=True))


def _words(shape: tuple[int | None, ...]) -> str:
    return " × ".join("?" if size is None else str(size) for size in shape) or "a single number"
