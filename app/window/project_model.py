"""Chooses the model: the open project's fine-tuned one, unless another was named."""

from __future__ import annotations

from pathlib import Path

from app.session.assistant_port import AnyAssistant
from app.session.doubt import Estimating
from app.session.proposals import AssistLoop
from app.session.session import Session


class ProjectModel:
    """`is_named`: a model was named on the command line, so a project's own does not replace it."""

    def __init__(self, session: Session, loop: AssistLoop, estimating: Estimating) -> None:
        self._session, self._loop, self._estimating = session, loop, estimating
        self.is_named = False

    def use(self, assistant: AnyAssistant, model: Path | None, device: str) -> None:
        """Connects the model's process and loads `model`, or the project's own."""
        self._loop.use(assistant)
        self._estimating.use(assistant)
        model = self._own() or model
        if model is not None:
            self._loop.load_model(model, device)

    def follow_project(self) -> None:
        """Loads the opened project's own model, if it has one."""
        model = self._own()
        if model is not None and model != self._loop.asked_for:
            self._loop.load_model(model)

    def _own(self) -> Path | None:
        own = self._session.project.model if self._session.project is not None else None
        return Path(own) if own and not self.is_named and Path(own).is_dir() else None
