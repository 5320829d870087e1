"""What the actions for the program itself do: one method an action, named do_ and the action's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QToolBar

from app.translation import tr

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

FILL_STEP = 10  # percent


class ProgramHandlers:
    """The actions of one window that concern how it looks, its keys and its help."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._layout: str | None = None  # before only the image was shown

    def do_settings(self) -> None:
        from app.dialogs.settings import SettingsDialog

        self.window.show_dialog(SettingsDialog(self.window.settings, self.window.apply_settings, self.window))

    def do_shortcuts(self) -> None:
        from app.dialogs.shortcuts import ShortcutsDialog

        self.window.show_dialog(ShortcutsDialog(self.window.shortcuts, self.window))

    def do_quit(self) -> None:
        self.window.close()

    def do_palette(self) -> None:
        from app.dialogs.find_action import ActionPalette

        window = self.window
        choices, give = window.category_list.choices, window.handlers.categories.give
        ActionPalette(window, window.actions_by_name, window.shortcuts, choices, give).show()

    def do_display(self) -> None:
        from app.dialogs.brightness import DisplayDialog

        self.window.show_dialog(DisplayDialog(self.window.display, self.window))

    def do_color_by_instance(self) -> None:
        by = "category" if self.window.settings["color_by"] == "instance" else "instance"
        self.window.settings.set("color_by", by)
        self.window.apply_settings()

    def do_fill_more(self) -> None:
        self._fill_by(FILL_STEP)

    def do_fill_less(self) -> None:
        self._fill_by(-FILL_STEP)

    def _fill_by(self, percent: int) -> None:
        fill = min(max(self.window.settings["fill"] + percent, 0), 100)
        self.window.settings.set("fill", fill)
        self.window.apply_settings()
        self.window.statusBar().showMessage(tr("Fill {percent} %", percent=fill), 2000)

    def do_theme_dark(self) -> None:
        self._set_theme("dark")

    def do_theme_light(self) -> None:
        self._set_theme("light")

    def _set_theme(self, name: str) -> None:
        self.window.settings.set("theme", name)
        self.window.apply_settings()

    def do_full_screen(self) -> None:
        self.window.setWindowState(self.window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.window.refresh_soon()

    def do_image_only(self) -> None:
        window = self.window
        if window.actions_by_name["image_only"].isChecked():
            self._layout = window.layout_state()
            for part in (*window.docks, *window.findChildren(QToolBar)):
                part.hide()
        elif self._layout is not None:
            window.restore_layout(self._layout)
        window.canvas.setFocus()
        window.refresh_soon()

    def do_usual_layout(self) -> None:
        self.window.actions_by_name["image_only"].setChecked(False)
        self.window.restore_layout(self.window.usual_layout)
        self.window.refresh_soon()

    def do_help(self) -> None:
        from app.dialogs.help import HelpPage

        self.window.show_dialog(HelpPage(self.window.shortcuts.actions(), self.window))

    def do_tour(self) -> None:
        self.window.start_tour()

    def do_about(self) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("rsis-annotator")
        except PackageNotFoundError:
            number = tr("not installed")
        QMessageBox.about(
            self.window,
            "RSIS Annotator",
            tr(
                "<h3>RSIS Annotator {version}</h3><p>A recurrent network proposes the objects in an "
                "image one at a time. You accept, fix, relabel or reject each mask before it goes "
                "on.</p><p>Apache License 2.0</p>",
                version=number,
            ),
        )
