"""Every drawing tool through the real window: its key, its pointer, its hint, one undo step, Esc takes all back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotations.masks import Mask
from app.actions import BY_NAME
from app.tools.table import TOOLS
from tests.gui.conftest import SIDE, SQUARES, Desk, square

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
RIGHT = Qt.MouseButton.RightButton
X, Y = SQUARES[12]  # a square that is not proposed first


def last_drawn(desk: Desk) -> Mask:
    """The mask that was drawn last, which is in focus, once the project file has it."""
    shown = desk.shown()
    assert shown is not None
    masks, outcomes = desk.kept()
    assert outcomes[-1] == "drawn"
    assert shown in masks
    return shown


def near(mask: Mask, expected: Mask, share: float = 0.9) -> bool:
    from annotations.masks import iou

    return float(iou([mask], [expected])[0, 0]) >= share


def test_every_tool_has_a_key_a_hint_in_the_status_bar_and_a_pointer(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    shapes = set()
    for name, tool in TOOLS.items():
        action = BY_NAME[f"tool_{name}"]
        assert len(action.keys) == 1
        *held, key = action.keys[0].split("+")
        desk.key(getattr(Qt.Key, f"Key_{key}"), *([SHIFT] if held == ["Shift"] else []))
        assert desk.window.canvas.tool == name
        assert desk.window.actions_by_name[action.name].isChecked()
        assert desk.window.status.hint.text() == tool.hint
        assert not desk.window.actions_by_name[action.name].icon().isNull()
        shapes.add(desk.window.canvas.cursor().pixmap().toImage().cacheKey())
    assert len(shapes) > 8  # most tools show themselves at the pointer


def test_the_tool_bar_shows_only_what_the_tool_heeds(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    editors = desk.window.tool_bar.editors
    desk.key(Qt.Key.Key_B)
    assert [name for name, editor in editors.items() if editor.isVisible()] == ["radius", "square"]
    desk.key(Qt.Key.Key_W)
    assert [name for name, editor in editors.items() if editor.isVisible()] == ["tolerance", "mode"]
    desk.key(Qt.Key.Key_V)
    assert [name for name, editor in editors.items() if editor.isVisible()] == []


def test_rectangle_and_ellipse_are_drawn_and_undone_in_one_step(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_R)
    desk.stroke((X, Y), (X + 5, Y + 5), (X + SIDE, Y + SIDE))
    assert near(last_drawn(desk), square(12))
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.key(Qt.Key.Key_O)
    desk.stroke((X, Y), (X + SIDE, Y + SIDE))
    ellipse = last_drawn(desk)
    assert not ellipse.contains(X + 1, Y + 1)
    assert ellipse.contains(X + 7, Y + 7)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.kept() == ([], [])


def test_a_shape_with_ctrl_is_taken_from_the_proposal_and_with_shift_added(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    x, y = SQUARES[0]
    desk.key(Qt.Key.Key_R)
    desk.stroke((x - 2, y - 2), (x + 7, y + SIDE + 2), held=CTRL)
    less = desk.shown()
    assert less is not None
    assert abs(less.area - 7 * SIDE) <= SIDE
    desk.stroke((x, y), (x + 8, y + SIDE), held=SHIFT)
    more = desk.shown()
    assert more is not None
    assert near(more, square(0))
    assert desk.outcomes() == ["open"]


def test_the_live_wire_follows_the_edges_and_enter_closes_it(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_L)
    for point in ((X, Y), (X + SIDE, Y), (X + SIDE, Y + SIDE), (X, Y + SIDE)):
        desk.click(*point)
    assert len(desk.window.canvas.runner.preview.dots) == 4
    desk.key(Qt.Key.Key_Backspace)
    assert len(desk.window.canvas.runner.preview.dots) == 3
    desk.click(X, Y + SIDE)
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert near(last_drawn(desk), square(12), 0.7)


def test_grabcut_finds_the_object_in_a_box_without_the_model(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_U)
    desk.stroke((X - 4, Y - 4), (X + SIDE + 4, Y + SIDE + 4))
    found = desk.window.canvas.runner.preview.shape
    assert found is not None
    assert near(found, square(12))
    assert "Enter accepts" in desk.window.status.hint.text()
    desk.stroke((X + 3, Y + 3), (X + 5, Y + 5), button=RIGHT)
    scribbled = desk.window.canvas.runner.preview.shape
    assert scribbled is not None
    assert not scribbled.contains(X + 4, Y + 4)
    at = desk.at(X + 4, Y + 4)
    red = desk.window.canvas.grab().toImage().pixelColor(at)
    assert red.red() > 1.5 * red.green()  # what was drawn stays in sight
    desk.key(Qt.Key.Key_Backspace)
    desk.settle()
    assert desk.window.canvas.runner.preview.scribbles == ()
    desk.key(Qt.Key.Key_Return)
    assert last_drawn(desk) == found


def test_a_drag_outside_the_box_accepts_what_grabcut_found_and_begins_the_next(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_U)
    desk.stroke((X - 4, Y - 4), (X + SIDE + 4, Y + SIDE + 4))
    found = desk.window.canvas.runner.preview.shape
    x, y = SQUARES[9]
    desk.stroke((x - 4, y - 4), (x + SIDE + 4, y + SIDE + 4))
    assert last_drawn(desk) == found
    following = desk.window.canvas.runner.preview.shape
    assert following is not None
    assert near(following, square(9))
    desk.key(Qt.Key.Key_Return)
    assert [near(mask, square(number)) for mask, number in zip(desk.kept()[0], (12, 9), strict=True)] == [
        True,
        True,
    ]


def test_a_drag_outside_a_box_in_which_grabcut_found_nothing_begins_anew(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_U)
    desk.stroke((X + 2, Y + 2), (X + 9, Y + 9))
    nothing = desk.window.canvas.runner.preview.shape
    assert nothing is not None
    assert nothing.is_empty
    x, y = SQUARES[9]
    desk.stroke((x - 4, y - 4), (x + SIDE + 4, y + SIDE + 4))
    found = desk.window.canvas.runner.preview.shape
    assert found is not None
    assert near(found, square(9))
    assert desk.kept() == ([], [])


def test_the_magic_wand_takes_a_colour_and_shift_adds_another_place(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_W)
    desk.click(X + 7, Y + 7)
    assert last_drawn(desk) == square(12)
    x, y = SQUARES[13]
    desk.click(x + 7, y + 7, held=SHIFT)
    both = desk.shown()
    assert both is not None
    assert both.area == 2 * SIDE * SIDE
    desk.window.tool_bar.editors["tolerance"].setValue(255)  # type: ignore[union-attr]
    desk.click(X + 7, Y + 7)
    assert last_drawn(desk).area == 96 * 128


def test_flood_fill_fills_a_hole_of_the_proposal(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.set_radius(2)
    x, y = SQUARES[0]
    desk.key(Qt.Key.Key_E)
    desk.stroke((x + 7, y + 7), (x + 7.4, y + 7))
    holed = desk.shown()
    assert holed is not None
    assert holed.area < SIDE * SIDE
    desk.key(Qt.Key.Key_Q)
    desk.click(x + 7, y + 7)
    assert desk.shown() == square(0)
    desk.click(x + 7, y + 7)
    assert "already a mask here" in desk.window.statusBar().currentMessage()


def test_a_corner_is_dragged_and_taken_away(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_K)
    x, y = SQUARES[0]
    desk.stroke((x + SIDE, y + SIDE), (x + SIDE + 5, y + SIDE + 5))
    pulled = desk.shown()
    assert pulled is not None
    assert pulled.contains(x + SIDE + 2, y + SIDE + 2)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.shown() == square(0)
    desk.click(x, y, RIGHT)
    cut = desk.shown()
    assert cut is not None
    assert abs(cut.area - SIDE * SIDE / 2) < 15


def test_what_is_selected_is_moved_by_the_pointer_and_by_keys(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_M)
    x, y = SQUARES[0]
    desk.stroke((x + 7, y + 7), (x + 17, y + 12))
    moved = desk.shown()
    assert moved is not None
    assert moved.bbox == (x + 10, y + 5, x + 10 + SIDE, y + 5 + SIDE)
    desk.key(Qt.Key.Key_Right, CTRL)
    desk.key(Qt.Key.Key_Up, CTRL)
    nudged = desk.shown()
    assert nudged is not None
    assert nudged.origin == (y + 4, x + 11)
    for _ in range(3):
        desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.shown() == square(0)


def test_the_box_tool_proposes_what_is_inside(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_G)
    x, y = SQUARES[4]
    desk.stroke((x - 3, y - 3), (x + SIDE + 3, y + SIDE + 3))
    assert desk.shown() == square(4)
    box = desk.assistant.boxes[-1]
    assert box == pytest.approx((x - 3, y - 3, x + SIDE + 3, y + SIDE + 3), abs=1)
    assert desk.outcomes() == ["open"]
    desk.key(Qt.Key.Key_Return)
    assert desk.kept() == ([square(4)], ["accepted"])


def test_a_box_without_a_model_is_grabcut_and_says_so(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_G)
    desk.stroke((X - 4, Y - 4), (X + SIDE + 4, Y + SIDE + 4))
    desk.settle()
    assert desk.window.status.hint.text().startswith("No model for this image, so GrabCut segmented the box.")
    desk.key(Qt.Key.Key_Return)
    assert near(last_drawn(desk), square(12))


def test_the_square_brush_paints_squares_and_alt_drag_changes_the_size(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_B, SHIFT)
    desk.window.set_radius(5)
    desk.key(Qt.Key.Key_B)
    desk.stroke((60, 40), (60.2, 40))
    drawn = last_drawn(desk)
    assert drawn.area == drawn.shape[0] * drawn.shape[1]
    scale = desk.window.canvas.view.scale
    desk.stroke((60, 40), (70, 40), held=ALT)
    assert desk.window.canvas.radius == pytest.approx(15, abs=1 + 1 / scale)
    assert last_drawn(desk) == drawn
    desk.key(Qt.Key.Key_BracketLeft)
    assert desk.window.canvas.radius < 15


def test_with_ctrl_the_brush_begins_a_new_instance_and_the_proposal_waits(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.set_radius(3)
    desk.key(Qt.Key.Key_B)
    desk.stroke((10, 90), (20, 90), held=Qt.KeyboardModifier.ControlModifier)
    assert desk.outcomes() == ["drawn", "open"]
    drawn = desk.shown()
    assert drawn is not None and drawn.contains(15, 90) and drawn.area < 200
    desk.stroke((20, 90), (30, 90))  # goes on with it
    longer = desk.shown()
    assert longer is not None and longer.contains(28, 90)
    desk.stroke((10, 70), (20, 70), held=Qt.KeyboardModifier.ControlModifier)
    assert desk.outcomes() == ["drawn", "drawn", "open"]
    desk.key(Qt.Key.Key_Escape)
    assert desk.shown() == square(0)


def test_the_brush_erases_with_the_right_button(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.set_radius(3)
    desk.key(Qt.Key.Key_B)
    x, y = SQUARES[0]
    desk.stroke((x, y), (x + 1, y), button=RIGHT)
    mask = desk.shown()
    assert mask is not None
    assert not mask.contains(x + 0.5, y + 0.5)
    assert mask.contains(x + 10, y + 10)


Begin = Callable[[Desk], None]


def press_and_drag(desk: Desk) -> None:
    canvas = desk.window.canvas
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=desk.at(X, Y))
    desk.qtbot.mouseMove(canvas, desk.at(X + 9, Y + 9))


def click_three(desk: Desk) -> None:
    for point in ((X, Y), (X + SIDE, Y), (X + SIDE, Y + SIDE)):
        desk.click(*point)


def box_and_scribble(desk: Desk) -> None:
    desk.stroke((X - 4, Y - 4), (X + SIDE + 4, Y + SIDE + 4))
    desk.stroke((X + 3, Y + 3), (X + 5, Y + 5), button=RIGHT)


@pytest.mark.parametrize(
    ("tool", "begin"),
    [
        *(
            (name, press_and_drag)
            for name in ("brush", "rectangle", "ellipse", "box", "wand", "move", "select")
        ),
        *((name, click_three) for name in ("polygon", "live_wire")),
        ("grabcut", box_and_scribble),
    ],
)
def test_escape_takes_the_whole_gesture_back(desk: Desk, photos: Path, tool: str, begin: Begin) -> None:
    desk.open(photos)
    desk.window.set_tool(tool)
    begin(desk)
    assert desk.window.canvas.runner.active
    desk.key(Qt.Key.Key_Escape)
    assert not desk.window.canvas.runner.active
    desk.qtbot.mouseRelease(desk.window.canvas, Qt.MouseButton.LeftButton, pos=desk.at(X + 9, Y + 9))
    desk.settle()
    assert desk.shown() == square(0)
    assert not desk.window.actions_by_name["undo"].isEnabled()
    assert desk.kept() == ([], [])


def test_another_tool_or_another_image_ends_the_gesture(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_P)
    click_three(desk)
    desk.key(Qt.Key.Key_L)
    assert not desk.window.canvas.runner.active
    click_three(desk)
    desk.key(Qt.Key.Key_D)
    assert not desk.window.canvas.runner.active
    desk.until(desk.proposing)
    assert desk.kept() == ([], [])


@pytest.mark.parametrize("tool", ["wand", "grabcut", "live_wire", "fill"])
def test_long_work_is_done_outside_the_windows_thread(
    desk: Desk, photos: Path, tool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.tools import areas, grab, polygon

    threads: list[threading.Thread] = []

    def watched(work: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object) -> object:
            threads.append(threading.current_thread())
            return work(*given)

        return run

    for module, name in ((areas, "similar"), (areas, "enclosed"), (grab, "grab_cut"), (polygon, "LiveWire")):
        monkeypatch.setattr(module, name, watched(getattr(module, name)))
    desk.open(photos)
    desk.window.set_tool(tool)
    box_and_scribble(desk) if tool == "grabcut" else desk.click(X + 7, Y + 7)
    assert threads
    assert threading.main_thread() not in threads


def test_what_goes_wrong_in_the_thread_is_told_and_leaves_nothing(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.tools import areas

    def broken(*_given: object) -> None:
        raise MemoryError("There is no room for that.")

    monkeypatch.setattr(areas, "similar", broken)
    desk.open(photos)
    desk.key(Qt.Key.Key_W)
    desk.click(X + 7, Y + 7)
    assert desk.window.banners.messages == ["There is no room for that."]
    assert not desk.window.canvas.runner.active
    assert desk.outcomes() == ["open"]


def test_an_answer_that_comes_after_escape_is_dropped(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_W)
    desk.qtbot.mousePress(desk.window.canvas, Qt.MouseButton.LeftButton, pos=desk.at(X + 7, Y + 7))
    desk.window.canvas.cancel_gesture()
    desk.qtbot.wait(60)
    assert desk.window.canvas.runner.preview.shape is None
    assert desk.outcomes() == ["open"]
