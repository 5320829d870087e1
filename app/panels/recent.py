"""Recent projects or models: stored in the settings, shown in a menu; missing ones are grey."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from annotations.project import FOLDER_PROJECT
from app.background.jobs import Jobs
from app.settings import Settings
from app.translation import tr
from app.widgets.brief import as_label

MOST = 10


class Recent(QObject):
    """`changed` reports that the list changed, or which of its entries still exist.

    `setting` is the name of the setting that stores the list.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None, setting: str = "recent") -> None:
        super().__init__(parent)
        self._settings = settings
        self._setting = setting
        self._gone: frozenset[Path] = frozenset()
        self._jobs = Jobs(self, threads=None)

    @property
    def paths(self) -> list[Path]:
        """The newest first."""
        try:
            entries = json.loads(self._settings[self._setting])
        except (ValueError, RecursionError):
            return []
        texts = [entry for entry in entries if isinstance(entry, str)] if isinstance(entries, list) else []
        return [Path(text) for text in texts][:MOST]

    def is_gone(self, path: Path) -> bool:
        return path in self._gone

    def remember(self, path: Path) -> None:
        """Moves an entry to the front."""
        others = [other for other in self.paths if _place(other) != _place(path)]
        self._settings.set(self._setting, json.dumps([str(p) for p in [path, *others]][:MOST]))
        self.look()
        self.changed.emit()

    def forget(self, path: Path) -> None:
        """Removes an entry from the list, not from the disk."""
        self._settings.set(self._setting, json.dumps([str(p) for p in self.paths if p != path]))
        self.changed.emit()

    def look(self) -> None:
        """Checks on a thread which entries exist, since a sleeping drive must not block the window."""
        paths = self.paths
        self._jobs.drop()
        self._jobs.run(lambda _check: frozenset(path for path in paths if not path.exists()), self._learn)

    def menu(self, menu: QMenu, opened: Callable[[Path], None]) -> QMenu:
        """The menu of the entries, filled each time it is shown; `opened` is called with the chosen one."""

        def fill() -> None:
            menu.clear()
            for path, name in short_names(self.paths).items():
                action = menu.addAction(as_label(name), partial(opened, path))
                action.setToolTip(str(path))
                action.setEnabled(not self.is_gone(path))
            if not self.paths:
                menu.addAction(tr("None yet")).setEnabled(False)
            self.look()

        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(fill)
        return menu

    def _learn(self, gone: frozenset[Path]) -> None:
        if gone != self._gone:
            self._gone = gone
            self.changed.emit()


def short_names(paths: Iterable[Path]) -> dict[Path, str]:
    """The display name of each project: its folder's, or its own if it is not the default one.

    Parent folders distinguish equal names.
    """
    places = {path: _place(path).parts for path in paths}
    lengths = dict.fromkeys(places, 1)
    while True:
        names = {path: str(Path(*parts[-lengths[path] :])) for path, parts in places.items()}
        counts = Counter(names.values())
        alike = [path for path in places if counts[names[path]] > 1 and lengths[path] < len(places[path])]
        if not alike:
            return names
        for path in alike:
            lengths[path] += 1


def _place(path: Path) -> Path:
    """The folder of a project with the default name, else the project file."""
    return path.parent if path.name == FOLDER_PROJECT else path
