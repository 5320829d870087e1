"""The images chosen of a prediction in one pass are those that sorting all of them would give."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.predictions.adding import add_predictions
from annotations.predictions.choosing import by_chance, candidates, choose, doubt, read_again
from annotations.predictions.parts import Parts
from annotations.predictions.pictures import InFolder
from annotations.predictions.records import PredictedImage, PredictedObject, Wanted
from annotations.project import Project, overview
from tests.annotations.made_predictions import draw_images, write_parts

SCORES = st.sampled_from([0.0, 0.25, 0.5, 0.5000001, 0.75, 1.0]) | st.floats(0, 1)


@given(
    st.lists(st.lists(SCORES, max_size=4), max_size=25),
    st.integers(1, 12),
    st.integers(0, 8),
    st.integers(0, 3),
)
def test_the_chosen_are_those_of_a_full_sort(
    scores: list[list[float]], count: int, offset: int, seed: int
) -> None:
    images = [
        PredictedImage(
            *(f"{at}.png", 9, 9, tuple(PredictedObject("cell", p, p, (9, 9), None) for p in found)),
            *divmod(at, 5),
        )
        for at, found in enumerate(scores)
    ]
    for rank in (doubt, by_chance(seed)):
        whole = sorted(images, key=rank, reverse=True)  # stable: earlier ones first
        found = choose(iter(images), rank, count, offset)
        assert [(one.part, one.place) for one in found.chosen] == [
            (image.part, image.place) for image in whole[offset : offset + count]
        ]
        assert found.images == len(images)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=30)
@given(st.data())
def test_whatever_stands_in_a_part_the_others_are_read(data: st.DataObject) -> None:
    images = [(f"{at}.png", [("cell", 0.5, 0.6), ("dirt", 0.5, 0.6)]) for at in range(4)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_parts(Path(temporary, "parts"), images)
        path = folder / "part-00000.json"
        content = json.loads(path.read_bytes())
        place: Any = content
        while True:
            key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
            if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
                break
            place = place[key]
        place[key] = data.draw(JSON)
        path.write_text(json.dumps(content))
        parts = Parts(folder)
        found = list(parts)
        assert [image.name for image in found][-2:] == ["2.png", "3.png"]
        assert len(found) >= 4 or parts.problems or not content["images"]
        for image in found:
            for one in image.objects:
                with suppress(ValueError):
                    one.mask.check()


@settings(max_examples=10)
@given(
    st.lists(st.lists(SCORES, min_size=1, max_size=4), min_size=1, max_size=9),
    st.integers(1, 4),
    st.integers(1, 5),
)
def test_the_project_s_doubt_is_the_one_that_was_chosen_by(
    scores: list[list[float]], size: int, count: int
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        images = [(f"{at}.png", [("cell", p, p) for p in found]) for at, found in enumerate(scores)]
        draw_images(folder, [name for name, _ in images])
        parts = Parts(write_parts(folder / "parts", images, size))
        chosen = choose(candidates(parts, Wanted(), also_empty=False), doubt, count).chosen
        with Project.create(folder / "p.rsis") as project:
            again = read_again(parts, chosen, Wanted())
            add_predictions(project, again, InFolder(folder), model=parts.model, categories=parts.categories)
            known = sorted(overview.uncertainties(project).values(), reverse=True)
        assert len(known) == len(chosen)
        assert all(abs(one - other.rank) < 1e-9 for one, other in zip(known, chosen, strict=True))
