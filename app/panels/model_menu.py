"""The menu of models: bundled and recent ones; the current one is checked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app.assist.protocol import model_name
from app.panels.recent import Recent
from app.session.proposals import AssistLoop
from app.settings import Settings
from app.translation import tr
from app.widgets.brief import as_label
from resources import BUNDLED, bundled_checkpoint


class ModelMenu(QMenu):
    """Filled each time it is shown; `load` is called with the folder of the chosen model."""

    def __init__(
        self, settings: Settings, loop: AssistLoop, load: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(tr("Recent models"), parent)
        self._loop, self._load = loop, load
        self.recent = Recent(settings, self, "models")
        self._bundled = {name: folder for name in BUNDLED if (folder := bundled_checkpoint(name)) is not None}
        loop.modelChanged.connect(self._remember)
        self.aboutToShow.connect(self.fill)
        self.recent.look()

    def fill(self) -> None:
        """Fills the menu; missing models are grey."""
        self.clear()
        titles = {"starter": tr("Starter: cell nuclei"), "anything": tr("Starter: objects of any kind")}
        for name, folder in self._bundled.items():
            self._add(folder, titles[name])
        for folder in self.recent.paths:
            self._add(folder, as_label(f"{model_name(folder)}  ({folder})"))
        self.recent.look()

    def _add(self, folder: Path, text: str) -> None:
        action = self.addAction(text, partial(self._load, str(folder)))
        action.setCheckable(True)
        action.setChecked(folder == self._loop.folder)
        action.setEnabled(not self.recent.is_gone(folder))

    def _remember(self) -> None:
        folder = self._loop.folder
        if self._loop.state == "ready" and folder not in (
            None,
            *self._bundled.values(),
            *self.recent.paths[:1],
        ):
            assert folder is not None
            self.recent.remember(folder)
