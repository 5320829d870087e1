"""The instance grid: all instances of all images, sorted, filtered, selected and decided about together."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotations.project import Project
from annotations.records import Category, Change, Instance, Step, Transaction
from app.dialogs.grid_cells import CELL_DATA, Cell
from app.dialogs.instance_grid import InstanceGrid
from app.session import instance_grid
from tests.gui.conftest import Desk, square

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PER_IMAGE = 4


@pytest.fixture
def grid(desk: Desk, photos: Path) -> InstanceGrid:
    """The grid of three images with four instances each: the first two of an image are cells, the others nuclei.

    Instance 1 has the lowest score, instance 12 the highest; each is larger than the one before.
    """
    with Project.open_folder(photos) as project:
        project.add_images(sorted(photos.glob("*.png")))
        changes = [
            Change.add(Category(1, "cell", (200, 40, 40))),
            Change.add(Category(2, "nucleus", (40, 200, 40))),
        ]
        number = 0
        for image in project.images():
            for place in range(PER_IMAGE):
                number += 1
                mask = square(place, side=number + 1)
                category = 1 if place < 2 else 2
                instance = Instance(number, image.id, mask, category, "accepted", place, score=number / 20)
                step = Step(number, image.id, place, "accepted", mask, "cell", 0.9, 0.9, number)
                changes += [Change.add(instance), Change.add(step)]
        project.commit(Transaction("made", tuple(changes)))
    desk.open(photos, model=False)
    desk.act("instance_grid")
    shown = desk.window.commands.grid.shown
    assert shown is not None
    desk.until(lambda: len(shown.model.ids) == 3 * PER_IMAGE)
    return shown


def listed(grid: InstanceGrid) -> list[int]:
    ids: list[int] = grid.model.ids.tolist()
    return ids


def cell(grid: InstanceGrid, instance_id: int) -> Cell:
    place = grid.model.place(instance_id)
    assert place is not None
    found = grid.model.index(place, 0).data(CELL_DATA)
    assert isinstance(found, Cell)
    return found


def middle(grid: InstanceGrid, instance_id: int) -> QPoint:
    place = grid.model.place(instance_id)
    assert place is not None
    return grid.view.visualRect(grid.model.index(place, 0)).center()


def click(grid: InstanceGrid, instance_id: int, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(grid.view.viewport(), LEFT, held, middle(grid, instance_id))


def press(grid: InstanceGrid, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(grid.view, key, held)


def choose(box: object, data: object) -> None:
    box.setCurrentIndex(box.findData(data))  # type: ignore[attr-defined]


def kept(desk: Desk) -> dict[int, Instance]:
    """The instances as the project's file has them now."""
    assert desk.window.session.flush(5.0)
    assert desk.window.session.project is not None
    with Project.open(desk.window.session.project.path, read_only=True) as project:
        return {i.id: i for image in project.images() for i in project.instances(image.id)}


def test_it_lists_the_instances_of_all_images_with_a_picture_and_an_outline(
    desk: Desk, grid: InstanceGrid
) -> None:
    assert listed(grid) == list(range(1, 13))
    desk.until(lambda: all(cell(grid, number).crop is not None for number in listed(grid)))
    shown = cell(grid, 5)
    assert (shown.name, shown.color, shown.value) == ("cell", (200, 40, 40), "25 %")
    assert shown.crop is not None and len(shown.crop.rings) == 1
    image = grid.grab().toImage()
    colors = {image.pixelColor(x, y).getRgb()[:3] for x in range(image.width()) for y in range(60, 200, 3)}
    assert (200, 40, 40) in colors and (40, 200, 40) in colors


def test_it_is_sorted_and_filtered(desk: Desk, grid: InstanceGrid) -> None:
    choose(grid.filter.sort, "largest")
    assert listed(grid) == list(range(12, 0, -1))
    choose(grid.filter.category, 2)
    assert listed(grid) == [12, 11, 8, 7, 4, 3]
    choose(grid.filter.scope, True)
    assert listed(grid) == [4, 3]
    choose(grid.filter.scope, False)
    grid.filter.search.setText("b.PNG")
    desk.until(lambda: listed(grid) == [8, 7])
    assert "2 of 12" in grid.status.text()


def test_many_are_listed_in_a_thread_and_the_last_question_counts(
    desk: Desk, grid: InstanceGrid, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance_grid, "AT_ONCE", 0)
    press(grid, Qt.Key.Key_A, CTRL)
    choose(grid.filter.sort, "largest")
    choose(grid.filter.category, 2)
    assert listed(grid) == list(range(1, 13)), "the window does not wait for it"
    desk.until(lambda: listed(grid) == [12, 11, 8, 7, 4, 3])
    assert grid.chosen_ids == listed(grid)
    session = desk.window.session
    session.select([3])
    session.relabel("cell")
    desk.until(lambda: listed(grid) == [12, 11, 8, 7, 4])
    choose(grid.filter.category, None)
    desk.until(lambda: listed(grid) == list(range(12, 0, -1)))
    assert session.close()
    desk.until(lambda: listed(grid) == [])


def test_several_are_selected_with_shift_ctrl_a_box_and_all(grid: InstanceGrid) -> None:
    click(grid, 2)
    click(grid, 4, SHIFT)
    assert grid.chosen_ids == [2, 3, 4]
    click(grid, 3, CTRL)
    click(grid, 6, CTRL)
    assert grid.chosen_ids == [2, 4, 6]
    press(grid, Qt.Key.Key_A, CTRL)
    assert grid.chosen_ids == listed(grid)
    view, across = grid.view, grid.view.across
    beside = QPoint(1, middle(grid, 1).y())
    QTest.mousePress(view.viewport(), LEFT, NONE, beside)
    QTest.mouseMove(view.viewport(), middle(grid, 1))
    QTest.mouseMove(view.viewport(), middle(grid, across + 2))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, middle(grid, across + 2))
    assert grid.chosen_ids == [1, 2, across + 1, across + 2]
    press(grid, Qt.Key.Key_Home)
    press(grid, Qt.Key.Key_Down)
    assert grid.chosen_ids == [1 + across]


def test_a_number_key_relabels_in_all_images_in_one_step_of_undo(desk: Desk, grid: InstanceGrid) -> None:
    for number in (1, 5, 9):
        click(grid, number, CTRL)
    press(grid, Qt.Key.Key_2)
    desk.until(lambda: cell(grid, 9).name == "nucleus")
    assert {i for i, instance in kept(desk).items() if instance.category_id == 1} == {2, 6, 10}
    assert grid.chosen_ids == [1, 5, 9]
    press(grid, Qt.Key.Key_Z, CTRL)
    desk.until(lambda: cell(grid, 9).name == "cell")
    assert {i for i, instance in kept(desk).items() if instance.category_id == 1} == {1, 2, 5, 6, 9, 10}


def test_what_no_longer_fits_the_filter_leaves_the_grid(desk: Desk, grid: InstanceGrid) -> None:
    choose(grid.filter.category, 1)
    click(grid, 5)
    press(grid, Qt.Key.Key_2)
    desk.until(lambda: listed(grid) == [1, 2, 6, 9, 10])
    assert grid.chosen_ids == [] and grid.view.currentIndex().row() == 2
    press(grid, Qt.Key.Key_Z, CTRL)
    desk.until(lambda: listed(grid) == [1, 2, 5, 6, 9, 10])


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_instances_are_deleted_with_their_steps_and_come_back(
    desk: Desk, grid: InstanceGrid, key: Qt.Key
) -> None:
    click(grid, 3)
    click(grid, 10, SHIFT)
    press(grid, key)
    desk.until(lambda: listed(grid) == [1, 2, 11, 12])
    assert sorted(kept(desk)) == [1, 2, 11, 12]
    grid.take_back.click()
    desk.until(lambda: len(listed(grid)) == 12)
    assert sorted(kept(desk)) == list(range(1, 13))


def test_instances_are_verified_in_the_name_of_the_person_and_a_change_ends_that(
    desk: Desk, grid: InstanceGrid
) -> None:
    desk.window.session.set_person("Ada")
    press(grid, Qt.Key.Key_A, CTRL)
    press(grid, Qt.Key.Key_V)
    desk.until(lambda: cell(grid, 12).review == "verified")
    assert {(i.review, i.reviewer) for i in kept(desk).values()} == {("verified", "Ada")}
    click(grid, 7)
    press(grid, Qt.Key.Key_Y)
    desk.until(lambda: cell(grid, 7).review == "needs work")
    choose(grid.filter.review, "needs work")
    assert listed(grid) == [7]
    choose(grid.filter.review, None)
    click(grid, 4)
    press(grid, Qt.Key.Key_1)
    desk.until(lambda: cell(grid, 4).review == "")


def test_a_category_is_found_by_name_and_made_if_it_is_new(desk: Desk, grid: InstanceGrid) -> None:
    click(grid, 2)
    click(grid, 11, CTRL)
    press(grid, Qt.Key.Key_X)
    palette = desk.qtbot.waitUntil(lambda: _palette(grid) is not None) or _palette(grid)
    desk.qtbot.keyClicks(palette.search, "vessel")  # type: ignore[union-attr]
    desk.qtbot.keyClick(palette.search, Qt.Key.Key_Return)  # type: ignore[union-attr]
    desk.until(lambda: cell(grid, 11).name == "vessel")
    assert cell(grid, 2).name == "vessel"


def _palette(grid: InstanceGrid) -> object:
    from app.dialogs.find_category import CategoryPalette

    return grid.findChild(CategoryPalette)


def test_a_double_click_leads_to_the_instance_in_its_image_and_a_key_back(
    desk: Desk, grid: InstanceGrid
) -> None:
    click(grid, 10)
    QTest.mouseDClick(grid.view.viewport(), LEFT, NONE, middle(grid, 10))
    session = desk.window.session
    desk.until(
        lambda: session.image is not None and session.image.path == "c.png" and session.sequence is not None
    )
    desk.until(lambda: [i.id for i in session.sequence.selected()] == [10])  # type: ignore[union-attr]
    desk.act("instance_grid")
    assert desk.window.commands.grid.shown is grid and grid.isVisible()
    assert grid.chosen_ids == [10]
    press(grid, Qt.Key.Key_Home)
    press(grid, Qt.Key.Key_Return)
    desk.until(lambda: session.image is not None and session.image.path == "a.png")


def test_what_is_done_in_the_image_shows_in_the_grid(desk: Desk, grid: InstanceGrid) -> None:
    session = desk.window.session
    session.focus(("instance", 1))
    desk.act("grow")
    desk.until(lambda: int(grid.grid.rows([1])["w"][0]) == 4)
    session.delete()
    desk.until(lambda: listed(grid) == list(range(2, 13)))
    session.draw(square(7), "cell", "drawn")
    desk.until(lambda: listed(grid)[-1] == 13)  # nothing is known of how sure one is of it: it comes last


def test_the_odd_one_comes_first(desk: Desk, grid: InstanceGrid) -> None:
    import numpy as np

    from annotations.masks import Mask

    wide = np.zeros((96, 128), bool)
    wide[60:62, 2:126] = True
    document = desk.window.session.document
    assert document is not None
    desk.window.session.draw(Mask.from_array(wide), "nucleus", "drawn")
    desk.until(lambda: 13 in listed(grid))
    choose(grid.filter.sort, "oddest")
    desk.until(lambda: listed(grid)[0] == 13 and not grid.grid.pictures.looking)
    assert float(cell(grid, 13).value) > float(cell(grid, 8).value)


def test_a_broken_image_is_marked(desk: Desk, grid: InstanceGrid, photos: Path) -> None:
    content = (photos / "c.png").read_bytes()
    (photos / "c.png").write_bytes(content[: len(content) // 2])
    choose(grid.filter.sort, "largest")
    grid.grid.pictures.forget()
    cell(grid, 12)
    desk.until(lambda: cell(grid, 12).is_broken)
    grid.grab()


def test_another_project_shows_its_own_instances(desk: Desk, grid: InstanceGrid, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "z.png").write_bytes((tmp_path / "photos" / "a.png").read_bytes())
    desk.open(tmp_path / "other", model=False)
    desk.until(lambda: listed(grid) == [] and not grid.grid.reading)
    assert "0 instances" in grid.status.text()
