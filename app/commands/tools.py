"""Chooses tools and sets their options: the commands of the Tools menu, and the requests of the options bar."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QAction

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.panels.tool_options import ToolBar, options_of
from app.settings import Settings
from app.tools.table import TOOLS
from app.translation import tr


class ToolCommands:
    """Keeps the canvas, the options bar and the checked one of `actions` in line with the settings."""

    def __init__(
        self,
        shell: Shell,
        canvas: Canvas,
        options_bar: ToolBar,
        actions: Mapping[str, QAction],
        settings: Settings,
    ) -> None:
        self._shell, self._canvas, self._bar = shell, canvas, options_bar
        self._actions, self._settings = actions, settings
        options_bar.changed.connect(self._option_changed)

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            **{f"tool_{name}": partial(self.set_tool, name) for name in TOOLS},
            "brush_smaller": self.brush_smaller,
            "brush_larger": self.brush_larger,
            "brush_square": self.brush_square,
        }

    def set_tool(self, name: str) -> None:
        """Switches to a tool and shows its options."""
        self._canvas.set_tool(name)
        self._shell.mention("", 0)  # the previous tool's hint
        self._bar.show_options(TOOLS[name].options)
        self._shell.settle_bars()
        self._actions[f"tool_{name}"].setChecked(True)

    def set_radius(self, radius: float) -> None:
        """Sets the radius of brush and eraser, in image pixels."""
        radius = min(max(round(radius), 1), 500)
        self._settings.set("brush_radius", radius)
        self.show_options()
        self._shell.mention(tr("Brush radius {radius}", radius=radius), 2000)

    def show_options(self) -> None:
        """Applies the options in the settings to the canvas and the bar."""
        options = options_of(self._settings)
        self._canvas.set_options(options)
        self._bar.show_values(options)

    def brush_smaller(self) -> None:
        radius = self._canvas.radius
        self.set_radius(radius / 1.2 if radius > 6 else radius - 1)

    def brush_larger(self) -> None:
        radius = self._canvas.radius
        self.set_radius(radius * 1.2 if radius > 5 else radius + 1)

    def brush_square(self) -> None:
        self._settings.set("brush_square", not self._settings["brush_square"])
        self._shell.apply_settings()

    def _option_changed(self, name: str, value: bool | int | str) -> None:
        self._settings.set(name, value)
        self.show_options()
        self._shell.refresh_soon()
