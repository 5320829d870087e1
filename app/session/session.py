"""The session: the image shown and its sequence; every decision passes through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal

from annotations.masks import Mask
from annotations.project.bulk import Bulk
from annotations.records import Change, ImageRecord, Status, Step, Transaction
from app.document import decisions
from app.document.document import ConflictError
from app.document.first_use import with_label_set, with_number_keys
from app.document.instance_edits import Overlap, delete_all, relabel_selected, without_overlap
from app.document.marks import Marks
from app.document.opening import ImageContents, OpenedProject, read_contents
from app.document.sequence import Sequence
from app.document.tracks import Carried, with_tracks
from app.rendering.outline_warmer import OutlineWarmer
from app.rendering.pictures import Picture, PictureLoader
from app.session.open_project import OpenProject
from app.session.shown_picture import ShownPicture


class Session(OpenProject):
    """Lives in the window's thread. Anyone may read its state; only its methods change it.

    Three signals tell what to refresh: the image, the selection, the content. The first implies the others; the
    contents of a new image are announced once loaded.
    """

    imageChanged = Signal()  # another image, its picture, or why it has none
    selectionChanged = Signal()  # focus, selection, hidden, locked or highlighted instances
    wanted = Signal()  # the next proposal
    travelled = Signal(object)  # the Transaction that undo or redo has applied
    bulkWanted = Signal(object, str)  # noqa: N815  (a Bulk, "undo" or "redo": done elsewhere)
    refused = Signal(object)  # the user's request is not possible here; nothing changed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image: ImageRecord | None = None
        self._sequence: Sequence | None = None
        self._marks = Marks()
        self.carried = Carried()
        self._busy = False
        self.holds_proposals = False
        """Whether nothing is asked of the model by itself, as during a review."""
        self.overlap: Overlap = "allow"
        self.offered: tuple[str, ...] = ()
        """The model's categories."""
        self.resume: Callable[[OpenedProject], int | None] = lambda _project: None  # another first image
        self.pictures = PictureLoader(self)
        self.outlines = OutlineWarmer(self.pictures.jobs, self)
        self._warming: set[int] = set()  # images already read, whose outlines are not ready yet
        self._shown = ShownPicture(self, self.pictures, self)
        self._shown.changed.connect(self._picture_changed)
        for changed in (self.imageChanged, self.selectionChanged, self.contentChanged):
            changed.connect(self._watch_what_is_shown)

    def close(self, give_up: bool = False) -> bool:
        if not super().close(give_up):
            return False
        self._image = self._sequence = None
        self._busy = self.holds_proposals = False
        self._marks = Marks()
        self._shown.forget()
        self._warming.clear()
        self.outlines.forget()
        return True

    # -- state

    @property
    def image(self) -> ImageRecord | None:
        return self._image

    @property
    def sequence(self) -> Sequence | None:
        """The sequence of the image shown; None until its contents are read."""
        return self._sequence

    @property
    def picture(self) -> Picture | None:
        return self._shown.picture

    @property
    def picture_problem(self) -> str | None:
        """Why the image shown has no picture."""
        return self._shown.problem

    @property
    def marks(self) -> Marks:
        return self._marks

    @property
    def busy(self) -> bool:
        """Whether a bulk change is running, during which no decisions are possible."""
        return self._busy

    @property
    def ready(self) -> bool:
        """Whether the image can be worked on: its picture and instances are loaded."""
        return self._sequence is not None and self.picture is not None and not self._busy

    # -- the image

    def show_image(self, image_id: int) -> None:
        """Switches to another image; its picture and instances follow a moment later."""
        document = self.document
        if document is None or (self.image is not None and self.image.id == image_id):
            return
        self._image = document.image(image_id)
        self._sequence = None
        if self.order is not None:
            self.order.refresh(image_id)
        self._shown.follow()
        self.imageChanged.emit()  # before anything is requested for it: drops requests for the previous image
        if not document.is_loaded(image_id):
            self.ask_project(lambda project: read_contents(project, image_id), self._contents_read)
        elif image_id not in self._warming:
            self._begin_sequence()

    def prepare(self, image_id: int) -> None:
        """Reads the picture and the contents of an image that is likely shown next, at idle time."""
        document = self.document
        image = document.image_table.get(image_id) if document is not None else None
        if document is None or image is None:
            return
        self._shown.read_ahead(image)
        if not document.is_loaded(image_id):
            self.ask_project(lambda project: read_contents(project, image_id), self._contents_read)

    def neighbour(self, by: int, undone_only: bool = False) -> ImageRecord | None:
        """The next (by = 1) or previous (-1) image in the list, like `ImageOrder.neighbour`."""
        if self.order is None or self.image is None:
            return None
        return self.order.neighbour(self.image.id, by, undone_only)

    def _begin_sequence(self) -> None:
        assert self.document is not None
        assert self.image is not None
        self._sequence = Sequence(self.document, self.image.id)
        self.contentChanged.emit()
        self.ask_if_wanted()

    def ask_if_wanted(self) -> None:
        """Emits `wanted` if the next thing to do here is to ask the model."""
        sequence, image = self.sequence, self.image
        if sequence is None or image is None or not self.ready or image.status in ("done", "skipped"):
            return
        if not self.holds_proposals and sequence.wants_proposal():
            self.wanted.emit()

    def show_anew(self) -> None:
        """Reloads the current image, since its file or contents have changed."""
        if self.image is not None:
            number, self._image = self.image.id, None
            self._shown.try_again()
            self.show_image(number)

    def _watch_what_is_shown(self) -> None:
        sequence = self.sequence if self.ready else None
        self.watch.show((sequence.image_id, sequence.focus) if sequence is not None else None)

    # -- selection and marks

    def focus(self, key: tuple[str, int] | None) -> None:
        """Moves the focus to a step or an instance; None: returns to the pending proposal."""
        if self.sequence is None:
            return
        if key is None:
            self.sequence.go_to_front()
        else:
            self.sequence.go_to(key)
        self.selectionChanged.emit()
        self.ask_if_wanted()

    def move(self, by: int) -> None:
        if self.sequence is not None and self.sequence.move(by):
            self.selectionChanged.emit()
            self.ask_if_wanted()

    def select(self, instances: list[int]) -> None:
        """Selects instances, the first in focus; none: returns to the pending proposal."""
        if self.sequence is not None:
            self.sequence.select(instances)
            self.selectionChanged.emit()

    def toggle_selected(self, instance_id: int) -> None:
        """Adds an instance to the selection, or removes it."""
        if self.sequence is not None:
            self.sequence.toggle(instance_id)
            self.selectionChanged.emit()

    def mark(self, change: Callable[[Marks], object]) -> None:
        """Changes what is hidden, locked or highlighted."""
        change(self.marks)
        self.selectionChanged.emit()

    # -- proposals

    def propose(self, step: Step | None) -> None:
        """Takes the model's next proposal; None: nothing more."""
        if self.sequence is not None:
            self.sequence.propose(step)
            self.contentChanged.emit()

    def propose_wished(self, step: Step) -> None:
        """Takes a requested proposal instead of the pending one, and shows it."""
        if self.sequence is not None:
            self.sequence.drop_proposal()
            self.sequence.focus = None
            self.propose(step)

    def drop_proposal(self) -> None:
        """Drops the pending proposal, since the model has changed; a focus elsewhere stays."""
        if self.sequence is not None:
            self.sequence.drop_proposal()
            if self.sequence.at_front:
                self.sequence.go_to_front()
            self.contentChanged.emit()

    # -- decisions

    def apply(self, transaction: Transaction | None, to_front: bool = False) -> bool:
        """Applies a transaction (None: nothing to do). False if nothing was changed."""
        if self.document is None or self.busy:
            return False
        done, stand_in = False, self._stand_in(transaction)
        if transaction is not None:
            try:
                refused = self.marks.refuses(transaction)
                if refused is not None:
                    raise ValueError(refused)
                transaction = without_overlap(self.document, transaction, self.overlap, self.marks.locked)
                transaction = with_tracks(self.document, transaction, self.carried)
                transaction = with_label_set(self.document, transaction, self.offered)
                used = self.project.used if self.project is not None else ()
                transaction = with_number_keys(self.document, transaction, used)
                if self.sequence is not None:
                    transaction = self.sequence.waiting.settled(transaction)
                self.document.apply(transaction)
                done = True
            except (ConflictError, ValueError) as error:
                self.refused.emit(str(error))
                to_front = False
        ask = self._follow(transaction, False, stand_in) if done and transaction is not None else False
        if to_front and self.sequence is not None:
            self.sequence.go_to_front()
        self.contentChanged.emit()
        if ask or to_front:
            self.ask_if_wanted()
        return done

    def accept(self, category: str | None = None) -> bool:
        return self.sequence is not None and self.apply(self.sequence.accept(category), to_front=True)

    def turn_down(self, outcome: Literal["rejected", "skipped"]) -> None:
        if self.sequence is not None:
            self.apply(self.sequence.close(outcome), to_front=True)

    def relabel(self, category: str | None) -> None:
        """Assigns a category to everything selected."""
        if self.sequence is not None:
            self.apply(relabel_selected(self.sequence, category))

    def edit_mask(self, mask: Mask, label: str) -> None:
        self.try_to(lambda sequence: sequence.edit_mask(mask, label))

    def draw(self, mask: Mask, category: str | None, label: str) -> None:
        self.try_to(lambda sequence: sequence.draw(mask, category, label))

    def delete(self) -> None:
        """Deletes all selected instances."""
        if self.sequence is not None and self.document is not None and self.sequence.selected():
            self.apply(delete_all(self.document, self.sequence.selected()), to_front=True)

    def start_over(self) -> None:
        if self.sequence is not None:
            self.apply(self.sequence.start_over(), to_front=True)

    def set_status(self, status: Status) -> None:
        if self.document is not None and self.image is not None:
            self.apply(decisions.set_status(self.document, self.image.id, status))
            self.ask_if_wanted()

    def undo(self) -> None:
        if self.document is not None and not self._is_bulk(self.document.next_undo, "undo"):
            last = self.document.next_undo
            stand_in = self._stand_in(last.inverse()) if isinstance(last, Transaction) else None
            self._travel(self.document.undo(), stand_in)

    def redo(self) -> None:
        if self.document is not None and not self._is_bulk(self.document.next_redo, "redo"):
            following = self.document.next_redo
            stand_in = self._stand_in(following) if isinstance(following, Transaction) else None
            self._travel(self.document.redo(), stand_in)

    def _is_bulk(self, following: Transaction | Bulk | None, way: Literal["undo", "redo"]) -> bool:
        """Whether it is done elsewhere, or nothing may be done now."""
        if isinstance(following, Bulk) and not self.busy:
            self.bulkWanted.emit(following, way)
        return self.busy or isinstance(following, Bulk)

    def try_to(self, decide: Callable[[Sequence], Transaction | None]) -> None:
        """Applies the result of `decide`; a ValueError becomes a message for the user."""
        if self.sequence is None:
            return
        try:
            transaction = decide(self.sequence)
        except ValueError as error:
            self.refused.emit(str(error))
            self.contentChanged.emit()
        else:
            self.apply(transaction)

    def _travel(self, transaction: Transaction | None, stand_in: int | None) -> None:
        if transaction is None or self.document is None:
            return
        rows = self.document.image_table.row_of
        restored = [part.key[1] for part in _changes_of_images(transaction) if part.before is None]
        if restored and (self.image is None or self.image.id not in restored):
            self.show_image(min(restored, key=lambda number: rows(number) or 0))
        elsewhere = transaction.image_id is not None and (
            self.image is None or self.image.id != transaction.image_id
        )
        if elsewhere and transaction.image_id is not None:
            self.show_image(transaction.image_id)
        ask = self._follow(transaction, True, stand_in)
        self.contentChanged.emit()
        self.travelled.emit(transaction)
        if ask or elsewhere:
            self.ask_if_wanted()

    def _stand_in(self, transaction: Transaction | None) -> int | None:
        """The image to show if a transaction removes the one that is shown: the next one that stays in the list."""
        gone = {part.key[1] for part in _changes_of_images(transaction) if part.after is None}
        if self.order is None or self.image is None or self.image.id not in gone:
            return None
        ids = self.order.ids(0, len(self.order.rows) - 1)
        at = self.order.place(self.image.id) or 0
        candidates = (*ids[at:], *reversed(ids[:at]), *self.order.table.ids)
        return next((number for number in candidates if number not in gone), None)

    def _follow(self, transaction: Transaction, travelled: bool, stand_in: int | None) -> bool:
        if self.image is not None and self.document is not None:
            if self.document.image_table.row_of(self.image.id) is None:
                self._show_instead(stand_in)
                return False
            before, self._image = self._image, self.document.image(self.image.id)
            if (
                before is not None and before.path != self._image.path
            ):  # it is another file, or another part of one
                self.show_anew()
                return False
        if self.sequence is None or transaction.image_id not in (None, self.sequence.image_id):
            return False
        return self.sequence.follow(transaction, travelled)

    # -- bulk changes

    def begin_bulk(self) -> None:
        """Blocks decisions until `end_bulk`."""
        self._busy = True
        self.contentChanged.emit()

    def end_bulk(self, changed: bool) -> None:
        """Allows decisions again. `changed`: reloads the current image, or shows the first if it is gone."""
        self._busy = False
        if not changed:
            self.contentChanged.emit()
            self.ask_if_wanted()
            return
        assert self.document is not None
        table = self.document.image_table
        if self.image is not None and table.row_of(self.image.id) is not None:
            self.show_anew()
            return
        self._show_instead(table.ids[0] if len(table) else None)
        self.contentChanged.emit()

    def _show_instead(self, image_id: int | None) -> None:
        """Shows another image, or none, since the one shown is no longer in the project."""
        self._image = self._sequence = None
        self._shown.follow()
        if image_id is not None:
            self.show_image(image_id)
        else:
            self.imageChanged.emit()

    # -- reports of threads

    def _project_opened(self, project: OpenedProject) -> None:
        super()._project_opened(project)
        first = self.resume(project) or project.first
        if first is not None:
            self.show_image(first)
        self.contentChanged.emit()

    def _contents_read(self, contents: ImageContents) -> None:
        if self.document is not None:
            self.document.load(contents.image_id, contents.instances, contents.steps, contents.proposals)
            self._warming.add(contents.image_id)
            masks = [instance.mask for instance in contents.instances]
            self.outlines.warm(masks, lambda: self._warmed(contents.image_id))

    def _warmed(self, image_id: int) -> None:
        """The contents of an image can now be shown without blocking the window."""
        self._warming.discard(image_id)
        if self.image is not None and self.image.id == image_id and self.sequence is None:
            self._begin_sequence()

    def _picture_changed(self) -> None:
        self.imageChanged.emit()
        self.ask_if_wanted()


def _changes_of_images(transaction: Transaction | None) -> list[Change]:
    return [part for part in transaction.changes if part.key[0] == "image"] if transaction is not None else []
