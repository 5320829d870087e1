"""A project that is split and merged again is what it was, and what was changed in its parts is there too."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.dealing.deal import deal
from annotations.dealing.split import SplitReport, split
from annotations.masks import Mask
from annotations.merging.merge import merge
from annotations.project import Project
from annotations.records import (
    OUTCOMES,
    REVIEWS,
    SOURCES,
    Category,
    Change,
    ImageRecord,
    Instance,
    Status,
    Step,
    Transaction,
)
from tests.property.strategies import pixels_of

SIZE = (6, 9)
NAMES = ("Ada", "Ben", "Cyd")
# An instance has pixels: the program refuses to make an empty one.
masks = pixels_of(SIZE).filter(lambda pixels: bool(pixels.any())).map(Mask.from_array)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name).resolve()


@st.composite
def images_of(draw: st.DrawFn) -> list[tuple[Status, list[dict[str, Any]]]]:
    """What is in each image: its status and its instances, each as fields of the record."""
    one = st.fixed_dictionaries(
        {
            "mask": masks,
            "category_id": st.sampled_from([None, 1, 2]),
            "source": st.sampled_from(SOURCES),
            "score": st.none() | st.floats(0, 1),
            "crowd": st.booleans(),
            "note": texts,
            "attributes": st.dictionaries(texts, texts, max_size=2).map(lambda d: tuple(sorted(d.items()))),
            "review": st.sampled_from(REVIEWS),
            "reviewer": texts,
            "outcome": st.none() | st.sampled_from(OUTCOMES),
        }
    )
    found: list[tuple[Status, list[dict[str, Any]]]] = []
    for _ in range(draw(st.integers(1, 7))):
        status: Status = draw(st.sampled_from(["new", "started", "done", "skipped"]))
        inside = draw(st.lists(one, max_size=3))
        tracks = draw(
            st.lists(st.none() | st.integers(1, 6), min_size=3, max_size=3).filter(
                lambda given: all(count == 1 for track, count in Counter(given).items() if track)
            )
        )
        found.append(
            (
                status,
                [
                    {**fields, "track": track, "reviewer": fields["reviewer"] if fields["review"] else ""}
                    for fields, track in zip(inside, tracks, strict=False)
                ],
            )
        )
    return found


def make(path: Path, images: list[tuple[Status, list[dict[str, Any]]]]) -> None:
    """Write a project with these images; an instance with an outcome has a step."""
    with Project.create(path) as project:
        cells = [Category(project.next_id("category"), name, (n, 0, 0)) for n, name in enumerate("xy")]
        changes = [Change.add(cell) for cell in cells]
        for place, (status, inside) in enumerate(images):
            image = ImageRecord(project.next_id("image"), f"photos/{place:03}.png", SIZE[1], SIZE[0], status)
            changes.append(Change.add(image))
            for z, fields in enumerate(inside):
                outcome = fields["outcome"]
                own = {name: value for name, value in fields.items() if name != "outcome"}
                instance = Instance(id=project.next_id("instance"), image_id=image.id, z=z, **own)
                changes.append(Change.add(instance))
                if outcome is not None:
                    step = Step(
                        *(
                            project.next_id("step"),
                            image.id,
                            z,
                            outcome,
                            instance.mask,
                            "x",
                            0.5,
                            0.5 + z / 9,
                        ),
                        instance_id=instance.id,
                    )
                    changes.append(Change.add(step))
        project.set_setting("pixel_size", "0.5")
        project.model = "starter"
        project.commit(Transaction("Make", tuple(changes)))


def content(path: Path) -> dict[str, Any]:
    """Everything that people see in a project, by the file of each image: no ids."""
    with Project.open(path, read_only=True) as project:
        names: dict[int | None, str | None] = {c.id: c.name for c in project.categories()}
        found: dict[str, Any] = {
            "categories": [replace(category, id=0) for category in project.categories()],
            "settings": (project.model, project.setting("pixel_size")),
        }
        for image in project.images():
            instances = project.instances(image.id)
            place = {instance.id: at for at, instance in enumerate(instances)}
            found[str(project.absolute(image))] = (
                (image.width, image.height, image.status),
                [
                    (names.get(i.category_id), replace(i, id=0, image_id=0, z=0, category_id=None))
                    for i in instances
                ],
                [
                    (
                        place.get(step.instance_id or 0),
                        replace(step, id=0, image_id=0, index=0, instance_id=None),
                    )
                    for step in project.steps(image.id)
                ],
            )
        return found


def parts_of(report: SplitReport) -> list[Path]:
    return [part.path for part in report.parts]


@settings(max_examples=8)
@given(images_of(), st.integers(2, 3), st.sampled_from([0.0, 0.3, 1.0]), st.booleans(), st.integers(0, 9))
def test_split_and_merged_again_a_project_is_what_it_was(
    images: list[tuple[Status, list[dict[str, Any]]]], count: int, overlap: float, by_scene: bool, seed: int
) -> None:
    with folder() as place:
        make(place / "p.rsis", images)
        report = split(
            *(place / "p.rsis", place / "parts", NAMES[:count]),
            overlap=overlap,
            by_scene=by_scene,
            seed=seed,
        )
        merged = merge(parts_of(report), place / "m.rsis")
        assert merged.conflicts == merged.problems == ()
        assert merged.annotators == NAMES[:count]
        assert content(place / "m.rsis") == content(place / "p.rsis")


@settings(max_examples=4)
@given(images_of(), masks, st.integers(0, 9))
def test_what_two_annotators_do_in_different_images_is_all_there(
    images: list[tuple[Status, list[dict[str, Any]]]], mask: Mask, seed: int
) -> None:
    with folder() as place:
        make(place / "p.rsis", images * 2)
        report = split(place / "p.rsis", place / "parts", NAMES[:2], seed=seed)
        expected = content(place / "p.rsis")
        for part in parts_of(report):
            with Project.open(part) as project:
                image = project.images()[0]
                done = Change.replace(image, replace(image, status="done"))
                drawn = Instance(project.next_id("instance"), image.id, mask, 1, "drawn", 99, note=part.stem)
                gone = [Change.remove(instance) for instance in project.instances(image.id)[:1]]
                project.commit(Transaction("Work", (done, *gone, Change.add(drawn)), image.id))
                name = str(project.absolute(image))
            size, instances, steps = expected[name]
            kept = [*instances[1:], ("x", replace(drawn, id=0, image_id=0, z=0, category_id=None))]
            moved = [(None if at in (0, None) else at - 1, step) for at, step in steps]
            expected[name] = ((*size[:2], "done"), kept, moved)
        merged = merge(parts_of(report), place / "m.rsis")
        assert merged.conflicts == merged.problems == ()
        assert content(place / "m.rsis") == expected


@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=20),
    st.integers(1, 5),
    st.sampled_from([0.0, 0.1, 0.5, 1.0]),
    st.booleans(),
    st.booleans(),
    st.integers(),
)
def test_everybody_gets_as_much_and_each_image_is_dealt_once(
    sizes: list[int], people: int, overlap: float, by_scene: bool, doubtful: bool, seed: int
) -> None:
    scenes = [
        (f"s{scene}x_{number}.png", scene) for scene, size in enumerate(sizes) for number in range(size)
    ]
    images = [(number, name) for number, (name, _) in enumerate(scenes, 1)]
    doubts = {number: number % 7 / 7 for number, _ in images[::2]} if doubtful else None
    given_out = {"overlap": overlap, "by_scene": by_scene, "doubts": doubts, "seed": seed}
    hands = deal(images, people, **given_out)  # type: ignore[arg-type]
    assert hands == deal(images, people, **given_out)  # type: ignore[arg-type]
    dealt = Counter(number for own in (*hands.own, hands.shared) for number in own)
    assert dealt == Counter(number for number, _ in images)
    assert bool(hands.shared) == (overlap > 0)
    numbers = [len(own) for own in hands.own]
    if not by_scene:
        assert max(numbers) - min(numbers) <= 1
        assert overlap == 0 or len(hands.shared) == max(1, round(overlap * len(images)))
    elif len(sizes) >= 2 * people:
        assert hands.scenes == len(sizes)
        assert max(numbers) - min(numbers) <= max(sizes)
        of = {number: scene for number, (_, scene) in enumerate(scenes, 1)}
        parts = [{of[number] for number in own} for own in (*hands.own, hands.shared)]
        assert sum(map(len, parts)) == len(sizes)
        counts = [len(part) for part in parts[:-1]]
        assert max(counts) - min(counts) <= 1
