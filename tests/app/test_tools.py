"""Tools without a window: what a gesture of pointer events shows and comes to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from annotations.masks import Mask
from app.tools.gesture import (
    DrawMask,
    EditMask,
    Gesture,
    PointAt,
    PointerEvent,
    Preview,
    Result,
    Say,
    SelectAt,
    ToolContext,
    ToolOptions,
    ToolRunner,
)
from app.tools.table import TOOLS

SIZE = (40, 40)
TARGET = Mask.from_patch(np.ones((10, 10), bool), (10, 10), SIZE)


def gesture(tool: str, events: list[PointerEvent], context: ToolContext) -> tuple[Result, ToolRunner]:
    runner = ToolRunner()
    result = done(runner, runner.start(TOOLS[tool].gesture, events[0], context))
    for event in events[1:]:
        assert result is None
        result = done(runner, runner.send(event))
    return result, runner


def done(runner: ToolRunner, result: Result) -> Result:
    """What comes out once the job that the gesture waits for, if any, is done."""
    while result is None and runner.preview.job is not None:
        result = runner.send(PointerEvent("computed", answer=runner.preview.job.run()))
    return result


def press(x: float, y: float, button: str = "left", *modifiers: str) -> PointerEvent:
    return PointerEvent("press", x, y, button, frozenset(modifiers))  # type: ignore[arg-type]


def move(x: float, y: float) -> PointerEvent:
    return PointerEvent("move", x, y)


def release(x: float, y: float) -> PointerEvent:
    return PointerEvent("release", x, y)


def test_a_brush_stroke_adds_to_the_target_and_keeps_the_rest() -> None:
    context = ToolContext(SIZE, TARGET, ToolOptions(radius=3))
    result, runner = gesture("brush", [press(19, 15), move(28, 15), release(28, 15)], context)
    assert isinstance(result, EditMask)
    assert result.mask.contains(27.5, 15)
    assert (result.mask.to_array() & TARGET.to_array()).sum() == TARGET.area
    assert not runner.active


def test_the_eraser_takes_away_only_where_it_went() -> None:
    context = ToolContext(SIZE, TARGET, ToolOptions(radius=2))
    result, _ = gesture("eraser", [press(10, 10), move(20, 10), release(20, 10)], context)
    assert isinstance(result, EditMask)
    assert not result.mask.contains(15, 10.5)
    assert result.mask.contains(15, 18)


def test_the_right_button_turns_brush_and_eraser_round() -> None:
    context = ToolContext(SIZE, TARGET, ToolOptions(radius=2))
    erased, _ = gesture("brush", [press(15, 15, "right"), release(15, 15)], context)
    painted, _ = gesture("eraser", [press(30, 30, "right"), release(30, 30)], context)
    assert isinstance(erased, EditMask)
    assert isinstance(painted, EditMask)
    assert erased.mask.area < TARGET.area < painted.mask.area


def test_a_brush_stroke_without_a_target_draws_a_new_instance() -> None:
    result, _ = gesture("brush", [press(5, 5), release(5, 5)], ToolContext(SIZE, None, ToolOptions(radius=3)))
    assert isinstance(result, DrawMask)
    assert result.mask.contains(5, 5)


def test_with_ctrl_the_brush_draws_a_new_instance_beside_the_target() -> None:
    context = ToolContext(SIZE, TARGET, ToolOptions(radius=3))
    pressed = replace(press(15, 15), modifiers=frozenset({"ctrl"}))
    result, runner = gesture("brush", [pressed, move(28, 15)], context)
    assert runner.preview.mask is None  # the target is shown as it is
    assert runner.preview.shape is not None and runner.preview.shape.contains(26, 15)
    result, _ = gesture("brush", [pressed, move(28, 15), release(28, 15)], context)
    assert isinstance(result, DrawMask)
    assert result.mask.contains(15, 15) and not result.mask.contains(12, 19)


def test_the_eraser_without_a_target_says_what_is_missing() -> None:
    result, runner = gesture("eraser", [press(5, 5)], ToolContext(SIZE, None))
    assert isinstance(result, Say)
    assert not runner.active


def test_while_a_stroke_goes_on_its_preview_shows_the_mask_so_far() -> None:
    _, runner = gesture(
        "brush", [press(19, 15), move(28, 15)], ToolContext(SIZE, TARGET, ToolOptions(radius=3))
    )
    assert runner.preview.mask is not None
    assert runner.preview.mask.area > TARGET.area


def test_a_cancelled_stroke_leaves_nothing_behind() -> None:
    _, runner = gesture(
        "brush", [press(19, 15), move(28, 15)], ToolContext(SIZE, TARGET, ToolOptions(radius=3))
    )
    assert runner.cancel()
    assert runner.preview == Preview()
    assert runner.send(release(28, 15)) is None
    assert not runner.cancel()


def test_a_gesture_that_raises_is_over_and_leaves_nothing_behind() -> None:
    def broken(event: PointerEvent, context: ToolContext) -> Gesture:
        yield Preview(mask=TARGET)
        raise RuntimeError("the disk is on fire")

    runner = ToolRunner()
    runner.start(broken, press(1, 1), ToolContext(SIZE))
    with pytest.raises(RuntimeError, match="fire"):
        runner.send(move(2, 2))
    assert not runner.active
    assert runner.preview == Preview()


def corners(*points: tuple[float, float]) -> list[PointerEvent]:
    return [event for x, y in points for event in (press(x, y), release(x, y))]


def test_a_polygon_is_closed_by_enter() -> None:
    events = [*corners((5, 5), (15, 5), (15, 15), (5, 15)), PointerEvent("confirm")]
    result, _ = gesture("polygon", events, ToolContext(SIZE, TARGET))
    assert isinstance(result, DrawMask)
    assert result.mask.area == 100


def test_a_polygon_is_closed_by_a_double_click_and_by_a_click_on_its_first_corner() -> None:
    start = corners((5, 5), (15, 5), (15, 15), (5, 15))
    doubled, _ = gesture("polygon", [*start, PointerEvent("double", 5, 15)], ToolContext(SIZE))
    clicked, _ = gesture("polygon", [*start, press(6, 6)], ToolContext(SIZE, reach=4))
    assert isinstance(doubled, DrawMask)
    assert isinstance(clicked, DrawMask)
    assert doubled.mask == clicked.mask


def test_a_polygon_follows_the_pointer_while_the_button_is_held_and_is_closed_at_its_first_corner() -> None:
    way = [(5, 5), (10, 5), (15, 5), (15, 10), (15, 15), (10, 15), (5, 15), (5, 10)]
    moves = [PointerEvent("move", x, y) for x, y in way[1:]]
    round_it, _ = gesture("polygon", [press(5, 5), *moves, release(5, 6)], ToolContext(SIZE, reach=2))
    assert isinstance(round_it, DrawMask)
    assert round_it.mask.area == 100
    half, runner = gesture("polygon", [press(5, 5), *moves[:4], release(15, 15)], ToolContext(SIZE, reach=2))
    assert half is None
    assert len(runner.preview.dots) == 5
    runner.send(PointerEvent("move", 5, 15))  # the button is up: this is no corner
    assert len(runner.preview.dots) == 5
    runner.send(press(5, 15))
    runner.send(release(5, 15))
    closed = runner.send(PointerEvent("confirm"))
    assert isinstance(closed, DrawMask)
    assert closed.mask.area == 100


def test_a_hand_that_shakes_at_a_click_adds_no_corner() -> None:
    shaky = [
        press(5, 5),
        PointerEvent("move", 6, 6),
        release(6, 6),
        press(25, 5),
        PointerEvent("move", 26, 5),
    ]
    _, runner = gesture("polygon", [*shaky, release(25, 5)], ToolContext(SIZE, reach=4))
    assert len(runner.preview.dots) == 2


def test_enter_does_not_close_a_polygon_of_two_corners() -> None:
    result, runner = gesture(
        "polygon", [*corners((5, 5), (15, 5)), PointerEvent("confirm")], ToolContext(SIZE)
    )
    assert result is None
    assert runner.active


def test_backspace_takes_corners_back_one_by_one_and_then_the_polygon() -> None:
    result, runner = gesture("polygon", [*corners((5, 5), (15, 5)), PointerEvent("back")], ToolContext(SIZE))
    assert len(runner.preview.line) == 2
    assert runner.send(PointerEvent("back")) is result is None
    assert not runner.active


def test_the_point_tool_tells_positive_negative_and_fresh_clicks_apart() -> None:
    context = ToolContext(SIZE, TARGET)
    assert gesture("point", [press(3, 4), release(3, 4)], context)[0] == PointAt(3, 4, True)
    assert gesture("point", [press(3, 4, "right"), release(3, 4)], context)[0] == PointAt(3, 4, False)
    assert gesture("point", [press(3, 4, "left", "ctrl"), release(3, 4)], context)[0] == PointAt(
        3, 4, True, True
    )
    assert gesture("point", [press(300, 4), release(3, 4)], context)[0] is None


def test_a_click_with_the_arrow_selects() -> None:
    assert gesture("select", [press(3, 4), release(3, 4)], ToolContext(SIZE))[0] == SelectAt(3, 4)
