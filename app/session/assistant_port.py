"""What the window needs from the assistant; tests use one without a process."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance

from annotations.geometry import FloatBox
from annotations.masks import Mask
from app.assist.protocol import Again, Click, Decisions


class AnyAssistant(Protocol):
    """See `app.assist.assistant.Assistant`."""

    @property
    def modelReady(self) -> SignalInstance: ...  # noqa: N802
    @property
    def modelFailed(self) -> SignalInstance: ...  # noqa: N802
    @property
    def proposerReady(self) -> SignalInstance: ...  # noqa: N802
    @property
    def proposerFailed(self) -> SignalInstance: ...  # noqa: N802
    @property
    def imageFailed(self) -> SignalInstance: ...  # noqa: N802
    @property
    def proposalReady(self) -> SignalInstance: ...  # noqa: N802
    @property
    def proposalFailed(self) -> SignalInstance: ...  # noqa: N802
    @property
    def restarted(self) -> SignalInstance: ...

    @property
    def estimated(self) -> SignalInstance: ...

    def load_model(self, folder: str | Path, device: str = "auto") -> None: ...
    def use_proposer(self, source: str, device: str = "auto") -> None: ...
    def estimate(self, path: str | Path | None) -> None: ...
    def open_image(self, path: str | Path, object_size: float | None = None) -> None: ...
    def prefetch(self, paths: list[Path]) -> None: ...
    def propose(
        self,
        decisions: Decisions,
        image_path: str | Path,
        clicks: tuple[Click, ...] = (),
        box: FloatBox | None = None,
        correct: Mask | None = None,
        closer: bool = False,
        object_size: float | None = None,
        again: Again | None = None,
        by_proposer: bool = False,
    ) -> int: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...
