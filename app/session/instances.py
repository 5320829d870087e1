"""Edits of the selected instances and their masks; large masks are computed on a thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from annotations.geometry import Point
from annotations.masks import Mask
from annotations.masks.cutting import cut
from annotations.masks.edits import How, combined, components, fill_holes, intersect, keep_largest, paint
from annotations.masks.morphology import grow, shift, shrink, smooth
from annotations.message import Message
from annotations.records import Instance, Transaction
from app.actions import KeyOf
from app.background.jobs import Jobs
from app.document import clipboard, instance_edits
from app.document.attributes import has_flag
from app.document.document import Document
from app.document.instance_edits import Place
from app.document.sequence import Sequence
from app.rendering.outlines import prepare
from app.session.session import Session

AT_ONCE = 512 * 512  # pixels of the boxes: up to this much is computed while the window waits
AT_ONCE_BYTES = 100_000  # bytes of the codes of combined masks, likewise
FEW = 20  # masks that are
Answer = TypeVar("Answer")
Change = Callable[[Mask], Mask]
Decide = Callable[[Document, list[Instance]], Transaction | None]


class InstanceWork(QObject):
    """Lives in the window's thread. The focus may be an instance or a pending proposal."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._copied: tuple[clipboard.Copied, ...] = ()
        self._jobs = Jobs(self)

    @property
    def computing(self) -> bool:
        return self._jobs.awaited

    def end(self) -> None:
        """Waits for the running job and discards its result; for closing."""
        self._jobs.end(10_000)

    # -- single masks

    def fill_holes(self) -> None:
        self._change(fill_holes, Message("Fill holes"))

    def keep_largest(self) -> None:
        self._change(keep_largest, Message("Keep largest part"))

    def smooth(self, pixels: int) -> None:
        self._change(partial(smooth, pixels=pixels), Message("Smooth"))

    def grow(self, pixels: int) -> None:
        self._change(partial(grow, pixels=pixels), Message("Grow by {pixels}", pixels=pixels))

    def shrink(self, pixels: int) -> None:
        self._change(partial(shrink, pixels=pixels), Message("Shrink by {pixels}", pixels=pixels))

    def move(self, dx: int, dy: int) -> None:
        self._change(partial(shift, dx=dx, dy=dy), Message("Move"))

    def change(self, change: Change, label: str) -> None:
        """Changes the mask in focus by any function."""
        self._change(change, label)

    # -- several instances

    def unite(self) -> None:
        self._combine("union", instance_edits.unite, Message("Union"))

    def subtract(self) -> None:
        self._combine("subtract", instance_edits.subtract_others, Message("Subtract"))

    def intersect(self) -> None:
        self._combine("intersect", instance_edits.intersect_others, Message("Intersect"))

    def split(self) -> None:
        chosen = self._selected()[:1]

        def decide() -> None:
            self._decide(lambda document, chosen: instance_edits.split(document, chosen[0]))

        if sum(instance.mask.shape[0] * instance.mask.shape[1] for instance in chosen) <= AT_ONCE:
            decide()
        else:
            self._aside(lambda: components(chosen[0].mask), lambda _: decide())

    def cut(self, a: Point, b: Point) -> None:
        """Cuts the selected instances that a line crosses in two; if none is selected, the topmost one it crosses."""
        chosen = self._selected()
        crossing = _crossing(chosen or self._pickable(), a, b)
        wanted = crossing if chosen else crossing[-1:]
        if not wanted:
            self.session.refused.emit(Message("The line crosses no instance."))
            return

        def halves() -> list[tuple[Instance, tuple[Mask, Mask]]]:
            found = ((instance, cut(instance.mask, a, b)) for instance in wanted)
            return [(instance, two) for instance, two in found if two is not None]

        def go_on(found: list[tuple[Instance, tuple[Mask, Mask]]]) -> None:
            self.session.try_to(lambda sequence: instance_edits.cut(sequence.document, found))

        if sum(instance.mask.shape[0] * instance.mask.shape[1] for instance in wanted) <= AT_ONCE:
            go_on(halves())
        else:
            self._aside(halves, go_on)

    def duplicate(self, distance: int) -> None:
        self._decide(lambda document, chosen: instance_edits.duplicate(document, chosen, distance, distance))

    def copy(self) -> None:
        """Copies the selection, also for other images and projects."""
        sequence = self.session.sequence
        if sequence is not None and sequence.selected():
            self._copied = clipboard.copied(sequence.document, sequence.selected())

    def paste(self, distance: int) -> None:
        self.session.try_to(
            lambda sequence: clipboard.paste(sequence.document, sequence.image_id, self._copied, distance)
        )

    def reorder(self, place: Place) -> None:
        def decide(document: Document, chosen: list[Instance]) -> Transaction | None:
            ids = {instance.id for instance in chosen}
            return instance_edits.reorder(document, chosen[0].image_id, ids, place)

        self._decide(decide)

    def describe(
        self, crowd: bool | None = None, note: str | None = None, attributes: Mapping[str, str] | None = None
    ) -> None:
        self._decide(
            lambda document, chosen: instance_edits.describe(document, chosen, crowd, note, attributes)
        )

    def toggle_flag(self, name: str) -> None:
        """Sets a flag (FLAGS) on all selected instances or, if all have it, clears it."""
        chosen = self._selected()
        all_are = all(has_flag(instance, name) for instance in chosen)
        self.describe(attributes={name: "" if all_are else "true"})

    def toggle_crowd(self) -> None:
        chosen = self._selected()
        self.describe(crowd=not all(instance.crowd for instance in chosen))

    # -- selecting, hiding, locking

    def select(self, ids: list[int]) -> None:
        self.session.select(ids)

    def select_all(self) -> None:
        self.select([instance.id for instance in self._pickable()])

    def select_at(self, x: float, y: float, more: bool) -> None:
        """Selects the topmost instance at a point of the image; if there is none, returns to the front."""
        sequence = self.session.sequence
        if sequence is None:
            return
        found = next((i for i in reversed(self._pickable()) if i.mask.contains(x, y)), None)
        if found is None:
            if not more:
                self.session.focus(None)
        elif more:
            self.session.toggle_selected(found.id)
        else:
            self.session.focus(found.key)

    def select_for_menu(self, x: float, y: float) -> None:
        """Selects the topmost instance at a point, unless it is already selected."""
        sequence = self.session.sequence
        found = next((i for i in reversed(self._pickable()) if i.mask.contains(x, y)), None)
        if sequence is not None and found is not None and found not in sequence.selected():
            self.session.focus(found.key)

    def select_in(self, box: tuple[float, float, float, float], more: bool) -> None:
        """Selects the instances entirely inside a box."""
        sequence = self.session.sequence
        if sequence is None:
            return
        found = []
        for instance in self._pickable():
            x0, y0, x1, y1 = instance.mask.bbox
            if x0 >= box[0] and y0 >= box[1] and x1 <= box[2] and y1 <= box[3]:
                found.append(instance.id)
        before = [instance.id for instance in sequence.selected()] if more else []
        if found or before:
            self.select(list(dict.fromkeys([*before, *found])))
        else:
            self.session.focus(None)

    def toggle_hidden(self) -> None:
        self.session.mark(lambda marks: marks.toggle(marks.hidden, self._selected()))

    def toggle_locked(self) -> None:
        self.session.mark(lambda marks: marks.toggle(marks.locked, self._selected()))

    def light(self, instance_id: int | None) -> None:
        """Highlights one instance; None: none."""
        if self.session.marks.lit != instance_id:
            self.session.mark(lambda marks: marks.light(instance_id))

    def mark(self, mark: str, instance_id: int, on: bool) -> None:
        """Hides ("hidden") or locks ("locked") one instance, or undoes that."""
        marked = self.session.marks.hidden if mark == "hidden" else self.session.marks.locked
        if on != (instance_id in marked):
            self.session.mark(lambda _marks: marked.symmetric_difference_update({instance_id}))

    def _pickable(self) -> list[Instance]:
        document, image = self.session.document, self.session.image
        if document is None or image is None:
            return []
        return [i for i in document.instances(image.id) if self.session.marks.can_be_picked(i)]

    # -- internals

    def _decide(self, decide: Decide) -> None:
        def with_selected(sequence: Sequence) -> Transaction | None:
            chosen = sequence.selected()
            if not chosen:
                raise ValueError(
                    Message(
                        "No instance is selected. Accept the proposal first, or click an instance ({select}).",
                        select=KeyOf("tool_select"),
                    )
                )
            return decide(sequence.document, chosen)

        self.session.try_to(with_selected)

    def _combine(self, how: How, decide: Decide, label: str) -> None:
        """The first selected mask, which may be a proposal's, and all the others."""
        proposal = self._proposal_with_others()
        own = proposal.mask() if proposal is not None else None
        chosen, overlap, locked = self._selected(), self.session.overlap, frozenset(self.session.marks.locked)
        masks = tuple(instance.mask for instance in chosen)
        if proposal is not None and own is not None:
            masks = (own, *masks)

        def with_proposal(sequence: Sequence) -> Transaction | None:
            edit = sequence.edit_mask(combined(how, masks), label)
            if how != "union":
                return edit
            return instance_edits.merged(
                label, [edit, instance_edits.delete_all(sequence.document, sequence.also())]
            )

        def go_on(_: object = None) -> None:
            if proposal is not None and own is not None:
                self.session.try_to(with_proposal)
            else:
                self._decide(decide)

        if sum(len(mask.counts) for mask in masks) <= AT_ONCE_BYTES and len(masks) <= FEW:
            go_on()
        else:
            rest = self._all_but(chosen if how == "union" else chosen[:1])

            def task() -> None:
                mask = combined(how, masks)
                if own is None or proposal is None:
                    instance_edits.edits_apart([(chosen[0], mask)], rest, overlap, locked)
                prepare([mask])

            self._aside(task, go_on)

    def _proposal_with_others(self) -> Sequence | None:
        """The sequence, if a proposal is in focus and instances are also selected."""
        sequence = self.session.sequence
        if sequence is None or sequence.instance() is not None or sequence.step() is None:
            return None
        return sequence if sequence.also() else None

    def _change(self, change: Change, label: str) -> None:
        """Changes the mask in focus and those of the other selected instances, in one transaction."""
        sequence = self.session.sequence
        own = sequence.mask() if sequence is not None else None
        if sequence is None or own is None:
            return
        edit = _Edit(change, label, sequence, self.session)

        def go_on(masks: list[Mask]) -> None:
            self.session.try_to(lambda sequence: _edited(sequence, edit, masks))

        if sum(mask.shape[0] * mask.shape[1] for mask in edit.masks) <= AT_ONCE and len(edit.masks) <= FEW:
            go_on([change(mask) for mask in edit.masks])
        else:
            self._aside(edit.work_out, go_on)

    def _aside(self, task: Callable[[], Answer], go_on: Callable[[Answer], None]) -> None:
        """Computes something on a thread, then continues if the selection is unchanged."""
        if self.computing:  # so that a held key does not pile up work
            return
        state = self._state()

        def then(answer: Answer) -> None:
            if self._state() == state:
                go_on(answer)

        self._jobs.run(lambda _check: task(), then, self.session.refused.emit)

    def _state(self) -> object:
        """The current selection and its records."""
        sequence = self.session.sequence
        if sequence is None:
            return None
        return sequence, sequence.focus, sequence.mask(), tuple(sequence.also())

    def _all_but(self, some: list[Instance]) -> list[Instance]:
        sequence, gone = self.session.sequence, {instance.id for instance in some}
        everything = sequence.document.instances(sequence.image_id) if sequence is not None else []
        return [instance for instance in everything if instance.id not in gone]

    def _selected(self) -> list[Instance]:
        return self.session.sequence.selected() if self.session.sequence is not None else []


def _crossing(instances: list[Instance], a: Point, b: Point) -> list[Instance]:
    """The instances of which a line meets a pixel, in their order."""
    box = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    near = []
    for instance in instances:
        x0, y0, x1, y1 = instance.mask.bbox
        if x0 <= box[2] and box[0] <= x1 and y0 <= box[3] and box[1] <= y1:
            near.append(instance)
    if not near:
        return []
    line = paint(Mask.empty(near[0].mask.size), [a, b], 0.5)
    return [instance for instance in near if not intersect(instance.mask, line).is_empty]


class _Edit:
    """One edit of several masks, with everything needed to compute it on a thread."""

    def __init__(self, change: Change, label: str, sequence: Sequence, session: Session) -> None:
        own = sequence.mask()
        assert own is not None
        self.change, self.label, self.own, self.others = change, label, own, tuple(sequence.also())
        self._overlap, self._locked = session.overlap, frozenset(session.marks.locked)
        instance = sequence.instance()
        self._edited = (*([instance] if instance is not None else ()), *self.others)
        edited = {instance.id for instance in self._edited}
        self._rest = [i for i in sequence.document.instances(sequence.image_id) if i.id not in edited]

    @property
    def masks(self) -> list[Mask]:
        return [self.own, *(other.mask for other in self.others)]

    def work_out(self) -> list[Mask]:
        """The resulting masks, with the data for applying and painting them computed too."""
        masks = [self.change(mask) for mask in self.masks]
        proposed = len(masks) - len(self._edited)  # 1 if a proposal is in focus, which is not an instance yet
        edits = zip(self._edited, masks[proposed:], strict=True)
        new = instance_edits.edits_apart(edits, self._rest, self._overlap, self._locked)
        prepare([*masks[:proposed], *new])
        return masks


def _edited(sequence: Sequence, edit: _Edit, masks: list[Mask]) -> Transaction | None:
    own = sequence.edit_mask(masks[0], edit.label)
    others = zip(edit.others, masks[1:], strict=True)
    return instance_edits.merged(
        edit.label, [own, instance_edits.edit_masks(sequence.document, others, edit.label)]
    )
