"""The tour: shown once to whoever opens something for the first time, by keys or mouse, and again from the menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from app.window import startup
from app.window.tour import Tour
from tests.gui.conftest import Desk


def tour_of(desk: Desk) -> Tour | None:
    return next((tour for tour in desk.window.findChildren(Tour) if tour.isVisible()), None)


def started(desk: Desk) -> Tour:
    desk.act("tour")
    tour = tour_of(desk)
    assert tour is not None
    return tour


def test_each_stop_points_at_a_part_that_is_seen_with_the_card_beside_it(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    tour = started(desk)
    titles = []
    while tour_of(desk) is not None:
        titles.append(tour.title.text())
        inside = QRect(desk.window.rect())
        assert inside.contains(tour.lit) and tour.lit.width() > 30 and tour.lit.height() > 10
        assert inside.contains(tour.card.geometry())
        assert not tour.card.geometry().intersects(tour.lit) or tour.lit.height() > inside.height() // 3
        assert tour.text.height() >= tour.text.heightForWidth(tour.text.width())
        desk.key(Qt.Key.Key_Return)
    assert len(titles) == len(set(titles)) == 9
    assert desk.outcomes() == ["open"]  # Enter accepted nothing
    assert desk.window.canvas.hasFocus()


def test_the_tour_goes_by_keys_back_and_forth_and_ends_with_escape(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    tour = started(desk)
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Space)
    assert tour.at == 2
    desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_B)
    desk.key(Qt.Key.Key_Backspace)
    assert tour.at == 1
    assert desk.window.canvas.tool == "select"
    assert desk.outcomes() == ["open"]
    desk.key(Qt.Key.Key_Escape)
    assert tour_of(desk) is None
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted", "open"]


def test_the_tour_says_the_keys_of_now_and_is_read_out(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.shortcuts.give("accept", ("Ctrl+Alt+A",))
    tour = started(desk)
    assert "Ctrl+Alt+A" in tour.text.text()
    focused = QApplication.focusWidget()
    assert focused is tour.next
    assert tour.title.text() in focused.accessibleName() and tour.text.text() in focused.accessibleName()
    tour.skip.click()
    assert tour_of(desk) is None


def test_who_opens_something_for_the_first_time_is_shown_around_once(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup, "Assistant", lambda _window: desk.assistant)
    startup.begin(desk.window, None, None, "cpu")
    assert tour_of(desk) is None
    desk.window.open_path(photos)
    desk.until(lambda: tour_of(desk) is not None)
    tour = tour_of(desk)
    assert tour is not None
    tour.skip.click()
    desk.window.open_path(photos)
    desk.until(lambda: desk.window.session.ready)
    assert tour_of(desk) is None
    assert desk.window.settings["tour_seen"]


def test_without_a_project_the_tour_leaves_out_what_is_hidden(desk: Desk) -> None:
    tour = started(desk)
    assert desk.window.strip.isHidden()
    titles = []
    while tour_of(desk) is not None:
        titles.append(tour.title.text())
        tour.next.click()
    assert "The sequence" not in titles and "The image" not in titles and len(titles) > 4
