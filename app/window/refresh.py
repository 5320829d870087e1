"""Refreshes the window: the image first, the lists once it has been painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from app.canvas.canvas import Canvas
from app.panels.category_list import CategoryList
from app.panels.image_list import ImageList
from app.panels.instance_list import InstanceList
from app.panels.proposal_bar import ProposalBar
from app.panels.review_bar import ReviewBar
from app.panels.strip import Strip
from app.session.category_counts import CategoryCounts
from app.session.proposals import AssistLoop
from app.session.review import ReviewWork
from app.session.session import Session
from app.session.situation import current_choices, selected_categories
from app.settings import Settings
from app.window import proposal_line
from app.window.review_line import make_review_line
from app.window.scene_builder import Showing


class Refresh(QObject):
    """Calls the two refreshes in turn, so that the image changes at once and does not wait for the lists.

    Lives in the window's thread.
    """

    def __init__(self, image: Callable[[], None], lists: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show_image, self._show_lists = image, lists
        # Zero timers fire once pending events, including painting, have been handled.
        self._image_timer, self._lists_timer = QTimer(self), QTimer(self)
        for timer, refresh in ((self._image_timer, self._image), (self._lists_timer, self._lists)):
            timer.setSingleShot(True)
            timer.setInterval(0)
            timer.timeout.connect(refresh)

    @property
    def waiting(self) -> bool:
        """Whether a refresh is pending."""
        return self._image_timer.isActive() or self._lists_timer.isActive()

    def soon(self) -> None:
        """Refreshes once pending events have been handled."""
        self._image_timer.start()

    def now(self) -> None:
        """Refreshes everything now."""
        self._image()
        self._lists()

    def _image(self) -> None:
        self._image_timer.stop()
        self._show_image()
        self._lists_timer.start()

    def _lists(self) -> None:
        self._lists_timer.stop()
        self._show_lists()


class ShownImage:
    """The image with everything drawn over it, and the line above it.

    `image_only` is the action that hides the strip while checked.
    """

    def __init__(
        self,
        session: Session,
        loop: AssistLoop,
        settings: Settings,
        scenes: Showing,
        pages: QStackedWidget,
        canvas: Canvas,
        bar: ProposalBar,
        strip: Strip,
        image_only: QAction,
        review: ReviewWork,
        review_bar: ReviewBar,
    ) -> None:
        self._session, self._loop, self._settings, self._scenes = session, loop, settings, scenes
        self._pages, self._canvas, self._bar = pages, canvas, bar
        self._strip, self._image_only = strip, image_only
        self._review, self._review_bar = review, review_bar
        self._shown_focus: object = None

    def show(self) -> None:
        """Shows the current image, or the welcome page if nothing is open."""
        session, settings, canvas = self._session, self._settings, self._canvas
        self._pages.setCurrentIndex(0 if session.document is None and not session.opening else 1)
        self._strip.setVisible(session.document is not None and not self._image_only.isChecked())
        fill = round(settings["fill"] * 2.55)
        scene = self._scenes.scene(settings["color_by"], fill)
        canvas.show_scene(replace(scene, line=float(settings["outline_width"])))
        reviewing = self._review.active or self._review.search.searching
        self._bar.show_line(proposal_line.make_line(session, self._loop))
        self._review_bar.show_line(make_review_line(self._review, settings["color_by"]))
        self._bar.setVisible(not reviewing)
        self._review_bar.setVisible(reviewing)
        spoken = self._review_bar.spoken if reviewing else self._bar.spoken
        canvas.setAccessibleDescription(spoken)  # updated where the keyboard focus is
        self._follow_focus()

    def _follow_focus(self) -> None:
        """Brings a new focus into view."""
        sequence = self._session.sequence
        focus = (sequence, sequence.focus) if sequence is not None else None
        if focus == self._shown_focus:
            return
        self._shown_focus = focus
        mask = sequence.mask() if sequence is not None else None
        if mask is not None and not mask.is_empty and self._settings["follow"]:
            self._canvas.bring_into_view(mask.bbox)


class ShownLists:
    """The strip and the lists of categories, instances and images."""

    def __init__(
        self,
        session: Session,
        loop: AssistLoop,
        settings: Settings,
        scenes: Showing,
        strip: Strip,
        category_list: CategoryList,
        instance_list: InstanceList,
        image_list: ImageList,
        counts: CategoryCounts,
    ) -> None:
        self._session, self._loop, self._settings, self._scenes = session, loop, settings, scenes
        self._strip, self._category_list = strip, category_list
        self._instance_list, self._image_list, self._counts = instance_list, image_list, counts

    def show(self) -> None:
        """Shows the current steps, categories, instances and images."""
        session, sequence, by = self._session, self._session.sequence, self._settings["color_by"]
        expecting = self._loop.waiting or (session.image is not None and self._loop.state == "loading")
        empty = proposal_line.strip_empty_text(session)
        self._strip.show_items(self._scenes.strip(by), session.picture, empty, expecting)
        self._category_list.show_choices(current_choices(session, self._loop))
        self._category_list.show_counts(self._counts.counts)
        self._category_list.show_selection(selected_categories(session))
        image_id = session.image.id if session.image is not None and sequence is not None else None
        chosen = sequence.selected() if sequence is not None else []
        self._instance_list.show_instances(session.document, image_id, chosen, session.marks, by)
        self._image_list.show_images()
