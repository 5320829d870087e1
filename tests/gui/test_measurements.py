"""The measurements in the window: table, charts, size of a pixel, and the way from there to an instance."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip

from annotations.measuring.sources import SETTING
from annotations.project import Project
from annotations.records import Category, Change, Instance, Transaction
from app.dialogs.measurements import MeasurementsDialog
from app.document.measurements import Batch, joined
from tests.gui.conftest import SQUARES, Desk, Watchdog, square
from tests.gui.measuring_here import Here

NAMES = ("cell", "=dirt")


@pytest.fixture
def squares(photos: Path) -> Path:
    """The photos as a project: squares of side 4, 6 and 8 in a.png (cell, =dirt, cell), one of 10 in c.png (=dirt)."""
    with Project.open_folder(photos) as project:
        project.add_images(sorted(photos.glob("*.png")))
        images = {image.path: image for image in project.images()}
        kinds = [Category(project.next_id("category"), name, (255, 0, 0)) for name in NAMES]
        found = [("a.png", 0, 4, 0), ("a.png", 1, 6, 1), ("a.png", 2, 8, 0), ("c.png", 7, 10, 1)]
        made = [
            Instance(
                *(project.next_id("instance"), images[name].id, square(place, side)),
                *(kinds[kind].id, "drawn", n),
            )
            for n, (name, place, side, kind) in enumerate(found)
        ]
        project.commit(Transaction("Fill", tuple(map(Change.add, (*kinds, *made)))))
    return photos


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started."""
    monkeypatch.setattr("app.session.measuring.Popen", Here)


def opened(desk: Desk) -> MeasurementsDialog:
    desk.act("measurements")
    dialog = desk.window.findChild(MeasurementsDialog)
    assert dialog is not None
    measured(desk, dialog)
    return dialog


def measured(desk: Desk, dialog: MeasurementsDialog) -> None:
    desk.qtbot.waitUntil(lambda: not dialog.measuring and dialog.model.found is not None, timeout=30_000)


def column(dialog: MeasurementsDialog, name: str) -> list[str]:
    place = [one.name for one in dialog.model.columns].index(name)
    model = dialog.model
    return [model.index(row, place).data() for row in range(model.rowCount())]


def selected(desk: Desk) -> tuple[str, list[int]]:
    session = desk.window.session
    assert session.image is not None and session.sequence is not None
    return session.image.path, [instance.id for instance in session.sequence.selected()]


def test_every_instance_is_measured_sorted_filtered_copied_and_saved(
    desk: Desk, squares: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(squares, model=False)
    dialog = opened(desk)
    assert dialog.report.text().startswith("4 instances")
    assert "not known in 2 images" in dialog.report.text()
    assert column(dialog, "area_px") == ["16", "36", "64", "100"]
    assert column(dialog, "area_um2") == ["", "", "", ""]
    assert float(column(dialog, "channel_1_mean")[0]) == 200

    place = [one.name for one in dialog.model.columns].index("area_px")
    header = dialog.table.horizontalHeader()
    dialog.table.scrollTo(dialog.model.index(0, place))
    middle = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) // 2, 8)
    desk.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    desk.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert column(dialog, "area_px") == ["100", "64", "36", "16"]

    assert [dialog.category.itemText(n) for n in range(3)] == ["All categories", "=dirt (2)", "cell (2)"]
    desk.qtbot.keyClick(dialog.category, Qt.Key.Key_Down)
    assert column(dialog, "area_px") == ["100", "36"]
    assert sum(bar.value for bar in dialog.histogram.chart.bars) == 2

    desk.qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: not dialog.writing, timeout=5000)
    copied = list(csv.DictReader(QApplication.clipboard().text().splitlines()))
    assert [(row["category"], row["area_px"]) for row in copied] == [("'=dirt", "100"), ("'=dirt", "36")]
    QApplication.clipboard().clear()

    target = tmp_path / "m.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    desk.qtbot.keyClick(dialog.category, Qt.Key.Key_Up)
    desk.qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: not dialog.writing, timeout=5000)
    assert dialog.report.text() == f"Saved as {target}."
    assert len(list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))) == 4
    dialog.close()


@pytest.mark.usefixtures("here")
def test_a_double_click_on_a_row_and_a_click_on_a_point_lead_to_the_instance(
    desk: Desk, squares: Path
) -> None:
    desk.open(squares, model=False)
    dialog = opened(desk)
    view = dialog.table.viewport()
    place = dialog.table.visualRect(dialog.model.index(3, 0)).center()
    desk.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    desk.qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    desk.until(lambda: desk.window.session.ready and selected(desk) == ("c.png", [4]))
    assert desk.window.canvas.view.scale > 10  # to a square of ten pixels

    at = dialog.scatter.place_of(1).toPoint()
    inside_of_second = SQUARES[1][0] + 3, SQUARES[1][1] + 3
    desk.qtbot.mouseClick(dialog.scatter, Qt.MouseButton.LeftButton, pos=at)
    desk.until(lambda: desk.window.session.ready and selected(desk) == ("a.png", [2]))
    middle = desk.window.canvas.rect().center()
    assert (desk.at(*inside_of_second) - middle).manhattanLength() <= 2
    assert dialog.table.selectionModel().currentIndex().row() == 1

    QApplication.sendEvent(
        dialog.scatter, QHelpEvent(QEvent.Type.ToolTip, at, dialog.scatter.mapToGlobal(at))
    )
    assert QToolTip.text().splitlines()[0] == "Area (px): 36"
    dialog.close()


@pytest.mark.usefixtures("here")
def test_an_instance_that_was_deleted_since_is_told(desk: Desk, squares: Path) -> None:
    desk.open(squares, model=False)
    dialog = opened(desk)
    desk.window.instances.select([1])
    desk.act("delete")
    dialog.table.selectRow(0)
    desk.qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    desk.until(lambda: any("no longer exists" in text for text in desk.window.banners.messages))
    desk.qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: dialog.model.rowCount() == 3, timeout=30_000)
    dialog.close()


@pytest.mark.usefixtures("here")
def test_the_size_of_a_pixel_is_shown_with_its_source_typed_and_kept_in_the_project(
    desk: Desk, squares: Path
) -> None:
    pixels = np.asarray(Image.open(squares / "c.png"))
    Image.fromarray(pixels).save(squares / "c.png", dpi=(50800, 50800))
    desk.open(squares, model=False)
    dialog = opened(desk)
    assert dialog.pixel_size.text() == ""
    assert dialog.size_from.text() == "from: resolution of the file (1 image)"
    assert column(dialog, "area_um2")[:3] == ["", "", ""]
    assert float(column(dialog, "area_um2")[3]) == pytest.approx(25, rel=1e-3)

    desk.qtbot.keyClicks(dialog.pixel_size, "wide")
    desk.qtbot.keyClick(dialog.pixel_size, Qt.Key.Key_Return)
    assert "no pixel size" in dialog.report.text()
    dialog.pixel_size.selectAll()
    desk.qtbot.keyClicks(dialog.pixel_size, "0.5 x 2")
    desk.qtbot.keyClick(dialog.pixel_size, Qt.Key.Key_Return)
    measured(desk, dialog)
    assert column(dialog, "area_um2") == ["16", "36", "64", "100"]
    assert column(dialog, "box_height_um") == ["8", "12", "16", "20"]
    assert dialog.size_from.text() == "typed, for the whole project"
    dialog.close()
    assert desk.window.session.flush(5.0)
    with Project.open(squares / "annotations.rsis", read_only=True) as project:
        assert project.setting(SETTING) == "0.5 x 2"
    desk.qtbot.waitUntil(lambda: desk.window.findChild(MeasurementsDialog) is None, timeout=5000)
    again = opened(desk)
    assert (again.pixel_size.text(), column(again, "area_um2")[0]) == ("0.5 x 2", "16")
    again.close()


def test_measuring_is_cancelled_and_ends_with_the_dialog(desk: Desk, squares: Path) -> None:
    desk.open(squares, model=False)
    desk.act("measurements")
    dialog = desk.window.findChild(MeasurementsDialog)
    assert dialog is not None and dialog.measuring
    desk.qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert not dialog.measuring and dialog.report.text() == "Cancelled."
    assert dialog.model.rowCount() == 0 and not dialog.save.isEnabled()
    desk.qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert dialog.measuring
    dialog.close()
    assert not dialog.measuring


@pytest.mark.usefixtures("here")
def test_there_is_one_dialog_which_ends_with_its_project(desk: Desk, squares: Path, photos: Path) -> None:
    desk.open(squares, model=False)
    dialog = opened(desk)
    desk.act("measurements")
    assert len(desk.window.findChildren(MeasurementsDialog)) == 1
    desk.window.open_path(photos / "b.png")
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(MeasurementsDialog), timeout=5000)
    assert dialog not in desk.window.dialogs.shown


@pytest.mark.usefixtures("here")
def test_a_project_without_instances_has_an_empty_table(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    dialog = opened(desk)
    assert dialog.model.rowCount() == 0 and dialog.report.text() == "0 instances"
    dialog.close()


@pytest.mark.usefixtures("here")
def test_a_hundred_thousand_rows_are_sorted_and_drawn_without_blocking(
    desk: Desk, squares: Path, watchdog: Watchdog
) -> None:
    watchdog.forget()
    desk.open(squares, model=False)
    dialog = opened(desk)
    found = dialog.model.found
    assert found is not None
    count = 100_000
    random = np.random.default_rng(0)
    texts = {one.name: ["text"] * count for one in found.columns if one.kind == "text"}
    numbers = {one.name: random.random(count) for one in found.columns if one.name not in texts}
    many = joined([Batch(np.arange(count), texts, numbers)], found.columns)
    dialog.model.show_measurements(many)
    desk.qtbot.wait(20)
    watchdog.forget()
    names = [one.name for one in dialog.model.columns]
    for number in map(names.index, ("area_px", "perimeter_um", "eccentricity")):
        dialog.table.sortByColumn(number, Qt.SortOrder.DescendingOrder)
        desk.qtbot.wait(20)
        watchdog.check()
    dialog.table.scrollToBottom()
    for _ in range(3):
        desk.qtbot.keyClick(dialog.across, Qt.Key.Key_Down)
        desk.qtbot.wait(20)
        watchdog.check()
    assert dialog.model.rowCount() == count
    largest = numbers["eccentricity"].max()
    shown = column(dialog, "eccentricity")[0]
    assert float(shown.replace(",", "")) == pytest.approx(largest, rel=1e-3)
    dialog.close()
