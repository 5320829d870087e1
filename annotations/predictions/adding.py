"""Adds images of a prediction to a project, with what the model found as proposals that wait for a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from annotations.colors import free_color
from annotations.errors import Problem
from annotations.formats.base import check_image
from annotations.masks import Mask
from annotations.message import Message
from annotations.predictions.pictures import Pictures
from annotations.predictions.records import PredictedImage, PredictedObject
from annotations.project import Project, waiting
from annotations.project.adding import named
from annotations.project.bulk import Parts as Writing
from annotations.project.bulk import in_parts
from annotations.records import Category, Change, ImageRecord, Proposal, last_position, short_name

LABEL = Message("Import predictions")
IMAGES_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class AddedPredictions:
    """What was added, and what was left out."""

    images: int
    """Images that got proposals, or of which it is noted that the model found nothing."""
    proposals: int
    already_there: int
    """Images left as they are: proposals were made for them before, or a person has begun with them."""
    categories: int
    problems: tuple[Problem, ...]


def add_predictions(
    project: Project,
    images: Iterable[PredictedImage],
    pictures: Pictures,
    *,
    model: str,
    categories: Collection[str] = (),
) -> AddedPredictions:
    """Add images and their proposals in one transaction of the file, all or nothing; a hundred are in memory.

    An image that the project has already gets proposals if nobody has begun with it and none were ever made for it;
    otherwise it is left as it is, and counted. An image whose file is missing or has another size is reported and
    left out, and so is an object whose mask is not valid.

    model: the name that the proposals get. categories: those that the model tells apart; objects of others have no
    category. A project without any gets them. ProjectError: it cannot be written. StoreError: a store fails.
    """
    with in_parts(project, LABEL) as writing:
        adding = _Adding(project, writing, pictures, model, categories)
        for image in images:
            adding.image(image)
        adding.write()
    return AddedPredictions(
        *(adding.images, adding.proposals, adding.already_there, adding.categories, tuple(adding.problems))
    )


class _Adding:
    def __init__(
        self, project: Project, writing: Writing, pictures: Pictures, model: str, categories: Collection[str]
    ) -> None:
        self.images = self.proposals = self.already_there = 0
        self.problems: list[Problem] = []
        self._project, self._writing, self._pictures = project, writing, pictures
        self._model, self._names = short_name(model), frozenset(categories)
        self._there = {image.path: image for image in project.images()}
        self._taken = waiting.taken(project)
        self._changes: list[Change] = [] if project.categories() else list(_new(project, categories))
        self.categories = len(self._changes)
        self._proposed: list[int] = []

    def image(self, given: PredictedImage) -> None:
        try:
            path = self._pictures.file(given.name)
            check_image(path, given.width, given.height, Message("the prediction"))
            ((_, name),) = named([path], self._project.relative)
            known = self._there.get(name)
            if known is not None and known.size != (given.height, given.width):
                raise ValueError(f"its size in the project is {known.width} x {known.height} pixels")
        except ValueError as error:
            self.problems.append(Problem(given.name, "", str(error)))
            return
        if known is not None and known.id in self._taken:
            self.already_there += 1
            return
        masks = self._masks(given)
        if not masks and given.objects:
            return
        if known is None:
            known = ImageRecord(self._project.next_id("image"), name, given.width, given.height)
            self._there[name] = known
            self._changes.append(Change.add(known))
        self._changes += [Change.add(each) for each in self._made(known.id, masks)]
        self._taken.add(known.id)
        self._proposed.append(known.id)
        self.images += 1
        self.proposals += len(masks)
        if len(self._proposed) >= IMAGES_AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write what was collected."""
        self._writing.put(self._changes)
        waiting.note(self._writing.connection, self._proposed, self._model)
        self._changes, self._proposed = [], []

    def _masks(self, given: PredictedImage) -> list[tuple[PredictedObject, Mask]]:
        """Decode the objects' masks; report those that are not valid."""
        found: list[tuple[PredictedObject, Mask]] = []
        for place, one in enumerate(given.objects, 1):
            try:
                mask = one.mask
                if mask.is_empty:
                    raise ValueError("its mask covers no pixels of the image")
                found.append((one, mask))
            except ValueError as error:
                self.problems.append(Problem(given.name, f"object {place}", str(error)))
        return found

    def _made(self, image_id: int, masks: list[tuple[PredictedObject, Mask]]) -> Iterator[Proposal]:
        for place, (one, mask) in enumerate(masks):
            yield Proposal(
                id=self._project.next_id("proposal"),
                image_id=image_id,
                index=place,
                mask=mask,
                category=one.category if one.category in self._names else None,
                category_probability=one.category_probability if one.category in self._names else 0.0,
                objectness=one.objectness,
                model=self._model,
            )


def _new(project: Project, names: Iterable[str]) -> Iterator[Change]:
    """Yield what adds categories to a project without any."""
    colors: list[tuple[int, int, int]] = []
    for name in dict.fromkeys(map(short_name, names)):
        colors.append(free_color(colors))
        yield Change.add(Category(project.next_id("category"), name, colors[-1], position=last_position(())))
