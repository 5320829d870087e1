"""A project file that is lost under the window is said once, and everything decided can be saved as another file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from annotations.project import Project
from app.document import writer
from tests.gui.conftest import Desk


@pytest.mark.skipif(os.name != "posix", reason="open files cannot be removed here")
@pytest.mark.parametrize("how", ["deleted", "emptied"])
def test_decisions_are_saved_elsewhere_when_the_file_is_lost(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.02)
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    assert len(desk.kept()[0]) == 1
    session = desk.window.session
    backed_up: list[Path] = []
    session.ask_project(lambda project: project.back_up(only_when_due=False), backed_up.append)
    desk.until(lambda: bool(backed_up))
    desk.key(Qt.Key.Key_Return)
    assert len(desk.kept()[0]) == 2
    told: list[tuple[str, bool]] = []
    session.failing.connect(lambda reason, lost: told.append((reason, lost)))
    path = photos / "annotations.rsis"
    path.unlink() if how == "deleted" else os.truncate(path, 0)
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: session.is_failing)
    desk.qtbot.wait(200)
    assert len(told) == 1, "it is said once"
    assert told[0][1]
    assert str(path) in told[0][0]
    saved = tmp_path / "elsewhere" / "saved.rsis"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(saved), ""))
    (button,) = (b for b in desk.window.banners.findChildren(QPushButton) if b.text() == "Save elsewhere…")
    button.click()
    desk.until(lambda: session.project is not None and session.project.path == saved and session.ready)
    assert not session.is_failing
    assert not [b for b in desk.window.banners.findChildren(QPushButton) if b.text() == "Save elsewhere…"]
    with Project.open(saved, read_only=True) as project:
        image = project.images()[0]
        assert len(project.instances(image.id)) == 3
        assert project.absolute(image) == photos / "a.png"
    desk.act("next_image")
    assert session.picture_problem is None
