"""Works through sequences: the image before, tracks, and the pages of a stack."""

from __future__ import annotations

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.panels.instance_list import InstanceList
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.session.stack_pages import StackWork
from app.session.tracks import TrackWork
from app.settings import Settings


class SequenceCommands:
    """The commands for frames of a video or time-lapse, and for stacks."""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        loop: AssistLoop,
        canvas: Canvas,
        instance_list: InstanceList,
        settings: Settings,
    ) -> None:
        self._shell, self._loop, self._canvas = shell, loop, canvas
        self._list, self._settings = instance_list, settings
        self._tracks, self._stacks = TrackWork(session), StackWork(session)
        instance_list.properties.trackGiven.connect(self._tracks.set)

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "as_before": self.as_before,
            "edit_track": self.edit_track,
            "new_track": self._tracks.renew,
            "color_by_track": self.color_by_track,
            "open_pages": self.open_pages,
        }

    def as_before(self) -> None:
        self._canvas.cancel_gesture()
        self._loop.before.toggle()

    def edit_track(self) -> None:
        self._shell.show_dock("instances")
        self._list.properties.write_track()

    def color_by_track(self) -> None:
        self._settings.set("color_by", "category" if self._settings["color_by"] == "track" else "track")
        self._shell.apply_settings()

    def open_pages(self) -> None:
        self._canvas.cancel_gesture()
        self._stacks.open()
