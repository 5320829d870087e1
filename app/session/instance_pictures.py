"""Pictures of single instances for the grid: made when they are needed, an image at a time; and their oddness."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from annotations.project import overview
from annotations.records import Instance, Transaction
from app.background.chores import ChoreError
from app.background.instance_crops import Crop, StoredMask
from app.background.jobs import Check, Jobs
from app.document.instance_table import Rows
from app.document.oddness import oddness
from app.session.image_set import ImageWork
from app.session.session import Session

AT_HAND = 4_000
"""Pictures kept in memory, of about 5 KiB each."""
MOST_WANTED = 150
"""No more than this fit on the screen; what was wanted before has been scrolled past."""
AT_ONCE = 40
"""Pictures of one image that are made in one go, after which what is wanted now comes first again."""
Found = list[tuple[int, Crop | None]]


class InstancePictures(QObject):
    """Lives in the window's thread. `images` has the chores process and the thumbnails' settings."""

    loaded = Signal(object)  # the ids, a list
    looked = Signal(int, int)  # how many instances were looked at, of how many
    judged = Signal(object)  # the oddness by instance id, a dict

    def __init__(self, session: Session, images: ImageWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._images = session, images
        self._jobs = Jobs(self)
        self._at_hand: OrderedDict[int, Crop | None] = OrderedDict()
        self._wanted: OrderedDict[int, int] = OrderedDict()  # the image by instance, the latest last
        self._masks: tuple[int, dict[int, StoredMask]] | None = None  # of the image asked for last
        self._features: dict[int, NDArray[np.float32]] = {}
        self._unseen: dict[int, list[int]] = {}  # the instances still to be looked at, by image
        self._looked_total = 0
        self._table: Rows | None = None  # what is to be judged once all was looked at
        self._asked = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._next)
        session.closing.connect(self.forget)

    def get(self, instance_id: int, image_id: int) -> Crop | None:
        """The picture; None: not made yet, and now requested, or the image cannot be read (`is_broken`)."""
        if instance_id in self._at_hand:
            self._at_hand.move_to_end(instance_id)
            return self._at_hand[instance_id]
        self._wanted[instance_id] = image_id
        self._wanted.move_to_end(instance_id)
        while len(self._wanted) > MOST_WANTED:
            self._wanted.popitem(last=False)
        if not self._asked:
            self._soon.start()
        return None

    def is_broken(self, instance_id: int) -> bool:
        """Whether no picture can be made."""
        return instance_id in self._at_hand and self._at_hand[instance_id] is None

    @property
    def waiting(self) -> bool:
        """Whether a picture is being made, or is about to be."""
        return self._asked or self._soon.isActive() or bool(self._wanted)

    @property
    def looking(self) -> bool:
        """Whether all instances are being looked at, to judge their oddness."""
        return self._table is not None

    def look_at(self, table: Rows) -> None:
        """Looks at all instances of a table, and then emits `judged`; what was seen before is not looked at again."""
        self._table, self._unseen = table, {}
        for number, image in zip(table["id"].tolist(), table["image"].tolist(), strict=True):
            if number not in self._features:
                self._unseen.setdefault(image, []).append(number)
        self._looked_total = len(table)
        if not self._asked:
            self._soon.start()

    def stop_looking(self) -> None:
        self._table, self._unseen = None, {}

    def follow(self, transaction: Transaction) -> None:
        """Forgets the pictures of instances whose mask a transaction changes."""
        for part in transaction.changes:
            before, after = part.before, part.after
            if not isinstance(before, Instance):
                continue
            if not isinstance(after, Instance) or after.mask != before.mask:
                self._masks = None
                self._at_hand.pop(before.id, None)
                self._features.pop(before.id, None)

    def forget(self) -> None:
        """Drops everything: another project, or other instances."""
        self._jobs.drop()
        self.stop_looking()
        for kept in (self._at_hand, self._wanted, self._features):
            kept.clear()
        self._masks, self._asked = None, False
        self._soon.stop()

    def end(self) -> None:
        """For closing, after the chores."""
        self.forget()
        self._jobs.end(5000)

    # -- internals

    def _next(self) -> None:
        """What is wanted comes first, the image of the latest before others; then what was not looked at yet."""
        if self._asked or self._session.document is None:
            return
        if self._wanted:
            image_id = next(reversed(self._wanted.values()))
            self._ask(image_id, [n for n, image in reversed(self._wanted.items()) if image == image_id])
        elif self._unseen:
            image_id = next(iter(self._unseen))
            self._ask(image_id, self._unseen[image_id])
        elif self._table is not None:
            self._judge(self._table)

    def _ask(self, image_id: int, numbers: Sequence[int]) -> None:
        self._asked = True
        wanted = list(numbers[:AT_ONCE])
        document = self._session.document
        assert document is not None
        if document.is_loaded(image_id):
            there = {i.id: _stored(i) for i in document.instances(image_id)}
            self._make(image_id, wanted, there)
        elif self._masks is not None and self._masks[0] == image_id:
            self._make(image_id, wanted, self._masks[1])
        else:
            self._session.ask_project(
                lambda project: overview.masks_of(project, image_id),
                lambda found: self._found(image_id, wanted, found),
                lambda _reason: self._made(image_id, wanted, []),
            )

    def _found(self, image_id: int, wanted: list[int], masks: dict[int, StoredMask]) -> None:
        self._masks = image_id, masks
        self._make(image_id, wanted, masks)

    def _make(self, image_id: int, wanted: list[int], masks: dict[int, StoredMask]) -> None:
        document = self._session.document
        if document is None or document.image_table.row_of(image_id) is None:
            self._made(image_id, wanted, [])
            return
        path = str(self._session.path_of(document.image(image_id)))
        there = [(number, masks[number]) for number in wanted if number in masks]
        thumbnails = self._images.thumbnails
        work = partial(
            self._crops, str(thumbnails.folder), thumbnails.limit_bytes, path, thumbnails.pixel_limit, there
        )
        self._jobs.run(work, lambda found: self._made(image_id, wanted, found))

    def _made(self, image_id: int, wanted: list[int], found: Found) -> None:
        crops = dict(found)
        shown = [number for number in wanted if number in self._wanted]
        for number in wanted:
            self._wanted.pop(number, None)
        for number in shown:
            self._at_hand[number] = crops.get(number)
        while len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        self._see(image_id, wanted, crops)
        self._asked = False
        if self._wanted or self._table is not None:
            self._soon.start()
        if shown:
            self.loaded.emit(shown)

    def _see(self, image_id: int, wanted: list[int], crops: dict[int, Crop | None]) -> None:
        for number, crop in crops.items():
            if crop is not None:
                self._features[number] = crop.features
        if image_id in self._unseen:
            done = set(wanted)
            left = [number for number in self._unseen.pop(image_id) if number not in done]
            if left:
                self._unseen = {image_id: left, **self._unseen}
        if self._table is not None:
            left_over = sum(map(len, self._unseen.values()))
            self.looked.emit(self._looked_total - left_over, self._looked_total)

    def _judge(self, table: Rows) -> None:
        self._asked = True
        features = dict(self._features)

        def judged(values: dict[int, float]) -> None:
            self._asked, self._table = False, None
            self.judged.emit(values)
            if self._wanted:
                self._soon.start()

        self._jobs.run(lambda _check: _oddness(table, features), judged)

    # -- in the thread

    def _crops(
        self,
        folder: str,
        limit_bytes: int,
        path: str,
        pixel_limit: int,
        masks: list[tuple[int, StoredMask]],
        check: Check,
    ) -> Found:
        try:
            made: Iterable[bytes] = self._images.chores.do(
                "crops", folder, limit_bytes, path, pixel_limit, [mask for _, mask in masks]
            )
        except ChoreError:
            made = [b""] * len(masks)
        check()
        return [(number, _crop(content)) for (number, _), content in zip(masks, made, strict=True)]


def _oddness(table: Rows, features: dict[int, NDArray[np.float32]]) -> dict[int, float]:
    """In a thread: the oddness of the instances of which features are known, by id."""
    seen = table[[number in features for number in table["id"].tolist()]]
    ids = seen["id"].tolist()
    values = oddness(np.array([features[number] for number in ids], np.float32), seen["category"])
    return dict(zip(ids, values.tolist(), strict=True))


def _crop(content: bytes) -> Crop | None:
    try:
        return Crop.from_bytes(content) if content else None
    except ValueError:  # the file in the cache is damaged
        return None


def _stored(instance: Instance) -> StoredMask:
    mask = instance.mask
    return (*mask.size, *mask.origin, *mask.shape), mask.counts
