"""The engine turns whole sets of decisions into states, by the shortest way that is right."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations.errors import ImageError
from annotations.masks import Mask
from app.assist.engine import Engine, LoadedModel
from app.assist.protocol import Again, AssistProposal, Click, Decisions, ProposeRequest
from rsis_model.sizes import diameter
from tests.app.assist import stand_in


def picture(folder: Path, name: str = "a.png", objects: int = 5) -> str:
    """An image of 40 x 60 pixels with objects of 6 x 6 pixels, one grey level each."""
    pixels = np.zeros((40, 60, 3), np.uint8)
    for i in range(objects):
        pixels[10:16, 4 + 9 * i : 10 + 9 * i] = 20 * (i + 1)
    path = folder / name
    Image.fromarray(pixels).save(path)
    return str(path)


@pytest.fixture
def engine() -> Engine:
    made = Engine(stand_in.load)
    made.load("somewhere", "cpu")
    stand_in.calls.clear()
    return made


def ask(engine: Engine, path: str, decisions: Decisions = Decisions(), **more: object) -> AssistProposal:  # noqa: B008
    answer = engine.propose(ProposeRequest(1, path, decisions, **more))  # type: ignore[arg-type]
    assert answer is not None
    return answer


def decided(*masks: Mask, rejected: tuple[Mask, ...] = ()) -> Decisions:
    return Decisions(tuple((mask, "thing") for mask in masks), rejected)


def test_accepting_a_proposal_goes_on_from_the_state_after_it(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    second = ask(engine, path, decided(first.mask))
    assert first.mask != second.mask
    assert stand_in.calls == ["open", "resume", "propose", "accept", "propose"]


def test_rejecting_a_proposal_goes_on_from_the_state_after_it(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    second = ask(engine, path, decided(rejected=(first.mask,)))
    assert first.mask != second.mask
    assert stand_in.calls == ["open", "resume", "propose", "reject", "propose"]


def test_a_proposal_that_was_fixed_counts_as_decided(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    array = first.mask.to_array()
    array[10:16, 4] = False
    second = ask(engine, path, decided(Mask.from_array(array)))
    assert second.mask != first.mask
    assert second.click is not None
    assert second.click[0] >= 13


def test_drawing_another_object_leaves_the_open_proposal_open(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    drawn = np.zeros((40, 60), bool)
    drawn[30:38, 30:38] = True
    assert ask(engine, path, decided(Mask.from_array(drawn))).mask == first.mask


def test_a_guess_does_not_change_what_follows(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    guessed = ask(engine, path, decided(first.mask))
    rejected = ask(engine, path, decided(rejected=(first.mask,)))
    assert rejected.mask == guessed.mask
    stand_in.calls.clear()
    assert ask(engine, path, decided(first.mask)) == guessed
    assert stand_in.calls == []


def test_a_closer_look_gives_another_mask_and_leaves_the_sequence_where_it_is(
    engine: Engine, tmp_path: Path
) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    closer = ask(engine, path, correct=first.mask, closer=True)
    assert closer.mask != first.mask
    assert ask(engine, path) == first
    second = ask(engine, path, decided(closer.mask))
    assert second.mask not in (first.mask, closer.mask)
    assert stand_in.calls.count("resume") == 1


def test_the_same_decisions_give_the_same_proposal_without_a_step(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    ask(engine, path, decided(first.mask))
    stand_in.calls.clear()
    assert ask(engine, path) == first
    assert stand_in.calls == []


def test_the_order_of_decisions_does_not_matter(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    second = ask(engine, path, decided(first.mask))
    third = ask(engine, path, decided(first.mask, second.mask))
    stand_in.calls.clear()
    assert ask(engine, path, decided(second.mask, first.mask)) == third
    assert stand_in.calls == []


def test_taking_back_an_old_decision_starts_from_all_that_is_left(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    second = ask(engine, path, decided(first.mask))
    ask(engine, path, decided(first.mask, second.mask))
    stand_in.calls.clear()
    again = ask(engine, path, decided(second.mask))
    assert again.mask == first.mask
    assert "accept" in stand_in.calls or "resume" in stand_in.calls


def test_many_decisions_at_once_make_one_new_state(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    ask(engine, path)
    masks = []
    for i in range(20):
        array = np.zeros((40, 60), bool)
        array[30, i] = True
        masks.append(Mask.from_array(array))
    stand_in.calls.clear()
    ask(engine, path, decided(*masks))
    assert stand_in.calls == ["resume", "propose"]


def test_a_click_proposes_the_object_under_it(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    ask(engine, path)
    clicked = ask(engine, path, clicks=(Click(32, 12),))
    assert clicked.mask.contains(32, 12)
    assert clicked.category_probabilities == (("thing", 0.75), ("other", 0.25))


def test_a_click_makes_nothing_of_the_plain_sequence_go_missing(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    clicked = ask(engine, path, clicks=(Click(32, 12),))
    assert ask(engine, path, decided(clicked.mask)).mask == first.mask


def test_nothing_more_to_find_is_none(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path, objects=0)
    assert engine.propose(ProposeRequest(1, path, Decisions())) is None


def test_an_image_that_changed_on_the_disk_is_read_again(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    engine.encode(path)
    picture(tmp_path, objects=2)
    Path(path).touch()
    assert not engine.is_encoded(path)
    engine.encode(path)
    assert stand_in.calls == ["open", "open"]


def test_encoding_ahead_never_drives_out_the_image_before_the_person(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.assist.engine.SCENE_PIXELS", 3 * 40 * 60)
    present = picture(tmp_path)
    engine.encode(present)
    others = [picture(tmp_path, f"{i}.png") for i in range(6)]
    for path in others:
        engine.encode(path, ahead=True)
    assert engine.is_encoded(present)
    assert sum(engine.is_encoded(path) for path in others) == 2


def seen_states() -> int:
    gc.collect()
    return sum(type(found) is stand_in.Seen for found in gc.get_objects())


def test_what_is_kept_of_small_images_has_a_limit_for_all_of_them_together(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.assist.engine.MOST_SCENES", 4)
    monkeypatch.setattr("app.assist.engine.MOST_STATES", 6)
    paths = [picture(tmp_path, f"{i}.png") for i in range(7)]
    before = seen_states()
    for path in paths:
        masks: list[Mask] = []
        for _ in range(4):
            masks.append(ask(engine, path, decided(*masks)).mask)
    assert [engine.is_encoded(path) for path in paths] == [False] * 3 + [True] * 4
    assert (
        seen_states() - before <= 3 * 6
    )  # with each the state after its proposal, and what that was made of


def test_the_states_of_the_image_before_the_person_go_last(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.assist.engine.MOST_STATES", 4)
    other, present = picture(tmp_path, "other.png"), picture(tmp_path)
    ask(engine, other)
    masks: list[Mask] = []
    for _ in range(4):
        masks.append(ask(engine, present, decided(*masks)).mask)
    stand_in.calls.clear()
    for count in range(4):  # back over all of them, and no step is taken
        assert ask(engine, present, decided(*masks[:count])).mask == masks[count]
    assert stand_in.calls == []
    assert ask(engine, other).mask is not None
    assert stand_in.calls == ["resume", "propose"]


def test_a_new_model_forgets_what_the_old_one_saw(engine: Engine, tmp_path: Path) -> None:
    path = picture(tmp_path)
    engine.encode(path)
    engine.load("elsewhere", "cpu")
    assert not engine.is_encoded(path)


def test_a_truncated_image_is_an_image_error(engine: Engine, tmp_path: Path) -> None:
    path = Path(picture(tmp_path))
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(ImageError, match=r"a\.png"):
        engine.encode(str(path))


class Sized(np.ndarray):
    """A scene that knows for which size of objects it was made."""

    object_size: float | None = None


Asked = tuple[float | None, float | None]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """The sizes told and expected of each image opened; where none is told, 30 pixels are found."""
    asked: list[Asked] = []

    def open_at(
        self: stand_in.StandIn, image: np.ndarray, size: float | None = None, expected: float | None = None
    ) -> np.ndarray:
        asked.append((size, expected))
        scene = image.view(Sized)
        scene.object_size = size or 30.0
        return scene

    monkeypatch.setattr(stand_in.StandIn, "open", open_at)
    return asked


def test_the_first_kept_object_shows_that_the_estimate_was_far_off(
    engine: Engine, tmp_path: Path, opened: list[Asked]
) -> None:
    path, other = picture(tmp_path), picture(tmp_path, "b.png")
    kept = pytest.approx(6.8, abs=0.1)  # 36 pixels, as a circle
    first = ask(engine, path)
    assert opened == [(None, None)]
    second = ask(engine, path, decided(first.mask))
    assert opened == [(None, None), (kept, None)]
    assert second.mask != first.mask
    ask(engine, path, decided(first.mask, second.mask))
    assert len(opened) == 2
    # What was kept here is expected elsewhere, but another image is looked at all the same.
    engine.encode(other, ahead=True)
    assert opened[2:] == [(None, kept)]


def test_going_back_to_before_the_first_object_does_not_look_for_the_size_again(
    engine: Engine, tmp_path: Path, opened: list[Asked]
) -> None:
    path = picture(tmp_path)
    first = ask(engine, path)
    ask(engine, path, decided(first.mask))
    again = ask(engine, path)
    assert again.mask == first.mask
    assert len(opened) == 2


def test_without_a_size_set_by_the_user_the_image_is_looked_at_again(
    engine: Engine, tmp_path: Path, opened: list[Asked]
) -> None:
    path = picture(tmp_path)
    ask(engine, path, object_size=12.0)
    ask(engine, path)
    ask(engine, path)
    assert opened == [(12.0, None), (None, None)]


def test_an_image_is_seen_at_the_size_that_the_person_says(tmp_path: Path) -> None:
    sizes: list[float | None] = []

    class Sized(stand_in.StandIn):
        def open(
            self, image: np.ndarray, size: float | None = None, expected: float | None = None
        ) -> np.ndarray:
            sizes.append(size)
            scene = super().open(image, size).view(Scene)
            scene.object_size = 20.0 if size is None else size
            return scene

    class Scene(np.ndarray):
        object_size: float

    engine = Engine(lambda folder, device: LoadedModel(Sized(), stand_in.load(folder, device).info))
    engine.load("somewhere", "cpu")
    path = picture(tmp_path)
    first = ask(engine, path)
    assert first.object_size == 20
    # What was kept says how large the objects are, until the person does.
    ask(engine, path, decided(first.mask))
    told = ask(engine, path, decided(first.mask), object_size=21.0)
    assert told.object_size == 21
    ask(engine, path, decided(first.mask), object_size=21.0)
    assert ask(engine, path, decided(first.mask)).object_size == sizes[1]
    assert sizes == [None, pytest.approx(diameter(first.mask.area)), 21, sizes[1]]


def test_an_object_of_another_image_is_proposed_at_its_place_in_this_one(
    engine: Engine, tmp_path: Path
) -> None:
    before, now = picture(tmp_path, "a.png"), picture(tmp_path, "b.png")
    own = ask(engine, before)
    found = ask(engine, now, again=Again(own.mask, before))
    assert found.mask == own.mask
    assert found.other is None
    following = ask(engine, now, decided(found.mask))
    assert following.mask != found.mask


def test_an_object_that_is_annotated_here_or_in_an_image_of_another_size_is_not_proposed_again(
    engine: Engine, tmp_path: Path
) -> None:
    before, now = picture(tmp_path, "a.png"), picture(tmp_path, "b.png")
    own = ask(engine, before)
    request = ProposeRequest(1, now, decided(own.mask), again=Again(own.mask, before))
    assert engine.propose(request) is None
    Image.new("RGB", (30, 20)).save(tmp_path / "c.png")
    smaller = Again(Mask.from_array(np.ones((20, 30), bool)), str(tmp_path / "c.png"))
    assert engine.propose(ProposeRequest(1, now, Decisions(), again=smaller)) is None


def test_an_estimate_takes_each_proposal_as_accepted_so_that_the_next_is_another_object(
    engine: Engine, tmp_path: Path
) -> None:
    path = picture(tmp_path, objects=3)
    assert engine.estimate(path) == (0.9,) * 3
    assert stand_in.calls == ["open", *["propose", "accept"] * 3, "propose"]
