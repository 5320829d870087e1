"""Builds what the canvas and the strip show of instances and steps; rebuilds only what changed."""

from __future__ import annotations

from annotations.colors import Rgb
from annotations.records import Instance, Step
from app.panels.strip import StripItem
from app.rendering.scene import Scene, Shape
from app.session.appearance import color_named, coloring, outcome_words
from app.session.memo import Remembered
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.session.situation import current_choices
from app.translation import tr


class Showing:
    """Caches its last results per record."""

    def __init__(self, session: Session, loop: AssistLoop) -> None:
        self._session, self._loop = session, loop
        self._shapes = Remembered(_shape)
        self._items = Remembered(_item)

    def scene(self, by: str, fill: int) -> Scene:
        """The scene for the canvas, without hidden instances."""
        session = self._session
        sequence, document, marks = session.sequence, session.document, session.marks
        if sequence is None or document is None or session.image is None or marks.shown == "nothing":
            return Scene(fill=fill)
        instances, color_of = document.instances(session.image.id), coloring(document, by)
        state = (document, document.revision, session.image.id, by)
        shapes = self._shapes.of(((i, color_of(i)) for i in instances), state)
        own, also = sequence.instance(), sequence.also()
        in_front = {instance.id for instance in sequence.selected()}
        settled: tuple[Shape, ...] = ()
        if marks.shown == "all":
            hidden = in_front | marks.hidden
            settled = shapes
            if hidden:
                settled = tuple(s for i, s in zip(instances, shapes, strict=True) if i.id not in hidden)
        mask, step = sequence.mask(), sequence.step()
        color = color_named(sequence.category(), current_choices(session, self._loop))
        if own is not None:
            color = color_of(own)
        focus = Shape(mask, color) if mask is not None else None
        decided = step is None or step.outcome != "open"
        chosen = {other.id for other in also}
        besides = tuple(s for i, s in zip(instances, shapes, strict=True) if i.id in chosen) if chosen else ()
        lit = None
        if marks.lit is not None:
            lit = next((s for i, s in zip(instances, shapes, strict=True) if i.id == marks.lit), None)
        return Scene(settled, focus, besides, lit, decided, self._loop.shown_clicks(), fill)

    def strip(self, by: str) -> tuple[StripItem, ...]:
        """The items of the strip, in sequence order."""
        sequence, document = self._session.sequence, self._session.document
        if sequence is None or document is None:
            return ()
        among = current_choices(self._session, self._loop)
        current = sequence.step()
        current_id = current.id if current is not None else None
        instances: dict[int | None, Instance] = {i.id: i for i in document.instances(sequence.image_id)}
        names: dict[int | None, str] = {category.id: category.name for category in document.categories()}
        color_of, unknown = coloring(document, by), tr("unknown")

        def source(number: int, step: Step) -> tuple[Step, Instance | None, int, str, Rgb, bool]:
            instance = instances.get(step.instance_id)
            if instance is None:
                name, color = step.category or unknown, color_named(step.category, among)
            else:
                name, color = names.get(instance.category_id, unknown), color_of(instance)
            return step, instance, number, name, color, step.id == current_id

        state = (
            document,
            document.revision,
            sequence.image_id,
            by,
            among,
            sequence.live,
            current_id,
            unknown,
        )
        return self._items.of((source(n, step) for n, step in enumerate(sequence.steps(), 1)), state)


def _shape(instance: Instance, color: Rgb) -> Shape:
    return Shape(instance.mask, color)


def _item(
    step: Step, instance: Instance | None, number: int, name: str, color: Rgb, current: bool
) -> StripItem:
    return StripItem(
        step_id=step.id,
        number=number,
        mask=instance.mask if instance is not None else step.mask,
        name=name,
        color=color,
        outcome=step.outcome,
        outcome_words=outcome_words(step),
        sure=None if step.outcome == "drawn" else step.objectness,
        current=current,
    )
