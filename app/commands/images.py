"""Browses and marks images: the commands of the Image menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QGuiApplication

from annotations.message import Message
from annotations.project import overview
from annotations.records import ImageRecord, Status
from app.actions import KeyOf
from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.document import decisions
from app.document.document import Document
from app.document.opening import ImageContents, read_contents
from app.panels.banners import Banners
from app.panels.image_list import ImageList
from app.session.image_set import ImageWork
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.translation import tr

MOST_AT_ONCE = 5_000
"""The most images changed at once, so that the window does not block for long."""


class ImageCommands:
    """Cancels any drawing in progress before another image is shown.

    If no unfinished image is left, a banner says so and offers the action "export" of `actions`.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        loop: AssistLoop,
        canvas: Canvas,
        images: ImageWork,
        image_list: ImageList,
        banners: Banners,
        actions: Mapping[str, QAction],
    ) -> None:
        self._shell, self._session, self._loop, self._canvas = shell, session, loop, canvas
        self._images, self._list = images, image_list
        self._banners, self._actions = banners, actions

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "next_image": self.next_image,
            "previous_image": self.previous_image,
            "next_undone": self.next_undone,
            "most_uncertain": self.most_uncertain,
            "estimate": self.estimate,
            "find_image": self.find_image,
            "filter_images": self.filter_images,
            "image_done": self.image_done,
            "image_skipped": self.image_skipped,
            "image_undone": self.image_undone,
            "images_done": self.images_done,
            "images_skipped": self.images_skipped,
            "images_undone": self.images_undone,
            "copy_path": self.copy_path,
            "remove_images": self.remove_images,
        }

    def next_image(self) -> None:
        last = (
            tr("This is the last image in the list.") if self._leaves_out else tr("This is the last image.")
        )
        self._go(self._session.neighbour(1), last)

    def previous_image(self) -> None:
        first = (
            tr("This is the first image in the list.") if self._leaves_out else tr("This is the first image.")
        )
        self._go(self._session.neighbour(-1), first)

    def next_undone(self) -> None:
        self._go(self._session.neighbour(1, undone_only=True), tr("All other images are done or skipped."))

    def most_uncertain(self) -> None:
        def go(image_id: int | None) -> None:
            if image_id is None:
                self._shell.say(
                    tr("The model has not proposed anything in the unfinished images yet."), "good", False
                )
            else:
                self._canvas.cancel_gesture()
                self._session.show_image(image_id)

        self._images.most_uncertain(go)

    def estimate(self) -> None:
        estimating = self._images.estimating
        if estimating.running:
            estimating.stop()
            return
        estimating.start()
        if not estimating.running:
            self._shell.say(tr("The model has checked all unfinished images."), "good", lasting=False)
        self._shell.refresh_soon()

    def find_image(self) -> None:
        self._shell.show_dock("images")
        self._list.go_to_search()

    def filter_images(self) -> None:
        self._shell.show_dock("images")
        self._list.show_filter()

    def image_done(self) -> None:
        self._finish("done")

    def image_skipped(self) -> None:
        self._finish("skipped")

    def image_undone(self) -> None:
        if self._session.document is not None and self._session.image is not None:
            touched = self._session.document.steps(
                self._session.image.id
            ) or self._session.document.instances(self._session.image.id)
            self._session.set_status("started" if touched else "new")

    def images_done(self) -> None:
        self._mark_chosen(lambda _: "done")

    def images_skipped(self) -> None:
        self._mark_chosen(lambda _: "skipped")

    def images_undone(self) -> None:
        self._session.ask_project(
            overview.touched,
            lambda touched: self._mark_chosen(lambda number: "started" if number in touched else "new"),
        )

    def copy_path(self) -> None:
        document, image = self._session.document, self._session.image
        if document is None or image is None:
            return
        images = [document.image(number) for number in self._chosen_or_shown()]
        QGuiApplication.clipboard().setText("\n".join(str(self._session.path_of(one)) for one in images))
        one, many = tr("Path copied."), tr("{count:,} paths copied.", count=len(images))
        self._shell.say(one if len(images) == 1 else many, "good", lasting=False)

    def remove_images(self) -> None:
        """Asks, and removes the image or all images selected in the list from the project."""
        document, image = self._session.document, self._session.image
        chosen = self._chosen_or_shown()
        if document is None or image is None or self._are_too_many(chosen):
            return

        def ask(instances: int) -> None:
            from app.dialogs.remove_images import removes

            if self._session.document is document and removes(self._shell.window(), len(chosen), instances):
                self._session.ask_project(
                    lambda project: [read_contents(project, number) for number in chosen],
                    lambda found: self._remove(document, chosen, found),
                )

        self._session.ask_project(lambda project: overview.instances_of(project, chosen), ask)

    def _remove(self, document: Document, chosen: list[int], contents: list[ImageContents]) -> None:
        if self._session.document is not document:
            return
        self._canvas.cancel_gesture()
        self._loop.stop()
        for each in contents:
            document.load(each.image_id, each.instances, each.steps, each.proposals)
        there = [number for number in chosen if document.image_table.row_of(number) is not None]
        if there:
            self._session.apply(decisions.remove_images(document, there))

    def _chosen_or_shown(self) -> list[int]:
        """The images selected in the list if there are several, else the one that is shown."""
        chosen, image = self._list.chosen_ids(), self._session.image
        return chosen if len(chosen) > 1 or image is None else [image.id]

    def _are_too_many(self, chosen: list[int]) -> bool:
        """Whether there are more images than can be changed at once, which the user is told."""
        if len(chosen) <= MOST_AT_ONCE:
            return False
        self._shell.say(
            tr("You can change at most {count:,} images at once.", count=MOST_AT_ONCE), lasting=False
        )
        return True

    def _mark_chosen(self, status_of: Callable[[int], Status]) -> None:
        """Sets the status of all images selected in the list, in one transaction."""
        document, chosen = self._session.document, self._list.chosen_ids()
        if self._are_too_many(chosen):
            return
        self._canvas.cancel_gesture()
        self._loop.stop()
        if document is not None:
            self._session.apply(
                decisions.set_statuses(document, {number: status_of(number) for number in chosen})
            )
            self._session.ask_if_wanted()

    @property
    def _leaves_out(self) -> bool:
        """Whether a search or a filter hides some images."""
        order = self._session.order
        return order is not None and len(order.rows) < len(order.table)

    def _finish(self, status: str) -> None:
        self._canvas.cancel_gesture()
        self._loop.stop()
        self._session.set_status("done" if status == "done" else "skipped")
        following = self._session.neighbour(1, undone_only=True)
        if following is None:
            if self._leaves_out:
                listed = Message("That was the last unfinished image in the list.")
                self._banners.show_message(listed, "good", key="end", scope="image")
            else:
                last = Message(
                    "That was the last unfinished image. Export the annotations ({export}) or review any "
                    "image.",
                    export=KeyOf("export"),
                )
                export = self._actions["export"]
                action = export.text(), export.trigger
                self._banners.show_message(last, "good", key="end", action=action, scope="image")
        else:
            self._session.show_image(following.id)

    def _go(self, image: ImageRecord | None, otherwise: str) -> None:
        if image is None:
            self._shell.say(otherwise, "good", lasting=False)
        else:
            self._canvas.cancel_gesture()
            self._session.show_image(image.id)
