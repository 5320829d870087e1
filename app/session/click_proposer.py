"""What answers clicks and boxes: the model itself, or a proposer such as SAM."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.assist.protocol import ProposerInfo
from app.session.assistant_port import AnyAssistant

SAM = "sam:"
"""Begins the source of a SAM; a folder with its graphs, or the file of its encoder, follows."""


class ClickProposer(QObject):
    """`source` names the proposer (see `rsis_model.proposers`), empty for the model itself."""

    changed = Signal()
    failed = Signal(object)  # why the proposer cannot be used

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = ""
        self.state: Literal["none", "loading", "ready", "failed"] = "none"
        self.info: ProposerInfo | None = None
        self.reason = ""
        self._assistant: AnyAssistant | None = None
        self._device = "auto"

    @property
    def answers(self) -> bool:
        """Whether requests go to the proposer; while it is being loaded, they wait for it."""
        return self.state in ("loading", "ready")

    def connect_to(self, assistant: AnyAssistant, device: str) -> None:
        """Sets the assistant; called once, after the window is shown."""
        self._assistant, self._device = assistant, device
        assistant.proposerReady.connect(self._ready)
        assistant.proposerFailed.connect(self._failed)
        if self.source:
            assistant.use_proposer(self.source, device)

    def use(self, source: str) -> None:
        """Lets a proposer answer from now on, loaded in the background, or the model itself if the source is empty."""
        if source == self.source and self.state != "failed":
            return
        self.source, self.info, self.reason = source, None, ""
        self.state = "loading" if source else "none"
        if self._assistant is not None:
            self._assistant.use_proposer(source, self._device)
        self.changed.emit()

    def _ready(self, info: ProposerInfo) -> None:
        if info.source == self.source:
            self.info, self.state = info, "ready"
            self.changed.emit()

    def _failed(self, source: str, reason: str) -> None:
        if source == self.source:
            self.state, self.reason = "failed", reason
            self.failed.emit(reason)
            self.changed.emit()
