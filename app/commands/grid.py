"""Shows the instance grid, and the instance that is chosen in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.session.instance_grid import GridWork
from app.session.proposals import AssistLoop
from app.session.situation import current_choices

if TYPE_CHECKING:
    from app.dialogs.instance_grid import InstanceGrid


class GridCommands:
    """There is one grid; it stays where it is while the person looks at an instance in its image."""

    def __init__(
        self, shell: Shell, grid: GridWork, loop: AssistLoop, canvas: Canvas, actions: Mapping[str, QAction]
    ) -> None:
        self._shell, self._grid, self._loop, self._canvas = shell, grid, loop, canvas
        self._actions = actions
        self.shown: InstanceGrid | None = None

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {"instance_grid": self.show}

    def show(self) -> None:
        """Shows the grid, or brings it to the front as it was left."""
        if self.shown is None:
            from app.dialogs.instance_grid import InstanceGrid

            session, loop = self._grid.session, self._loop
            self.shown = InstanceGrid(
                self._grid, lambda: current_choices(session, loop), self._actions, self._show_image
            )
            self.shown.finished.connect(self._closed)
            self._shell.show_dialog(self.shown)
        self.shown.raise_()
        self.shown.activateWindow()

    def _show_image(self) -> None:
        """Brings the image with the chosen instance to the front."""
        self._canvas.cancel_gesture()
        self._actions["fit_focus"].trigger()
        window = self._shell.window()
        window.raise_()
        window.activateWindow()
        self._canvas.setFocus()

    def _closed(self) -> None:
        self.shown = None
