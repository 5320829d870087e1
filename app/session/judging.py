"""Judges whether a click means another object, or an image is unlike what the model knows; says what came of it."""

from __future__ import annotations

from annotations.masks import Mask
from annotations.message import Message
from app.actions import KeyOf
from app.assist.protocol import AssistProposal, ModelInfo
from app.document.sequence import Sequence
from app.tools.gesture import PointAt

CHANGES = {
    "correct": Message("Correct with a click"),
    "closer": Message("Look closer"),
    "refine": Message("Refine with SAM"),
}
"""What undo calls another mask of an object, by what was asked for."""
NO_BETTER = {
    "correct": Message(
        "The model found no better mask for these clicks. Fix it with the brush ({brush}).",
        brush=KeyOf("tool_brush"),
    ),
    "closer": Message("The model already sees this object as large as possible."),
    "refine": Message("SAM found no object there."),
}
"""What is said where there is none."""


def is_far(mask: Mask, point: PointAt) -> bool:
    """Whether the point is farther from the mask's box than the box is long, so another object is meant."""
    x0, y0, x1, y1 = mask.bbox
    reach = max(x1 - x0, y1 - y0)
    return not (x0 - reach <= point.x < x1 + reach and y0 - reach <= point.y < y1 + reach)


def is_unlike(proposal: AssistProposal, sequence: Sequence, info: ModelInfo) -> bool:
    """Whether the first proposal is unlike what the model knows, in an image with no instance of its categories."""
    if any(step.outcome != "drawn" for step in sequence.steps()):
        return False  # it was started with the model: the user knows what they are doing
    there = sequence.document.instances(sequence.image_id)
    kinds = [sequence.document.category(instance.category_id) for instance in there]
    known = any(kind is None or kind.name in info.categories for kind in kinds)
    return not known and proposal.objectness < info.usual_objectness
