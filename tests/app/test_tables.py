"""The tables: actions without conflicts, settings that refuse what is wrong, a command line that explains itself."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app import cli
from app.actions import ACTIONS, BY_NAME, MENUS, Situation, conflicts, keys_text, possible
from app.settings import SETTINGS, Settings


def test_no_key_means_two_things() -> None:
    assert conflicts() == []


def test_a_conflict_is_told_with_both_actions() -> None:
    double = replace(BY_NAME["skip"], keys=("B",))
    assert conflicts((BY_NAME["tool_brush"], double)) == ["B means “Brush” and “Skip without deciding”."]


def test_every_action_has_a_menu_a_help_sentence_and_a_condition_that_exists() -> None:
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert action.menu in MENUS
        assert action.help.endswith(".")
        assert action.when == "always" or hasattr(Situation(), action.when)


def test_what_is_not_possible_is_disabled() -> None:
    assert not possible(BY_NAME["undo"], Situation())
    assert possible(BY_NAME["undo"], Situation(undo=True))
    assert possible(BY_NAME["open_folder"], Situation())


def test_keys_are_written_as_a_person_reads_them() -> None:
    assert keys_text(BY_NAME["accept"]) == "Enter, Space"
    assert keys_text(BY_NAME["zoom_in"]) == "Ctrl++, Ctrl+="
    assert keys_text(BY_NAME["image_done"]) == "Ctrl+Enter"


def test_the_keys_that_were_promised() -> None:
    promised = {
        "accept": "Enter, Space", "reject": "Backspace", "skip": "S", "back": "Left", "forward": "Right",
        "next_image": "D", "previous_image": "A", "tool_brush": "B", "tool_eraser": "E", "tool_polygon": "P",
        "fit": "F", "one_to_one": "0", "hide_others": "H", "show_all": "T", "delete": "Delete", "palette": "Ctrl+K",
        "image_skipped": "Ctrl+Backspace", "next_undone": "Ctrl+Shift+D", "help": "F1, ?",
        "redo": "Ctrl+Shift+Z, Ctrl+Y",
    }  # fmt: skip
    assert {name: keys_text(BY_NAME[name]) for name in promised} == promised


def test_settings_are_kept_and_read_again(tmp_path: Path) -> None:
    Settings(tmp_path / "s.json").set("brush_radius", 21)
    assert Settings(tmp_path / "s.json")["brush_radius"] == 21


def test_what_another_program_has_saved_stays_when_a_setting_is_changed(tmp_path: Path) -> None:
    one, other = Settings(tmp_path / "s.json"), Settings(tmp_path / "s.json")
    one.set("brush_radius", 21)
    other.set("theme", "dark")
    kept = Settings(tmp_path / "s.json")
    assert (kept["brush_radius"], kept["theme"]) == (21, "dark")


def test_every_default_is_a_value_that_its_setting_takes() -> None:
    assert [setting.check(setting.default) for setting in SETTINGS] == [None] * len(SETTINGS)


@pytest.mark.parametrize(("name", "value"), [("theme", "pink"), ("fill", 101), ("follow", 1), ("fill", "30")])
def test_a_wrong_value_is_refused_with_a_reason(tmp_path: Path, name: str, value: object) -> None:
    with pytest.raises(ValueError, match="is not"):
        Settings(tmp_path / "s.json").set(name, value)  # type: ignore[arg-type]


def test_a_wrong_value_in_the_file_is_told_and_the_default_used(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"fill": 500, "gone": 1}))
    settings = Settings(tmp_path / "s.json")
    assert settings["fill"] == 28
    assert settings.problems == ["Fill of accepted instances (%): 500 is not between 0 and 100."]


@pytest.mark.parametrize("content", ["{", "[" * 200_000, '{"a":' * 100_000])
def test_a_damaged_settings_file_is_told_and_kept_aside_and_the_defaults_used(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "s.json").write_text(content)
    settings = Settings(tmp_path / "s.json")
    assert settings["theme"] == "system"
    assert "cannot be read" in settings.problems[0]
    settings.set("theme", "dark")
    assert (tmp_path / "s.unreadable.json").read_text() == content
    assert Settings(tmp_path / "s.json")["theme"] == "dark"


def test_the_command_line_says_which_path_is_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main([str(tmp_path / "gone")]) == 1
    assert capsys.readouterr().err == f"rsis-annotator: {tmp_path / 'gone'}: no such file or folder\n"


def test_the_command_line_refuses_an_unknown_device() -> None:
    with pytest.raises(SystemExit) as exit_info:
        cli.main(["--device", "abacus"])
    assert exit_info.value.code == 2
