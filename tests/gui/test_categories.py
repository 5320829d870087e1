"""Categories by name and by number, for what is in focus and for what is drawn; deleting them; menus in the image."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from annotations.project import Project
from app.dialogs.find_action import ActionPalette
from app.dialogs.find_category import CategoryPalette
from app.widgets.list_view import BESIDE
from tests.gui.conftest import SQUARES, Desk

CTRL = Qt.KeyboardModifier.ControlModifier
MANY = ("road", "car", "caravan", "motor car", "bus", "train", "bicycle", "rider", "sky", "scar")


def with_categories(desk: Desk, photos: Path, model: bool = True) -> None:
    desk.open(photos, model=model)
    for name in MANY:
        desk.window.commands.categories.add_category(name)
    desk.window.refresh()


def palette(desk: Desk) -> CategoryPalette:
    desk.key(Qt.Key.Key_X)
    (found,) = desk.window.findChildren(CategoryPalette)
    return found


def rows(found: CategoryPalette) -> list[str]:
    return [found.list.item(row).text().split("    ")[0] for row in range(found.list.count())]


def names(desk: Desk) -> list[str]:
    assert desk.window.session.document is not None
    return [category.name for category in desk.window.session.document.categories()]


def of_the_categories(desk: Desk) -> list[str | None]:
    """The categories of all instances, as the project's file has them now."""
    session = desk.window.session
    assert session.flush(5.0)
    assert session.project is not None
    with Project.open(session.project.path, read_only=True) as project:
        called = {category.id: category.name for category in project.categories()}
        found = [instance for image in project.images() for instance in project.instances(image.id)]
    return [called[instance.category_id] if instance.category_id is not None else None for instance in found]


def test_any_category_is_given_by_a_part_of_its_name(desk: Desk, photos: Path) -> None:
    with_categories(desk, photos)
    found = palette(desk)
    desk.qtbot.keyClicks(found.search, "car")
    assert rows(found) == ["car", "caravan", "motor car", "scar"]
    desk.qtbot.keyClick(found.search, Qt.Key.Key_Up)
    desk.qtbot.keyClick(found.search, Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.instance_list.texts == ["scar  ·  accepted"]


def test_the_palette_of_all_actions_finds_categories_too(desk: Desk, photos: Path) -> None:
    with_categories(desk, photos)
    desk.key(Qt.Key.Key_K, CTRL)
    (found,) = desk.window.findChildren(ActionPalette)
    desk.qtbot.keyClicks(found.search, "motor")
    desk.qtbot.keyClick(found.search, Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.instance_list.texts == ["motor car  ·  accepted"]


def test_the_arrow_keys_pass_over_what_is_not_possible_now(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_K, CTRL)
    (found,) = desk.window.findChildren(ActionPalette)
    desk.qtbot.keyClicks(found.search, "instance")
    grey = [row for row in range(found.list.count()) if not found.list.item(row).flags()]
    assert grey
    passed = set()
    for _ in range(found.list.count()):
        desk.qtbot.keyClick(found.search, Qt.Key.Key_Down)
        passed.add(found.list.currentRow())
    assert passed == set(range(found.list.count())) - set(grey)
    found.close()


def test_a_name_that_is_new_becomes_a_category(desk: Desk, photos: Path) -> None:
    with_categories(desk, photos, model=False)
    desk.key(Qt.Key.Key_R)
    desk.stroke((4, 4), (30, 30))
    found = palette(desk)
    desk.qtbot.keyClicks(found.search, "tram")
    assert rows(found) == ["New category “tram”"]
    desk.qtbot.keyClick(found.search, Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.instance_list.texts == ["tram  ·  drawn"]
    desk.stroke((50, 4), (80, 30))  # and so is what is drawn next
    assert desk.window.instance_list.texts == ["tram  ·  drawn", "tram  ·  drawn"]


def test_a_number_says_what_is_drawn_where_nothing_is_in_focus_or_a_shape_is_begun(
    desk: Desk, photos: Path
) -> None:
    with_categories(desk, photos, model=False)
    desk.key(Qt.Key.Key_2)
    assert desk.window.category_list.current == "car"
    desk.key(Qt.Key.Key_R)
    desk.stroke((4, 4), (30, 30))
    desk.key(Qt.Key.Key_P)
    for corner in ((50, 4), (80, 4), (80, 30)):
        desk.click(*corner)
    desk.key(Qt.Key.Key_5)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.instance_list.texts == ["bus  ·  drawn", "car  ·  drawn"]


def test_a_category_that_was_added_is_the_one_to_draw_with(desk: Desk, photos: Path) -> None:
    with_categories(desk, photos, model=False)
    field = desk.window.category_list._new
    field.setFocus()
    desk.qtbot.keyClicks(field, "tree")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.window.refresh()
    assert desk.window.category_list.current == "tree"


def test_after_a_label_set_was_added_one_draws_with_it_and_not_with_what_only_the_model_knows(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    assert desk.window.category_list.current == "nucleus"
    desk.act("labels_cityscapes")
    desk.window.refresh()
    assert desk.window.category_list.current == "road"
    desk.window.category_list.choose("car")
    desk.act("labels_voc")
    assert desk.window.category_list.current == "car"


def test_the_first_nine_categories_show_their_keys_and_instances_their_numbers(
    desk: Desk, photos: Path
) -> None:
    with_categories(desk, photos)
    desk.key(Qt.Key.Key_Return)
    model = desk.window.category_list._model
    shown = [model.index(row, 0).data(BESIDE) for row in range(model.rowCount())]
    assert shown[:10] == [*"123456789", ""]
    assert desk.window.instance_list._model.index(0, 0).data(BESIDE) == "1"


def test_a_category_is_deleted_unless_an_instance_has_it(desk: Desk, photos: Path) -> None:
    with_categories(desk, photos)
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_D)
    desk.until(lambda: desk.window.session.ready)
    desk.window.category_list.choose("road")
    desk.act("delete_category")
    desk.until(lambda: bool(desk.window.banners.messages))
    (said,) = desk.window.banners.messages
    assert said == "“road” is still in use and was not deleted (1 instance, 1 image)."
    assert [button.text() for button in desk.window.banners.buttons()] == ["Merge it into another…"]
    desk.window.category_list.choose("sky")
    desk.act("delete_category")
    desk.until(lambda: "sky" not in names(desk))
    assert names(desk) == [name for name in MANY if name != "sky"]
    desk.key(Qt.Key.Key_Z, CTRL)
    assert names(desk) == list(MANY)


def test_the_categories_to_merge_into_show_their_own_keys(desk: Desk, photos: Path) -> None:
    with_categories(desk, photos)
    shown = {}
    for action in ("choose_category", "merge_category"):
        desk.window.category_list.choose("road")
        desk.act(action)
        (found,) = desk.window.findChildren(CategoryPalette)
        shown[action] = [found.list.item(row).text() for row in range(found.list.count())]
        found.close()
        desk.until(lambda: not desk.window.findChildren(CategoryPalette))
    left = [text for text in shown["choose_category"] if not text.startswith("road")]
    assert len(left) == len(shown["choose_category"]) - 1
    assert shown["merge_category"] == left


def test_the_list_to_merge_into_names_what_is_merged_and_what_is_not_of_the_project(
    desk: Desk, photos: Path
) -> None:
    with_categories(desk, photos)
    desk.window.category_list.choose("road")
    desk.act("merge_category")
    (found,) = desk.window.findChildren(CategoryPalette)
    assert "road" in found.search.placeholderText()
    shown = [found.list.item(row).text() for row in range(found.list.count())]
    assert [text.split()[0] for text in shown if "new to the project" in text] == ["nucleus"]
    found.close()


def test_a_category_is_merged_into_another_in_all_images_in_one_step(desk: Desk, photos: Path) -> None:
    with_categories(desk, photos)
    for _ in range(2):  # in two images
        desk.key(Qt.Key.Key_1)
        desk.key(Qt.Key.Key_Return)
        desk.act("image_done")
        desk.until(desk.proposing)
    desk.window.open_path(photos)  # so that only the third image is loaded
    desk.until(lambda: desk.window.session.ready)
    desk.until(desk.proposing)
    desk.window.category_list.choose("road")
    desk.act("merge_category")
    (found,) = desk.window.findChildren(CategoryPalette)
    assert "road" not in rows(found)
    desk.qtbot.keyClicks(found.search, "bus")
    desk.qtbot.keyClick(found.search, Qt.Key.Key_Return)
    desk.until(lambda: "road" not in names(desk))
    assert of_the_categories(desk) == ["bus", "bus"]
    assert desk.window.category_list.current == "bus"
    desk.key(Qt.Key.Key_Z, CTRL)
    assert names(desk) == list(MANY)
    assert of_the_categories(desk) == ["road", "road"]
    desk.key(Qt.Key.Key_Y, CTRL)
    assert of_the_categories(desk) == ["bus", "bus"]


def test_the_right_button_shows_what_can_be_done_with_an_instance_or_the_proposal(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_V)

    def menu_at(number: int) -> list[str]:
        x, y = SQUARES[number]
        desk.click(x + 7, y + 7, Qt.MouseButton.RightButton)
        menu = QApplication.activePopupWidget()
        if menu is None:
            return []
        assert isinstance(menu, QMenu)
        found = [action.objectName() for action in menu.actions()]
        menu.close()
        return found

    strip = desk.window.strip
    strip.customContextMenuRequested.emit(strip.visualRect(strip.model().index(0, 0)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "start_over" in [action.objectName() for action in menu.actions()]
    menu.close()
    view = desk.window.image_list._view
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(0, 0)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "image_done" in [action.objectName() for action in menu.actions()]
    menu.close()
    desk.key(Qt.Key.Key_Escape)
    assert menu_at(1)[:2] == ["accept", "reject"]
    assert menu_at(4) == []
    assert "duplicate" in menu_at(0)
    assert desk.window.session.sequence is not None
    assert [instance.id for instance in desk.window.session.sequence.selected()] == [1]


def test_a_label_set_is_added_with_its_colours_and_undone(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.act("labels_voc")
    choices = desk.window.category_list.choices
    assert [choice.name for choice in choices][:3] == ["aeroplane", "bicycle", "bird"]
    assert choices[0].color == (128, 0, 0)
    desk.act("labels_voc")
    assert desk.window.statusBar().currentMessage() == "All Pascal VOC categories already exist."
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.window.category_list.choices == []


def test_a_label_set_of_ones_own_is_read_or_refused_with_a_reason(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(photos, model=False)
    own = tmp_path / "own.json"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(own), ""))
    own.write_text('{"categories": [{"name": "leaf", "color": [1, 2, 300]}]}')
    desk.act("import_labels")
    assert any("category 1: its color" in message for message in desk.window.banners.messages)
    own.write_text('{"categories": [{"name": "leaf", "color": [1, 2, 3]}]}')
    desk.act("import_labels")
    assert [choice.name for choice in desk.window.category_list.choices] == ["leaf"]


def test_another_order_of_the_categories_gives_them_other_keys(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    for name in ("cell", "dirt", "leaf"):
        desk.window.commands.categories.add_category(name)
    desk.window.refresh()
    desk.window.category_list._view.setFocus()
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Down)
    assert desk.window.category_list.current == "leaf"
    desk.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [choice.name for choice in desk.window.category_list.choices] == ["leaf", "cell", "dirt"]
    assert desk.window.category_list.current == "leaf"
    desk.key(Qt.Key.Key_B)
    desk.stroke((20, 20), (40, 20))
    desk.key(Qt.Key.Key_2)
    assert desk.window.instance_list.texts == ["cell  ·  drawn"]
    desk.window.commands.categories.add_category("late")
    desk.window.refresh()
    assert [choice.name for choice in desk.window.category_list.choices][-1] == "late"
    for _ in range(4):
        desk.act("undo")
    assert [choice.name for choice in desk.window.category_list.choices] == ["cell", "leaf", "dirt"]


def keys_of(desk: Desk) -> dict[str, int]:
    desk.window.refresh()
    return {c.name: c.number for c in desk.window.category_list.choices if c.number is not None}


def drawn_as(desk: Desk, name: str, row: int) -> None:
    """A rectangle of a category that is found by its name."""
    desk.window.set_tool("rectangle")
    found = palette(desk)
    desk.qtbot.keyClicks(found.search, name)
    desk.qtbot.keyClick(found.search, Qt.Key.Key_Return)
    desk.stroke((4, 4 + 8 * row), (20, 10 + 8 * row))
    desk.key(Qt.Key.Key_Escape)


def test_of_many_categories_those_used_first_get_the_number_keys_and_keep_them(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos, model=False)
    desk.act("labels_cityscapes")
    at_first = keys_of(desk)
    assert list(at_first)[:3] == ["road", "sidewalk", "parking"] and len(at_first) == 9
    desk.key(Qt.Key.Key_2)  # a key that is used stays what it is
    desk.window.set_tool("rectangle")
    desk.stroke((40, 4), (60, 10))
    desk.key(Qt.Key.Key_Escape)
    for row, name in enumerate(("bicycle", "train", "bicycle", "sky")):
        drawn_as(desk, name, row)
    others = {name: key for name, key in at_first.items() if key > 4}
    assert keys_of(desk) == {"bicycle": 1, "sidewalk": 2, "train": 3, "sky": 4, **others}
    assert [choice.name for choice in desk.window.category_list.choices][:4] == [
        *("bicycle", "sidewalk", "train", "sky")
    ]
    desk.window.set_tool("select")
    desk.click(10, 6)
    desk.key(Qt.Key.Key_3)
    assert "train" in desk.window.bar.line.title
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.open(photos, model=False)  # and so it is the next time
    assert keys_of(desk)["train"] == 3
    for name in ("wall", "fence", "pole", "tunnel", "bridge", "static"):
        drawn_as(desk, name, 8)
    kept = keys_of(desk)
    assert (kept["bridge"], kept["sky"], "static" in kept) == (9, 4, False)


def test_the_key_that_a_person_chose_stays_whatever_is_used_first(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.act("labels_voc")
    desk.window.category_list.choose("bird")
    for _ in range(2):
        desk.act("category_up")
    assert keys_of(desk)["bird"] == 1
    drawn_as(desk, "sofa", 0)
    assert keys_of(desk)["bird"] == 1


def test_categories_of_ones_own_keep_their_keys_when_a_label_set_is_added(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    for name in ("leaf", "stem"):
        desk.window.commands.categories.add_category(name)
    desk.act("labels_coco")
    drawn_as(desk, "zebra", 0)
    assert {name: key for name, key in keys_of(desk).items() if key < 4} == {"leaf": 1, "stem": 2, "zebra": 3}


def test_the_list_counts_the_instances_of_each_category_in_all_images(desk: Desk, photos: Path) -> None:
    from app.panels.category_list import COUNT

    def counts() -> dict[str, str]:
        desk.window.refresh()
        model = desk.window.category_list._model
        return {model.item(row).text(): model.item(row).data(COUNT) or "" for row in range(model.rowCount())}

    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.act("next_image")
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    assert counts()["nucleus"] == "3"
    desk.act("undo")
    assert counts()["nucleus"] == "2"
    desk.window.open_path(photos)
    desk.until(desk.proposing)
    desk.until(lambda: counts()["nucleus"] == "2")


def test_the_list_shows_the_category_of_the_selection_and_finds_by_a_part_of_the_name(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    for name in ("tram", "bus stop", "tramway"):
        desk.window.commands.categories.add_category(name)
    desk.key(Qt.Key.Key_Return)
    listed, model = desk.window.category_list, desk.window.category_list._model

    def bold() -> list[str]:
        desk.window.refresh()
        return [model.item(row).text() for row in range(model.rowCount()) if model.item(row).font().bold()]

    assert bold() == ["nucleus"]
    desk.window.session.relabel("tramway")
    assert bold() == ["tramway"]
    field = listed._new
    field.setFocus()
    desk.qtbot.keyClicks(field, "TRAM")

    def shown() -> list[str]:
        rows = range(model.rowCount())
        return [model.item(row).text() for row in rows if not listed._view.isRowHidden(row)]

    assert shown() == ["tram", "tramway"]
    field.setText("tram")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)  # it is there: chosen, not added
    assert listed.current == "tram" and not desk.window.banners.messages
    assert len(shown()) == model.rowCount()
