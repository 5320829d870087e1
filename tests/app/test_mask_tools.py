"""The drawing tools without a window: shapes, live-wire, GrabCut, wand, fill, corners, move."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.masks import Box, Mask, iou
from annotations.masks.edits import components, fill_holes, fill_polygon, subtract
from app.tools.box_prompt import INSTEAD
from app.tools.gesture import (
    BoxAt,
    DrawMask,
    EditMask,
    MoveBy,
    PointerEvent,
    Preview,
    Result,
    Say,
    SelectAt,
    SelectIn,
    ToolContext,
    ToolOptions,
    ToolRunner,
)
from app.tools.reshape import handles
from app.tools.table import TOOLS
from tests.app.test_tools import corners, done, gesture, move, press, release

SIZE = (60, 80)
TARGET = fill_polygon(Mask.empty(SIZE), [(20, 20), (40, 20), (40, 40), (20, 40)])


def picture() -> np.ndarray:
    """A reddish disk at (40, 30), 15 pixels wide to each side, on dark green."""
    y, x = np.mgrid[: SIZE[0], : SIZE[1]] + 0.5
    disk = np.hypot(x - 40, y - 30) <= 15
    return np.where(disk[..., None], (200, 90, 60), (30, 60, 40)).astype(np.uint8)


DISK = Mask.from_array(picture()[..., 0] == 200)


def context(target: Mask | None = None, **options: object) -> ToolContext:
    pixels = picture()

    def read(box: Box) -> np.ndarray:
        return pixels[box[1] : box[3], box[0] : box[2]]

    return ToolContext(SIZE, target, ToolOptions(**options), 3.0, None, read)  # type: ignore[arg-type]


def drag(tool: str, start: PointerEvent, end: tuple[float, float], given: ToolContext) -> Result:
    return gesture(tool, [start, move(*end), release(*end)], given)[0]


def test_a_rectangle_is_drawn_from_corner_to_corner_and_with_alt_from_the_middle() -> None:
    drawn = drag("rectangle", press(10, 10), (20, 15), context())
    assert isinstance(drawn, DrawMask)
    assert drawn.mask.bbox == (10, 10, 20, 15)
    centred = drag("rectangle", press(30, 30, "left", "alt"), (40, 35), context())
    assert isinstance(centred, DrawMask)
    assert centred.mask.bbox == (20, 25, 40, 35)


def test_an_ellipse_fills_the_box_that_is_dragged() -> None:
    drawn = drag("ellipse", press(10, 10), (30, 20), context())
    assert isinstance(drawn, DrawMask)
    assert drawn.mask.bbox == (10, 10, 30, 20)
    assert not drawn.mask.contains(10.5, 10.5)


def test_a_click_with_a_shape_tool_draws_nothing() -> None:
    assert drag("rectangle", press(10, 10), (10, 10), context()) is None
    assert drag("ellipse", press(10, 10), (10.4, 10), context()) is None


@pytest.mark.parametrize(
    ("held", "area"), [((), 100), (("shift",), 475), (("ctrl",), 375), (("shift", "ctrl"), 25)]
)
def test_the_keys_held_say_what_a_shape_does_to_the_target(held: tuple[str, ...], area: int) -> None:
    result = drag("rectangle", press(15, 15, "left", *held), (25, 25), context(TARGET))
    assert isinstance(result, EditMask if held else DrawMask)
    assert result.mask.area == area


@pytest.mark.parametrize(("mode", "area"), [("new", 100), ("add", 475), ("subtract", 375), ("intersect", 25)])
def test_so_does_the_choice_in_the_tool_bar(mode: str, area: int) -> None:
    result = drag("rectangle", press(15, 15), (25, 25), context(TARGET, mode=mode))
    assert isinstance(result, DrawMask | EditMask)
    assert result.mask.area == area


def test_without_a_target_there_is_nothing_to_subtract_from() -> None:
    assert isinstance(drag("rectangle", press(15, 15, "left", "ctrl"), (25, 25), context()), Say)
    assert isinstance(drag("rectangle", press(15, 15, "left", "shift"), (25, 25), context()), DrawMask)


def test_the_right_button_takes_a_shape_from_the_target() -> None:
    result = drag("ellipse", press(20, 20, "right"), (40, 40), context(TARGET))
    assert isinstance(result, EditMask)
    assert not result.mask.contains(30, 30)
    assert result.mask.contains(20.5, 20.5)


def test_a_square_brush_paints_squares() -> None:
    result, _ = gesture("brush", [press(10, 10), release(10, 10)], context(radius=3.0, square=True))
    assert isinstance(result, DrawMask)
    assert result.mask.bbox == (7, 7, 13, 13)
    assert result.mask.area == 36


def test_a_corner_of_a_polygon_can_be_dragged_while_it_is_drawn() -> None:
    start = corners((10, 10), (30, 10), (30, 30))
    events = [
        *start,
        press(30, 30),
        move(30, 40),
        release(30, 40),
        *corners((10, 40)),
        PointerEvent("confirm"),
    ]
    result, _ = gesture("polygon", events, context())
    assert isinstance(result, DrawMask)
    assert result.mask.bbox == (10, 10, 30, 40)
    assert result.mask.area == 600


def test_the_box_tool_asks_for_the_object_inside_and_keeps_to_the_image() -> None:
    assert drag("box", press(10, 12), (-5, 30), context()) == BoxAt((0, 12, 10, 30))
    assert isinstance(drag("box", press(10, 12), (11, 12), context()), Say)


def test_the_arrow_selects_a_point_or_a_box_and_more_with_shift() -> None:
    assert drag("select", press(10, 12), (11, 12), context()) == SelectAt(10, 12)
    assert drag("select", press(10, 12, "left", "shift"), (10, 12), context()) == SelectAt(10, 12, True)
    assert drag("select", press(30, 12), (10, 40), context()) == SelectIn((10, 12, 30, 40))


def test_the_live_wire_follows_the_edge_between_clicks() -> None:
    events = [*corners((40, 15), (55, 30), (40, 45)), press(25, 30), release(25, 30), PointerEvent("confirm")]
    result, _ = gesture("live_wire", events, context())
    assert isinstance(result, DrawMask)
    assert result.label == "Draw (live-wire)"
    assert float(iou([result.mask], [DISK])[0, 0]) > 0.9


def test_the_live_wire_leaves_no_specks_where_its_line_touches_itself() -> None:
    random = np.random.default_rng(0)
    for _ in range(40):  # clicks of an unsteady hand around the disk
        angles = np.sort(random.uniform(0, 2 * np.pi, 8))
        radii = random.normal(15, 4, 8)
        clicks = corners(*zip(40 + radii * np.cos(angles), 30 + radii * np.sin(angles), strict=True))
        result, _ = gesture("live_wire", [*clicks, PointerEvent("confirm")], context())
        assert isinstance(result, DrawMask)
        filled = fill_holes(result.mask)
        parts = [*components(result.mask)[1:], *components(subtract(filled, result.mask))]
        assert all(part.area > result.mask.area * 0.01 for part in parts)


def test_backspace_takes_back_a_corner_of_the_live_wire_and_then_all_of_it() -> None:
    result, runner = gesture("live_wire", corners((40, 15), (55, 30)), context())
    assert len(runner.preview.dots) == 2
    assert done(runner, runner.send(PointerEvent("back"))) is result is None
    assert len(runner.preview.dots) == 1
    assert runner.send(PointerEvent("back")) is None
    assert not runner.active


def test_a_click_before_the_wire_is_found_is_not_lost() -> None:
    runner = ToolRunner()
    runner.start(TOOLS["live_wire"].gesture, press(40, 15), context())
    for event in corners((55, 30)):
        runner.send(event)
    assert len(runner.preview.dots) == 1
    done(runner, None)
    assert len(runner.preview.dots) == 2


def test_grabcut_finds_the_object_in_a_box_and_enter_takes_it() -> None:
    result, runner = gesture("grabcut", [press(20, 10), move(60, 50), release(60, 50)], context())
    assert result is None
    shown = runner.preview.shape
    assert shown is not None
    assert float(iou([shown], [DISK])[0, 0]) > 0.9
    taken = runner.send(PointerEvent("confirm"))
    assert taken == DrawMask(shown, "Draw (GrabCut)")


def test_the_box_tool_is_grabcut_where_no_model_answers_and_says_so() -> None:
    drawn = [press(20, 10), move(60, 50), release(60, 50)]
    result, runner = gesture("box", drawn, replace(context(), has_model=False))
    assert result is None
    assert runner.preview.hint == INSTEAD
    taken = runner.send(PointerEvent("confirm"))
    assert isinstance(taken, DrawMask)
    assert float(iou([taken.mask], [DISK])[0, 0]) > 0.9
    assert gesture("box", drawn, context())[0] == BoxAt((20, 10, 60, 50))


def test_scribbles_correct_grabcut_and_backspace_takes_one_back() -> None:
    _, runner = gesture("grabcut", [press(20, 10), move(60, 50), release(60, 50)], context())
    before = runner.preview.shape
    for event in (press(38, 30, "right"), move(42, 30), release(42, 30)):
        done(runner, runner.send(event))
    after = runner.preview.shape
    assert before is not None and after is not None
    assert before.contains(40, 30)
    assert not after.contains(40, 30)
    assert done(runner, runner.send(PointerEvent("back"))) is None
    assert runner.preview.shape == before
    assert runner.send(PointerEvent("back")) is None
    assert not runner.active


def test_what_grabcut_found_looks_taken_away_only_while_a_scribble_takes_away() -> None:
    _, runner = gesture("grabcut", [press(20, 10), move(60, 50), release(60, 50)], context())
    runner.send(press(22, 12, "right"))
    done(runner, runner.send(move(26, 12)))
    assert not runner.preview.adds
    done(runner, runner.send(release(26, 12)))
    assert runner.preview.adds


def test_enter_before_grabcut_is_done_takes_what_it_finds() -> None:
    runner = ToolRunner()
    given = context()
    runner.start(TOOLS["grabcut"].gesture, press(20, 10), given)
    runner.send(release(60, 50))
    assert runner.send(PointerEvent("confirm")) is None
    assert isinstance(done(runner, None), DrawMask)


@pytest.mark.parametrize("early", [False, True])
def test_grabcut_that_finds_nothing_says_so_and_goes_on(early: bool) -> None:
    runner = ToolRunner()
    runner.start(TOOLS["grabcut"].gesture, press(20, 10), context())
    runner.send(release(60, 50))
    assert runner.preview.job is not None
    if early:
        runner.send(PointerEvent("confirm"))
    runner.send(PointerEvent("computed", answer=Mask.empty(SIZE)))
    assert runner.send(PointerEvent("confirm")) is None
    assert runner.active
    assert "No object" in runner.preview.hint
    for event in (press(38, 30), move(42, 30), release(42, 30)):
        done(runner, runner.send(event))
    assert isinstance(runner.send(PointerEvent("confirm")), DrawMask)


def test_the_wand_takes_what_has_the_colour_and_a_drag_changes_how_near() -> None:
    clicked, _ = gesture("wand", [press(40, 30), release(40, 30)], context())
    assert clicked == DrawMask(DISK, "Draw (magic wand)")
    wide, _ = gesture("wand", [press(40, 30), move(300, 30), release(300, 30)], context())
    assert isinstance(wide, DrawMask)
    assert wide.mask.area == SIZE[0] * SIZE[1]
    erased, _ = gesture("wand", [press(40, 30, "right"), release(40, 30)], context(TARGET))
    assert isinstance(erased, EditMask)
    assert erased.mask.area < TARGET.area
    assert gesture("wand", [press(-4, 30)], context())[0] is None


def test_flood_fill_closes_a_hole_of_the_target() -> None:
    ring = fill_polygon(TARGET, [(25, 25), (35, 25), (35, 35), (25, 35)], value=False)
    result, _ = gesture("fill", [press(30, 30)], context(ring))
    assert result == EditMask(TARGET, "Flood fill")
    own, _ = gesture("fill", [press(30, 30, "left", "ctrl")], context(ring))
    assert isinstance(own, DrawMask)
    assert own.mask.area == 100


def test_flood_fill_ends_at_other_instances_and_says_where_there_is_no_gap() -> None:
    given = context(None)
    walled = ToolContext(SIZE, None, given.options, 3.0, None, given.pixels, lambda: (TARGET,))
    result, _ = gesture("fill", [press(2, 2)], walled)
    assert isinstance(result, DrawMask)
    assert result.mask.area == SIZE[0] * SIZE[1] - TARGET.area
    assert isinstance(gesture("fill", [press(30, 30)], walled)[0], Say)


def test_a_corner_is_dragged_an_edge_gets_one_and_the_right_button_takes_one_away() -> None:
    pulled = drag("corners", press(40, 40), (50, 50), context(TARGET))
    assert isinstance(pulled, EditMask)
    assert pulled.mask.contains(46, 46)
    bent = drag("corners", press(40, 30), (30, 30), context(TARGET))
    assert isinstance(bent, EditMask)
    assert not bent.mask.contains(38.5, 30.5)
    assert bent.mask.contains(21, 30)
    cut = gesture("corners", [press(40, 40, "right")], context(TARGET))[0]
    assert isinstance(cut, EditMask)
    assert abs(cut.mask.area - 200) < 25
    assert isinstance(gesture("corners", [press(30, 30, "right")], context(TARGET))[0], Say)


def test_away_from_the_outline_the_corner_tool_selects() -> None:
    assert gesture("corners", [press(30, 30)], context(TARGET))[0] == SelectAt(30, 30)
    assert gesture("corners", [press(30, 30)], context(None))[0] == SelectAt(30, 30)


def test_a_mask_like_noise_has_no_corners_to_drag_and_that_is_said() -> None:
    noise = Mask.from_array(np.random.default_rng(0).random((400, 400)) < 0.5)
    assert handles(noise, 3.0) == ()
    x, y = next((x, 200) for x in range(400) if noise.contains(x, 200))
    said = gesture("corners", [press(x, y)], replace(context(noise), size=(400, 400)))[0]
    assert isinstance(said, Say) and "Smooth it first" in str(said.text)


def test_moving_goes_by_whole_pixels_and_a_click_selects() -> None:
    assert drag("move", press(30, 30), (34.4, 27.6), context(TARGET)) == MoveBy(4, -2)
    assert drag("move", press(30, 30), (30.2, 30), context(TARGET)) == SelectAt(30, 30)
    assert gesture("move", [press(30, 30)], context(None))[0] == SelectAt(30, 30)


def test_the_handles_of_a_mask_are_its_corners() -> None:
    (ring,) = handles(TARGET, 3.0)
    assert sorted(map(tuple, ring.tolist())) == [(20, 20), (20, 40), (40, 20), (40, 40)]


places = st.tuples(st.integers(-20, 120), st.integers(-20, 100))
happenings = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["press", "move", "release", "double"]),
            places,
            st.sampled_from(["left", "right"]),
        ),
        st.tuples(st.sampled_from(["confirm", "back"]), places, st.just("none")),
    ),
    max_size=12,
)


@pytest.mark.parametrize("tool", sorted(set(TOOLS) - {"live_wire", "grabcut"}))
@given(events=happenings, target=st.sampled_from([None, TARGET]))
def test_whatever_the_pointer_does_a_tool_comes_to_a_mask_of_the_image_or_nothing(
    tool: str, events: list[tuple[str, tuple[int, int], str]], target: Mask | None
) -> None:
    runner = ToolRunner()
    given = context(target)
    result = done(runner, runner.start(TOOLS[tool].gesture, press(30, 30), given))
    for kind, (x, y), button in events:
        if not runner.active:
            break
        assert result is None
        result = done(runner, runner.send(PointerEvent(kind, x, y, button)))  # type: ignore[arg-type]
    if isinstance(result, DrawMask | EditMask):
        assert result.mask.size == SIZE
    runner.cancel()
    assert runner.preview == Preview()
