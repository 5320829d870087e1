"""What each action of the table does: one method an action, named do_ and the action's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from annotations.errors import AnnotationError
from annotations.label_sets import LabelSet, bundled, read
from annotations.records import Attribute, Category, Transaction
from app.actions import ACTIONS
from app.document import decisions
from app.document.document import Document
from app.translation import tr
from app.windows.image_handlers import ImageHandlers
from app.windows.mask_handlers import MaskHandlers
from app.windows.presenter import current_choices
from app.windows.program_handlers import ProgramHandlers

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


class Handlers:
    """The actions of one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.work = window.work
        self.loop = window.loop
        self.canvas = window.canvas
        self.images = ImageHandlers(window)
        self._others = (MaskHandlers(window), self.images, ProgramHandlers(window))

    def table(self) -> dict[str, Callable[[], None]]:
        """The handler of each action; AttributeError if one is missing."""
        found: dict[str, Callable[[], None]] = {}
        for action in ACTIONS:
            name, _, number = action.name.rpartition("_")
            if action.tool:
                found[action.name] = lambda tool=action.tool: self.window.set_tool(tool)  # type: ignore[misc]
            elif number.isdigit():
                accept = name == "relabel_accept"
                found[action.name] = lambda n=int(number), a=accept: self._relabel(n, a)  # type: ignore[misc]
            else:
                method = f"do_{action.name}"
                owner = next((other for other in self._others if hasattr(other, method)), self)
                found[action.name] = getattr(owner, method)
        return found

    # -- file

    def do_open_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self.window, tr("Open a folder of images"), self._start_folder()
        )
        if folder:
            self.window.open_path(Path(folder))

    def do_open_file(self) -> None:
        from annotations.images import IMAGE_SUFFIXES

        kinds = " ".join(sorted(f"*{suffix}" for suffix in IMAGE_SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(
            self.window,
            tr("Open an image or a project"),
            self._start_folder(),
            ";;".join(
                f"{tr(title)} ({patterns})"
                for title, patterns in (
                    (tr("Images and projects"), f"*.rsis {kinds}"),
                    (tr("Projects"), "*.rsis"),
                    (tr("All files"), "*"),
                )
            ),
        )
        if name:
            self.window.open_path(Path(name))

    def do_export(self) -> None:
        from app.windows.export_dialog import ExportDialog

        self.window.show_dialog(ExportDialog(self.work, self.window))

    def do_open_model(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.window, tr("Open a model (a checkpoint folder)"))
        if folder:
            self.window.load_model(folder)

    def do_finetune(self) -> None:
        self.window.show_finetuning()

    def do_labels_voc(self) -> None:
        self._add_label_set(bundled("voc"))

    def do_labels_cityscapes(self) -> None:
        self._add_label_set(bundled("cityscapes"))

    def do_labels_coco(self) -> None:
        self._add_label_set(bundled("coco"))

    def do_import_labels(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.window,
            tr("Add categories"),
            self._start_folder(),
            f"{tr('Label sets')} (*.json);;{tr('All files')} (*)",
        )
        if name:
            try:
                self._add_label_set(read(name))
            except AnnotationError as error:
                self.window.say(str(error))

    # -- edit

    def do_undo(self) -> None:
        if self.canvas.take_back():  # a corner of the polygon that is being drawn
            return
        self.loop.stop()
        self.work.undo()

    def do_redo(self) -> None:
        self.canvas.cancel_gesture()
        self.work.redo()

    def do_delete(self) -> None:
        self.work.delete()

    def do_cancel(self) -> None:
        stopped = self.loop.stop()
        if not self.canvas.cancel_gesture() and not stopped:
            self.work.focus(None)

    # -- proposal

    def do_accept(self) -> None:
        if not self.canvas.confirm_gesture():
            self.work.accept()

    def do_reject(self) -> None:
        if not self.canvas.take_back():
            self.work.turn_down("rejected")

    def do_skip(self) -> None:
        self.work.turn_down("skipped")

    def do_accept_above(self) -> None:
        self.loop.accept_all_above(self.window.settings["accept_above"] / 100)

    def do_propose(self) -> None:
        if self.work.sequence is not None:
            self.loop.paused = False
            self.work.focus(None)
            if self.work.sequence.focus is None:
                self.work.sequence.drop_proposal()
                self.loop.ask_all_the_same()

    def do_pause(self) -> None:
        self.loop.pause(not self.loop.paused)

    def do_look_closer(self) -> None:
        self.loop.look_closer()

    def do_back(self) -> None:
        self.work.move(-1)

    def do_forward(self) -> None:
        self.work.move(1)

    def do_start_over(self) -> None:
        self.work.start_over()

    def do_relabel_unknown(self) -> None:
        self.work.relabel(None)

    def _relabel(self, number: int, accept: bool) -> None:
        found = current_choices(self.work, self.loop)
        if number > len(found):
            text = tr("There is no category {number}. Add one in the list of categories.", number=number)
            self.window.banners.show_message(text, key="category", lasting=False)
        elif accept:
            self.work.accept(found[number - 1].name)
        else:
            self.work.relabel(found[number - 1].name)

    # -- view

    def do_fit(self) -> None:
        self.canvas.fit()

    def do_one_to_one(self) -> None:
        self.canvas.one_to_one()

    def do_zoom_in(self) -> None:
        self.canvas.zoom(1.5)

    def do_zoom_out(self) -> None:
        self.canvas.zoom(1 / 1.5)

    def do_hide_others(self) -> None:
        marks = self.work.marks
        marks.shown = "all" if marks.shown == "focus" else "focus"
        self.window.refresh_soon()

    def do_show_all(self) -> None:
        marks = self.work.marks
        if marks.hides_something:
            marks.show_all()
        else:
            marks.shown = "nothing"
        self.window.refresh_soon()

    # -- categories (from the list, not from the table)

    def add_category(self, name: str) -> None:
        self._change_category(lambda document: decisions.add_category(document, name))
        self.window.banners.clear("category")
        self.canvas.setFocus()

    def rename_category(self, category_id: int, name: str) -> None:
        self._change_category(lambda d: decisions.change_category(d, self._category(category_id), name=name))

    def recolor_category(self, category_id: int, color: tuple[int, int, int]) -> None:
        self._change_category(
            lambda d: decisions.change_category(d, self._category(category_id), color=color)
        )

    def do_category_up(self) -> None:
        self._move_category(-1)

    def do_category_down(self) -> None:
        self._move_category(1)

    def _move_category(self, by: int) -> None:
        name = self.window.category_list.current
        category = (
            self.work.document.category_named(name) if self.work.document is not None and name else None
        )
        if category is not None:
            self._change_category(lambda document: decisions.move_category(document, category, by))

    def edit_attributes(self, category_id: int) -> None:
        from app.windows.attributes_dialog import AttributesDialog

        def take(attributes: tuple[Attribute, ...]) -> None:
            self._change_category(
                lambda d: decisions.change_category(d, self._category(category_id), attributes=attributes)
            )

        self.window.show_dialog(AttributesDialog(self._category(category_id), take, self.window))

    def _add_label_set(self, label_set: LabelSet) -> None:
        if self.work.document is not None:
            transaction = decisions.add_label_set(self.work.document, label_set)
            count = len(transaction.changes) if transaction is not None else 0
            self.work.apply(transaction)
            text = tr("All categories of {title} are there already.", title=label_set.title)
            if count == 1:
                text = tr("1 category of {title} added.", title=label_set.title)
            elif count > 1:
                text = tr("{count} categories of {title} added.", count=count, title=label_set.title)
            self.window.say(text, "good", lasting=False)

    def _category(self, category_id: int) -> Category:
        assert self.work.document is not None
        category = self.work.document.category(category_id)
        assert category is not None
        return category

    def _change_category(self, decide: Callable[[Document], Transaction | None]) -> None:
        if self.work.document is None:
            self.window.say(tr("Open a folder first: categories belong to a project."))
            return
        try:
            self.work.apply(decide(self.work.document))
        except ValueError as error:
            self.window.say(str(error))

    def _start_folder(self) -> str:
        project = self.work.project
        return str(project.root) if project is not None else str(Path.home())
