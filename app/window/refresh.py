"""Brings what the window shows in line with the work: the image first, the lists once that has been painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.session.situation import current_choices
from app.window import proposal_line
from app.window.enabled_actions import show_actions
from app.window.scene_builder import Showing

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class Refresh(QObject):
    """Lives in the window's thread. Whoever decides sees the image change, and does not wait for the lists."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._showing = Showing(window.work, window.loop)
        self._shown_focus: object = None
        # Timers of no length run out once the events that are waiting, paintings among them, have been handled.
        self._image_timer, self._lists_timer = QTimer(self), QTimer(self)
        for timer, refresh in ((self._image_timer, self._image), (self._lists_timer, self._lists)):
            timer.setSingleShot(True)
            timer.setInterval(0)
            timer.timeout.connect(refresh)

    @property
    def waiting(self) -> bool:
        """Is something on the screen still to be brought in line with the work?"""
        return self._image_timer.isActive() or self._lists_timer.isActive()

    def soon(self) -> None:
        """Once the events that are waiting have been handled."""
        self._image_timer.start()

    def now(self) -> None:
        """All at once."""
        self._image()
        self._lists()

    def _image(self) -> None:
        self._image_timer.stop()
        window, work = self._window, self._window.work
        window.pages.setCurrentIndex(0 if work.document is None and not work.opening else 1)
        image_only = window.actions_by_name["image_only"].isChecked()
        window.strip.setVisible(work.document is not None and not image_only)
        fill = round(window.settings["fill"] * 2.55)
        window.canvas.show_scene(self._showing.scene(window.settings["color_by"], fill))
        window.bar.show_line(proposal_line.make_line(work, window.loop))
        window.canvas.setAccessibleDescription(window.bar.spoken)  # said where the keyboard is
        self._follow_focus()
        self._lists_timer.start()

    def _lists(self) -> None:
        self._lists_timer.stop()
        window, work, sequence = self._window, self._window.work, self._window.work.sequence
        by = window.settings["color_by"]
        window.strip.show_items(self._showing.strip(by), work.picture, proposal_line.strip_empty_text(work))
        window.category_list.show_choices(current_choices(work, window.loop))
        image_id = work.image.id if work.image is not None and sequence is not None else None
        chosen = sequence.selected() if sequence is not None else []
        window.instance_list.show_instances(work.document, image_id, chosen, work.marks, by)
        window.image_list.show_images()
        show_actions(window)
        window.status.show_kept()

    def _follow_focus(self) -> None:
        """What is looked at now is brought into view, unless it was looked at before."""
        window, sequence = self._window, self._window.work.sequence
        focus = (sequence, sequence.focus) if sequence is not None else None
        if focus == self._shown_focus:
            return
        self._shown_focus = focus
        mask = sequence.mask() if sequence is not None else None
        if mask is not None and not mask.is_empty and window.settings["follow"]:
            window.canvas.bring_into_view(mask.bbox)
