"""The tools and the view: a brush, a polygon and clicks on the canvas, zooming and panning."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.rendering import scene as paint
from app.rendering.viewport import fit
from tests.gui.conftest import SIDE, SIZE, SQUARES, Desk, square

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_brush_stroke_fixes_the_proposal_and_undo_takes_the_stroke_back(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_B)
    x, y = SQUARES[0]
    desk.stroke((x + 14, y + 7), (x + 18, y + 7))
    painted = desk.shown()
    assert painted is not None
    assert painted.area > square(0).area
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_Y, CTRL)
    assert desk.shown() == painted
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes()[0] == "fixed"
    assert desk.kept() == ([painted], ["fixed"])


def test_the_eraser_makes_a_hole_that_is_kept(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.set_radius(2)
    desk.key(Qt.Key.Key_E)
    x, y = SQUARES[0]
    desk.stroke((x + 7, y + 7), (x + 7.4, y + 7))
    desk.key(Qt.Key.Key_Return)
    ((mask,), _) = desk.kept()
    assert not mask.contains(x + 7, y + 7)
    assert mask.contains(x + 1, y + 1)


def test_escape_in_the_middle_of_a_stroke_takes_it_all_back(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_B)
    canvas = desk.window.canvas
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=desk.at(5, 5))
    desk.qtbot.mouseMove(canvas, desk.at(30, 30))
    desk.key(Qt.Key.Key_Escape)
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=desk.at(30, 30))
    assert desk.shown() == square(0)
    assert not desk.window.actions_by_name["undo"].isEnabled()


def test_a_missed_object_is_drawn_by_polygon_and_enter_closes_it(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_P)
    for point in ((100, 70), (120, 70), (120, 90), (100, 90)):
        desk.click(*point)
    desk.key(Qt.Key.Key_Return)
    ((mask,), outcomes) = desk.kept()
    assert outcomes == ["drawn"]
    assert mask.contains(110, 80)
    assert abs(mask.area - 400) < 60
    assert desk.outcomes() == ["drawn", "open"]


def test_clicks_ask_for_an_object_and_correct_a_proposal(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_C)
    desk.click(SQUARES[0][0] + 16, SQUARES[0][1] + 7)
    _, _, clicks, correct = desk.assistant.requests[-1]
    assert [click.positive for click in clicks] == [True]
    assert correct == square(0)
    corrected = desk.shown()
    assert corrected is not None
    assert corrected.area > square(0).area
    desk.click(SQUARES[0][0] + 2, SQUARES[0][1] + 2, Qt.MouseButton.RightButton)
    assert [click.positive for click in desk.assistant.requests[-1][2]] == [True, False]
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes()[0] == "fixed"
    desk.qtbot.mouseClick(
        desk.window.canvas, Qt.MouseButton.LeftButton, CTRL, desk.at(SQUARES[4][0] + 5, SQUARES[4][1] + 5)
    )
    desk.settle()
    assert desk.shown() == square(4)


def test_a_closer_look_changes_the_mask_in_one_step_and_says_where_there_is_none(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Z)
    closer = desk.shown()
    assert closer is not None
    assert closer.bbox[1] == square(0).bbox[1] + 1
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.shown() == square(0)
    hints: list[str] = []
    desk.window.loop.hint.connect(hints.append)
    for _ in range(square(0).shape[0]):
        desk.key(Qt.Key.Key_Z)
    assert "as large as possible" in hints[-1]
    shown = desk.shown()
    assert shown is not None and shown.shape[0] == 1


def test_a_click_far_from_the_proposal_asks_for_the_object_there(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_C)
    desk.click(SQUARES[3][0] + 5, SQUARES[3][1] + 5)
    assert desk.shown() == square(3)
    assert desk.outcomes() == ["open"]


def test_selecting_by_a_click_opens_the_step_and_delete_turns_it_down(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_V)
    desk.click(SQUARES[0][0] + 5, SQUARES[0][1] + 5)
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_Delete)
    assert desk.kept() == ([], ["rejected"])


def test_delete_rejects_a_proposal_but_not_while_something_is_drawn(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_P)
    desk.click(100, 70)
    desk.key(Qt.Key.Key_Delete)
    assert desk.outcomes() == ["open"]
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_Delete)
    assert desk.outcomes() == ["rejected", "open"]


def test_hide_others_shows_only_the_proposal(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    assert len(desk.window.canvas.scene.settled) == 1
    desk.key(Qt.Key.Key_H)
    assert desk.window.canvas.scene.settled == ()
    desk.key(Qt.Key.Key_T)
    assert len(desk.window.canvas.scene.settled) == 1


def test_one_key_zooms_to_what_is_in_focus_and_to_all_that_is_selected(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    canvas = desk.window.canvas

    def middle() -> tuple[float, float]:
        return canvas.view.to_image(canvas.width() / 2, canvas.height() / 2)

    before = canvas.view.scale
    desk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    x0, y0, x1, y1 = square(0).bbox
    assert middle() == pytest.approx(((x0 + x1) / 2, (y0 + y1) / 2))
    assert canvas.view.scale > before
    for _ in range(3):
        desk.key(Qt.Key.Key_Return)
    desk.act("select_all")
    desk.act("fit_focus")
    assert middle() == pytest.approx(((x0 + square(2).bbox[2]) / 2, (y0 + y1) / 2))
    assert canvas.view.to_widget(x0, y0)[0] > 0


def test_the_wheel_zooms_at_the_pointer(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    canvas = desk.window.canvas
    at = QPointF(200, 150)
    before = canvas.view.to_image(at.x(), at.y())
    scale = canvas.view.scale
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    assert canvas.view.scale > scale
    assert canvas.view.to_image(at.x(), at.y()) == pytest.approx(before)
    desk.key(Qt.Key.Key_0)
    assert canvas.view.scale == pytest.approx(1.0)
    desk.key(Qt.Key.Key_F)
    assert canvas.view == fit((SIZE[1], SIZE[0]), (canvas.width(), canvas.height()))


def test_space_drag_pans_and_does_not_accept(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    canvas = desk.window.canvas
    left = canvas.view.left
    canvas.setFocus()
    desk.qtbot.keyPress(canvas, Qt.Key.Key_Space)
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    desk.qtbot.mouseMove(canvas, QPoint(130, 100))
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(130, 100))
    desk.qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    desk.settle()
    assert canvas.view.left == pytest.approx(left + 30)
    assert desk.outcomes() == ["open"]


def test_without_a_model_one_can_draw(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_B)
    desk.stroke((20, 20), (40, 20))
    assert desk.outcomes() == ["drawn"]
    desk.stroke((40, 20), (40, 40))
    ((mask,), outcomes) = desk.kept()
    assert outcomes == ["drawn"]
    assert mask.contains(40, 38)


def test_a_stroke_is_shown_as_it_goes_and_applied_at_its_end(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_B)
    canvas = desk.window.canvas
    before = canvas.grab().toImage()
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=desk.at(40, 20))
    desk.qtbot.mouseMove(canvas, desk.at(60, 20))
    assert canvas.grab().toImage().pixelColor(desk.at(50, 20)) != before.pixelColor(desk.at(50, 20))
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=desk.at(60, 20))
    desk.settle()
    mask = desk.shown()
    assert mask is not None
    assert mask.contains(50, 20)


def test_what_is_painted_piece_by_piece_looks_as_if_it_were_painted_at_once(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    canvas = desk.window.canvas

    def looks_whole() -> None:
        desk.settle()
        canvas.update()
        shown = canvas.grab().toImage()
        canvas.restyle()
        whole = canvas.grab().toImage()
        pictures = [np.frombuffer(image.constBits(), np.uint32).copy() for image in (shown, whole)]
        # The edge of an image's pixel may be rounded to either side; a mask in a wrong place is thousands of pixels.
        assert np.count_nonzero(pictures[0] != pictures[1]) < 600

    for name in ("accept", "accept", "reject", "accept"):
        desk.act(name)
        looks_whole()
    canvas.zoom(1.7)
    for step in (QPoint(7, 0), QPoint(-30, 12), QPoint(0, -45)):
        canvas.show_view(canvas.view.panned(step.x(), step.y()))
        desk.act("undo")
        canvas.grab()
        desk.act("redo")
        looks_whole()
    desk.act("hide_others")
    looks_whole()
    desk.act("show_all")
    looks_whole()


def test_only_what_a_stroke_touches_is_painted_anew(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_B)
    canvas = desk.window.canvas
    areas: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if isinstance(event, QPaintEvent):
                areas.append(event.rect())
            return False

    watch = Watch()
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=desk.at(30, 30))
    desk.qtbot.mouseMove(canvas, desk.at(31, 30))
    desk.qtbot.wait(20)
    canvas.installEventFilter(watch)
    desk.qtbot.mouseMove(canvas, desk.at(34, 31))
    desk.qtbot.waitUntil(lambda: bool(areas))
    canvas.removeEventFilter(watch)
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=desk.at(34, 31))
    painted = sum(area.width() * area.height() for area in areas)
    assert painted < canvas.width() * canvas.height() / 2


@pytest.mark.parametrize("part", ["paint_line", "paint_focus", "paint_picture"])
def test_a_fault_in_painting_is_told_and_painting_goes_on(desk: Desk, photos: Path, part: str) -> None:
    desk.open(photos)
    canvas = desk.window.canvas

    def fail(*_: object) -> None:
        raise ArithmeticError("not to be painted")

    with pytest.MonkeyPatch.context() as patch, desk.qtbot.captureExceptions() as caught:
        patch.setattr(paint, part, fail)
        canvas.restyle()
        desk.qtbot.wait(20)
    assert caught
    canvas.repaint()
    x, y = canvas.view.to_widget(SQUARES[0][0] + 2, SQUARES[0][1] + SIDE + 6)
    assert canvas.grab().toImage().pixelColor(round(x), round(y)).getRgb()[:3] == (40, 40, 40)


def test_the_line_below_tells_the_pixel_under_the_pointer_and_its_value(desk: Desk, photos: Path) -> None:
    grey = np.full((*SIZE, 1), 7, np.uint8)
    grey[4, 3] = 201
    Image.fromarray(grey[..., 0]).save(photos / "b.png")
    desk.open(photos, model=False)
    canvas, place = desk.window.canvas, desk.window.status.place
    x, y = SQUARES[0]
    desk.qtbot.mouseMove(canvas, desk.at(x + 3.5, y + 3.5))
    assert place.text() == f"x {x + 3}, y {y + 3}  ·  R 200 G 120 B 60"
    desk.qtbot.mouseMove(canvas, desk.at(0.5, 0.5))
    assert place.text() == "x 0, y 0  ·  R 40 G 40 B 40"
    desk.qtbot.mouseMove(canvas, desk.at(-0.5, 0.5))
    assert place.text() == ""
    desk.key(Qt.Key.Key_D)
    desk.until(lambda: desk.window.session.ready)
    desk.qtbot.mouseMove(canvas, desk.at(3.5, 4.5))
    assert place.text() == "x 3, y 4  ·  201"


def test_of_a_coarse_picture_no_value_is_told(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    session = desk.window.session
    assert session.picture is not None
    path = str(session.path_of(session.image))
    session.pictures.loaded.emit(path, replace(session.picture, first=1))
    desk.window.status.show_place((3.5, 4.5))
    assert desk.window.status.place.text() == "x 3, y 4"


def test_of_a_deep_image_the_value_in_the_file_is_told(desk: Desk, photos: Path) -> None:
    deep = np.full(SIZE, 300, np.uint16)
    deep[4, 3] = 41250
    Image.fromarray(deep).save(photos / "b.png")
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_D)
    desk.until(lambda: desk.window.session.ready)
    place = desk.window.status.place
    desk.qtbot.mouseMove(desk.window.canvas, desk.at(3.5, 4.5))
    assert place.text() == "x 3, y 4  ·  41250"
    assert desk.window.session.picture is not None
    several = np.arange(8 * SIZE[0] * SIZE[1], dtype=np.float32).reshape(*SIZE, 8)
    picture = replace(desk.window.session.picture, values=several)
    desk.window.session.pictures.loaded.emit(str(photos / "b.png"), picture)
    desk.window.status.show_place((1.5, 0.5))
    assert place.text() == "x 1, y 0  ·  1: 8  2: 9  3: 10  4: 11  5: 12  6: 13  …"


def test_the_category_in_hand_is_named_at_the_pointer_of_a_tool_that_draws(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    canvas = desk.window.canvas
    desk.qtbot.mouseMove(canvas, desk.at(60.5, 60.5))
    assert canvas.tag_text == ""
    desk.key(Qt.Key.Key_R)
    assert canvas.tag_text == desk.window.category_list.current == "nucleus"
    bare = canvas.grab().toImage()
    desk.window.settings.set("pointer_category", False)
    desk.window.apply_settings()
    assert canvas.tag_text == ""
    canvas.update()
    assert canvas.grab().toImage() != bare
    desk.window.settings.set("pointer_category", True)
    desk.window.apply_settings()
    desk.window.category_list.choose("vessel")
    desk.window.commands.categories.add_category("vessel")
    desk.settle()
    assert canvas.tag_text == "vessel"
    canvas.show_modifiers(Qt.KeyboardModifier.ControlModifier)  # it would subtract
    assert canvas.tag_text == ""


def test_outlines_and_corners_are_as_wide_as_is_set(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.window.session.focus(None)
    desk.window.refresh()
    canvas = desk.window.canvas

    def differing(one: QImage, other: QImage) -> int:
        size = one.size()
        places = ((x, y) for x in range(size.width()) for y in range(size.height()))
        return sum(one.pixel(x, y) != other.pixel(x, y) for x, y in places)

    desk.window.resize(500, 400)
    thin = canvas.grab().toImage()
    desk.window.settings.set("outline_width", 5)
    desk.window.settings.set("corner_size", 15)
    desk.window.apply_settings()
    desk.window.refresh()
    assert canvas.scene.line == 5.0 and canvas.corner_size == 15.0
    assert differing(thin, canvas.grab().toImage()) > 100
