"""The colours that categories are given: of one table, whether they are drawn, imported or shown beforehand."""

from __future__ import annotations

from annotations.colors import COLORS, color_of, free_color


def test_the_first_categories_have_colours_that_differ() -> None:
    colours = [color_of(position) for position in range(100)]
    assert len(set(colours)) == 100
    assert all(max(colour) > 190 for colour in colours)
    assert tuple(colours[: len(COLORS)]) == COLORS


def test_a_new_category_gets_the_first_colour_that_none_has() -> None:
    assert free_color([]) == COLORS[0]
    assert free_color(COLORS[:3]) == COLORS[3]
    assert free_color([*COLORS[1:], COLORS[1]]) == COLORS[0]
    assert free_color(COLORS) not in COLORS


def test_any_number_of_categories_gets_colours() -> None:
    given = []
    for _ in range(1500):
        given.append(free_color(given))
    assert given[: len(COLORS)] == list(COLORS)
    assert max(given.count(colour) for colour in set(given)) <= 4
