"""The table of images and the order in which they are listed."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from annotations.imaging.reading import natural_key
from annotations.records import ImageRecord, Status
from app.document.image_order import Facts, ImageOrder, Query
from app.document.image_table import ImageTable


def image(number: int, path: str = "", status: Status = "new") -> ImageRecord:
    return ImageRecord(number, path or f"image {number}.png", 20, 10, status)


def listed(order: ImageOrder) -> list[str]:
    return [order.image(place).path for place in range(len(order.rows))]


names = st.lists(st.text("abAB019 /.é", min_size=1, max_size=6), unique=True, max_size=12)


@given(names, st.integers(0, 12))
def test_images_that_come_later_stand_where_they_would_have_stood(paths: list[str], later: int) -> None:
    images = [image(number, path) for number, path in enumerate(paths)]
    table = ImageTable(images[later:])
    table.add(images[:later])
    assert [natural_key(path) for path in table.paths] == sorted(map(natural_key, paths))
    assert {record.id: record for record in table} == {record.id: record for record in images}
    assert all(table.at(row) == table.get(number) for row, number in enumerate(table.ids))
    assert all(table.row_of(number) == row for row, number in enumerate(table.ids))
    assert table.folded == [path.casefold() for path in table.paths]


def test_an_image_changes_moves_and_goes() -> None:
    table = ImageTable(map(image, range(1, 5)))
    heard: list[int | None] = []
    table.subscribe(heard.append)
    table.put([(2, image(2, status="done"))])
    assert heard == [1] and table.count("done") == 1
    table.put([(1, image(1, "image 9.png")), (3, None)])
    assert heard == [1, None] and not table.only_longer
    assert table.paths == ["image 2.png", "image 4.png", "image 9.png"]
    assert table.get(3) is None and table.row_of(1) == 2


def test_a_search_finds_parts_of_paths_in_any_case() -> None:
    order = ImageOrder(
        ImageTable([image(1, "Day 1/a.png"), image(2, "day 1/b.png"), image(3, "night/a.png")])
    )
    order.ask(Query(text="DAY"), Facts())
    assert listed(order) == ["Day 1/a.png", "day 1/b.png"]
    order.ask(Query(), Facts())
    assert len(listed(order)) == 3


def test_filters_go_together_and_the_sort_is_by_name_where_values_are_equal() -> None:
    order = ImageOrder(ImageTable(image(n, status="done" if n % 2 else "started") for n in range(1, 9)))
    facts = Facts(
        scores={1: 0.4, 2: 0.9, 3: 0.2, 5: 0.2},
        uncertainties={6: 0.1, 8: 0.7},
        with_category=frozenset({1, 3, 6, 8}),
    )
    order.ask(Query(statuses=frozenset({"done"}), category=7), facts)
    assert [order.image(place).id for place in range(len(order.rows))] == [1, 3]
    order.ask(Query(score_below=0.5, sort="score"), facts)
    assert [order.image(place).id for place in range(len(order.rows))] == [3, 5, 1]
    order.ask(Query(sort="uncertainty"), facts)
    assert [order.image(place).id for place in range(len(order.rows))] == [8, 6, 1, 2, 3, 4, 5, 7]
    order.ask(Query(sort="status"), facts)
    assert [order.image(place).id for place in range(len(order.rows))] == [2, 4, 6, 8, 1, 3, 5, 7]


def test_the_next_image_goes_by_the_list_and_round_its_end_to_one_that_is_to_do() -> None:
    order = ImageOrder(ImageTable(image(n, status="done" if n == 3 else "new") for n in range(1, 6)))
    order.ask(Query(sort="uncertainty"), Facts(uncertainties={4: 0.9, 3: 0.8, 1: 0.5}))
    following = order.neighbour(4, 1)
    assert following is not None and following.id == 3
    following = order.neighbour(4, 1, undone_only=True)
    assert following is not None and following.id == 1
    before = order.neighbour(4, -1, undone_only=True)
    assert before is not None and before.id == 5
    assert order.neighbour(4, -1) is None and order.neighbour(5, 1) is None
    following = order.neighbour(5, 1, undone_only=True)
    assert following is not None and following.id == 4


def test_an_image_that_does_not_fit_any_more_stays_until_one_goes_on() -> None:
    table = ImageTable(map(image, range(1, 5)))
    order = ImageOrder(table)
    order.ask(Query(statuses=frozenset({"new"})), Facts())
    table.put([(2, image(2, status="done"))])
    assert len(order.rows) == 4
    following = order.neighbour(2, 1)
    assert following is not None and following.id == 3
    order.refresh(3)
    assert [order.image(place).id for place in range(len(order.rows))] == [1, 3, 4]
    table.put([(3, image(3, status="done"))])
    order.refresh(3)
    assert [order.image(place).id for place in range(len(order.rows))] == [1, 3, 4], "the current one stays"


def test_rows_that_come_at_the_end_leave_the_others_alone() -> None:
    table = ImageTable(map(image, range(1, 4)))
    order = ImageOrder(table)
    table.add([image(7), image(8)])
    assert order.only_longer and len(order.rows) == 5
    table.add([image(5)])
    assert not order.only_longer
    assert listed(order) == [f"image {n}.png" for n in (1, 2, 3, 5, 7, 8)]


def test_numbers_sort_by_their_value_and_before_letters() -> None:
    right = [
        "0.png",
        "1.png",
        "02.png",
        "10.png",
        "a/1.png",
        "a1.png",
        "a1b.png",
        "a01c.png",
        "a 1/0.png",
        "b.png",
    ]
    shuffled = random.Random(5).sample(right, len(right))
    assert sorted(shuffled, key=natural_key) == right


def test_very_many_images_that_change_are_told_at_once_and_leave_a_filter_with_the_next_image() -> None:
    table = ImageTable(image(number, f"{number:03}.png") for number in range(100))
    order = ImageOrder(table)
    told: list[int | None] = []
    order.listeners.append(told.append)
    order.ask(Query(statuses=frozenset({"new"})), Facts())
    told.clear()
    table.put((number, image(number, f"{number:03}.png", "done")) for number in range(90))
    assert told == [None]
    assert table.same_rows
    assert len(order.rows) == 100
    assert table.count("done") == 90
    order.refresh(5)
    assert [order.image(place).id for place in range(len(order.rows))] == [5, *range(90, 100)]
    table.add([image(100, "new.png")])
    assert not table.same_rows
    assert len(order.rows) == 11
