"""What the actions for tools, masks and instances do: one method an action, named do_ and the action's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

COPY_DISTANCE = 12.0  # screen pixels that a copy lies away from what was copied


class MaskHandlers:
    """The actions of one window that concern what is selected."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._work = window.work
        self._canvas = window.canvas
        self._instances = window.instances

    # -- tools

    def do_brush_smaller(self) -> None:
        radius = self._canvas.radius
        self._window.set_radius(radius / 1.2 if radius > 6 else radius - 1)

    def do_brush_larger(self) -> None:
        radius = self._canvas.radius
        self._window.set_radius(radius * 1.2 if radius > 5 else radius + 1)

    def do_brush_square(self) -> None:
        self._set("brush_square", not self._window.settings["brush_square"])

    # -- masks

    def do_fill_holes(self) -> None:
        self._instances.fill_holes()

    def do_keep_largest(self) -> None:
        self._instances.keep_largest()

    def do_smooth(self) -> None:
        self._instances.smooth(self._window.settings["mask_step"])

    def do_grow(self) -> None:
        self._instances.grow(self._window.settings["mask_step"])

    def do_shrink(self) -> None:
        self._instances.shrink(self._window.settings["mask_step"])

    def do_nudge_left(self) -> None:
        self._instances.move(-1, 0)

    def do_nudge_right(self) -> None:
        self._instances.move(1, 0)

    def do_nudge_up(self) -> None:
        self._instances.move(0, -1)

    def do_nudge_down(self) -> None:
        self._instances.move(0, 1)

    # -- instances

    def do_select_all(self) -> None:
        self._instances.select_all()

    def do_split(self) -> None:
        self._instances.split()

    def do_duplicate(self) -> None:
        self._instances.duplicate(self._distance())

    def do_copy(self) -> None:
        self._instances.copy()

    def do_paste(self) -> None:
        self._instances.paste(self._distance())

    def do_unite(self) -> None:
        self._instances.unite()

    def do_subtract(self) -> None:
        self._instances.subtract()

    def do_intersect(self) -> None:
        self._instances.intersect()

    def do_to_front(self) -> None:
        self._instances.reorder("front")

    def do_forward_one(self) -> None:
        self._instances.reorder("forward")

    def do_backward_one(self) -> None:
        self._instances.reorder("backward")

    def do_to_back(self) -> None:
        self._instances.reorder("back")

    def do_no_overlap(self) -> None:
        self._set("overlap", "protect" if self._window.settings["overlap"] == "allow" else "allow")

    def do_occluded(self) -> None:
        self._instances.toggle_flag("occluded")

    def do_difficult(self) -> None:
        self._instances.toggle_flag("difficult")

    def do_crowd(self) -> None:
        self._instances.toggle_crowd()

    def do_next_instance(self) -> None:
        self._window.instance_list.go(1)

    def do_previous_instance(self) -> None:
        self._window.instance_list.go(-1)

    def do_note(self) -> None:
        self._window.instance_list.properties.write_note()

    def do_hide_instance(self) -> None:
        self._instances.toggle_hidden()

    def do_lock_instance(self) -> None:
        self._instances.toggle_locked()

    def _distance(self) -> int:
        return max(1, round(COPY_DISTANCE / self._canvas.view.scale))

    def _set(self, setting: str, value: bool | int | str) -> None:
        self._window.settings.set(setting, value)
        self._window.apply_settings()
