"""A correction: each click is obeyed, and what no click is about stays as it is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rsis_model import Click
from rsis_model.corrections import MOVING, changed, obey

SIDE = 40


def square(y0: int, x0: int, y1: int, x1: int) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    mask[y0:y1, x0:x1] = True
    return mask


BEFORE = square(10, 10, 30, 20)


def test_a_click_gets_the_change_of_the_answer_that_holds_it_and_no_other() -> None:
    answer = square(10, 10, 30, 26) & ~square(10, 10, 14, 14)
    made = changed(answer, BEFORE, [Click(23, 20)])
    assert made[10:30, 20:26].all()
    assert made[10:14, 10:14].all()  # the answer also takes this corner away, which nobody asked for


def test_a_click_that_the_network_ignores_still_changes_the_mask_up_to_its_outline() -> None:
    added = obey(BEFORE, BEFORE, [Click(23, 20)])
    assert added[20, 20:27].all() and not added[20, 28]
    assert not added[10:12, 20:].any()
    removed = obey(BEFORE, BEFORE, [Click(18, 20, positive=False)])
    assert not removed[20, 17:20].any() and removed[20, 10:16].all()


def test_only_the_first_clicks_move_the_outline_beside_them() -> None:
    on = [Click(15, 20)]
    first = obey(BEFORE, BEFORE, [*on, Click(21, 20)])
    later = obey(BEFORE, BEFORE, [*on * MOVING, Click(21, 20)])
    assert first[17:24, 20].all() and not first[10:14, 20].any()
    assert later[20, 20:23].all() and not later[17, 20:].any()
    assert (first | later == first).all()
    thinner = obey(BEFORE, BEFORE, [*on, Click(19, 20, positive=False)])
    assert not thinner[18:23, 19].any() and thinner[:, 10:18].sum() == BEFORE[:, 10:18].sum()


def test_a_click_far_away_adds_no_more_than_fits_into_the_mask() -> None:
    made = obey(BEFORE, BEFORE, [Click(38, 2)])
    assert made[2, 38]
    assert np.count_nonzero(made & ~BEFORE) < np.count_nonzero(BEFORE)


def test_clicks_that_the_mask_fulfils_leave_the_answer_as_it_is() -> None:
    answer = square(5, 5, 12, 12)
    assert np.array_equal(obey(answer, BEFORE, [Click(12, 12), Click(2, 2, positive=False)]), answer)


def test_what_a_negative_click_cuts_off_goes_too_where_objects_have_one_part() -> None:
    before = square(10, 2, 14, 38)
    cut = before & ~square(0, 19, SIDE, 22)
    clicks = [Click(5, 12), Click(20, 12, positive=False)]
    assert changed(cut, before, clicks)[12, 30]
    assert not changed(cut, before, clicks, one_part=True)[12, 30]
    assert changed(cut, before, clicks, one_part=True)[12, 5]


def test_the_whole_answer_is_taken_if_it_fulfils_the_click_and_changes_little_else() -> None:
    answer = square(9, 10, 31, 24)
    assert np.array_equal(obey(answer, BEFORE, [Click(22, 20)]), answer)
    other = square(18, 20, 22, 24) | square(0, 0, 8, 8)
    assert not obey(other, BEFORE, [Click(22, 20)])[4, 4]
    assert obey(other, BEFORE, [Click(22, 20)])[20, 12:24].all()


def disk(x: int, y: int, radius: int) -> np.ndarray:
    rows, columns = np.ogrid[:SIDE, :SIDE]
    return (rows - y) ** 2 + (columns - x) ** 2 <= radius**2


def test_a_negative_click_in_the_middle_leaves_something_of_the_object() -> None:
    before = disk(20, 20, 12)
    for one_part in (False, True):
        made = obey(before, before, [Click(20, 20, positive=False)], one_part)
        assert made.any() and not made[20, 20]
        clicks = [Click(28, 20), Click(21, 20, positive=False)]
        made = obey(before, before, clicks, one_part)
        assert made[20, 28] and not made[20, 21]


def test_the_parts_that_positive_clicks_are_on_stay_where_objects_have_one_part() -> None:
    before = disk(10, 10, 6)
    clicks = [Click(8, 10), Click(12, 10, positive=False), Click(34, 34)]
    made = obey(before, before, clicks, one_part=True)
    assert made[34, 34] and made[10, 8] and not made[10, 12]


masks = st.integers(0, 2**32 - 1).map(
    lambda seed: np.kron(np.random.default_rng(seed).random((10, 10)) < 0.4, np.ones((4, 4))).astype(bool)
)
places = st.integers(0, SIDE - 1)


@given(masks, masks, places, places, st.booleans())
def test_the_newest_click_is_obeyed_whatever_the_network_answers(
    answer: np.ndarray, before: np.ndarray, x: int, y: int, positive: bool
) -> None:
    if not before.any() or bool(before[y, x]) == positive:
        return
    click = Click(x, y, positive)
    assert bool(obey(answer, before, [click])[y, x]) == positive
    made = changed(answer, before, [click])
    assert bool(made[y, x]) == positive
    assert not (
        (made ^ before) & (before if positive else ~before)
    ).any()  # a positive click takes nothing away


@given(
    masks, masks, st.lists(st.tuples(places, places, st.booleans()), min_size=1, max_size=5), st.booleans()
)
def test_no_click_undoes_another_that_is_not_beside_it(
    answer: np.ndarray, before: np.ndarray, told: list[tuple[int, int, bool]], one_part: bool
) -> None:
    if not before.any():
        return
    clicks = [Click(x, y, positive) for x, y, positive in told]
    made = changed(answer, before, clicks, one_part)
    for click in clicks:
        near = any(
            o.positive != click.positive and abs(o.x - click.x) + abs(o.y - click.y) < 3 for o in clicks
        )
        if not near:
            assert bool(made[int(click.y), int(click.x)]) == click.positive
