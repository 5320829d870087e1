"""Other keys for actions: through the dialog, refused where they are taken, kept, exported, imported and reset."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog

from app.actions import ACTIONS
from app.dialogs.help import HelpPage
from app.dialogs.settings import SettingsDialog
from app.dialogs.shortcuts import ShortcutsDialog
from app.settings import Settings
from app.shortcuts import Shortcuts, portable
from tests.gui.conftest import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(desk: Desk) -> ShortcutsDialog:
    desk.act("shortcuts")
    (dialog,) = [each for each in desk.window.dialogs.shown if isinstance(each, ShortcutsDialog)]
    return dialog


def choose(dialog: ShortcutsDialog, name: str, key: str) -> None:
    dialog.choose(name)
    dialog.editor.setKeySequence(QKeySequence(key))


def test_an_action_gets_another_key_that_works_at_once_and_after_a_new_start(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    desk.open(photos)
    dialog = opened(desk)
    choose(dialog, "accept", "F6")
    dialog.replace_button.click()
    dialog.close()
    desk.window.activateWindow()
    desk.window.canvas.setFocus()
    desk.until(desk.window.canvas.hasFocus)
    desk.key(Qt.Key.Key_F6)
    desk.until(desk.proposing)
    assert desk.outcomes() == ["accepted", "open"]
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted", "open"]
    desk.key(Qt.Key.Key_Space)
    desk.until(desk.proposing)
    assert desk.outcomes() == ["accepted", "accepted", "open"]
    assert "F6" in desk.window.actions_by_name["accept"].toolTip()
    assert Shortcuts(Settings(tmp_path / "settings.json")).keys("accept") == ("F6",)


def test_what_is_said_of_keys_follows_them_at_once_also_where_an_action_has_none(
    desk: Desk, photos: Path
) -> None:
    window = desk.window
    assert "Enter accepts  ·  Backspace rejects" in window.welcome._keys.text()
    desk.open(photos)
    desk.key(Qt.Key.Key_Backspace)
    desk.key(Qt.Key.Key_Left)
    assert window.bar.line.facts == "Enter accepts it after all   ·   Esc returns to the proposal"
    window.set_tool("polygon")
    for name in ("settings", "help"):
        desk.act(name)
    dialog = opened(desk)
    settings, page = (
        next(each for each in window.dialogs.shown if isinstance(each, kind))
        for kind in (SettingsDialog, HelpPage)
    )
    for name, key in (("accept", "F6"), ("accept_above", "Shift+F6"), ("cancel", "F9"), ("relabel_2", "F2")):
        choose(dialog, name, key)
        dialog.replace_button.click()
    dialog.choose("reject")
    dialog.clear_button.click()
    desk.until(lambda: window.bar.line.facts == "F6 accepts it after all   ·   F9 returns to the proposal")
    assert "“Reject” in the Proposal menu removes the last corner." in window.status.hint.text()
    assert window.status.hint.text().startswith("Click corners or draw freehand. F6 closes")
    assert window.welcome._keys.text().startswith("F6 accepts  ·  “Reject” in the Proposal menu rejects")
    assert "(Shift+F6) continues" in settings._notes["accept_above"].text()
    assert settings.editors["accept_above"].accessibleDescription() == settings._notes["accept_above"].text()
    assert "F9" in page.page.toPlainText()
    assert window.bar._buttons["reject"].toolTip() == "Reject"
    window.commands.categories.add_category("cell")
    window.refresh()
    assert "(key F2)\n" in window.category_list._model.item(1).toolTip()


def test_a_menu_calls_the_enter_key_what_everything_else_calls_it(desk: Desk) -> None:
    for name in ("accept", "accept_above", "image_done"):
        assert "Enter" in desk.window.actions_by_name[name].shortcut().toString(
            QKeySequence.SequenceFormat.NativeText
        )


def test_a_banner_that_names_a_key_follows_it(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.canvas.setFocus()
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    desk.act("lock_instance")
    desk.act("delete")
    assert [text for text in desk.window.banners.messages if "Press Ctrl+L to unlock" in text]
    desk.window.shortcuts.give("lock_instance", ("Ctrl+F8",))
    assert [text for text in desk.window.banners.messages if "Press Ctrl+F8 to unlock" in text]


def test_a_key_that_is_taken_is_refused_with_the_name_of_who_has_it(desk: Desk) -> None:
    dialog = opened(desk)
    choose(dialog, "accept", "Ctrl+Z")
    dialog.add_button.click()
    assert dialog.said.text() == "Ctrl+Z is already used for “Undo”. Remove it there first."
    assert desk.window.shortcuts.keys("accept") == ("Enter", "Return")
    for key, reason in (("Space", "Space accepts"), ("Tab", "Tab moves")):
        choose(dialog, "fit", key)
        dialog.replace_button.click()
        assert dialog.said.text().startswith(reason)
    dialog.choose("undo")
    dialog.clear_button.click()
    choose(dialog, "accept", "Ctrl+Z")
    dialog.add_button.click()
    assert desk.window.shortcuts.keys("accept") == ("Enter", "Return", "Ctrl+Z")
    dialog.choose("undo")
    dialog.reset_button.click()
    assert dialog.said.text() == "Ctrl+Z is already used for “Accept”. Remove it there first."


def test_shortcuts_are_exported_and_imported_and_reset(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    dialog = opened(desk)
    choose(dialog, "fit", "Ctrl+Alt+F")
    dialog.replace_button.click()
    dialog._export()
    assert json.loads(file.read_text())["keys"]["fit"] == ["Ctrl+Alt+F"]
    dialog._reset_all()
    assert desk.window.actions_by_name["fit"].shortcut() == QKeySequence("F")
    dialog._import()
    assert desk.window.actions_by_name["fit"].shortcut() == QKeySequence("Ctrl+Alt+F")
    assert str(file) in dialog.said.text()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no", "not a JSON file"),
        ("[]", "no shortcuts for this program"),
        ('{"form": "rsis-annotator shortcuts", "version": 9}', "newer version"),
        ('{"form": "rsis-annotator shortcuts", "version": 1}', "no keys"),
        ('{"form": "rsis-annotator shortcuts", "version": 1, "keys": {"fly": []}}', "no action “fly”"),
        ('{"form": "rsis-annotator shortcuts", "version": 1, "keys": {"fit": "F"}}', "not a list"),
        ('{"form": "rsis-annotator shortcuts", "version": 1, "keys": {"fit": ["Foo"]}}', "“Foo” is not a valid key"),
        ('{"form": "rsis-annotator shortcuts", "version": 1, "keys": {"fit": ["Ctrl"]}}', "not a valid key"),
        ('{"form": "rsis-annotator shortcuts", "version": 1, "keys": {"fit": ["A, B"]}}', "not a valid key"),
        ('{"form": "rsis-annotator shortcuts", "version": 1, "keys": {"fit": ["0"]}}', "0 is already used for “1 : 1”"),
        ('{"form": "rsis-annotator shortcuts", "version": 1, "keys": {"fit": ["F1", "F2", "F3", "F4", "F5"]}}', "more"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_good_is_refused_whole(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, reason: str
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    dialog = opened(desk)
    dialog._import()
    assert reason in dialog.said.text()
    assert desk.window.shortcuts.actions() == ACTIONS


def test_settings_with_shortcuts_that_conflict_leave_the_usual_ones_and_say_so(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("shortcuts", '{"fit": ["0"]}')
    shortcuts = Shortcuts(settings)
    assert "cannot be used" in shortcuts.problem
    assert shortcuts.actions() == ACTIONS


def test_the_help_page_and_the_palette_show_the_keys_of_now(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.shortcuts.give("fit", ("Ctrl+Alt+F",))
    desk.act("help")
    assert "Ctrl+Alt+F" in desk.window.dialogs.shown[-1].page.toPlainText()
    from app.dialogs.find_action import ActionPalette

    palette = ActionPalette(desk.window, desk.window.actions_by_name, desk.window.shortcuts)
    palette.search.setText("fit")
    assert any("Ctrl+Alt+F" in palette.list.item(row).text() for row in range(palette.list.count()))
    palette.close()


def test_the_keys_of_the_table_are_written_as_qt_does() -> None:
    assert all(portable(key) == key for action in ACTIONS for key in action.keys)


def test_the_dialog_finds_an_action_by_its_key(desk: Desk) -> None:
    dialog = opened(desk)
    dialog.search.setText("ctrl+shift+t")
    assert dialog.tree.topLevelItemCount() == 1
    assert dialog.tree.topLevelItem(0).child(0).text(0).startswith("Fine-tune")
