"""Tests that the pages of a stack are images: read, identified, added, exported and imported one by one."""

from __future__ import annotations

import os
import re
import struct
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from annotations import exporting, importing
from annotations.errors import ImageError, ProjectError
from annotations.formats.base import AnnotatedInstance, ImageAnnotations, ReadResult
from annotations.formats.table import FORMATS
from annotations.imaging import identity
from annotations.imaging.pages import MOST_PAGES, page_path, place_of, plain_name
from annotations.imaging.reading import image_size, read_channels, read_image
from annotations.imaging.remarks import remark
from annotations.imaging.stacks import count_pages, page_sizes
from annotations.imaging.strips import read_parts
from annotations.masks import Mask
from annotations.merging.merge import merge
from annotations.project import Project
from annotations.project.stacks import open_pages
from annotations.records import Change, Instance, Transaction


def stack(path: Path, count: int = 3, dtype: type = np.uint16, **options: object) -> np.ndarray:
    """Write a stack of `count` pages, (count, 20, 30); return it."""
    rng = np.random.default_rng(1)
    values = rng.integers(0, 200, (count, 20, 30)).astype(dtype)
    tifffile.imwrite(path, values, photometric="minisblack", **options)
    return values


@pytest.mark.parametrize(
    ("dtype", "options"),
    [
        (np.uint8, {}),
        (np.uint16, {}),
        (np.uint8, {"compression": "zlib"}),
        (np.float32, {"bigtiff": True}),
        (np.uint16, {"bigtiff": True, "byteorder": ">"}),
    ],
)
def test_a_page_is_the_part_of_the_file_that_its_path_names(
    tmp_path: Path, dtype: type, options: dict[str, object]
) -> None:
    values = stack(tmp_path / "a.tif", 4, dtype, **options)
    assert count_pages(tmp_path / "a.tif") == 4
    for page in range(1, 5):
        path = page_path(tmp_path / "a.tif", page)
        assert image_size(path) == (20, 30)
        np.testing.assert_array_equal(read_channels(path)[..., 0], values[page - 1])
        assert remark(path) == ""
        assert count_pages(path) == 1
        strips = list(read_parts(path, 8))[1:]
        np.testing.assert_array_equal(np.concatenate(strips), read_image(path))


@pytest.mark.parametrize("mode", ["L", "P", "RGB"])
def test_pages_that_pillow_unpacks_are_read(tmp_path: Path, mode: str) -> None:
    pages = [Image.new("RGB", (40, 30), (10 * n, 0, 5)).convert(mode) for n in range(1, 4)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    for page, shown in enumerate(pages, 1):
        np.testing.assert_array_equal(
            read_image(page_path(tmp_path / "a.tif", page)), np.asarray(shown.convert("RGB"))
        )


def test_the_first_page_is_what_the_file_itself_shows(tmp_path: Path) -> None:
    stack(tmp_path / "a.tif")
    np.testing.assert_array_equal(
        read_image(page_path(tmp_path / "a.tif", 1)), read_image(tmp_path / "a.tif")
    )


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_channels_of_a_hyperstack_are_in_one_page(tmp_path: Path, dtype: type) -> None:
    rng = np.random.default_rng(2)
    values = rng.integers(0, 250, (2, 3, 2, 8, 9)).astype(dtype)  # T Z C Y X
    tifffile.imwrite(tmp_path / "i.tif", values, imagej=True, metadata={"axes": "TZCYX"})
    assert count_pages(tmp_path / "i.tif") == 6
    for page in range(6):
        read = read_channels(page_path(tmp_path / "i.tif", page + 1))
        np.testing.assert_array_equal(read.transpose(2, 0, 1), values[page // 3, page % 3])
    other = values.transpose(0, 2, 1, 3, 4)  # T C Z Y X
    tifffile.imwrite(tmp_path / "o.ome.tif", other, metadata={"axes": "TCZYX"})
    assert count_pages(tmp_path / "o.ome.tif") == 6
    for page in range(6):
        read = read_channels(page_path(tmp_path / "o.ome.tif", page + 1))
        np.testing.assert_array_equal(read.transpose(2, 0, 1), values[page // 3, page % 3])


def packed(path: Path, count: int, said: int) -> np.ndarray:
    """Write a file in the form of ImageJ's large ones: one directory, the pixels of all pages behind each other."""
    values = np.arange(count * 6, dtype=np.uint8).reshape(count, 2, 3)
    text = f"ImageJ=1.53\nimages={said}\nslices={said}\n".encode()
    start = 8 + 2 + 12 * 9 + 4
    tags = [(256, 3), (257, 2), (258, 8), (259, 1), (262, 1), (273, start + len(text)), (277, 1), (279, 6)]
    entries = [struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags]
    entries.insert(5, struct.pack("<HHII", 270, 2, len(text), start))
    head = struct.pack("<2sHIH", b"II", 42, 8, 9) + b"".join(entries) + struct.pack("<I", 0)
    path.write_bytes(head + text + values.tobytes())
    return values


def test_a_large_stack_of_imagej_has_one_directory_for_all_pages(tmp_path: Path) -> None:
    values = packed(tmp_path / "a.tif", 5, 5)
    assert count_pages(tmp_path / "a.tif") == 5
    for page in range(5):
        read = read_channels(page_path(tmp_path / "a.tif", page + 1))
        np.testing.assert_array_equal(read[..., 0], values[page])


@pytest.mark.parametrize(
    ("said", "reason"), [(1_000_000, "more than 10,000 pages"), (9000, "too short for its 9,000 pages")]
)
def test_a_file_that_claims_pages_it_has_not_is_refused_with_one_sentence(
    tmp_path: Path, said: int, reason: str
) -> None:
    packed(tmp_path / "a.tif", 3, said)
    with pytest.raises(ImageError, match=reason) as caught:
        count_pages(tmp_path / "a.tif")
    assert "\n" not in str(caught.value)
    assert read_image(tmp_path / "a.tif").shape == (2, 3, 3), "its first image is there"
    assert re.fullmatch(
        f"Only the first image in this file can be read: .*{reason}.*", remark(tmp_path / "a.tif")
    )
    with pytest.raises(ImageError, match=reason):
        read_image(page_path(tmp_path / "a.tif", 2))


def test_a_file_with_a_million_tiny_pages_is_refused_quickly(tmp_path: Path) -> None:
    one = struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 1)
    size = len(one) + 4
    count = 1_000_000
    content = b"".join(one + struct.pack("<I", 8 + size * (n + 1)) for n in range(count))
    (tmp_path / "a.tif").write_bytes(struct.pack("<2sHI", b"II", 42, 8) + content)
    began = time.process_time()
    with pytest.raises(ImageError):
        count_pages(tmp_path / "a.tif")
    with pytest.raises(ImageError):
        read_image(page_path(tmp_path / "a.tif", MOST_PAGES - 1))
    assert time.process_time() - began < 5


def test_a_truncated_or_circular_stack_gives_one_error(tmp_path: Path) -> None:
    stack(tmp_path / "a.tif", 6)
    whole = (tmp_path / "a.tif").read_bytes()
    for share in (0.2, 0.5, 0.9):
        (tmp_path / "b.tif").write_bytes(whole[: int(share * len(whole))])
        for page in (1, 3, 6):
            with pytest.raises(ImageError):
                read_image(page_path(tmp_path / "b.tif", page))
    with tifffile.TiffFile(tmp_path / "a.tif") as file:
        last, first = file.pages[-1].offset, file.pages[0].offset
    entries = struct.unpack_from("<H", whole, last)[0]
    at = last + 2 + 12 * entries
    (tmp_path / "c.tif").write_bytes(whole[:at] + struct.pack("<I", first) + whole[at + 4 :])
    assert count_pages(tmp_path / "c.tif") == 6


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_the_pages_of_an_animation_are_images(tmp_path: Path, kind: str) -> None:
    pages = [Image.new("RGB", (12, 9), (shade, 0, 0)) for shade in (10, 120, 240)]
    options = {"lossless": True} if kind == "webp" else {}
    pages[0].save(tmp_path / f"a.{kind}", save_all=True, append_images=pages[1:], **options)
    assert page_sizes(tmp_path / f"a.{kind}") == [(9, 12)] * 3
    reds = [int(read_image(page_path(tmp_path / f"a.{kind}", page))[4, 4, 0]) for page in (1, 2, 3)]
    assert reds == pytest.approx([10, 120, 240], abs=2)
    with pytest.raises(ImageError, match="no page 4"):
        read_image(page_path(tmp_path / f"a.{kind}", 4))


def test_a_page_that_is_not_there_or_of_a_file_without_pages_gives_an_error(tmp_path: Path) -> None:
    stack(tmp_path / "a.tif")
    Image.new("L", (5, 5)).save(tmp_path / "b.png")
    for path, page, reason in (("a.tif", 4, "3 pages"), ("b.png", 1, "no page 1"), ("no.tif", 1, "opened")):
        with pytest.raises(ImageError, match=reason):
            read_image(page_path(tmp_path / path, page))


def test_a_file_that_really_has_such_a_name_is_that_file(tmp_path: Path) -> None:
    stack(tmp_path / "a.tif")
    Image.new("L", (7, 5)).save(tmp_path / "a.tif#page=2", format="PNG")
    assert place_of(tmp_path / "a.tif#page=2").page is None
    assert image_size(tmp_path / "a.tif#page=2") == (5, 7)
    assert image_size(tmp_path / "a.tif#page=3") == (20, 30)


def test_a_page_gets_a_plain_name() -> None:
    assert plain_name("a/stack.tif#page=7") == "a/stack_p007.tif"
    assert plain_name("a/stack.tif") == "a/stack.tif"
    assert plain_name("stack.tif#page=0") == "stack.tif#page=0"


def opened_stack(folder: Path) -> Project:
    """A project of a folder with a stack of three pages, opened as images."""
    stack(folder / "stack.tif")
    project = Project.open_folder(folder)
    project.add_images([folder / "stack.tif"])
    (image,) = project.images()
    project.commit(open_pages(project, image, page_sizes(project.absolute(image))))
    return project


def test_a_stack_becomes_its_pages_and_what_was_annotated_is_in_the_first(tmp_path: Path) -> None:
    stack(tmp_path / "stack.tif")
    with Project.open_folder(tmp_path) as project:
        project.add_images([tmp_path / "stack.tif"])
        (image,) = project.images()
        mask = Mask.from_array(np.eye(20, 30, dtype=bool))
        project.commit(Transaction("", (Change.add(Instance(1, image.id, mask, None, "drawn")),)))
        identity.look_at(project, image)
        made = open_pages(project, image, page_sizes(project.absolute(image)))
        project.commit(made)
        assert [one.path for one in project.images()] == [f"stack.tif#page={n}" for n in (1, 2, 3)]
        assert [i.mask for i in project.instances(project.images()[0].id)] == [mask]
        assert identity.look_at(project, project.images()[0]) == "same"
        assert project.not_added([tmp_path / "stack.tif"]) == [], "the choice is kept"
        assert identity.missing(project) == ()
        project.commit(made.inverse())
        assert [one.path for one in project.images()] == ["stack.tif"]


def test_the_pages_of_a_stack_that_was_moved_are_found(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    with opened_stack(tmp_path / "own") as project:
        for image in project.images():
            assert identity.look_at(project, image) == "new"
        prints = {identity.fingerprint(project.absolute(image)).digest for image in project.images()}
        assert len(prints) == 3, "no page is taken for another"
        (tmp_path / "own" / "new").mkdir()
        (tmp_path / "own" / "stack.tif").rename(tmp_path / "own" / "new" / "renamed.tif")
        gone = identity.missing(project)
        found = identity.find(project, gone, identity.files_near(project))
        assert found.transaction is not None
        project.commit(found.transaction)
        paths = [image.path for image in project.images()]
        assert paths == [f"new/renamed.tif#page={n}" for n in (1, 2, 3)]


def annotate(project: Project) -> None:
    for number, image in enumerate(project.images(), 1):
        bits = np.zeros((20, 30), bool)
        bits[number : number + 4, 3:9] = True
        one = Instance(project.next_id("instance"), image.id, Mask.from_array(bits), None, "drawn")
        project.commit(Transaction("", (Change.add(one),)))


def test_merging_keeps_pages_apart(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    places = []
    for folder in ("one", "two"):
        with opened_stack(tmp_path / folder) as project:
            annotate(project)
            places.append(project.path)
    merge(places, tmp_path / "merged.rsis")
    with Project.open(tmp_path / "merged.rsis") as merged:
        assert len(merged.images()) == 3
        assert [len(merged.instances(image.id)) for image in merged.images()] == [1, 1, 1]


def test_a_page_is_exported_as_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with opened_stack(tmp_path / "in") as project:
        annotate(project)
        data = exporting.dataset_of(project)
        exporting.export(data, "mask-folders", tmp_path / "out")
        exporting.export(data, "cvppp", tmp_path / "leaves")
        pages = [read_channels(project.absolute(image)) for image in project.images()]
    written = sorted((tmp_path / "out").rglob("stack_p00?.tif"))
    assert [path.name for path in written] == ["stack_p001.tif", "stack_p002.tif", "stack_p003.tif"]
    for path, page in zip(written, pages, strict=True):
        np.testing.assert_array_equal(read_channels(path), page)
        np.testing.assert_array_equal(tifffile.imread(path), page[..., 0])
    assert (tmp_path / "leaves" / "stack_p002_rgb.png").is_file()
    again = FORMATS["mask-folders"].reader(tmp_path / "out", None)  # type: ignore[misc]
    assert [len(image.instances) for image in again.images] == [1, 1, 1]


def test_a_coco_file_names_pages_and_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with opened_stack(tmp_path / "in") as project:
        annotate(project)
        exporting.export(exporting.dataset_of(project), "coco", tmp_path / "in" / "a.json")
        expected = [project.instances(image.id)[0].mask for image in project.images()]
    read = FORMATS["coco"].reader(tmp_path / "in" / "a.json", None)  # type: ignore[misc]
    assert read.problems == ()
    with Project.create(tmp_path / "in" / "b.rsis") as other:
        importing.import_into(other, read)
        assert [image.path for image in other.images()] == [f"stack.tif#page={n}" for n in (1, 2, 3)]
        assert [other.instances(image.id)[0].mask for image in other.images()] == expected


@pytest.mark.parametrize(
    ("dtype", "channels"), [(np.uint8, 5), (np.uint16, 3), (np.float32, 2), (np.int16, 1)]
)
def test_a_page_of_any_depth_is_written_as_it_is(tmp_path: Path, dtype: type, channels: int) -> None:
    from annotations.imaging.tiff.writing import save_tiff

    values = (np.random.default_rng(3).random((6, 7, channels)) * 100).astype(dtype)
    with open(tmp_path / "a.tif", "wb") as file:
        save_tiff(values, file)
    np.testing.assert_array_equal(read_channels(tmp_path / "a.tif"), values)
    np.testing.assert_array_equal(tifffile.imread(tmp_path / "a.tif").reshape(values.shape), values)


def test_a_moved_stack_is_found_though_it_was_looked_at_before_its_pages_were_opened(tmp_path: Path) -> None:
    (tmp_path / "own" / "new").mkdir(parents=True)
    stack(tmp_path / "own" / "stack.tif")
    with Project.open_folder(tmp_path / "own") as project:
        project.add_images([tmp_path / "own" / "stack.tif"])
        (image,) = project.images()
        assert identity.look_at(project, image) == "new"
        project.commit(open_pages(project, image, page_sizes(project.absolute(image))))
        annotate(project)
        os.utime(tmp_path / "own" / "stack.tif", (1, 1))
        assert identity.look_at(project, project.images()[0]) == "same", "only the time has changed"
        for page in project.images()[1:]:
            identity.look_at(project, page)
        (tmp_path / "own" / "stack.tif").rename(tmp_path / "own" / "new" / "renamed.tif")
        found = identity.find(project, identity.missing(project), identity.files_near(project))
        assert found.transaction is not None
        project.commit(found.transaction)
        assert [one.path for one in project.images()] == [f"new/renamed.tif#page={n}" for n in (1, 2, 3)]


def test_a_stack_of_which_a_page_is_an_image_already_keeps_that_page(tmp_path: Path) -> None:
    stack(tmp_path / "stack.tif")
    with Project.open_folder(tmp_path) as project:
        project.add_images([tmp_path / "stack.tif"])
        project.add_images([page_path(tmp_path / "stack.tif", 2)])
        (image, _) = project.images()
        project.commit(open_pages(project, image, page_sizes(project.absolute(image))))
        assert [one.path for one in project.images()] == [f"stack.tif#page={n}" for n in (1, 2, 3)]


def test_a_stack_beside_its_own_first_page_is_not_opened_again(tmp_path: Path) -> None:
    stack(tmp_path / "stack.tif")
    with Project.open_folder(tmp_path) as project:
        project.add_images([tmp_path / "stack.tif"])
        project.add_images([page_path(tmp_path / "stack.tif", 1)])
        (image,) = (one for one in project.images() if one.path == "stack.tif")
        with pytest.raises(ProjectError, match="first page"):
            open_pages(project, image, page_sizes(project.absolute(image)))


def test_a_split_by_scene_takes_the_pages_of_a_stack_for_neighbours(tmp_path: Path) -> None:
    stack(tmp_path / "stack.tif", 40)
    with Project.open_folder(tmp_path) as project:
        project.add_images([tmp_path / "stack.tif"])
        (image,) = project.images()
        project.commit(open_pages(project, image, page_sizes(project.absolute(image))))
        dataset = exporting.dataset_of(project)
    parts = exporting.split(dataset, {"train": 0.75, "val": 0.25}, by_scene=True)
    assert 5 <= len(parts["val"].images) <= 15


def test_what_is_imported_for_a_stack_belongs_to_its_first_page_and_the_other_way_round(
    tmp_path: Path,
) -> None:
    (tmp_path / "in").mkdir()
    mask = Mask.from_array(np.eye(20, 30, dtype=bool))
    with opened_stack(tmp_path / "in") as project:
        pages = project.images()
        for name in ("stack.tif", "stack.tif#page=1"):
            given = ImageAnnotations(tmp_path / "in" / name, name, 30, 20, (AnnotatedInstance(mask, None),))
            report = importing.import_into(project, ReadResult((given,), (), ()))
            assert report.images == 0
        assert project.images() == (replace(pages[0], status="started"), *pages[1:])
        assert [len(project.instances(page.id)) for page in pages] == [1, 0, 0]
    stack(tmp_path / "stack.tif")
    with Project.create(tmp_path / "whole.rsis") as project:
        project.add_images([tmp_path / "stack.tif"])
        given = ImageAnnotations(
            tmp_path / page_path("stack.tif", 1), "", 30, 20, (AnnotatedInstance(mask, None),)
        )
        importing.import_into(project, ReadResult((given,), (), ()))
        assert [image.path for image in project.images()] == ["stack.tif"]
