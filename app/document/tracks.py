"""Numbers of tracks: which new instances get, and changes of them, as pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotations.message import Message
from annotations.project.overview import TRACK
from annotations.records import Change, Instance, Step, Transaction
from app.document.document import Document, change


@dataclass
class Carried:
    """What "as in the image before" has proposed: by step, the instance of the other image, and whether it divided.

    `images` are those in which it was used.
    """

    steps: dict[int, tuple[int, bool]] = field(default_factory=dict)
    images: set[int] = field(default_factory=set)


def with_tracks(document: Document, transaction: Transaction, carried: Carried) -> Transaction:
    """The transaction; instances that it adds to a tracked image also get a track.

    One that was proposed as in the image before has the track of that instance, which gets one if it had none. The two
    that an object became, and new objects, get new tracks. An image is tracked if an instance there has a track.
    """
    steps = {
        part.after.instance_id: part.after.id for part in transaction.changes if isinstance(part.after, Step)
    }
    changes: list[Change] = []
    numbered: list[Change] = []
    for part in transaction.changes:
        new = part.after
        if not isinstance(new, Instance) or part.before is not None or new.track is not None or new.crowd:
            changes.append(part)
            continue
        used = {other.track for other in document.instances(new.image_id)} - {None}
        source, divided = carried.steps.get(steps.get(new.id, 0), (None, False))
        before = document.instance(source) if not divided else None
        track: int | None = None
        if before is not None and before.image_id != new.image_id and before.track not in used:
            track = before.track or document.next_id(TRACK)
            if before.track is None:
                numbered.append(change(before, replace(before, track=track)))
        elif used or new.image_id in carried.images:
            track = document.next_id(TRACK)
        changes.append(replace(part, after=replace(new, track=track)))
    return replace(transaction, changes=(*changes, *numbered))


def set_track(document: Document, instances: Sequence[Instance], track: int | None) -> Transaction | None:
    """Gives instances of one object, the first of them the one meant, another track. None: nothing changes.

    ValueError: an image would have the track twice.
    """
    own = {instance.id for instance in instances}
    for instance in instances:
        others = (other for other in document.instances(instance.image_id) if other.id not in own)
        if track is not None and any(other.track == track for other in others):
            name = document.image(instance.image_id).path.rsplit("/", 1)[-1]
            raise ValueError(
                Message("Track {track} is already another object in {image}.", track=track, image=name)
            )
    changes = [change(one, replace(one, track=track)) for one in instances if one.track != track]
    label = Message("Set track {track}", track=track) if track is not None else Message("End track")
    return Transaction(label, tuple(changes), instances[0].image_id) if changes else None


def from_here(document: Document, instance: Instance, image_ids: Iterable[int]) -> list[Instance]:
    """An instance, and those of its track in the images that come after its own; these must be loaded."""
    row_of = document.image_table.row_of
    here = row_of(instance.image_id) or 0
    later = sorted(number for number in image_ids if (row_of(number) or 0) > here)
    found = [instance]
    for number in later if instance.track is not None else ():
        found += [other for other in document.instances(number) if other.track == instance.track]
    return found
