"""Names that look like HTML are shown letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QTextBrowser, QToolTip

from tests.gui.conftest import Desk, square
from tests.gui.fake_assistant import FakeAssistant
from tests.gui.test_languages import DIALOGS

NAME = '<b>x</b><img src="file:///etc/passwd">'
FILE = "<b>y<img src=file:passwd>.png"


@pytest.fixture
def at_work(desk: Desk, photos: Path) -> Desk:
    """The window with an image and categories whose names look like HTML."""
    try:
        (photos / "a.png").rename(photos / FILE)
    except OSError:
        pytest.skip("the file system does not allow such names")
    desk.assistant = FakeAssistant(lambda path: [(square(n), NAME) for n in range(6)])
    desk.open(photos)
    desk.window.commands.categories.add_category(NAME)
    desk.key(Qt.Key.Key_Return)
    return desk


def guessing() -> list[str]:
    """The labels on the screen that show, or would show, a text with tags as HTML."""
    labels = [w for w in QApplication.allWidgets() if isinstance(w, QLabel) and w.isVisible()]
    assert labels
    return [f"{w.objectName()} {w.text()}" for w in labels if w.textFormat() != Qt.TextFormat.PlainText]


def test_no_label_of_the_window_takes_a_name_for_html(at_work: Desk) -> None:
    at_work.window.say(f"{NAME} {FILE}")
    assert any(NAME in label.text() for label in at_work.window.findChildren(QLabel))
    assert guessing() == []
    for tool in ("brush", "wand"):
        at_work.window.set_tool(tool)
        assert guessing() == []


@pytest.mark.parametrize("name", DIALOGS)
def test_no_label_of_a_dialog_takes_a_name_for_html(at_work: Desk, name: str) -> None:
    at_work.act(name)
    at_work.qtbot.wait(30)
    assert guessing() == []
    for dialog in at_work.window.dialogs.shown:
        for page in dialog.findChildren(QTextBrowser):
            assert "<img" not in page.toHtml()
        dialog.close()


def test_no_tooltip_and_no_message_box_takes_a_name_for_html(at_work: Desk) -> None:
    QToolTip.showText(QPoint(10, 10), NAME, at_work.window)
    assert QToolTip.isVisible()
    assert guessing() == []
    box = QMessageBox(QMessageBox.Icon.Warning, "RSIS Annotator", NAME, parent=at_work.window)
    box.setInformativeText(FILE)
    box.show()
    assert guessing() == []
    box.close()
    QToolTip.hideText()
