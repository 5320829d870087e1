"""What happens when a worker fails: its part is given out again, then image by image, and errors can be sent."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from annotations.errors import AnnotationError
from annotations.message import count_images
from rsis_model.errors import ModelError
from trainer.errors import TrainerError
from trainer.predicting.items import Done, Part

ATTEMPTS = 3
"""How often a part is given out if its worker ends without an answer."""
LOST_IN_A_ROW = 10
"""So many parts, or images by themselves, one after the other without an answer, and none is tried any more."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A part without an answer: each of its workers ended, or its worker lacks memory for it."""

    part: Part
    lacks_memory: bool = False

    @property
    def reason(self) -> str:
        """Why, as a sentence about the last of its images."""
        if self.lacks_memory:
            return "the memory is not enough to predict it"
        return f"its worker ended {ATTEMPTS} times without an answer; the machine may lack memory"


Deal = Callable[[Iterable[Part]], Iterator[Done | Lost]]


def in_the_end(parts: Iterable[Part], deal: Deal, told: Callable[[str], None]) -> Iterator[Done]:
    """Yield every part when it is done, in any order.

    deal: has workers do parts. Parts that it loses are given out again when all others are done, each image as a part
    of its own; an image that is lost again is among the broken ones of its part. told: called with a sentence before
    that. TrainerError: several are lost one after the other, so that it is not for what the images are.
    """
    lost: list[Part] = []
    for answer in _in_a_row_at_most(deal(parts)):
        if isinstance(answer, Done):
            yield answer
        elif len(answer.part.items) == 1:
            yield _put_together(answer.part, [answer])
        else:
            lost.append(answer.part)
    if lost:
        images = count_images(sum(len(part.items) for part in lost))
        told(f"the workers of {images} ended or lack memory; these are tried one by one")
        yield from _one_by_one(lost, deal)


def _in_a_row_at_most(answers: Iterator[Done | Lost]) -> Iterator[Done | Lost]:
    row = 0
    for answer in answers:
        row = row + 1 if isinstance(answer, Lost) else 0
        if isinstance(answer, Lost) and row == LOST_IN_A_ROW:
            last = answer.part.items[-1].shown
            raise TrainerError(
                f"{last}: {answer.reason}, as of those before it; the others are not tried. "
                "Fewer workers, or --batch-size 1, need less memory."
            )
        yield answer


def _one_by_one(lost: list[Part], deal: Deal) -> Iterator[Done]:
    owners = [(part, place) for part in lost for place in range(len(part.items))]
    singles = (
        Part(number, part.first + place, (part.items[place],)) for number, (part, place) in enumerate(owners)
    )
    found: dict[int, dict[int, Done | Lost]] = {part.number: {} for part in lost}
    for answer in _in_a_row_at_most(deal(singles)):
        part, place = owners[answer.part.number if isinstance(answer, Lost) else answer.number]
        answers = found[part.number]
        answers[place] = answer
        if len(answers) == len(part.items):
            yield _put_together(part, [answers[n] for n in range(len(part.items))])
            del found[part.number]


def _put_together(part: Part, answers: list[Done | Lost]) -> Done:
    """Return a part from the answers for its images; the content is as a worker writes it (see `worker.Worker`)."""
    info: dict[str, Any] = {"part": part.number, "broken": [], "notes": []}
    whole: dict[str, Any] = {"info": info, "images": [], "annotations": [], "categories": []}
    for item, answer in zip(part.items, answers, strict=True):
        if isinstance(answer, Lost):
            info["broken"].append([item.shown, answer.reason])
            continue
        content = json.loads(answer.content)
        info |= {name: value for name, value in content["info"].items() if name not in info}
        for kind in ("broken", "notes"):
            info[kind] += content["info"][kind]
        for kind in ("images", "annotations"):
            whole[kind] += content[kind]
        whole["categories"] = content["categories"]
    seconds = sum(answer.seconds for answer in answers if isinstance(answer, Done))
    by = next((answer.by for answer in answers if isinstance(answer, Done)), "")
    return Done(part.number, json.dumps(whole).encode(), len(part.items), seconds, by)


def portable(error: Exception) -> Exception:
    """Return an error that can be pickled, with the same message; its traceback is a note."""
    if isinstance(error, TrainerError | ModelError | AnnotationError):
        return TrainerError(str(error))
    carried = RuntimeError(f"{type(error).__name__}: {error}")
    carried.add_note("".join(traceback.format_exception(error)))
    return carried
