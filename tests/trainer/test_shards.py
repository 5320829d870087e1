"""Shards: making them, finding them, the order of their samples, and what damage does."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import fsspec
import numpy as np
import pytest
import webdataset
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from webdataset import tariterators

from annotations import unfinished
from annotations.errors import ImageError
from annotations.formats import coco
from tests.trainer.conftest import draw_cells
from trainer.commands.common import labelled
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import read_samples
from trainer.errors import TrainerError
from trainer.shards import opening, reading
from trainer.shards.finding import Shard, ShardSet, are_shards, find_shards
from trainer.shards.opening import Opener
from trainer.shards.order import Order
from trainer.shards.reading import samples
from trainer.shards.writing import write_shards


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> SampleSet:
    """Twenty images of drawn cells."""
    return read_samples(draw_cells(tmp_path_factory.mktemp("data") / "cells", 20), None, ("cell",))


@pytest.fixture
def shards(cells: SampleSet, tmp_path: Path) -> Path:
    """A folder with the cells as five shards."""
    write_shards(cells, tmp_path / "shards", "train", 4)
    return tmp_path / "shards"


def opened(data: ShardSet, folder: Path, categories: tuple[str, ...] = ("cell",)) -> list[Any]:
    """Every sample in its stored order, opened, or why it cannot be."""
    opener = Opener(folder, categories)
    found: list[Any] = []
    for shard in data.shards:
        for raw in reading.in_order(shard):
            try:
                found.append(opener(raw))
            except ImageError as error:
                found.append(str(error))
    return found


def looks(sample: Sample, image: np.ndarray[Any, Any]) -> tuple[Any, ...]:
    return (
        image.tobytes(),
        tuple(mask.to_array().tobytes() for mask in sample.masks),
        sample.categories,
        tuple(sample.crowd),
    )


def coco_of(folder: Path, annotations: list[dict[str, Any]], size: int = 20) -> Path:
    """A COCO file of one image, with the categories cat and dog."""
    folder.mkdir(exist_ok=True)
    Image.fromarray(np.full((size, size, 3), 90, np.uint8)).save(folder / "one.jpg")
    record = {
        "images": [{"id": 5, "file_name": "one.jpg", "width": size, "height": size}],
        "categories": [{"id": 3, "name": "cat"}, {"id": 8, "name": "dog"}],
        "annotations": [{"image_id": 5, "iscrowd": 0, **one} for one in annotations],
    }
    (folder / "coco.json").write_text(json.dumps(record))
    return folder / "coco.json"


BOX = [[2, 2, 10, 2, 10, 10, 2, 10]]


def test_samples_come_back_as_they_were(cells: SampleSet, shards: Path, tmp_path: Path) -> None:
    from annotations.imaging.reading import read_image

    before = {looks(sample, read_image(sample.path)) for sample in cells.samples}
    found = opened(find_shards(str(shards)), tmp_path)
    assert {looks(one.sample, one.image) for one in found} == before
    assert len(found) == 20


def test_categories_crowds_and_unknown_categories_come_back(tmp_path: Path) -> None:
    source = coco_of(
        tmp_path / "data",
        [
            {"id": 1, "category_id": 8, "segmentation": BOX},
            {"id": 2, "category_id": 99, "segmentation": BOX},
            {"id": 3, "category_id": 3, "segmentation": BOX, "iscrowd": 1},
        ],
    )
    write_shards(read_samples(source, None, None), tmp_path / "shards", "a", 10)
    data = find_shards(str(tmp_path / "shards"))
    assert data.categories == ("cat", "dog")
    [one] = opened(data, tmp_path, data.categories)
    assert one.sample.categories == (1, -1, 0)
    assert one.sample.crowd == (False, False, True)
    assert one.notes == ()
    [foreign] = opened(data, tmp_path, ("dog", "bird"))
    assert foreign.sample.categories == (0, -1, -1)
    assert "a-00000.tar: 00000000: the model does not know the categories cat" in foreign.notes[0]


def test_the_short_way_gives_what_the_reader_of_coco_files_gives(
    shards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = find_shards(str(shards))
    short = [looks(one.sample, one.image) for one in opened(data, tmp_path)]
    monkeypatch.setattr(coco, "read", None)  # it is not asked
    assert [looks(one.sample, one.image) for one in opened(data, tmp_path)] == short
    monkeypatch.undo()
    monkeypatch.setattr(opening, "plain_instances", lambda record, size: None)
    assert [looks(one.sample, one.image) for one in opened(data, tmp_path)] == short


def test_data_without_names_get_those_of_the_model(cells: SampleSet, shards: Path, tmp_path: Path) -> None:
    unnamed = read_samples(cells.samples[0].path.parent.parent, None, None)
    write_shards(unnamed, tmp_path / "unnamed", "a", 100)
    data = find_shards(str(tmp_path / "unnamed"))
    assert data.categories == ("object",)
    assert {c for one in opened(data, tmp_path) for c in one.sample.categories} == {0}
    assert not any(one.notes for one in opened(data, tmp_path))


def test_a_page_of_a_stack_becomes_an_image_of_its_own(tmp_path: Path) -> None:
    pages = [Image.fromarray(np.full((16, 16), value, np.uint8)) for value in (10, 200)]
    pages[0].save(tmp_path / "stack.tif", save_all=True, append_images=pages[1:])
    sample = Sample(Path(f"{tmp_path / 'stack.tif'}#page=2"), (), ())
    write_shards(SampleSet((sample,), ("cell",)), tmp_path / "shards", "a", 1)
    [one] = opened(find_shards(str(tmp_path / "shards")), tmp_path)
    assert one.image.shape == (16, 16, 3) and one.image.max() == one.image.min() == 200


def test_the_same_command_gives_the_same_bytes(cells: SampleSet, shards: Path, tmp_path: Path) -> None:
    write_shards(cells, tmp_path / "again", "train", 4)
    assert {p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()} == {
        p.name: p.read_bytes() for p in shards.iterdir()
    }


def test_shards_can_be_cut_by_size(cells: SampleSet, tmp_path: Path) -> None:
    size = max(sample.path.stat().st_size for sample in cells.samples)
    write_shards(cells, tmp_path / "s", "a", 1000, megabytes=3 * size / 10**6)
    data = find_shards(str(tmp_path / "s"))
    assert len(data) == 20
    assert all(3 <= shard.samples <= 4 for shard in data.shards[:-1])


def test_writing_goes_on_after_the_shards_that_are_there(
    cells: SampleSet, shards: Path, tmp_path: Path
) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from trainer.data.sources import read_samples\n"
        "from trainer.shards.writing import write_shards\n"
        "def told(done):\n"
        "    if done == 10:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "data = read_samples(Path(sys.argv[1]), None, ('cell',))\n"
        "write_shards(data, Path(sys.argv[2]), 'train', 4, told=told)\n"
    )
    source, target = cells.samples[0].path.parent.parent, tmp_path / "killed"
    done = subprocess.run(
        [sys.executable, "-c", script, str(source), str(target)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == -signal.SIGKILL
    assert sorted(p.name for p in target.glob("*.tar")) == ["train-00000.tar", "train-00001.tar"]
    with pytest.raises(TrainerError, match="not all shards are written"):
        find_shards(str(target))
    times = {p.name: p.stat().st_mtime_ns for p in target.glob("*.tar")}
    write_shards(cells, target, "train", 4)
    assert all((target / name).stat().st_mtime_ns == before for name, before in times.items())
    assert {p.name: p.read_bytes() for p in target.glob("*.tar")} == {
        p.name: p.read_bytes() for p in shards.glob("*.tar")
    }
    assert len(find_shards(str(target))) == 20


def test_a_folder_with_something_else_is_left_alone(cells: SampleSet, shards: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainerError, match="complete already"):
        write_shards(cells, shards, "train", 4)
    with pytest.raises(TrainerError, match="of other images or options"):
        write_shards(cells, shards, "train", 5)
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(TrainerError, match="holds no shards"):
        write_shards(cells, tmp_path, "train", 4)


def test_webdataset_reads_our_shards(shards: Path) -> None:
    found: list[Any] = []
    for path in sorted(shards.glob("*.tar")):
        with path.open("rb") as stream:  # which its own opener leaves open
            files = tariterators.tar_file_expander([{"url": str(path), "stream": stream}])
            found += webdataset.decode("rgb8")(tariterators.group_by_keys(files))
    assert len(found) == 20
    assert all(one["png"].shape == (48, 48, 3) and len(one["json"]["annotations"]) == 4 for one in found)


def test_shards_of_webdatasets_own_writer_are_read(tmp_path: Path) -> None:
    record = {
        "images": [{"id": 1, "file_name": "any.png", "width": 20, "height": 20}],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "segmentation": BOX}],
    }
    with webdataset.ShardWriter(str(tmp_path / "w-%03d.tar"), maxcount=2, verbose=0) as writer:
        for number in range(5):
            pixels = np.full((20, 20, 3), number, np.uint8)
            writer.write({"__key__": f"a/{number}", "png": pixels, "json": record, "txt": "a caption"})
    data = find_shards(str(tmp_path / "w-*.tar"))
    assert [shard.samples for shard in data.shards] == [2, 2, 1]
    assert data.categories == ("cat",)
    found = opened(data, tmp_path)
    assert [int(one.image[0, 0, 0]) for one in found] == [0, 1, 2, 3, 4]
    assert all(one.sample.masks[0].bbox == (2, 2, 10, 10) for one in found)


@pytest.mark.parametrize(
    "name", ["", "/", "/train-*.tar", "/train-{00000..00004}.tar", "/train-0000{0,1,2,3,4}.tar"]
)
@pytest.mark.parametrize("start", ["", "file://"])
def test_shards_are_named_by_folder_pattern_or_url(shards: Path, start: str, name: str) -> None:
    source = f"{start}{shards}{name}"
    assert are_shards(source, "shards" if start else None)
    assert len(find_shards(source)) == 20


def test_shards_are_read_from_a_store(shards: Path, tmp_path: Path) -> None:
    store = fsspec.filesystem("memory")
    for path in shards.iterdir():
        store.pipe_file(f"/bucket/{path.name}", path.read_bytes())
    data = find_shards("memory://bucket/train-{00000..00004}.tar")
    assert len(data) == 20
    assert len(opened(data, tmp_path)) == 20


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("none-*.tar", "no such tar"),
        ("{a,b.tar", "no such tar"),
        ("nowhere", "no such tar or folder"),
        (".", "no tars in this folder"),
    ],
)
def test_shards_that_are_not_there_are_named(
    source: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TrainerError, match=reason):
        find_shards(source)


def test_a_tar_without_samples_is_named(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "photos.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo("a.jpg"))
    with pytest.raises(
        TrainerError, match=r"photos.tar: these tars have no samples; a sample is an image and"
    ):
        find_shards(str(tmp_path / "photos.tar"))


def test_a_compressed_tar_is_refused(shards: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "s.tar.gz", "w:gz") as tar:
        tar.add(shards / "train-00000.tar", "x.jpg")
    with pytest.raises(TrainerError, match="it is compressed"):
        find_shards(str(tmp_path / "s.tar.gz"))


def test_of_a_tar_that_is_cut_off_the_samples_before_are_used(shards: Path, tmp_path: Path) -> None:
    path = shards / "train-00002.tar"
    with tarfile.open(path) as tar:
        third = tar.getmembers()[4]
    path.write_bytes(path.read_bytes()[: third.offset_data + 10])
    data = find_shards(str(shards))
    assert [shard.samples for shard in data.shards] == [4, 4, 2, 4, 4]
    [problem] = data.problems
    assert str(problem).endswith(
        "train-00002.tar: it is cut off or damaged; the 2 samples before that place are used"
    )
    assert len([one for one in opened(data, tmp_path) if not isinstance(one, str)]) == 18


def test_a_tar_that_is_cut_off_later_loses_only_the_rest(shards: Path, tmp_path: Path) -> None:
    data = find_shards(str(shards))
    path = shards / "train-00002.tar"
    path.write_bytes(path.read_bytes()[:10000])
    (shards / "train-00004.tar").unlink()
    lost = [one for one in opened(data, tmp_path) if isinstance(one, str)]
    assert len(lost) > 4
    assert {text.rpartition("/")[2] for text in lost} == {
        "train-00002.tar: it is cut off or damaged after the sample 00000008",
        "train-00004.tar: no such file or folder",
    }


def replaced(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Write a tar again with other contents."""
    with tarfile.open(path) as tar:
        files = [(one.name, tar.extractfile(one).read()) for one in tar.getmembers()]  # type: ignore[union-attr]
    with tarfile.open(path, "w") as tar:
        for name, content in files:
            new = change(name, content)
            entry = tarfile.TarInfo(name)
            entry.size = len(new)
            tar.addfile(entry, io.BytesIO(new))


def edited(change: Callable[[dict[str, Any]], None]) -> Callable[[str, bytes], bytes]:
    """Change the record of the sample 00000001."""

    def changed(name: str, content: bytes) -> bytes:
        if name != "00000001.json":
            return content
        record = json.loads(content)
        change(record)
        return json.dumps(record).encode()

    return changed


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda name, old: old[:100] if name == "00000001.png" else old,
            "damaged|cannot be|truncated|broken|cut off",
        ),
        (lambda name, old: b"{" if name == "00000001.json" else old, "its JSON is no COCO data set"),
        (lambda name, old: b"[]" if name == "00000001.json" else old, "its JSON is no COCO data set"),
        (lambda name, old: b'{"images": []}' if name == "00000001.json" else old, "not that of one image"),
        (edited(lambda record: record["images"][0].update(width=49)), "is 48 x 48 pixels, but"),
        (edited(lambda record: record.pop("annotations")), 'no "annotations" list'),
    ],
)
def test_a_broken_sample_is_named_with_its_shard(
    shards: Path, tmp_path: Path, change: Callable[[str, bytes], bytes], reason: str
) -> None:
    replaced(shards / "train-00000.tar", change)
    found = opened(find_shards(str(shards)), tmp_path)
    [text] = [one for one in found if isinstance(one, str)]
    assert "train-00000.tar: 00000001: " in text and str(tmp_path / "1") not in text
    assert re.search(reason, text)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("segmentation", {"size": [48, 48], "counts": "not a code"}, ""),
        ("segmentation", {"size": [10, 10], "counts": [50, 50]}, "run-length code is for size"),
        ("segmentation", [[100, 100, 120, 100, 120, 120]], "its mask covers no pixels of the image"),
        ("category_id", 77, "there is no category 77; its category is now unknown"),
    ],
)
def test_a_record_that_lies_is_named_and_the_others_are_used(
    shards: Path, tmp_path: Path, field: str, value: Any, reason: str
) -> None:
    replaced(
        shards / "train-00000.tar", edited(lambda record: record["annotations"][0].update({field: value}))
    )
    found = [one for one in opened(find_shards(str(shards)), tmp_path) if one.notes]
    assert len(found) == 1 and len(found[0].sample.masks) == (4 if field == "category_id" else 3)
    [note] = found[0].notes
    assert "train-00000.tar: 00000001: annotation 1: " in note and reason in note


def test_where_no_file_can_be_written_one_line_says_so(shards: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    opener = Opener(folder, ("cell",))
    raw = next(reading.in_order(find_shards(str(shards)).shards[0]))
    with pytest.raises(
        TrainerError, match=rf"^{re.escape(str(folder))}.*cannot be written: no such file or folder"
    ):
        opener(raw)


def test_evaluation_reads_shards_in_any_order(cells: SampleSet, shards: Path) -> None:
    data = labelled(str(shards), None, ("cell",), None)
    assert not data.problems
    masks = sorted(mask.to_array().tobytes() for sample in data.samples for mask in sample.masks)
    assert masks == sorted(mask.to_array().tobytes() for sample in cells.samples for mask in sample.masks)


@pytest.mark.parametrize("left", [0.6, 0.0])
def test_evaluation_names_what_is_wrong_with_a_shard(left: float, shards: Path) -> None:
    path = min(shards.glob("*.tar"))
    content = path.read_bytes()
    kept = content[: int(len(content) * left) // 512 * 512]
    path.write_bytes(kept if left else b"x" * len(content))  # the second has the size that the index tells
    problems = [str(problem) for problem in labelled(str(shards), None, ("cell",), None).problems]
    assert [text for text in problems if str(path) in text and "it is cut off or damaged" in text]


def test_what_evaluation_unpacks_is_known_for_the_case_of_a_kill(
    shards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    labelled(str(shards), None, ("cell",), None)
    [folder] = (path for path in tmp_path.iterdir() if path.name.startswith(".rsis-shards."))
    listed = [path.read_bytes() for path in unfinished.folder().iterdir()]
    assert [content for content in listed if os.fsencode(folder) in content]


COUNTS = st.lists(st.integers(1, 12), min_size=1, max_size=6)


def keys(order: Order, epoch: int, reader: int) -> list[tuple[int, int]]:
    """The samples (shard, number) of a reader in an epoch, in order."""
    row = [
        (stretch.shard, number)
        for stretch in order.stretches(epoch, reader)
        for number in range(stretch.first, stretch.end)
    ]
    return [row[place] for place in order.mixed(epoch, reader)]


@settings(deadline=None, max_examples=50)
@given(COUNTS, st.integers(1, 5), st.integers(1, 9), st.integers(0, 3))
def test_readers_share_an_epoch_without_a_sample_twice(
    counts: list[int], readers: int, buffer: int, epoch: int
) -> None:
    order = Order(tuple(counts), 0, readers, buffer)
    each = [keys(order, epoch, reader) for reader in range(readers)]
    assert {len(one) for one in each} == {order.length}
    together = [key for one in each for key in one]
    assert len(set(together)) == len(together) > sum(counts) - readers
    assert set(together) <= {(s, n) for s, count in enumerate(counts) for n in range(count)}


def test_the_order_differs_by_epoch_and_seed_and_not_by_chance() -> None:
    order = Order((10, 10, 10), 0, 2, 5)
    assert keys(order, 0, 1) == keys(Order((10, 10, 10), 0, 2, 5), 0, 1)
    assert keys(order, 0, 1) != keys(order, 1, 1)
    assert keys(order, 0, 1) != keys(Order((10, 10, 10), 1, 2, 5), 0, 1)


@pytest.fixture(scope="module")
def tars() -> Iterator[ShardSet]:
    """Shards of 7, 1, 9 and 5 samples whose images are a byte each."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for shard, count in enumerate((7, 1, 9, 5)):
            path = Path(folder, f"{shard}.tar")
            with webdataset.TarWriter(str(path), encoder=False) as tar:
                for number in range(count):
                    tar.write({"__key__": f"{shard}-{number}", "png": b"x", "json": b"{}"})
            found.append(Shard(str(path), count))
        yield ShardSet(tuple(found), ("cell",))


@settings(deadline=None, max_examples=25)
@given(
    readers=st.integers(1, 3), buffer=st.integers(1, 30), reader=st.integers(0, 2), start=st.integers(0, 40)
)
def test_reading_goes_on_exactly_where_it_stopped(
    tars: ShardSet, readers: int, buffer: int, reader: int, start: int
) -> None:
    order = Order(tuple(shard.samples for shard in tars.shards), 0, readers, buffer)
    reader %= readers

    def read(first: int, count: int) -> list[str]:
        return [raw.key for raw in islice(samples(tars.shards, order, reader, first), count)]

    whole = read(0, start + 20)
    assert read(start, 20) == whole[start:]
    epoch = [f"{shard}-{number}" for shard, number in keys(order, 0, reader)]
    assert whole[: order.length] == epoch[: len(whole)]


def test_only_the_buffer_is_in_memory(tars: ShardSet, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    files_of = reading.files_of

    def counted(file: Any) -> Iterator[tuple[str, bytes]]:
        for name, content in files_of(file):
            taken.append(name)
            yield name, content

    monkeypatch.setattr(reading, "files_of", counted)
    order = Order(tuple(shard.samples for shard in tars.shards), 0, 1, 4)
    found = samples(tars.shards, order, 0, 0)
    for given_out in range(1, order.length + 1):
        next(found)
        # Two files a sample, and the next one, which shows that a sample is complete.
        assert len([name for name in taken if name.endswith(".png")]) <= given_out + 4 + 1
