"""The main window: puts the canvas, the docks and the strip together and keeps them in line with the work."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotations.label_sets import BUNDLED
from app.canvas.canvas import Canvas
from app.commands.file_edit_view import Handlers
from app.dialogs.unsaved import keeps_open
from app.document.importing import Importing
from app.document.opening import OpenedProject
from app.panels.banners import Banners
from app.panels.category_list import CategoryList
from app.panels.image_list import ImageList
from app.panels.instance_list import InstanceList
from app.panels.model_menu import ModelMenu
from app.panels.proposal_bar import ProposalBar
from app.panels.recent import Recent
from app.panels.status_line import StatusLine
from app.panels.strip import Strip
from app.panels.tool_options import ToolBar, options_of
from app.panels.welcome import Welcome
from app.session.assistant_port import AnyAssistant
from app.session.brightness import DisplayWork
from app.session.image_set import ImageWork
from app.session.imports import BulkWork
from app.session.instances import InstanceWork
from app.session.last_image import LastImage
from app.session.proposals import AssistLoop
from app.session.session import Work
from app.session.tool_results import ToolDesk
from app.settings import Settings
from app.shortcuts import Shortcuts
from app.tools.gesture import MenuAt, Result
from app.tools.table import TOOLS
from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import Theme, apply_theme
from app.window import geometry
from app.window.drops import Drops
from app.window.enabled_actions import show_actions
from app.window.frame import Frame
from app.window.held_keys import Keys
from app.window.instance_menu import pop_up_instance_menu
from app.window.key_hints import show_keys_everywhere
from app.window.messages import Messages
from app.window.project_care import ProjectCare
from app.window.refresh import Refresh

if TYPE_CHECKING:
    from app.dialogs.finetune import FineTuneDialog


class MainWindow(Frame):
    """One project at a time. `start_assistant` is called once the window is up, and may give None."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.setWindowTitle("RSIS Annotator")
        self.setAcceptDrops(True)
        self.resize(*geometry.FIRST_SIZE)
        self.work = Work(self)
        self.loop = AssistLoop(self.work, self)
        self.instances = InstanceWork(self.work, self)
        self.display = DisplayWork(self.work, self)
        self.images = ImageWork(self.work, self)
        self.bulk = BulkWork(self.work, self)
        self.bulk.ended.connect(self.images.look_anew)
        self.tool_desk = ToolDesk(self.work, self.loop, self.instances)
        self.canvas = Canvas(self.tool_desk.context)
        self.pages = QStackedWidget()
        self.banners = Banners(self.pages)
        self.status = StatusLine(
            self.statusBar(), self.work, self.canvas, lambda: self.banners.clear("keeping")
        )
        self.messages = Messages(self.banners, self.statusBar(), self.work, self.loop)
        self.care = ProjectCare(self.banners, self.work)
        self.bar = ProposalBar()
        self.strip = Strip()
        self.tool_bar = ToolBar()
        self.image_list = ImageList(self.images)
        self.instance_list = InstanceList()
        self.category_list = CategoryList()
        self.recent = Recent(settings, self)
        self.last_image = LastImage(self.work, settings)
        self.welcome = Welcome(self.recent)
        self.finetuning: FineTuneDialog | None = None
        self.model_named = False  # on the command line: a project's own model does not replace it
        self._dialogs: list[QDialog] = []
        self._refresh = Refresh(self)
        self._style: Theme | None = None  # what is drawn in its colours
        self._lay_out()
        self.handlers = Handlers(self)
        self.add_actions(self.handlers.table())
        self.shortcuts = Shortcuts(settings, lambda: show_keys_everywhere(self))
        show_keys_everywhere(self)
        self.add_bar(self.tool_bar)
        self.keys = Keys(self, self.canvas, self.actions_by_name["accept"], self.work.watch.attend)
        self._connect()
        self.set_tool("select")
        self.apply_settings()
        self.usual_layout = geometry.lay_out(self, settings)
        for problem in filter(None, (*settings.problems, self.shortcuts.problem)):
            self.say(problem)

    # -- putting it together

    def _lay_out(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self.canvas)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(page)
        self.add_docks(
            {"Categories": self.category_list, "Instances": self.instance_list, "Images": self.image_list}
        )

    def _connect(self) -> None:
        work, loop, canvas = self.work, self.loop, self.canvas
        self.bulk.ended.connect(self.messages.tell_of_import)
        work.opened.connect(self._project_opened)
        work.openFailed.connect(lambda _reason, _damaged: self.setWindowTitle("RSIS Annotator"))
        work.imageChanged.connect(self._image_changed)
        for changed in (work.imageChanged, work.selectionChanged, work.contentChanged):
            changed.connect(self.refresh_soon)
            changed.connect(lambda: show_actions(self))  # at once: the next key may be in the queue already
        work.kept.connect(lambda _pending: self.status.show_kept())
        work.failing.connect(lambda _reason: self.status.show_kept())
        loop.changed.connect(self.refresh_soon)
        loop.modelChanged.connect(self._model_changed)
        work.outlines.detailed.connect(canvas.restyle)
        canvas.resultReady.connect(self._tool_result)
        canvas.hintChanged.connect(self.status.show_hint)
        canvas.radiusWanted.connect(self.set_radius)
        self.tool_bar.changed.connect(self._options_changed)
        self.tool_bar.left.connect(canvas.setFocus)
        self.instance_list.left.connect(canvas.setFocus)
        self.image_list.left.connect(canvas.setFocus)
        canvas.gestureFailed.connect(lambda text: self.say(text))
        canvas.gestureChanged.connect(self.refresh_soon)
        canvas.pointerMoved.connect(self.status.show_place)
        canvas.viewChanged.connect(self.status.show_zoom)
        self.bar.chosen.connect(lambda name: self.actions_by_name[name].trigger())
        self.strip.stepChosen.connect(lambda step_id: work.focus(("step", step_id)))
        self.strip.menuWanted.connect(lambda: self.pop_up("step"))
        self.images.leftOut.connect(self.messages.tell_of_left_out)
        self.image_list.imageChosen.connect(self._image_chosen)
        self.image_list.menuWanted.connect(
            lambda: self.pop_up("images" if self.image_list.chosen_count > 1 else "image")
        )
        self.image_list.selected.connect(lambda: show_actions(self))
        self.instance_list.instancesChosen.connect(self.instances.select)
        self.instance_list.markWanted.connect(self.instances.mark)
        self.instance_list.pointedAt.connect(self.instances.light)
        self.instance_list.focusWanted.connect(self.actions_by_name["fit_focus"].trigger)
        self.instance_list.properties.described.connect(self.instances.describe)
        self.instance_list.properties.left.connect(canvas.setFocus)
        self.instance_list.menuWanted.connect(lambda at: pop_up_instance_menu(self, at))
        self.category_list.offer(
            [self.actions_by_name[f"labels_{name}"] for name in BUNDLED]
            + [self.actions_by_name["import_labels"]],
            self.entries("category", self.category_list),
        )
        self.handlers.categories.connect()
        self.welcome.openFolder.connect(lambda: self.actions_by_name["open_folder"].trigger())
        self.welcome.openFile.connect(lambda: self.actions_by_name["open_file"].trigger())
        self.welcome.openPath.connect(lambda path: self.open_path(Path(path)))
        self.drops = Drops(self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._desktop_changed)
        self.add_menu("open_file", self.recent.menu(QMenu(tr("Open recent"), self), self.open_path))
        self.recent.look()
        self.models = ModelMenu(self.settings, loop, self.load_model, self)
        self.add_menu("open_model", self.models)

    # -- opening

    def fit_screen(self) -> None:
        """Where it was last time, and never larger than what the screen has room for."""
        geometry.bring_back(self, self.settings)

    def open_path(self, path: Path | Callable[[], Path], importing: Importing | None = None) -> None:
        """Opens a folder, an image or a project file in place of what is open.

        A callable is called in the thread that opens, and names the path; what is `importing` comes in first.
        """
        self.canvas.cancel_gesture()
        self.banners.clear("open")
        if not self.work.open(path, importing):
            self.messages.tell_of_keeping(tr("what is open now stays open"))
            self.status.show_kept()

    def use_assistant(self, assistant: AnyAssistant, model: Path | None, device: str = "auto") -> None:
        """Takes the model's process into use and loads a model, if one is named."""
        self.loop.use(assistant)
        self.images.estimating.use(assistant)
        model = self._own_model() or model
        if model is not None:
            self.loop.load_model(model, device)

    def load_model(self, folder: str) -> None:
        self.loop.load_model(Path(folder))

    def _project_opened(self, opened: OpenedProject) -> None:
        self.loop.paused = opened.is_paused
        self._show_title()
        source = Path(os.path.abspath(opened.source))
        self.recent.remember(source if opened.whole_folder else opened.path)
        model = self._own_model()
        if model is not None and model != self.loop.asked_for:
            self.loop.load_model(model)
        self.canvas.setFocus()

    def _own_model(self) -> Path | None:
        """The model that the open project was fine-tuned to, unless another was named."""
        own = self.work.project.model if self.work.project is not None else None
        return Path(own) if own and not self.model_named and Path(own).is_dir() else None

    # -- showing

    def refresh_soon(self) -> None:
        """Brings what is shown in line with the work once the events that are waiting have been handled."""
        self._refresh.soon()

    def refresh(self) -> None:
        """Brings everything on the screen in line with the work, now."""
        self._refresh.now()

    @property
    def refreshing(self) -> bool:
        """Is something on the screen still to be brought in line with the work?"""
        return self._refresh.waiting

    def _show_title(self) -> None:
        """The project and the image, as the desktop's list of windows names them."""
        project, image = self.work.project, self.work.image
        parts = [project.title] if project is not None else []
        if image is not None:
            parts.append(self.work.path_of(image).name if image.path.startswith("../") else image.path)
        self.setWindowTitle(" – ".join([*parts, "RSIS Annotator"]))

    def _image_changed(self) -> None:
        work = self.work
        self._show_title()
        message = tr(work.picture_problem or "") or (
            tr("Loading the image…") if work.image is not None else ""
        )
        self.canvas.show_picture(work.picture, message)

    def _model_changed(self) -> None:
        info = self.loop.info
        if info is not None and self.loop.state == "ready":
            text = tr("The model {name} is ready. It knows {knows}.", name=info.name, knows=info.knows)
            self.statusBar().showMessage(text, 8000)
        self.refresh_soon()

    def say(self, text: str, kind: str = "warn", lasting: bool = True) -> None:
        """One clear message in a banner."""
        self.messages.say(text, kind, lasting)

    def show_dialog(self, dialog: QDialog) -> None:
        """Shows a dialog beside the work; the window goes on."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialogs.append(dialog)
        dialog.finished.connect(lambda _result: self._dialogs.remove(dialog))
        dialog.show()

    def start_tour(self) -> None:
        """Shows the tour of the window, which counts as seen then, and only one at a time."""
        from app.window.tour import Tour

        if self.findChild(Tour) is None:
            self.settings.set("tour_seen", True)
            self.canvas.cancel_gesture()
            Tour(self)

    def show_finetuning(self) -> None:
        """Shows the one dialog of the training that goes on, or that may be started."""
        if self.finetuning is None:
            from app.dialogs.finetune import FineTuneDialog

            self.finetuning = FineTuneDialog(self.work, self.loop, self.settings, self)
            self.finetuning.progressed.connect(self.status.training.setText)
            self.finetuning.ended.connect(self.messages.tell_of_training)
        self.finetuning.reconsider()
        self.finetuning.show()
        self.finetuning.raise_()

    # -- settings

    def apply_settings(self) -> None:
        """Takes changed settings into use."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        style = apply_theme(application, self.settings["theme"])
        if style != self._style:
            self._style = style
            self._restyle()
        chosen = self.settings["theme"]
        self.actions_by_name["theme_dark"].setChecked(chosen == "dark")
        self.actions_by_name["theme_light"].setChecked(chosen == "light")
        self.canvas.wheel_zooms = self.settings["wheel"] == "zoom"
        self._show_options()
        self.work.overlap = self.settings["overlap"]
        self.work.set_person(self.settings["person"])
        self.work.pictures.pixel_limit = self.settings["megapixels"] * 1_000_000
        self.image_list.show_thumbnails(self.settings["thumbnails"])
        self.images.thumbnails.limit_bytes = self.settings["thumbnail_megabytes"] * 1_000_000
        self.refresh_soon()

    def _desktop_changed(self, _scheme: object) -> None:
        """The desktop went dark or light, by the clock perhaps."""
        if self.settings["theme"] == "system":
            self.apply_settings()

    def _restyle(self) -> None:
        """Takes the colours of the theme."""
        self.redraw_icons()
        for part in (self.bar, self.banners, self.image_list, self.category_list, self.welcome, self.canvas):
            part.restyle()

    def set_tool(self, name: str) -> None:
        self.canvas.set_tool(name)
        self.statusBar().clearMessage()  # what was said of the tool before
        self.tool_bar.show_options(TOOLS[name].options)
        self.actions_by_name[f"tool_{name}"].setChecked(True)

    def set_radius(self, radius: float) -> None:
        radius = min(max(round(radius), 1), 500)
        self.settings.set("brush_radius", radius)
        self._show_options()
        self.statusBar().showMessage(tr("Brush radius {radius}", radius=radius), 2000)

    def _show_options(self) -> None:
        options = options_of(self.settings)
        self.canvas.set_options(options)
        self.tool_bar.show_values(options)

    def _options_changed(self, name: str, value: bool | int | str) -> None:
        self.settings.set(name, value)
        self._show_options()
        self.refresh_soon()

    def _tool_result(self, result: Result) -> None:
        said = self.tool_desk.take(result, self.category_list.current)
        if said:
            self.statusBar().showMessage(tr(said), 6000)
        sequence = self.work.sequence
        if isinstance(result, MenuAt) and sequence is not None:
            mask = sequence.mask()
            if mask is not None and mask.contains(result.x, result.y):
                pop_up_instance_menu(self) if sequence.selected() else self.pop_up("proposal")

    # -- keys, drops, the end

    def _image_chosen(self, image_id: int) -> None:
        self.canvas.cancel_gesture()
        self.work.show_image(image_id)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.drops.takes(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self.drops.takes(event.mimeData()):
            event.acceptProposedAction()
            self.drops.take(event.mimeData())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        for part in (self.canvas, self.instances, self.display, self.images):
            part.end()
        for dialog in tuple(self._dialogs):
            dialog.close()
        if self.finetuning is not None:
            self.finetuning.end()
        while not self.work.close():
            if keeps_open(self, self.work.pending):
                event.ignore()
                return
        geometry.keep(self, self.settings)
        self.keys.end()
        self.loop.close()
        self.work.pictures.wait()
        super().closeEvent(event)
