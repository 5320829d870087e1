"""Changes the view of the image and the layout of the window: the commands of the View menu."""

from __future__ import annotations

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.rendering.viewport import fit_box
from app.session.brightness import DisplayWork
from app.session.session import Session
from app.settings import Settings
from app.translation import tr

FILL_STEP = 10  # percent


class ViewCommands:
    """Of these, the project stores only the brightness."""

    def __init__(
        self, shell: Shell, session: Session, canvas: Canvas, display: DisplayWork, settings: Settings
    ) -> None:
        self._shell, self._session, self._canvas = shell, session, canvas
        self._display, self._settings = display, settings

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "fit": self.fit,
            "fit_focus": self.fit_focus,
            "one_to_one": self.one_to_one,
            "zoom_in": self.zoom_in,
            "zoom_out": self.zoom_out,
            "hide_others": self.hide_others,
            "show_all": self.show_all,
            "display": self.display,
            "color_by_instance": self.color_by_instance,
            "fill_more": self.fill_more,
            "fill_less": self.fill_less,
            "theme_dark": self.theme_dark,
            "theme_light": self.theme_light,
            "full_screen": self.full_screen,
            "image_only": self.image_only,
            "usual_layout": self.usual_layout,
        }

    def fit(self) -> None:
        self._canvas.fit()

    def fit_focus(self) -> None:
        sequence = self._session.sequence
        if sequence is None:
            return
        own = sequence.mask()
        masks = [mask for mask in (own, *(other.mask for other in sequence.also())) if mask is not None]
        boxes = [mask.bbox for mask in masks if not mask.is_empty]
        if boxes:
            left, top, right, bottom = zip(*boxes, strict=True)
            box = (min(left), min(top), max(right), max(bottom))
            self._canvas.show_view(fit_box(box, (self._canvas.width(), self._canvas.height())))

    def one_to_one(self) -> None:
        self._canvas.one_to_one()

    def zoom_in(self) -> None:
        self._canvas.zoom(1.5)

    def zoom_out(self) -> None:
        self._canvas.zoom(1 / 1.5)

    def hide_others(self) -> None:
        marks = self._session.marks
        marks.shown = "all" if marks.shown == "focus" else "focus"
        self._shell.refresh_soon()

    def show_all(self) -> None:
        marks = self._session.marks
        if marks.hides_something:
            marks.show_all()
        else:
            marks.shown = "nothing"
        self._shell.refresh_soon()

    def display(self) -> None:
        from app.dialogs.brightness import DisplayDialog

        self._shell.show_dialog(DisplayDialog(self._display, self._shell.window()))

    def color_by_instance(self) -> None:
        by = "category" if self._settings["color_by"] == "instance" else "instance"
        self._settings.set("color_by", by)
        self._shell.apply_settings()

    def fill_more(self) -> None:
        self._fill_by(FILL_STEP)

    def fill_less(self) -> None:
        self._fill_by(-FILL_STEP)

    def _fill_by(self, percent: int) -> None:
        fill = min(max(self._settings["fill"] + percent, 0), 100)
        self._settings.set("fill", fill)
        self._shell.apply_settings()
        self._shell.mention(tr("Fill {percent} %", percent=fill), 2000)

    def theme_dark(self) -> None:
        self._set_theme("dark")

    def theme_light(self) -> None:
        self._set_theme("light")

    def _set_theme(self, name: str) -> None:
        self._settings.set("theme", name)
        self._shell.apply_settings()

    def full_screen(self) -> None:
        self._shell.toggle_full_screen()
        self._shell.refresh_soon()

    def image_only(self) -> None:
        self._shell.toggle_image_only()
        self._canvas.setFocus()
        self._shell.refresh_soon()

    def usual_layout(self) -> None:
        self._shell.restore_usual_layout()
        self._shell.refresh_soon()
