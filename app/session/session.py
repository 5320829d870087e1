"""The session: the open project, the image shown and its sequence; every decision passes through here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar

from PySide6.QtCore import QObject, Signal

from annotations.masks import Mask
from annotations.project import Project
from annotations.project.bulk import Bulk
from annotations.project.history import login_name
from annotations.records import ImageRecord, Status, Transaction
from app.document import decisions
from app.document.document import ConflictError, Document
from app.document.image_order import ImageOrder
from app.document.importing import Importing
from app.document.instance_edits import Overlap, delete_all, relabel_selected, without_overlap
from app.document.marks import Marks
from app.document.opening import ImageContents, OpenedProject, open_repaired, open_source
from app.document.sequence import Sequence
from app.document.timing import Stopwatch, stamped
from app.rendering.outlines import read_prepared
from app.rendering.pictures import Picture, PictureLoader, of_another_size
from app.session.project_link import ProjectLink

Answer = TypeVar("Answer")
LOOK_AHEAD_PIXELS = 50_000_000


class Work(QObject):
    """Lives in the window's thread. Signals say what to show anew; `wanted` asks for the next proposal."""

    opened = Signal(object)  # OpenedProject
    openFailed = Signal(object, object)  # noqa: N815  (reason, the damaged file or None)
    closing = Signal()  # what still comes in for the project has no place to go from now on
    changed = Signal()  # anything shown of the current image or of the project
    imageChanged = Signal()
    wanted = Signal()
    kept = Signal(int)
    failing = Signal(object)
    problem = Signal(object)
    bulkWanted = Signal(object, str)  # noqa: N815  (a Bulk, "undo" or "redo": it is not done here)
    refused = Signal(object)  # what the person wanted cannot be done here; nothing was changed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.project: OpenedProject | None = None
        self.order: ImageOrder | None = None  # of the list of images
        self.sequence: Sequence | None = None
        self.image: ImageRecord | None = None
        self.picture: Picture | None = None
        self.picture_problem: str | None = None
        self.marks = Marks()
        self.overlap: Overlap = "allow"
        self.busy = False  # the project changes by itself, and nothing can be decided meanwhile
        self.person = ""  # empty: who is logged in
        self.resume: Callable[[OpenedProject], int | None] = lambda _project: None  # another first image
        self.watch = Stopwatch()
        self.pictures = PictureLoader(self)
        self.pictures.loaded.connect(self._picture_loaded)
        self.pictures.failed.connect(self._picture_failed)
        self._failures: dict[str, str] = {}
        self._link = ProjectLink(self)
        self._link.opened.connect(self._project_opened)
        self._link.openFailed.connect(self._opening_failed)
        self._link.kept.connect(self.kept)
        self._link.failing.connect(self.failing)
        self.changed.connect(self._watch_what_is_shown)

    # -- the project

    @property
    def opening(self) -> bool:
        return self._link.opening

    @property
    def is_failing(self) -> bool:
        """Did the disk refuse the latest decision?"""
        return self._link.is_failing

    @property
    def pending(self) -> int:
        """How many decisions are not on the disk yet."""
        return self._link.pending

    def open(self, source: Path | Callable[[], Path], importing: Importing | None = None) -> bool:
        """Opens a folder, an image or a project file in place of what is open. False: that could not be kept."""
        person = self.person
        return self._open(lambda: open_source(source() if callable(source) else source, person, importing))

    def repair(self, path: Path) -> bool:
        """Repairs a damaged project file and opens it, as `open`."""
        person = self.person
        return self._open(lambda: open_repaired(path, person))

    def _open(self, opening: Callable[[], tuple[Project, OpenedProject]]) -> bool:
        if not self.close():
            return False
        self._link.open(opening)
        self.changed.emit()
        return True

    def close(self, give_up: bool = False) -> bool:
        """Keeps what is still to be kept and closes the project. False: the disk did not take it all."""
        self.closing.emit()
        if not self._link.close(give_up):
            return False
        self.document = self.order = self.project = self.sequence = self.image = self.picture = None
        self.busy = False
        self.marks = Marks()
        self._failures.clear()
        self.pictures.forget()
        return True

    def set_person(self, person: str) -> None:
        """Says who works here, from the next decision on; empty: who is logged in."""

        def name(project: Project) -> None:
            project.person = person or login_name()

        if person != self.person:
            self.person = person
            self.ask_project(name, lambda _: None)

    def ask_project(
        self,
        question: Callable[[Project], Answer],
        answered: Callable[[Answer], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Asks the project in the writer's thread, after all that was decided so far has been kept."""
        self._link.ask(question, answered, failed or self.problem.emit)

    def retry(self) -> None:
        self._link.retry()

    def flush(self, timeout: float) -> bool:
        return self._link.flush(timeout)

    def path_of(self, image: ImageRecord) -> Path:
        assert self.project is not None
        return self.project.place_of(image)

    # -- the image

    def show_image(self, image_id: int) -> None:
        """Makes another image the current one; its picture and its instances come a moment later."""
        document = self.document
        if document is None or (self.image is not None and self.image.id == image_id):
            return
        self.image = document.image(image_id)
        self.sequence = None
        if self.order is not None:
            self.order.refresh(image_id)
        path = self.path_of(self.image)
        self.picture, self.picture_problem = None, self._failures.get(str(path))
        if self.picture_problem is None and (ahead := self.pictures.request(path)) is not None:
            self._take_picture(self.image, str(path), ahead)
        self.imageChanged.emit()  # before anything is asked about it: what was asked of another is forgotten now
        if document.is_loaded(image_id):
            self._begin_sequence()
        else:
            self.ask_project(lambda project: read_prepared(project, image_id), self._contents_read)
        self.changed.emit()

    def neighbour(self, by: int, undone_only: bool = False) -> ImageRecord | None:
        """The next (by = 1) or previous (-1) image in the list, as `ImageOrder.neighbour`."""
        if self.order is None or self.image is None:
            return None
        return self.order.neighbour(self.image.id, by, undone_only)

    @property
    def ready(self) -> bool:
        """Can the image be worked on: are its picture and its instances here?"""
        return self.sequence is not None and self.picture is not None and not self.busy

    def _begin_sequence(self) -> None:
        assert self.document is not None
        assert self.image is not None
        self.sequence = Sequence(self.document, self.image.id)
        self.changed.emit()
        self.ask_if_wanted()

    def ask_if_wanted(self) -> None:
        """Emits `wanted` if the next thing to do here is to ask the model."""
        sequence, image = self.sequence, self.image
        if sequence is None or image is None or not self.ready or image.status in ("done", "skipped"):
            return
        if sequence.wants_proposal():
            self.wanted.emit()

    def show_anew(self) -> None:
        """Shows the current image once more: its file, or what is in it, is another now."""
        if self.image is not None:
            number, self.image = self.image.id, None
            self._failures.clear()
            self.show_image(number)

    def _watch_what_is_shown(self) -> None:
        sequence = self.sequence if self.ready else None
        self.watch.show((sequence.image_id, sequence.focus) if sequence is not None else None)

    # -- decisions

    def apply(self, transaction: Transaction | None, to_front: bool = False) -> bool:
        """Applies a transaction (None: nothing to do). False if nothing was changed."""
        if self.document is None or self.busy:
            return False
        done = False
        if transaction is not None:
            try:
                refused = self.marks.refuses(transaction)
                if refused is not None:
                    raise ValueError(refused)
                transaction = without_overlap(self.document, transaction, self.overlap, self.marks.locked)
                self.document.apply(transaction)
                done = True
            except (ConflictError, ValueError) as error:
                self.refused.emit(str(error))
                to_front = False
        ask = self._follow(transaction, False) if done and transaction is not None else False
        if to_front and self.sequence is not None:
            self.sequence.go_to_front()
        self.changed.emit()
        if ask or to_front:
            self.ask_if_wanted()
        return done

    def accept(self, category: str | None = None) -> bool:
        return self.sequence is not None and self.apply(self.sequence.accept(category), to_front=True)

    def turn_down(self, outcome: Literal["rejected", "skipped"]) -> None:
        if self.sequence is not None:
            self.apply(self.sequence.close(outcome), to_front=True)

    def relabel(self, category: str | None) -> None:
        """Gives all that is selected a category."""
        if self.sequence is not None:
            self.apply(relabel_selected(self.sequence, category))

    def edit_mask(self, mask: Mask, label: str) -> None:
        self.try_to(lambda sequence: sequence.edit_mask(mask, label))

    def draw(self, mask: Mask, category: str | None, label: str) -> None:
        self.try_to(lambda sequence: sequence.draw(mask, category, label))

    def delete(self) -> None:
        """Deletes all instances that are selected."""
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
            self._travel(self.document.undo())

    def redo(self) -> None:
        if self.document is not None and not self._is_bulk(self.document.next_redo, "redo"):
            self._travel(self.document.redo())

    def _is_bulk(self, following: Transaction | Bulk | None, way: Literal["undo", "redo"]) -> bool:
        """Is it done elsewhere, or may nothing be done now?"""
        if isinstance(following, Bulk) and not self.busy:
            self.bulkWanted.emit(following, way)
        return self.busy or isinstance(following, Bulk)

    def focus(self, key: tuple[str, int] | None) -> None:
        """Looks at a step or an instance; None: back to what is to be decided next."""
        if self.sequence is None:
            return
        if key is None:
            self.sequence.go_to_front()
        else:
            self.sequence.go_to(key)
        self.changed.emit()
        self.ask_if_wanted()

    def move(self, by: int) -> None:
        if self.sequence is not None and self.sequence.move(by):
            self.changed.emit()
            self.ask_if_wanted()

    def try_to(self, decide: Callable[[Sequence], Transaction | None]) -> None:
        """Applies what `decide` gives; a ValueError becomes a sentence for the person."""
        if self.sequence is None:
            return
        try:
            transaction = decide(self.sequence)
        except ValueError as error:
            self.refused.emit(str(error))
            self.changed.emit()
        else:
            self.apply(transaction)

    def _travel(self, transaction: Transaction | None) -> None:
        if transaction is None or self.document is None:
            return
        elsewhere = transaction.image_id is not None and (
            self.image is None or self.image.id != transaction.image_id
        )
        if elsewhere and transaction.image_id is not None:
            self.show_image(transaction.image_id)
        ask = self._follow(transaction, True)
        self.changed.emit()
        if ask or elsewhere:
            self.ask_if_wanted()

    def _follow(self, transaction: Transaction, travelled: bool) -> bool:
        if self.image is not None and self.document is not None:
            self.image = self.document.image(self.image.id)
        if self.sequence is None or transaction.image_id not in (None, self.sequence.image_id):
            return False
        return self.sequence.follow(transaction, travelled)

    # -- what threads report

    def _project_opened(self, project: OpenedProject) -> None:
        self.project = project
        keep, document = self._link.keeper(), Document(project.categories, project.images, project.next_ids)
        document.subscribe(lambda transaction: keep(stamped(transaction, document, self.watch)))
        document.remember(project.imported)
        self.document = document
        self.order = ImageOrder(document.image_table)
        self.opened.emit(project)
        first = self.resume(project) or project.first
        if first is not None:
            self.show_image(first)
        self.changed.emit()

    def _opening_failed(self, reason: str, damaged: Path | None) -> None:
        self.openFailed.emit(reason, damaged)
        self.changed.emit()

    def _contents_read(self, contents: ImageContents) -> None:
        if self.document is None:
            return
        self.document.load(contents.image_id, contents.instances, contents.steps)
        self.pictures.prepare([instance.mask for instance in contents.instances])
        if self.image is not None and self.image.id == contents.image_id and self.sequence is None:
            self._begin_sequence()

    def _picture_loaded(self, path: str, picture: Picture) -> None:
        if self.image is None or path != str(self.path_of(self.image)):
            return
        self._take_picture(self.image, path, picture)
        self.imageChanged.emit()
        self.changed.emit()
        self.ask_if_wanted()

    def _take_picture(self, image: ImageRecord, path: str, picture: Picture) -> None:
        """Shows it as the current image and looks ahead, unless the file has another size by now."""
        if (picture.width, picture.height) == (image.width, image.height):
            self.picture = picture
            following = self.neighbour(1)
            if following is not None and following.width * following.height <= LOOK_AHEAD_PIXELS:
                self.pictures.request(self.path_of(following), priority=0)
        else:
            self.picture_problem = self._failures[path] = of_another_size(path, picture, image.size)
            self.pictures.drop(path)  # it is read anew once its size was accepted, or the file is as it was

    def _picture_failed(self, path: str, reason: str) -> None:
        self._failures[path] = reason
        if self.image is not None and path == str(self.path_of(self.image)):
            self.picture_problem = reason
            self.imageChanged.emit()
