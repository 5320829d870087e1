"""What the tests of annotations share: a folder of small photos and a project on it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations.imaging.reading import list_images
from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Category, Change, Instance, Proposal, Transaction

HEIGHT, WIDTH = 30, 40


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with a1.png, a2.png and sub/a10.jpg, each 40 x 30 pixels."""
    folder = tmp_path / "photos"
    (folder / "sub").mkdir(parents=True)
    pixels = np.random.default_rng(0).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    for name in ("a2.png", "a1.png", "sub/a10.jpg"):
        Image.fromarray(pixels).save(folder / name)
    return folder


@pytest.fixture
def project(photos: Path) -> Iterator[Project]:
    """A project on the photos, with its images added and nothing else."""
    with Project.open_folder(photos) as made:
        made.add_images(list_images(photos))
        yield made


@pytest.fixture
def filled(project: Project) -> Project:
    """The project with a ring (with a hole) of category "cell", a square of "dirt" and a dot of none in a1.

    The ring is verified and part of a track; a proposal waits in a1.
    """
    image = project.images()[0]
    cell = Category(project.next_id("category"), "cell", (255, 0, 0))
    dirt = Category(project.next_id("category"), "dirt", (0, 0, 255))
    masks = [(ring(), cell.id), (square(20, 25, 5), dirt.id), (square(0, 39, 1), None)]
    instances = [
        Instance(project.next_id("instance"), image.id, mask, category, "drawn", z=z)
        for z, (mask, category) in enumerate(masks)
    ]
    instances[0] = replace(instances[0], review="verified", reviewer="Ada", track=3)
    proposal = Proposal(
        *(
            project.next_id("proposal"),
            image.id,
            0,
            square(5, 30, 4),
            "cell",
            0.9,
            0.8,
            (31.5, 6.5),
            "starter",
        )
    )
    project.commit(Transaction("Fill", tuple(map(Change.add, (cell, dirt, *instances, proposal))), image.id))
    return project


def square(y: int, x: int, side: int) -> Mask:
    """A square with its top left pixel at (y, x) in an image of the photos' size."""
    return Mask.from_patch(np.ones((side, side), np.bool_), (y, x), (HEIGHT, WIDTH))


def ring() -> Mask:
    """A thick ring: a mask with a hole."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    distance = np.hypot(y - 12, x - 12)
    return Mask.from_array((distance < 9) & (distance > 4))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 1 MB; skipped where such a one cannot be made."""
    place = tmp_path / "small disk"
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def remount_read_only(place: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)


def content(project: Project) -> tuple[object, ...]:
    """All records of a project, to compare one time with another."""
    images = project.images()
    return (
        project.categories(),
        images,
        [project.instances(image.id) for image in images],
        [project.steps(image.id) for image in images],
        [project.proposals(image.id) for image in images],
    )
