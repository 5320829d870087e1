"""Opens, saves and exports: the commands of the File menu for the project and the model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from annotations.project import SUFFIX
from app.commands.registry import Command
from app.commands.shell import Shell
from app.panels.recent import Recent
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.settings import Settings
from app.translation import tr

SAVED_MS = 6000
"""How long the status line shows where everything is saved."""


class FileCommands:
    """`recent` lists the recent projects and `models` the recent models; file dialogs start next to the newest."""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        loop: AssistLoop,
        settings: Settings,
        recent: Recent,
        models: Recent,
    ) -> None:
        self._shell, self._session, self._loop, self._settings = shell, session, loop, settings
        self._recent, self._models = recent, models

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "open_folder": self.open_folder,
            "open_file": self.open_file,
            "save": self.save,
            "export": self.export,
            "open_model": self.open_model,
            "use_sam": self.use_sam,
            "finetune": self.finetune,
            "statistics": self.statistics,
        }

    def open_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._shell.window(), tr("Open a folder of images"), str(self._last_folder(above=True))
        )
        if folder:
            self._shell.open_path(Path(folder))

    def open_file(self) -> None:
        from annotations.imaging.kinds import image_suffixes

        kinds = " ".join(sorted(f"*{suffix}" for suffix in image_suffixes()))
        name, _ = QFileDialog.getOpenFileName(
            self._shell.window(),
            tr("Open an image or a project"),
            str(self._last_folder()),
            ";;".join(
                f"{tr(title)} ({patterns})"
                for title, patterns in (
                    (tr("Images and projects"), f"*.rsis {kinds}"),
                    (tr("Projects"), "*.rsis"),
                    (tr("All files"), "*"),
                )
            ),
        )
        if name:
            self._shell.open_path(Path(name))

    def save(self) -> None:
        if self._session.project is None:
            return
        if self._session.pending:
            self._session.retry()
            told = tr("Saving…")
        else:
            told = tr("Everything is saved in {path}.", path=self._session.project.path)
        self._shell.mention(told, SAVED_MS)

    def export(self) -> None:
        from app.dialogs.export import ExportDialog

        self._shell.show_dialog(ExportDialog(self._session, self._settings, self._shell.window()))

    def open_model(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._shell.window(), tr("Open a model (checkpoint folder)"), self._models_folder()
        )
        if folder:
            self._loop.load_model(Path(folder))

    def use_sam(self) -> None:
        from app.dialogs.click_proposer import ClickProposerDialog
        from app.session.sam_hub import SamHub

        hub = SamHub()
        dialog = ClickProposerDialog(self._loop.proposer, hub, self._settings, self._shell.window())
        hub.setParent(dialog)
        self._shell.show_dialog(dialog)

    def finetune(self) -> None:
        self._shell.show_finetuning()

    def statistics(self) -> None:
        from app.dialogs.statistics import StatisticsDialog

        self._shell.show_dialog(StatisticsDialog(self._session, self._shell.window()))

    def _last_folder(self, above: bool = False) -> Path:
        """Returns the folder of the open or most recent project; with `above`, that folder's parent."""
        project, recent = self._session.project, self._recent
        last = next((path for path in recent.paths if not recent.is_gone(path)), None)
        if project is not None:
            folder = project.root
        elif last is not None:
            folder = last.parent if last.suffix == SUFFIX else last
        else:
            return Path.home()
        return folder.parent if above else folder

    def _models_folder(self) -> str:
        """Returns the folder containing the most recent model."""
        models = self._models
        last = next((path for path in models.paths if not models.is_gone(path)), None)
        return str(last.parent if last is not None else Path.home())
