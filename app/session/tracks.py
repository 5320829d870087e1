"""Changes tracks from one image on: reads the images that a track is in, and gives its instances another number."""

from __future__ import annotations

from annotations.project import Project, overview
from annotations.project.overview import TRACK
from annotations.records import Instance
from app.document.document import Document
from app.document.opening import ImageContents, read_contents
from app.document.tracks import from_here, set_track
from app.session.session import Session


class TrackWork:
    """Lives in the window's thread. A change is of the instance that is selected, and of its track in later images."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def set(self, track: int | None) -> None:
        """Gives the selected instance and what follows it a track; None: none, so that the track ends before it."""
        instance = self._selected()
        if instance is not None and instance.track != track:
            self._change(instance, track)

    def renew(self) -> None:
        """Gives the selected instance and what follows it a track of its own."""
        instance, document = self._selected(), self._session.document
        if instance is not None and document is not None:
            self._change(instance, document.next_id(TRACK))

    def _selected(self) -> Instance | None:
        sequence = self._session.sequence
        chosen = sequence.selected() if sequence is not None else []
        return chosen[0] if len(chosen) == 1 else None

    def _change(self, instance: Instance, track: int | None) -> None:
        document, session = self._session.document, self._session

        def read(project: Project) -> list[ImageContents]:
            ids = overview.with_tracks(project, [n for n in (instance.track, track) if n is not None])
            return [read_contents(project, number) for number in sorted(ids)]

        def change(contents: list[ImageContents]) -> None:
            if document is None or session.document is not document:
                return
            for each in contents:
                document.load(each.image_id, each.instances, each.steps, each.proposals)
            now = document.instance(instance.id)
            if now is None or now.track != instance.track:
                return
            session.try_to(
                lambda _sequence: set_track(
                    document, from_here(document, now, _ids(document, contents)), track
                )
            )

        session.ask_project(read, change)


def _ids(document: Document, contents: list[ImageContents]) -> list[int]:
    """The images that are still in the project."""
    return [each.image_id for each in contents if document.image_table.row_of(each.image_id) is not None]
