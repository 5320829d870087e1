"""Remarks on COCO files that are readable but cause trouble in other programs."""

from __future__ import annotations

import sys
from typing import Any

from annotations.masks import Mask
from annotations.message import Message

AREA_SHARE = 0.2
"""Tolerance for a stated area, besides a few pixels: other programs use a polygon's area, not its pixels."""
AREA_PIXELS = 20
BOX_PIXELS = 2.0


class CocoRemarks:
    """Checks the annotations of one file, one by one."""

    def __init__(self) -> None:
        self._ids: set[object] = set()

    def of(self, record: dict[str, Any], mask: Mask) -> list[str]:
        """Yield the remarks on an annotation whose mask could be read."""
        return [remark for remark in (self._id(record), _area(record, mask), _box(record, mask)) if remark]

    def _id(self, record: dict[str, Any]) -> str:
        number = record.get("id")
        if not isinstance(number, int | str):
            return Message("it has no id, which most programs need")
        if number in self._ids:
            return Message(
                "another annotation has the same id: programs that look it up find only one of them"
            )
        self._ids.add(number)
        if number == 0:
            return Message(
                "its id is 0: pycocotools counts a detection that matches it as wrong; ids should start at 1"
            )
        return ""


def _area(record: dict[str, Any], mask: Mask) -> str:
    area = record.get("area")
    if area is None:
        return Message("it has no area, which evaluations use to tell small objects from large ones")
    if not _is_number(area):
        return Message("its area is not a number")
    if abs(area - mask.area) <= max(AREA_PIXELS, AREA_SHARE * mask.area):
        return ""
    return Message(
        "its stated area is {area:g}, but its mask has {pixels} pixels", area=area, pixels=mask.area
    )


def _box(record: dict[str, Any], mask: Mask) -> str:
    box = record.get("bbox")
    if box is None:
        return Message("it has no bbox, which most programs need")
    if not isinstance(box, list) or len(box) != 4 or not all(map(_is_number, box)):
        return Message("its bbox is not x, y, width, height")
    x, y, width, height = box
    x0, y0, x1, y1 = mask.bbox
    if max(abs(x - x0), abs(y - y0), abs(x + width - x1), abs(y + height - y1)) <= BOX_PIXELS:
        return ""
    if max(abs(x - x0), abs(y - y0), abs(width - x1), abs(height - y1)) <= BOX_PIXELS:
        return Message("its bbox is x0, y0, x1, y1; COCO's is x, y, width, height")
    return Message(
        "its bbox {said} does not match its mask's, {real}",
        said=[round(float(v), 1) for v in box],
        real=[x0, y0, x1 - x0, y1 - y0],
    )


def _is_number(value: Any) -> bool:
    # JSON may hold integers too large for a float.
    return type(value) in (int, float) and abs(value) <= sys.float_info.max
