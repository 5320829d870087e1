"""What each action of the table does: one method an action, named do_ and the action's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from annotations.project import SUFFIX
from app.actions import ACTIONS
from app.commands.categories import CategoryHandlers
from app.commands.images import ImageHandlers
from app.commands.masks import MaskHandlers
from app.commands.program import ProgramHandlers
from app.document.opening import PAUSED
from app.rendering.viewport import fit_box
from app.translation import tr

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

TOLD_MS = 3000
"""How long it is told what was undone."""


class Handlers:
    """The actions of one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.work = window.work
        self.loop = window.loop
        self.canvas = window.canvas
        self.images = ImageHandlers(window)
        self.categories = CategoryHandlers(window)
        self._others = (self.categories, MaskHandlers(window), self.images, ProgramHandlers(window))

    def table(self) -> dict[str, Callable[[], None]]:
        """The handler of each action; AttributeError if one is missing."""
        found: dict[str, Callable[[], None]] = {}
        for action in ACTIONS:
            name, _, number = action.name.rpartition("_")
            if action.tool:
                found[action.name] = lambda tool=action.tool: self.window.set_tool(tool)  # type: ignore[misc]
            elif number.isdigit():
                accept = name == "relabel_accept"
                found[action.name] = partial(self.categories.give_number, int(number), accept)
            else:
                method = f"do_{action.name}"
                owner = next((other for other in self._others if hasattr(other, method)), self)
                found[action.name] = getattr(owner, method)
        return found

    # -- file

    def do_open_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self.window, tr("Open a folder of images"), str(self._last_folder(above=True))
        )
        if folder:
            self.window.open_path(Path(folder))

    def do_open_file(self) -> None:
        from annotations.imaging.reading import IMAGE_SUFFIXES

        kinds = " ".join(sorted(f"*{suffix}" for suffix in IMAGE_SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(
            self.window,
            tr("Open an image or a project"),
            str(self._last_folder()),
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

    def do_save(self) -> None:
        if self.work.project is None:
            return
        if self.work.pending:
            self.work.retry()
            told = tr("Saving…")
        else:
            told = tr("Everything is saved in {path}.", path=self.work.project.path)
        self.window.statusBar().showMessage(told, 2 * TOLD_MS)

    def do_export(self) -> None:
        from app.dialogs.export import ExportDialog

        self.window.show_dialog(ExportDialog(self.work, self.window.settings, self.window))

    def do_open_model(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self.window, tr("Open a model (checkpoint folder)"), self._models()
        )
        if folder:
            self.window.load_model(folder)

    def do_finetune(self) -> None:
        self.window.show_finetuning()

    # -- edit

    def do_undo(self) -> None:
        if self.canvas.take_back():  # a corner of the polygon that is being drawn
            return
        self.loop.stop()
        label = self.work.document.undo_label if self.work.document is not None else None
        self.work.undo()
        if label is not None and not self.work.busy:
            self.window.statusBar().showMessage(tr("Undone: {label}", label=tr(label)), TOLD_MS)

    def do_redo(self) -> None:
        self.canvas.cancel_gesture()
        label = self.work.document.redo_label if self.work.document is not None else None
        self.work.redo()
        if label is not None and not self.work.busy:
            self.window.statusBar().showMessage(tr("Redone: {label}", label=tr(label)), TOLD_MS)

    def do_delete(self) -> None:
        sequence = self.work.sequence
        if sequence is not None and sequence.selected():
            self.work.delete()
        elif not self.canvas.host.active:
            self.work.turn_down("rejected")

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
        step = self.work.sequence.step() if self.work.sequence is not None else None
        if step is None or step.outcome != "open":
            self.work.focus(None)  # it is what comes next that is accepted
        self.loop.accept_all_above(self.window.settings["accept_above"] / 100)

    def do_propose(self) -> None:
        if self.work.sequence is not None:
            self._pause(False)
            self.work.focus(None)
            if self.work.sequence.focus is None:
                self.work.sequence.drop_proposal()
                self.loop.ask_all_the_same()

    def do_pause(self) -> None:
        self._pause(not self.loop.paused)

    def _pause(self, on: bool) -> None:
        """Pauses proposals or goes on with them; the project remembers it."""
        if on == self.loop.paused:
            return
        self.loop.pause(on)
        self.work.ask_project(
            lambda project: project.set_setting(PAUSED, "yes" if on else None), lambda _: None
        )

    def do_look_closer(self) -> None:
        self.loop.look_closer()

    def do_back(self) -> None:
        self.work.move(-1)

    def do_forward(self) -> None:
        self.work.move(1)

    def do_start_over(self) -> None:
        self.work.start_over()

    # -- view

    def do_fit(self) -> None:
        self.canvas.fit()

    def do_fit_focus(self) -> None:
        sequence = self.work.sequence
        if sequence is None:
            return
        own = sequence.mask()
        masks = [mask for mask in (own, *(other.mask for other in sequence.also())) if mask is not None]
        boxes = [mask.bbox for mask in masks if not mask.is_empty]
        if boxes:
            left, top, right, bottom = zip(*boxes, strict=True)
            box = (min(left), min(top), max(right), max(bottom))
            self.canvas.show_view(fit_box(box, (self.canvas.width(), self.canvas.height())))

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

    def _last_folder(self, above: bool = False) -> Path:
        """The folder of the project that is open, or was last; or what is `above`, where others are beside it."""
        project, recent = self.work.project, self.window.recent
        last = next((path for path in recent.paths if not recent.is_gone(path)), None)
        if project is not None:
            folder = project.root
        elif last is not None:
            folder = last.parent if last.suffix == SUFFIX else last
        else:
            return Path.home()
        return folder.parent if above else folder

    def _models(self) -> str:
        """Where models lie, as far as is known: beside the one opened last."""
        models = self.window.models.recent
        last = next((path for path in models.paths if not models.is_gone(path)), None)
        return str(last.parent if last is not None else Path.home())
