"""Previews the annotations in a file or folder and imports them: the command "Import…"."""

from __future__ import annotations

from pathlib import Path

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.document.importing import Importing
from app.session.imports import BulkWork
from app.session.session import Session


class ImportCommands:
    """Imports into the open project; if none is open, opens the folder of the images."""

    def __init__(self, shell: Shell, session: Session, canvas: Canvas, bulk: BulkWork) -> None:
        self._shell, self._session, self._canvas, self._bulk = shell, session, canvas, bulk

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "import": self.import_annotations,
        }

    def import_annotations(self) -> None:
        self.show_import(None)

    def show_import(self, source: Path | None) -> None:
        """Shows the import dialog, for `source` if given."""
        from app.dialogs.import_annotations import ImportDialog

        dialog = ImportDialog(self._session, source, self._shell.window())
        dialog.wanted.connect(self._import)
        self._shell.show_dialog(dialog)

    def _import(self, target: Path, importing: Importing) -> None:
        """Imports into the open project, or opens the folder of the images and imports into its project."""
        if self._session.document is not None:
            self._canvas.cancel_gesture()
            self._bulk.bring_in(importing)
        else:
            self._shell.open_path(target, importing)
