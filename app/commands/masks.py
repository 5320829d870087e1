"""Changes masks and instances: the commands of the Mask and Instance menus, and copy, paste and select all."""

from __future__ import annotations

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.panels.instance_list import InstanceList
from app.session.instances import InstanceWork
from app.settings import Settings

COPY_DISTANCE = 12.0  # screen pixels between a copy and its original


class MaskCommands:
    """All of them act on the selection."""

    def __init__(
        self,
        shell: Shell,
        instances: InstanceWork,
        canvas: Canvas,
        instance_list: InstanceList,
        settings: Settings,
    ) -> None:
        self._shell, self._instances, self._canvas = shell, instances, canvas
        self._list, self._settings = instance_list, settings

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "fill_holes": self.fill_holes,
            "keep_largest": self.keep_largest,
            "smooth": self.smooth,
            "grow": self.grow,
            "shrink": self.shrink,
            "nudge_left": self.nudge_left,
            "nudge_right": self.nudge_right,
            "nudge_up": self.nudge_up,
            "nudge_down": self.nudge_down,
            "select_all": self.select_all,
            "split": self.split,
            "duplicate": self.duplicate,
            "copy": self.copy,
            "paste": self.paste,
            "unite": self.unite,
            "subtract": self.subtract,
            "intersect": self.intersect,
            "to_front": self.to_front,
            "forward_one": self.forward_one,
            "backward_one": self.backward_one,
            "to_back": self.to_back,
            "no_overlap": self.no_overlap,
            "occluded": self.occluded,
            "difficult": self.difficult,
            "crowd": self.crowd,
            "next_instance": self.next_instance,
            "previous_instance": self.previous_instance,
            "note": self.note,
            "hide_instance": self.hide_instance,
            "lock_instance": self.lock_instance,
        }

    # -- masks

    def fill_holes(self) -> None:
        self._instances.fill_holes()

    def keep_largest(self) -> None:
        self._instances.keep_largest()

    def smooth(self) -> None:
        self._instances.smooth(self._settings["mask_step"])

    def grow(self) -> None:
        self._instances.grow(self._settings["mask_step"])

    def shrink(self) -> None:
        self._instances.shrink(self._settings["mask_step"])

    def nudge_left(self) -> None:
        self._instances.move(-1, 0)

    def nudge_right(self) -> None:
        self._instances.move(1, 0)

    def nudge_up(self) -> None:
        self._instances.move(0, -1)

    def nudge_down(self) -> None:
        self._instances.move(0, 1)

    # -- instances

    def select_all(self) -> None:
        self._instances.select_all()

    def split(self) -> None:
        self._instances.split()

    def duplicate(self) -> None:
        self._instances.duplicate(self._distance())

    def copy(self) -> None:
        self._instances.copy()

    def paste(self) -> None:
        self._instances.paste(self._distance())

    def unite(self) -> None:
        self._instances.unite()

    def subtract(self) -> None:
        self._instances.subtract()

    def intersect(self) -> None:
        self._instances.intersect()

    def to_front(self) -> None:
        self._instances.reorder("front")

    def forward_one(self) -> None:
        self._instances.reorder("forward")

    def backward_one(self) -> None:
        self._instances.reorder("backward")

    def to_back(self) -> None:
        self._instances.reorder("back")

    def no_overlap(self) -> None:
        self._settings.set("overlap", "protect" if self._settings["overlap"] == "allow" else "allow")
        self._shell.apply_settings()

    def occluded(self) -> None:
        self._instances.toggle_flag("occluded")

    def difficult(self) -> None:
        self._instances.toggle_flag("difficult")

    def crowd(self) -> None:
        self._instances.toggle_crowd()

    def next_instance(self) -> None:
        self._list.go(1)

    def previous_instance(self) -> None:
        self._list.go(-1)

    def note(self) -> None:
        self._list.properties.write_note()

    def hide_instance(self) -> None:
        self._instances.toggle_hidden()

    def lock_instance(self) -> None:
        self._instances.toggle_locked()

    def _distance(self) -> int:
        return max(1, round(COPY_DISTANCE / self._canvas.view.scale))
