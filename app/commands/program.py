"""Shows the program's own dialogs (settings, keys, help) and quits."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox

from app import __version__
from app.commands.registry import Command
from app.commands.shell import Shell
from app.panels.category_list import CategoryList
from app.settings import Settings
from app.shortcuts import Shortcuts
from app.translation import tr


class ProgramCommands:
    """The palette finds `actions` by name, and the categories, which are passed to `give`."""

    def __init__(
        self,
        shell: Shell,
        settings: Settings,
        shortcuts: Shortcuts,
        actions: Mapping[str, QAction],
        category_list: CategoryList,
        give: Callable[[str], None],
    ) -> None:
        self._shell, self._settings, self._shortcuts = shell, settings, shortcuts
        self._actions, self._category_list, self._give = actions, category_list, give

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "settings": self.settings,
            "shortcuts": self.shortcuts,
            "quit": self.quit,
            "palette": self.palette,
            "help": self.help,
            "tour": self.tour,
            "plugins": self.plugins,
            "about": self.about,
        }

    def settings(self) -> None:
        from app.dialogs.settings import SettingsDialog

        self._shell.show_dialog(
            SettingsDialog(self._settings, self._shell.apply_settings, self._shell.window())
        )

    def shortcuts(self) -> None:
        from app.dialogs.shortcuts import ShortcutsDialog

        self._shell.show_dialog(ShortcutsDialog(self._shortcuts, self._shell.window()))

    def quit(self) -> None:
        self._shell.close()

    def palette(self) -> None:
        from app.dialogs.find_action import ActionPalette

        choices = self._category_list.choices
        ActionPalette(self._shell.window(), self._actions, self._shortcuts, choices, self._give).show()

    def help(self) -> None:
        from app.dialogs.help import HelpPage

        self._shell.show_dialog(HelpPage(self._shortcuts.actions(), self._shell.window()))

    def tour(self) -> None:
        self._shell.start_tour()

    def plugins(self) -> None:
        from app.dialogs.plugins import PluginsDialog

        self._shell.show_dialog(PluginsDialog(self._shell.window()))

    def about(self) -> None:
        QMessageBox.about(
            self._shell.window(),
            "RSIS Annotator",
            tr(
                "RSIS Annotator {version}\n\nA recurrent network proposes the objects in an "
                "image one at a time. You accept, fix, relabel or reject each mask before it continues.\n\n"
                "Apache License 2.0",
                version=__version__,
            ),
        )
