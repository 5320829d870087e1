"""Guidance as maps, and the network's own clicks."""

from __future__ import annotations

from dataclasses import replace

import torch
from hypothesis import given
from hypothesis import strategies as st

from rsis_model.guidance_maps import (
    CHANNELS,
    COORDINATE_RANGE,
    GuidanceGates,
    GuidanceMaps,
    click_maps,
    render,
)
from rsis_model.state import Guidance, State, inner_border
from rsis_model.where_next import disks, next_click, peaks_left


def test_a_click_is_a_disk_a_gaussian_and_coordinates() -> None:
    disk, gaussian, dy, dx = click_maps(torch.tensor([[[30.0, 10.0]]]), (40, 120))[0]
    assert bool(disk[10, 30]) and bool(disk[10, 33]) and not bool(disk[10, 34])
    assert float(gaussian[10, 30]) == 1.0
    assert float(dy[15, 30]) == 5 / COORDINATE_RANGE
    assert float(dx[10, 20]) == -10 / COORDINATE_RANGE
    assert float(dx[10, 119]) == 1.0  # clipped


def test_no_click_is_nothing_and_a_second_click_takes_over_where_it_is_nearer() -> None:
    assert not bool(click_maps(torch.full((1, 2, 2), torch.nan), (8, 8)).any())
    maps = click_maps(torch.tensor([[[2.0, 4.0], [20.0, 4.0], [torch.nan, torch.nan]]]), (8, 24))[0]
    assert float(maps[1, 4, 2]) == float(maps[1, 4, 20]) == 1.0
    assert float(maps[3, 4, 19]) < 0 < float(maps[3, 4, 3])


def test_every_channel_is_there_and_each_decision_has_its_own() -> None:
    mask = torch.zeros(1, 16, 16, dtype=torch.bool)
    mask[:, 4:10, 4:10] = True
    state = State.blank((16, 16)).annotate(mask).reject(~mask)
    asked = Guidance.from_clicks([(3.0, 3.0, True), (9.0, 9.0, False)])
    rendered = render(state, replace(asked, correct=mask, box=~mask))
    assert rendered.channels == tuple(range(len(CHANNELS)))
    maps = dict(zip(CHANNELS, rendered.maps[0], strict=True))
    assert torch.equal(maps["annotated"].bool(), mask[0])
    assert torch.equal(maps["rejected"].bool(), ~mask[0])
    assert int(maps["borders"].sum()) == 6 * 6 - 4 * 4
    assert torch.equal(maps["correct"].bool(), mask[0])
    assert torch.equal(maps["box"].bool(), ~mask[0])
    assert float(maps["positive gaussian"][3, 3]) == float(maps["negative gaussian"][9, 9]) == 1.0


def test_channels_with_nothing_in_them_are_left_out_and_that_changes_no_answer() -> None:
    state = State.blank((16, 16)).annotate(torch.ones(1, 16, 16, dtype=torch.bool))
    nothing = render(state, Guidance.from_clicks([]))
    assert [CHANNELS[c] for c in nothing.channels] == ["annotated", "borders", "rejected"]
    gates = GuidanceGates((4, 8))
    for level in gates.levels:
        torch.nn.init.normal_(level.weight)  # type: ignore[arg-type]
    whole = torch.zeros(1, len(CHANNELS), 16, 16)
    whole[:, list(nothing.channels)] = nothing.maps
    sizes = [(4, 4), (8, 8)]
    all_of_them = GuidanceMaps(whole, tuple(range(len(CHANNELS))))
    for few, many in zip(gates(nothing, sizes), gates(all_of_them, sizes), strict=True):
        torch.testing.assert_close(few, many)


def test_the_image_s_edge_is_no_inner_border() -> None:
    assert not bool(inner_border(torch.ones(1, 5, 5, dtype=torch.bool)).any())


def test_touching_instances_keep_the_border_between_them() -> None:
    left, right = torch.zeros(1, 6, 8, dtype=torch.bool), torch.zeros(1, 6, 8, dtype=torch.bool)
    left[:, :, :4], right[:, :, 4:] = True, True
    state = State.blank((6, 8)).annotate(left).annotate(right)
    assert bool(state.borders[0, :, 3:5].all())
    assert int(state.borders.sum()) == 12


def test_the_next_click_is_the_hottest_place_that_is_free() -> None:
    heat = torch.full((1, 4, 4), -5.0)
    heat[0, 1, 2], heat[0, 3, 3] = 3.0, 2.0
    state = State.blank((16, 16))
    click, logit = next_click(heat, state)
    assert click.tolist() == [[9.5, 5.5]]
    assert logit.tolist() == [3.0]
    taken = torch.zeros(1, 16, 16, dtype=torch.bool)
    taken[:, 4:8, 8:12] = True
    for blocked in (state.annotate(taken), state.reject(taken), state.see(taken)):
        assert next_click(heat, blocked)[0].tolist() == [[13.5, 13.5]]
    assert bool(next_click(heat, state.annotate(torch.ones_like(taken)))[0].isnan().all())


def test_looking_inside_a_box_stays_inside() -> None:
    heat = torch.zeros(1, 4, 4)
    heat[0, 0, 0] = 9.0
    inside = torch.zeros(1, 16, 16, dtype=torch.bool)
    inside[:, 8:, 8:] = True
    x, y = next_click(heat, State.blank((16, 16)), inside)[0][0].tolist()
    assert x >= 8 and y >= 8


@given(st.integers(0, 15), st.integers(0, 15))
def test_a_seen_click_is_never_made_again(y: int, x: int) -> None:
    heat = torch.zeros(1, 16, 16)
    heat[0, y, x] = 4.0
    state = State.blank((64, 64))
    click, _ = next_click(heat, state)
    again, _ = next_click(heat, state.see(disks(click, (64, 64))))
    assert click.tolist() != again.tolist()


def test_what_is_left_counts_peaks_over_the_threshold() -> None:
    heat = torch.full((1, 8, 8), -6.0)
    heat[0, 1, 1] = heat[0, 5, 5] = 2.0
    heat[0, 1, 6] = -3.0
    assert peaks_left(heat, State.blank((32, 32)), 0.3).tolist() == [2]
