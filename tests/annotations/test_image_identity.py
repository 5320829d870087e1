"""An image that changed on the disk is noticed, and images that were moved are found again."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations.errors import ImageError
from annotations.imaging import identity
from annotations.imaging.identity import files_near, find, fingerprint, look_at, missing
from annotations.imaging.reading import list_images
from annotations.project import Project
from annotations.records import Change, ImageRecord, Transaction
from tests.annotations.conftest import HEIGHT, WIDTH, content


def picture(path: Path, seed: int, size: tuple[int, int] = (HEIGHT, WIDTH)) -> None:
    pixels = np.random.default_rng(seed).integers(0, 255, (*size, 3), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


def touch(path: Path) -> None:
    """Another time of change, the same content."""
    now = path.stat().st_mtime_ns
    os.utime(path, ns=(now + 10**9, now + 10**9))


# ---- changed


def test_an_image_that_changed_since_it_was_annotated_is_noticed_until_the_person_says_it_is_fine(
    filled: Project,
) -> None:
    image = filled.images()[0]
    path = filled.absolute(image)
    assert look_at(filled, image) == "new"
    assert look_at(filled, image) == "same"
    touch(path)
    assert look_at(filled, image) == "same"
    picture(path, 99)
    assert look_at(filled, image) == "changed"
    assert look_at(filled, image) == "changed"
    identity.accept_file(filled, image)
    assert look_at(filled, image) == "same"
    path.unlink()
    assert look_at(filled, image) == "missing"
    with pytest.raises(ImageError, match="no such file"):
        identity.accept_file(filled, image)


def test_what_has_no_annotation_yet_may_change(filled: Project) -> None:
    image = filled.images()[1]
    assert look_at(filled, image) == "new"
    picture(filled.absolute(image), 99)
    assert look_at(filled, image) == "same"


def test_a_file_that_changed_between_adding_and_the_first_annotation_is_noticed(filled: Project) -> None:
    image = filled.images()[0]
    picture(filled.absolute(image), 99, (HEIGHT, WIDTH))
    touch(filled.absolute(image))
    assert look_at(filled, image) == "changed"


def test_what_is_known_of_a_file_survives_changes_of_its_record(filled: Project) -> None:
    image = filled.images()[0]
    look_at(filled, image)
    done = replace(image, status="done")
    filled.commit(Transaction("Done", (Change.replace(image, done),)))
    before = content(filled)
    filled.close()
    with Project.open(filled.path, read_only=True) as again:
        assert look_at(again, done) == "same"
        picture(again.absolute(done), 5)
        assert look_at(again, done) == "changed"
        assert content(again) == before


def test_a_large_file_is_told_by_pieces_all_over_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "READ_WHOLE", 1000)
    monkeypatch.setattr(identity, "PIECE", 100)
    path = tmp_path / "large"
    path.write_bytes(bytes(5000))
    whole = fingerprint(path)
    for place in (0, 4999):
        content = bytearray(5000)
        content[place] = 1
        path.write_bytes(content)
        assert fingerprint(path).digest != whole.digest
    path.write_bytes(bytes(5001))
    assert fingerprint(path).digest != whole.digest


# ---- moved


def looked_at(project: Project) -> None:
    for image in project.images():
        look_at(project, image)


@pytest.fixture
def different(tmp_path: Path) -> Project:
    """A project in a folder beside its images, which all differ."""
    for number, name in enumerate(("a.png", "b.png", "sub/a.png")):
        picture(tmp_path / "photos" / name, number)
    (tmp_path / "work").mkdir()
    project = Project.create(tmp_path / "work" / "p.rsis")
    project.add_images(list_images(tmp_path / "photos"))
    return project


def test_images_in_a_folder_that_was_renamed_are_found_beside_it(different: Project, tmp_path: Path) -> None:
    with different as project:
        before = [image.id for image in project.images()]
        assert missing(project) == ()
        (tmp_path / "photos").rename(tmp_path / "pictures of may")
        gone = missing(project)
        assert [image.id for image in gone] == before
        found = find(project, gone, files_near(project))
        assert found.missing == ()
        assert found.transaction is not None
        project.commit(found.transaction)
        assert [image.path for image in project.images()] == [
            f"../pictures of may/{name}" for name in ("a.png", "b.png", "sub/a.png")
        ]
        assert [image.id for image in project.images()] == before
        assert missing(project) == ()
        project.commit(found.transaction.inverse())
        assert missing(project) == gone


def test_renamed_files_are_found_by_their_content_and_copies_by_their_name(
    different: Project, tmp_path: Path
) -> None:
    with different as project:
        looked_at(project)
        photos = tmp_path / "photos"
        shutil.copy(photos / "a.png", photos / "copy of a.png")
        (photos / "b.png").rename(photos / "renamed.png")
        (photos / "new").mkdir()
        (photos / "a.png").rename(photos / "new" / "a.png")
        found = find(project, missing(project), list_images(photos))
        assert {image.path: path.name for image, path in found.moved} == {
            "../photos/a.png": "a.png",
            "../photos/b.png": "renamed.png",
        }
        assert found.missing == ()


def test_another_image_of_the_same_name_and_size_is_not_taken(different: Project, tmp_path: Path) -> None:
    with different as project:
        looked_at(project)
        (tmp_path / "photos" / "b.png").unlink()
        picture(tmp_path / "elsewhere" / "b.png", 77)
        found = find(project, missing(project), list_images(tmp_path / "elsewhere"))
        assert found.transaction is None
        assert [image.path for image in found.missing] == ["../photos/b.png"]


def test_where_nothing_is_known_of_the_content_two_that_fit_equally_are_not_guessed(
    different: Project, tmp_path: Path
) -> None:
    with different as project:
        image = ImageRecord(project.next_id("image"), "gone/c.png", WIDTH, HEIGHT)
        project.commit(Transaction("Add", (Change.add(image),)))
        picture(tmp_path / "one" / "c.png", 5)
        picture(tmp_path / "two" / "c.png", 6)
        picture(tmp_path / "other size" / "c.png", 6, (3, 4))
        everywhere = list_images(tmp_path)
        assert find(project, [image], everywhere).moved == ()
        (tmp_path / "two" / "c.png").unlink()
        assert find(project, [image], everywhere).moved == ((image, tmp_path / "one" / "c.png"),)
        picture(tmp_path / "far" / "gone" / "c.png", 7)  # the same folder's name: it fits better
        assert find(project, [image], list_images(tmp_path)).moved == (
            (image, tmp_path / "far" / "gone" / "c.png"),
        )


def test_a_file_that_is_an_image_of_the_project_already_is_not_taken_twice(different: Project) -> None:
    with different as project:
        looked_at(project)
        a = next(image for image in project.images() if image.path == "../photos/a.png")
        shutil.copy(project.absolute(a), project.root.parent / "photos" / "c.png")
        project.add_images([project.root.parent / "photos" / "c.png"])
        project.absolute(a).unlink()
        assert find(project, missing(project), list_images(project.root.parent)).moved == ()


def test_the_search_ends_when_it_takes_too_long(
    different: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with different as project:
        monkeypatch.setattr(identity, "SEARCH_FILES", 0)
        assert len(list(files_near(project))) == 0
