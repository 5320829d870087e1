"""Accepts the waiting proposals of all images of which the model is sure, as one bulk transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotations.colors import free_color
from annotations.masks import Mask
from annotations.masks.edits import subtract
from annotations.message import Message
from annotations.passing_over import passed_over
from annotations.project.bulk import Bulk, Parts, in_parts
from annotations.project.project import Project
from annotations.project.waiting import Sure, images_of
from annotations.records import Category, Change, Instance, Proposal, Step, last_position, short_name

LABEL = Message("Accept all that are sure")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was accepted; `bulk` is None if nothing was."""

    bulk: Bulk | None
    instances: int
    images: int


def accept_sure(
    project: Project, sure: Sure, *, otherwise: str | None = None, apart: bool = False
) -> Accepted:
    """Accept the proposals that were counted, as far as they still wait in unfinished images.

    Each becomes a step and an instance, as if a person had accepted it; a new image is "started" then. Proposals whose
    objects were decided on (`annotations.passing_over`) stay where they are. Those of a category that the project
    lacks are of the category called `otherwise` (None: unknown), unless the project has no category: then it gets
    those of the proposals. `apart`: new masks leave out what other instances cover, and are not accepted if nothing
    is left. One transaction of the file, written image by image; `bulk.take_back` undoes it.
    """
    with in_parts(project, LABEL) as parts:
        accepting = _Accepting(project, sure, otherwise, apart)
        for image_id in images_of(project, sure):
            accepting.image(parts, image_id)
        return Accepted(parts.bulk, accepting.instances, accepting.images)


class _Accepting:
    def __init__(self, project: Project, sure: Sure, otherwise: str | None, apart: bool) -> None:
        self._project, self._sure, self._apart = project, sure, apart
        self._categories = list(project.categories())
        self._ids = {category.name: category.id for category in self._categories}
        self._makes_categories = not self._ids
        self._otherwise = otherwise
        self.instances = self.images = 0

    def image(self, parts: Parts, image_id: int) -> None:
        """Accept what is sure in one image."""
        project = self._project
        waiting, there = project.proposals(image_id), project.instances(image_id)
        steps = project.steps(image_id)
        superfluous = passed_over(waiting, there, steps)
        masks = [instance.mask for instance in there]
        z = max((instance.z for instance in there), default=-1) + 1
        index = max((step.index for step in steps), default=-1) + 1
        changes: list[Change] = []
        count = 0
        for proposal in waiting:
            if not self._sure.has(proposal) or proposal.id in superfluous:
                continue
            mask = _without(proposal.mask, masks) if self._apart else proposal.mask
            if mask.is_empty:
                continue
            masks.append(mask)
            changes += self._accepted(proposal, mask, z + count, index + count)
            count += 1
        if not count:
            return
        image = project.image(image_id)
        if image.status == "new":
            changes.append(Change.replace(image, replace(image, status="started")))
        parts.put(changes)
        self.instances += count
        self.images += 1

    def _accepted(self, proposal: Proposal, mask: Mask, z: int, index: int) -> list[Change]:
        changes, category_id = self._category(proposal.category)
        instance = Instance(
            *(self._project.next_id("instance"), proposal.image_id, mask, category_id, "accepted"),
            z=z,
            score=proposal.objectness,
        )
        step = Step(
            id=self._project.next_id("step"),
            image_id=proposal.image_id,
            index=index,
            outcome="accepted",
            mask=proposal.mask,
            category=proposal.category,
            category_probability=proposal.category_probability,
            objectness=proposal.objectness,
            instance_id=instance.id,
            click=proposal.click,
            model=proposal.model,
        )
        return [*changes, Change.remove(proposal), Change.add(instance), Change.add(step)]

    def _category(self, name: str | None) -> tuple[list[Change], int | None]:
        if name is not None and self._makes_categories:
            name = short_name(name)
            changes = [] if name in self._ids else [Change.add(self._new(name))]
            return changes, self._ids[name]
        known = name if name in self._ids else self._otherwise
        return [], self._ids.get(known) if known is not None else None

    def _new(self, name: str) -> Category:
        color = free_color([category.color for category in self._categories])
        position = last_position(self._categories)
        category = Category(self._project.next_id("category"), name, color, position=position)
        self._categories.append(category)
        self._ids[name] = category.id
        return category


def _without(mask: Mask, others: list[Mask]) -> Mask:
    for other in others:
        mask = subtract(mask, other)
    return mask
