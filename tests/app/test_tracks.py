"""Which track a new instance gets, and changes of tracks, on the document alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.masks import Mask
from annotations.records import Change, ImageRecord, Instance, Step, Transaction
from app.document.document import Document
from app.document.tracks import Carried, from_here, set_track, with_tracks

MASK = Mask.from_array(np.ones((2, 3), bool))


def document(*tracks: tuple[int | None, ...]) -> Document:
    """Images 1, 2, … with instances of these tracks; instance 10 * image + place."""
    images = [ImageRecord(number, f"{number}.png", 3, 2) for number in range(1, len(tracks) + 1)]
    largest = max((track for row in tracks for track in row if track is not None), default=0)
    made = Document([], images, {"track": largest + 1, "instance": 1000, "step": 1000})
    for number, row in enumerate(tracks, 1):
        made.load(number, [instance(10 * number + n, number, track) for n, track in enumerate(row)], [])
    return made


def instance(number: int, image: int, track: int | None = None, crowd: bool = False) -> Instance:
    return Instance(number, image, MASK, None, "drawn", track=track, crowd=crowd)


def add(
    made: Document, image: int, carried: Carried, source: int | None = None, divided: bool = False
) -> Instance:
    """Adds an instance, from a step that was proposed as the instance `source`; returns it."""
    new, step = made.next_id("instance"), made.next_id("step")
    if source is not None:
        carried.steps[step] = source, divided
    steps = Step(step, image, 0, "accepted", MASK, instance_id=new)
    transaction = Transaction("", (Change.add(instance(new, image)), Change.add(steps)), image)
    made.apply(with_tracks(made, transaction, carried))
    found = made.instance(new)
    assert found is not None
    return found


def test_without_tracks_in_an_image_a_new_instance_has_none() -> None:
    assert add(document((1,), ()), 2, Carried()).track is None
    assert add(document((), (None,)), 2, Carried()).track is None


def test_in_a_tracked_image_a_new_instance_gets_a_new_track() -> None:
    assert add(document((7,), (3,)), 2, Carried()).track == 8
    assert add(document((7,), ()), 2, Carried(images={2})).track == 8


def test_what_is_proposed_again_has_the_track_that_it_had_or_both_get_one() -> None:
    made = document((5, None), ())
    assert add(made, 2, Carried(), source=10).track == 5
    assert add(made, 2, Carried(), source=11).track == 6
    assert made.instances(1)[1].track == 6
    made.undo()
    assert made.instances(1)[1].track is None
    assert len(made.instances(2)) == 1


def test_the_two_that_an_object_became_have_new_tracks_and_a_crowd_has_none() -> None:
    made, carried = document((5,), ()), Carried(images={2})
    assert [add(made, 2, carried, 10, divided=True).track for _ in range(2)] == [6, 7]
    crowd = Transaction("", (Change.add(instance(500, 2, crowd=True)),), 2)
    assert with_tracks(made, crowd, carried) == crowd


@given(
    rows=st.lists(st.lists(st.integers(1, 4), unique=True, max_size=3), min_size=2, max_size=4),
    news=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 11), st.booleans()), max_size=6),
)
def test_no_image_has_a_track_twice_whatever_is_accepted(
    rows: list[list[int]], news: list[tuple[int, int, bool]]
) -> None:
    made, carried = document(*map(tuple, rows)), Carried()
    for image, source, divided in news:
        known = [one.id for number in range(1, len(rows) + 1) for one in made.instances(number)]
        chosen = known[source % len(known)] if known else None
        add(made, image % len(rows) + 1, carried, chosen, divided)
    for number in range(1, len(rows) + 1):
        found = [one.track for one in made.instances(number) if one.track is not None]
        assert len(found) == len(set(found))


def test_a_track_changes_from_an_image_on_and_never_to_one_that_is_there() -> None:
    made = document((1, 2), (1, 2), (2, 1))
    chosen = made.instances(2)[0]
    transaction = set_track(made, from_here(made, chosen, [1, 2, 3]), 9)
    assert transaction is not None
    made.apply(transaction)
    assert [[one.track for one in made.instances(n)] for n in (1, 2, 3)] == [[1, 2], [9, 2], [2, 9]]
    with pytest.raises(ValueError, match=r"Track 2 is already another object in 2\.png"):
        set_track(made, from_here(made, made.instances(2)[0], [1, 2, 3]), 2)
    assert set_track(made, [made.instances(1)[0]], 1) is None
