"""Shows the instance grid, and the instance that is chosen in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from annotations.geometry import Box
from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.rendering.viewport import fit_box
from app.session.image_set import ImageWork
from app.session.imports import BulkWork
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.session.situation import current_choices

if TYPE_CHECKING:
    from app.dialogs.instance_grid import InstanceGrid
    from app.session.instance_grid import GridWork


class GridCommands:
    """There is one grid; it stays where it is while the person looks at an instance in its image."""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        loop: AssistLoop,
        canvas: Canvas,
        images: ImageWork,
        bulk: BulkWork,
        actions: Mapping[str, QAction],
    ) -> None:
        self._shell, self._session, self._loop, self._canvas = shell, session, loop, canvas
        self._images, self._bulk, self._actions = images, bulk, actions
        self._work: GridWork | None = None
        self.shown: InstanceGrid | None = None

    @property
    def work(self) -> GridWork:
        """The instances of the project; loaded when they are first wanted."""
        if self._work is None:
            from app.session.instance_grid import GridWork

            self._work = GridWork(self._session, self._images, self._bulk, self._shell.window())
        return self._work

    def end(self) -> None:
        """Ends background work; for closing, after the chores."""
        if self._work is not None:
            self._work.end()

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {"instance_grid": self.show}

    def show(self) -> None:
        """Shows the grid, or brings it to the front as it was left."""
        if self.shown is None:
            from app.dialogs.instance_grid import InstanceGrid

            session, loop = self._session, self._loop
            self.shown = InstanceGrid(
                self.work, lambda: current_choices(session, loop), self._actions, self._show_image
            )
            self.shown.finished.connect(self._closed)
            self._shell.show_dialog(self.shown)
        self.shown.raise_()
        self.shown.activateWindow()

    def _show_image(self) -> None:
        """Brings the image with the chosen instance to the front."""
        self._canvas.cancel_gesture()
        sequence = self._session.sequence
        instances = sequence.selected() if sequence is not None else []
        if instances:
            box = _with_surroundings(instances[0].mask.bbox)
            self._canvas.show_view(fit_box(box, (self._canvas.width(), self._canvas.height())))
        window = self._shell.window()
        window.raise_()
        window.activateWindow()
        self._canvas.setFocus()

    def _closed(self) -> None:
        self.shown = None


def _with_surroundings(box: Box) -> Box:
    """A box three times as wide and high, so that one sees where in the image it is."""
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    return x0 - width, y0 - height, x1 + width, y1 + height
