"""What the actions for images do: one method an action, named do_ and the action's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from annotations.message import Message
from annotations.project import overview
from annotations.records import Status
from app.actions import KeyOf
from app.document import decisions
from app.document.importing import Importing
from app.translation import tr

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

MOST_AT_ONCE = 5_000
"""Images that are marked in one act: so many do not stop the window for long."""


class ImageHandlers:
    """The actions of one window that concern the images of the project."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._work = window.work
        self._loop = window.loop
        self._canvas = window.canvas

    def do_next_image(self) -> None:
        last = (
            tr("This is the last image in the list.") if self._leaves_out else tr("This is the last image.")
        )
        self._go(self._work.neighbour(1), last)

    def do_previous_image(self) -> None:
        first = (
            tr("This is the first image in the list.") if self._leaves_out else tr("This is the first image.")
        )
        self._go(self._work.neighbour(-1), first)

    def do_next_undone(self) -> None:
        self._go(self._work.neighbour(1, undone_only=True), tr("All other images are done or skipped."))

    def do_most_uncertain(self) -> None:
        def go(image_id: int | None) -> None:
            if image_id is None:
                self._window.say(
                    tr("The model has not proposed anything in the unfinished images yet."), "good", False
                )
            else:
                self._canvas.cancel_gesture()
                self._work.show_image(image_id)

        self._window.images.most_uncertain(go)

    def do_import(self) -> None:
        self.show_import(None)

    def show_import(self, source: Path | None) -> None:
        """The import dialog, with what is to be imported if that is known."""
        from app.dialogs.import_annotations import ImportDialog

        dialog = ImportDialog(self._work, source, self._window)
        dialog.wanted.connect(self._import)
        self._window.show_dialog(dialog)

    def _import(self, target: Path, importing: Importing) -> None:
        """Into the project that is open, or into that of the folder of the images, which is opened for it."""
        if self._work.document is not None:
            self._canvas.cancel_gesture()
            self._window.bulk.bring_in(importing)
        else:
            self._window.open_path(target, importing)

    def do_statistics(self) -> None:
        from app.dialogs.statistics import StatisticsDialog

        self._window.show_dialog(StatisticsDialog(self._work, self._window))

    def do_estimate(self) -> None:
        estimating = self._window.images.estimating
        if estimating.running:
            estimating.stop()
            return
        estimating.start()
        if not estimating.running:
            self._window.say(tr("The model has checked all unfinished images."), "good", lasting=False)
        self._window.refresh_soon()

    def do_find_image(self) -> None:
        self._window.docks[-1].show()
        self._window.image_list.go_to_search()

    def do_filter_images(self) -> None:
        self._window.docks[-1].show()
        self._window.image_list.show_filter()

    def do_image_done(self) -> None:
        self._finish("done")

    def do_image_skipped(self) -> None:
        self._finish("skipped")

    def do_image_undone(self) -> None:
        if self._work.document is not None and self._work.image is not None:
            touched = self._work.document.steps(self._work.image.id) or self._work.document.instances(
                self._work.image.id
            )
            self._work.set_status("started" if touched else "new")

    def do_images_done(self) -> None:
        self._mark_chosen(lambda _: "done")

    def do_images_skipped(self) -> None:
        self._mark_chosen(lambda _: "skipped")

    def do_images_undone(self) -> None:
        self._work.ask_project(
            overview.touched,
            lambda touched: self._mark_chosen(lambda number: "started" if number in touched else "new"),
        )

    def do_copy_path(self) -> None:
        document, image = self._work.document, self._work.image
        if document is None or image is None:
            return
        chosen = self._window.image_list.chosen_ids()
        images = [document.image(number) for number in chosen] if len(chosen) > 1 else [image]
        QGuiApplication.clipboard().setText("\n".join(str(self._work.path_of(one)) for one in images))
        one, many = tr("Path copied."), tr("{count:,} paths copied.", count=len(images))
        self._window.say(one if len(images) == 1 else many, "good", lasting=False)

    def _mark_chosen(self, status_of: Callable[[int], Status]) -> None:
        """Gives all images selected in the list a status, in one act."""
        document, chosen = self._work.document, self._window.image_list.chosen_ids()
        if len(chosen) > MOST_AT_ONCE:
            text = tr("You can mark at most {count:,} images at once.", count=MOST_AT_ONCE)
            self._window.say(text, lasting=False)
            return
        self._canvas.cancel_gesture()
        self._loop.stop()
        if document is not None:
            self._work.apply(
                decisions.set_statuses(document, {number: status_of(number) for number in chosen})
            )
            self._work.ask_if_wanted()

    @property
    def _leaves_out(self) -> bool:
        """Is a search or a filter in the way of some images?"""
        order = self._work.order
        return order is not None and len(order.rows) < len(order.table)

    def _finish(self, status: str) -> None:
        self._canvas.cancel_gesture()
        self._loop.stop()
        self._work.set_status("done" if status == "done" else "skipped")
        following = self._work.neighbour(1, undone_only=True)
        if following is None:
            if self._leaves_out:
                listed = Message("That was the last unfinished image in the list.")
                self._window.messages.tell_of_end(listed, None)
            else:
                last = Message(
                    "That was the last unfinished image. Export the annotations ({export}) or review any "
                    "image.",
                    export=KeyOf("export"),
                )
                export = self._window.actions_by_name["export"]
                self._window.messages.tell_of_end(last, (export.text(), export.trigger))
        else:
            self._work.show_image(following.id)

    def _go(self, image: object, otherwise: str) -> None:
        number = getattr(image, "id", None)
        if number is None:
            self._window.say(otherwise, "good", lasting=False)
        else:
            self._canvas.cancel_gesture()
            self._work.show_image(number)
