"""However proposing in all images is stopped, each image is done once by each model, and none where a person began."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PIL import Image

from annotations.imaging.reading import list_images
from annotations.masks import Mask
from annotations.project import Project, waiting
from annotations.records import Change, Instance, Proposal, Transaction
from app.document.batch import SETTING, Wanted, due
from app.document.image_table import ImageTable

IMAGES, SIZE = 4, (12, 16)


class BatchMachine(RuleBasedStateMachine):
    """A window that proposes image by image, and is killed anywhere."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        for number in range(IMAGES):
            Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(self.folder / f"{number}.png")
        self.project = Project.create(self.folder / "p.rsis")
        self.project.add_images(list_images(self.folder))
        self.times: Counter[tuple[int, str]] = Counter()
        self.found: dict[int, int] = {}
        self.began: set[int] = set()
        self.want("starter")

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            shutil.rmtree(self.folder)

    def want(self, model: str) -> None:
        self.wanted = Wanted(model, model)
        self.project.set_setting(SETTING, self.wanted.to_text())
        self.know()

    def know(self) -> None:
        """What the window knows after opening the project."""
        self.proposed = waiting.proposed(self.project)
        wanted = Wanted.from_text(self.project.setting(SETTING))
        assert wanted == self.wanted

    def due(self) -> list[int]:
        table = ImageTable(self.project.images())
        return due(table, range(len(table)), self.proposed, self.wanted, ())

    def keep(self, image_id: int, count: int) -> None:
        masks = [Mask.from_patch(np.ones((2, 2), bool), (0, 3 * place), SIZE) for place in range(count)]
        made = [Proposal(0, 0, 0, mask, None, 0.0, 0.9) for mask in masks]
        if waiting.keep_proposals(self.project, image_id, made, self.wanted.model) is not None:
            self.times[image_id, self.wanted.model] += 1
            self.found[image_id] = count

    @precondition(lambda self: self.due())
    @rule(count=st.integers(0, 3), noticed=st.booleans())
    def propose_in_the_next(self, count: int, noticed: bool) -> None:
        image_id = self.due()[0]
        self.keep(image_id, count)
        if noticed:
            self.proposed[image_id] = self.wanted.model
        else:
            self.be_killed()  # after the disk has it

    @precondition(lambda self: self.due())
    @rule(count=st.integers(0, 3))
    def answer_twice(self, count: int) -> None:
        image_id = self.due()[0]
        self.keep(image_id, count)
        self.keep(image_id, 3)
        self.proposed[image_id] = self.wanted.model

    @rule()
    def be_killed(self) -> None:
        self.project.close()
        self.project = Project.open(self.folder / "p.rsis")
        self.know()

    @precondition(lambda self: self.due())
    @rule(count=st.integers(0, 3))
    def a_person_is_faster(self, count: int) -> None:
        """Draws in the image while the model is at it."""
        image_id = self.due()[0]
        image = self.project.image(image_id)
        mask = Mask.from_patch(np.ones((2, 2), bool), (8, 8), SIZE)
        drawn = Instance(self.project.next_id("instance"), image_id, mask, None, "drawn")
        changes = (Change.replace(image, replace(image, status="started")), Change.add(drawn))
        self.project.commit(Transaction("Draw", changes, image_id))
        self.began.add(image_id)
        before = self.project.proposals(image_id)
        self.keep(image_id, count)
        assert self.project.proposals(image_id) == before

    @rule(model=st.sampled_from(("starter", "other")))
    def choose_a_model(self, model: str) -> None:
        if model != self.wanted.model:
            self.want(model)
            self.times = Counter({key: n for key, n in self.times.items() if key[1] != model})

    @invariant()
    def each_image_is_done_once(self) -> None:
        if not hasattr(self, "project"):
            return
        assert set(self.times.values()) <= {1}
        assert not self.began.intersection(self.due())
        counts = waiting.counts(self.project)
        assert counts == {number: count for number, count in self.found.items() if count}
        done = {image_id for image_id, model in self.times if model == self.wanted.model}
        left = {image.id for image in self.project.images()} - done - self.began
        assert left <= set(self.due()) | {n for n, m in self.proposed.items() if m == self.wanted.model}


TestBatch = BatchMachine.TestCase
TestBatch.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)
