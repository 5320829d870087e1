"""Plug-ins of packages that are on the module path: good ones are used, and bad ones named and left out."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from annotations import exporting
from annotations.cli import main
from annotations.errors import FormatError, ImageError
from annotations.formats import table
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.imaging.channels import count_channels, read_strips
from annotations.imaging.kinds import is_image, unread_kinds
from annotations.imaging.reading import image_size, list_images, read_channels, read_image
from annotations.masks import Mask
from annotations.message import Message
from annotations.plugins import host, proposers
from annotations.plugins.found import KINDS, Kind, installed
from annotations.plugins.host import PluginError, why_left_out
from tests.annotations.made_plugins import NONSENSE, install


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the module path for packages."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    host.end()
    yield folder
    host.end()


@pytest.fixture
def coco(tmp_path: Path) -> Path:
    """A data set of one image with two instances."""
    Image.fromarray(np.zeros((30, 40, 3), np.uint8)).save(tmp_path / "a.png")
    masks = [Mask.from_patch(np.ones((5, 5), bool), (y, 3), (30, 40)) for y in (2, 20)]
    instances = tuple(AnnotatedInstance(mask, "cell") for mask in masks)
    dataset = Dataset((ImageAnnotations(tmp_path / "a.png", "a.png", 40, 30, instances),), ("cell",))
    return exporting.export(dataset, "coco", tmp_path / "coco.json").files[0]


def use(kind: str, coco: Path) -> list[str]:
    """Use the plug-in named "made" by the commands; return what they say of it."""
    folder = coco.parent
    source = folder / "x.made"
    source.write_text("x")
    if kind == "proposer":
        plugin = proposers.proposers().usable[0]
        try:
            encoded = proposers.open_image(plugin, np.zeros((30, 40, 3), np.uint8))
            proposers.propose(plugin, encoded, [], None, None)
        except PluginError as error:
            return [str(error)]
        return []
    if kind == "measurement":
        command = ["measure", str(coco), "--format", "coco", "--output", str(folder / "m.csv")]
        assert main([*command, "--json"]) == 0
        with open(folder / "m.csv") as file:
            assert len(list(csv.DictReader(file))) == 2  # whatever the plug-in does
        return []
    if kind == "image_reader":
        try:
            read_image(source)
        except ImageError as error:
            return [str(error)]
        return []
    return [] if main(["validate", str(source), "--format", "made", "--json"]) == 0 else ["failed"]


def said(kind: str, coco: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said when the plug-in is used; no traceback."""
    lines = use(kind, coco)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return "\n".join([*lines, captured.out, captured.err])


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_raises_or_answers_nonsense_fails_alone_and_is_left_out_after_three_times(
    kind: Kind, site: Path, coco: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = coco.parent / "odd"
    install(site, kind, "made", f"if os.path.exists({str(odd)!r}): {NONSENSE[kind]}", last="{}['x']")
    plugin = installed(kind).usable[0]
    assert "made-" in (first := said(kind, coco, capsys)) and "it failed: KeyError: 'x'" in first
    odd.touch()
    if kind != "measurement":  # that has measured two instances
        assert why_left_out(plugin) is None
        assert "its answer is of no use" in said(kind, coco, capsys)
    last = said(kind, coco, capsys)
    assert "left out until the program is started again" in last and why_left_out(plugin) is not None
    assert main(["stats", str(coco.parent / "missing.rsis")]) == 1  # the program goes on


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_hangs_is_left_out_at_once(
    kind: Kind, site: Path, coco: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(host.SECONDS_VARIABLE, "0.3")
    install(site, kind, "made", "time.sleep(1000)")
    assert "did not answer within" in said(kind, coco, capsys)
    assert why_left_out(installed(kind).usable[0]) is not None
    began = time.monotonic()
    said(kind, coco, capsys)
    assert time.monotonic() - began < 100  # it is not asked again


def test_the_programs_processes_tell_each_other_what_is_left_out(
    site: Path, coco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "faults").mkdir()
    monkeypatch.setenv("RSIS_PLUGIN_FAULTS", str(tmp_path / "faults"))
    install(site, "image_reader", "made", "os._exit(3)")
    plugin = installed("image_reader").usable[0]
    assert "its process ended by itself (status 3)" in use("image_reader", coco)[0]
    said_here = why_left_out(plugin)
    host.end()  # now as another process, which knows nothing of it
    said_there = why_left_out(plugin)
    assert said_there == said_here is not None
    assert isinstance(said_there, Message) and "{how}" in said_there.template  # to be translated
    assert "process ended" in use("image_reader", coco)[0]


def test_what_cannot_be_loaded_is_listed_with_the_reason(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(site, "proposer", "broken", before="raise ImportError('no module named sam')")
    install(site, "format", "ended", before="import os; os._exit(3)")
    install(site, "measurement", "formless", code="Made = 7")
    install(site, "image_reader", "png")
    install(site, "format", "No-Name")
    damaged = site / "damaged-1.dist-info"
    damaged.mkdir()
    (damaged / "METADATA").write_text("Name: damaged\n")
    (damaged / "entry_points.txt").write_bytes(b"[rsis_annotator.formats]\n\xff no equals sign")
    assert main(["plugins", "--json"]) == 0
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)["plugins"]}
    assert not any(one["ready"] for one in found.values())
    reasons = {name: one["reason"] for name, one in found.items()}
    assert "ImportError: no module named sam" in reasons["broken"]
    assert "its process ended by itself (status 3)" in reasons["ended"]
    assert "int has no method 'measure'" in reasons["formless"]
    assert reasons["png"] == "the program itself has one of this name"
    assert reasons["No-Name"].startswith("its name must consist of")
    assert found["broken"]["version"] == "1.2" and found["broken"]["package"] == "made-proposer-broken"


def test_of_two_columns_of_one_name_the_first_is_taken(site: Path, coco: Path) -> None:
    install(site, "measurement", "one")
    install(site, "measurement", "two")
    output = coco.parent / "m.csv"
    assert main(["measure", str(coco), "--format", "coco", "--output", str(output), "--columns", "made"]) == 0
    assert output.read_text().split() == ["made", "1.5", "1.5"]


def image_reader(site: Path, pixels: np.ndarray[Any, Any], name: str = "made") -> None:
    np.save(site / "pixels.npy", pixels)
    shape = pixels.shape if pixels.ndim == 3 else (*pixels.shape, 1)
    code = f"""
class Made:
    def shape(self, path):
        return {shape}
    def read(self, path):
        if path.read_text() == "damaged":
            raise ValueError("it has no beginning")
        return np.load({str(site / "pixels.npy")!r})
"""
    install(site, "image_reader", name, code=code)


def test_images_of_a_plug_in_are_read_as_others_are(site: Path, tmp_path: Path) -> None:
    deep = np.random.default_rng(0).integers(0, 60000, (30, 40, 5), np.uint16)
    image_reader(site, deep)
    folder = tmp_path / "images"
    folder.mkdir()
    path = folder / "a.MADE"
    path.write_text("x")
    (folder / "b.txt").touch()
    assert list_images(folder) == [path] and is_image("a.made") and not is_image(".a.made")
    assert image_size(path) == (30, 40) and count_channels(path) == 5
    assert (read_channels(path) == deep).all() and read_channels(path).dtype == np.uint16
    assert (np.concatenate(list(read_strips(path, 2000))) == deep).all()
    assert read_image(path).shape == (30, 40, 3)
    with pytest.raises(ImageError, match="it is too large: 40 x 30"):
        read_image(path, 1000)
    for _ in range(4):  # files that are damaged are not the plug-in's fault
        path.write_text("damaged")
        with pytest.raises(
            ImageError, match=r"plug-in made \(made-image-reader-made 1.2\): it has no beginning"
        ):
            read_image(path)
    path.write_text("x")
    assert read_image(path).any()


@pytest.mark.parametrize("colours", [True, False])
def test_colours_of_a_plug_in_are_shown_as_they_are(colours: bool, site: Path, tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (30, 40, 3) if colours else (30, 40), np.uint8)
    image_reader(site, pixels, "npy")
    path = tmp_path / "a.npy"
    path.write_text("x")
    assert (read_image(path) == (pixels if colours else pixels[..., None])).all()
    assert unread_kinds(["a.npy", "b.npz"]).total() == 1 and not is_image("a_seg.npy")


def test_a_format_of_a_plug_in_writes_all_or_nothing(site: Path, coco: Path) -> None:
    install(site, "format", "made", "if (output if 'output' in dir() else source).parent.name == '': pass")
    install(site, "format", "half", "raise OSError('no more paper')")
    folder = coco.parent
    read = table.find("coco").reader
    assert read is not None
    dataset = read(coco, None).dataset
    report = exporting.export(dataset, "made", folder / "out.made")
    assert report.files[0].read_text() == "begun"
    assert exporting.what_is_lost(dataset, "made") == ()
    with pytest.raises(FormatError, match="no more paper"):
        exporting.export(dataset, "half", folder / "half.made")
    assert not (folder / "half.made").exists() and not list(folder.glob(".*part*"))
    assert table.guess(folder / "out.made") == "half"
    assert {"made", "half"} <= {form.name for form in table.offered()}
    with pytest.raises(FormatError, match="there is no format of this name"):
        table.find("none")


def test_an_image_is_encoded_again_if_the_process_is_gone(site: Path) -> None:
    install(site, "proposer", "made")
    plugin = proposers.proposers().usable[0]
    assert proposers.title_of(plugin) == "Made"
    encoded = proposers.open_image(plugin, np.zeros((30, 40, 3), np.uint8))
    host.end()
    mask = proposers.propose(plugin, encoded, [], None, None)
    assert mask is not None and mask.shape == (30, 40) and mask.all()
