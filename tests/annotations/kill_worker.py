"""The program that is killed: edits a project without end, does every kind of write, and tells what it does.

Each line of its output is JSON: ["begin", kind], ["end", kind, seconds], ["try", {record: digest}] before a
transaction and ["kept"] after it.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from annotations import exporting, importing
from annotations.formats.base import AnnotatedInstance, ImageAnnotations, ReadResult
from annotations.imaging import identity
from annotations.masks import Mask
from annotations.merging.merge import merge
from annotations.project import Project, bulk, schema
from annotations.project.repair import repair
from annotations.records import Category, Change, Instance, Record, Step, Transaction

SIZE = (48, 64)
PROJECT = "photos/p.rsis"


def digest(record: Record) -> str:
    return hashlib.blake2b(repr(record).encode(), digest_size=8).hexdigest()


def content(project: Project) -> dict[str, str]:
    """Every record of a project by its key, as a digest."""
    images = project.images()
    records: list[Record] = [*project.categories(), *images]
    for image in images:
        records += [*project.instances(image.id), *project.steps(image.id)]
    return {f"{record.table} {record.id}": digest(record) for record in records}


def tell(*line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


class Telling(Project):
    """A project that tells of each transaction before it is tried and when it is kept."""

    _tried = False

    def will(self, changes: dict[str, str | None]) -> None:
        """Tells what the next transaction, or the one that goes on, changes."""
        tell("try", changes)
        self._tried = True

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        with super().writing() as connection:
            yield connection
        if self._tried:
            tell("kept")
        self._tried = False

    def put(
        self, connection: sqlite3.Connection, changes: Iterable[Change]
    ) -> list[tuple[str, int, tuple[Any, ...] | None]]:
        changes = tuple(changes)
        final = {change.key: change.after for change in changes}
        self.will({f"{t} {n}": None if r is None else digest(r) for (t, n), r in final.items()})
        return super().put(connection, changes)


class Worker:
    """Everything that a person and the program around them write, in a random order."""

    def __init__(self, folder: Path, seed: int, kind: str) -> None:
        self.folder, self.kind = folder, kind
        self.chance, self.noise = random.Random(seed), np.random.default_rng(seed)
        self.kinds: dict[str, Callable[[], None]] = {
            name.removeprefix("do_"): getattr(self, name) for name in dir(self) if name.startswith("do_")
        }
        self.project = Telling.open(folder / PROJECT)
        self.done: list[Transaction] = []

    def work(self) -> None:
        while True:
            for _ in range(self.chance.randint(1, 3)):
                self.act("edit")
            self.act(self.kind if self.chance.random() < 0.7 else self.chance.choice(sorted(self.kinds)))

    def act(self, kind: str) -> None:
        tell("begin", kind)
        start = time.perf_counter()
        self.kinds[kind]()
        tell("end", kind, time.perf_counter() - start)

    def mask(self) -> Mask:
        return Mask.from_array(self.noise.random(SIZE) < 0.4)

    def new(self, name: str) -> Path:
        """A place where nothing is."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        return path

    # -- the kinds of write

    def do_edit(self) -> None:
        """One of a person's decisions, or its undo."""
        project, chance = self.project, self.chance
        if self.done and chance.random() < 0.15:
            project.commit(self.done.pop().inverse())
            return
        image = chance.choice(project.images())
        own = project.instances(image.id)
        kinds = project.categories()
        if len(kinds) < 3:
            made = Category(project.next_id("category"), f"kind {len(kinds)}", (1, 2, 3))
            changes = [Change.add(made)]
        elif len(own) > 6 or (own and chance.random() < 0.5):
            instance = chance.choice(own)
            after = None if len(own) > 6 else replace(instance, mask=self.mask(), source="fixed")
            changes = [Change(instance.key, instance, after)]
        else:
            instance = Instance(
                *(project.next_id("instance"), image.id, self.mask(), chance.choice(kinds).id, "accepted")
            )
            step = Step(
                *(project.next_id("step"), image.id, len(own), "accepted", self.mask(), "kind 0", 0.5, 0.5),
                instance.id,
            )
            changes = [Change.add(instance), Change.add(step)]
            if image.status == "new":
                changes.append(Change.replace(image, replace(image, status="started")))
        transaction = Transaction("Edit", tuple(changes), image.id)
        project.commit(transaction)
        self.done = [*self.done[-5:], transaction] if changes[0].key[0] == "instance" else []

    def do_close_and_open(self) -> None:
        self.project.close()
        self.project = Telling.open(self.folder / PROJECT)

    def do_add_images(self) -> None:
        path = self.folder / "photos" / f"{time.time_ns()}.png"
        Image.fromarray(self.noise.integers(0, 255, (*SIZE, 3), np.uint8)).save(path)
        self.project.add_images([path])
        self.done = []

    def do_import(self) -> None:
        paths = [self.project.absolute(image) for image in self.project.images()[:4]]
        things = tuple(AnnotatedInstance(self.mask(), f"imported {n}") for n in range(3))
        images = tuple(ImageAnnotations(p, p.name, SIZE[1], SIZE[0], things) for p in paths)
        before = content(self.project)
        done = importing.import_into(self.project, ReadResult(images, (), ())).bulk
        after = content(self.project)
        changed = {key for key in after if before.get(key) != after[key]}
        if done is not None and self.chance.random() < 0.7:
            self.project.will({key: before.get(key) for key in changed})
            bulk.take_back(self.project, done)
            self.project.will({key: after[key] for key in changed})
            bulk.do_again(self.project, done)
        self.done = []

    def do_setting(self) -> None:
        self.project.model = f"model {self.chance.random()}"

    def do_fingerprint(self) -> None:
        for image in self.project.images()[:3]:
            identity.look_at(self.project, image)

    def do_backup(self) -> None:
        self.project.back_up(only_when_due=False)

    def do_create(self) -> None:
        Project.create(self.new("created.rsis")).close()

    def do_merge(self) -> None:
        merge([self.folder / PROJECT, self.folder / "other.rsis"], self.new("merged.rsis"))

    def do_export(self) -> None:
        exporting.export(exporting.dataset_of(self.project), "coco", self.new("exported.json"))

    def do_export_folder(self) -> None:
        """Images and their annotations, instead of an earlier export."""
        shutil.rmtree(self.folder / "exported", ignore_errors=True)
        exporting.export(exporting.dataset_of(self.project), "yolo", self.folder / "exported")

    def do_upgrade(self) -> None:
        """A project of the first version is brought up to date."""
        shutil.copyfile(self.folder / "first.rsis", self.new("upgraded.copy"))
        (self.folder / "upgraded.copy").replace(self.folder / "upgraded.rsis")
        Project.open(self.folder / "upgraded.rsis").close()

    def do_repair(self) -> None:
        shutil.copyfile(self.folder / "damaged.original", self.new("damaged.copy"))
        (self.folder / "damaged.copy").replace(self.folder / "damaged.rsis")
        repair(self.folder / "damaged.rsis")
        for kept in self.folder.glob("damaged.damaged-*.rsis"):
            kept.unlink()


def prepare(folder: Path) -> None:
    """The projects to begin with; "damaged" is one whose instances are on damaged pages."""
    photos = folder / "photos"
    photos.mkdir(parents=True)
    noise = np.random.default_rng(0)
    for number in range(8):
        Image.fromarray(noise.integers(0, 255, (*SIZE, 3), np.uint8)).save(photos / f"{number}.png")
    for name in (PROJECT, "other.rsis", "damaged.original"):
        with Project.create(folder / name) as project:
            project.add_images(sorted(photos.glob("*.png")))
            changes: list[Change] = []
            for image in project.images():
                mask = Mask.from_array(noise.random(SIZE) < 0.4)
                changes += [
                    Change.add(Instance(project.next_id("instance"), image.id, mask, None, "drawn"))
                    for _ in range(6)
                ]
            project.commit(Transaction("Draw", tuple(changes)))
    with closing(sqlite3.connect(folder / "damaged.original")) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'instance'").fetchone()
    with open(folder / "damaged.original", "r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    newest: list[Any] = schema.MIGRATIONS
    schema.MIGRATIONS = newest[:1]
    try:
        with closing(sqlite3.connect(folder / "first.rsis", isolation_level=None)) as connection:
            schema.migrate(connection)
            connection.execute("INSERT INTO image VALUES (1, 'a.png', 64, 48, 'done')")
            connection.executemany(
                "INSERT INTO instance VALUES (?, 1, 48, 64, 0, 0, 0, 0, x'', NULL, 'drawn', 0, NULL, 0, '', '[]')",
                [(number,) for number in range(1, 200)],
            )
    finally:
        schema.MIGRATIONS = newest


if __name__ == "__main__":
    Worker(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]).work()
