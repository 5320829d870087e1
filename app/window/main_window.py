"""The main window: assembles canvas, docks and strip, and keeps them in line with the session."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotations.label_sets import BUNDLED
from app.canvas.canvas import Canvas
from app.commands.batch import BatchCommands
from app.commands.categories import CategoryCommands
from app.commands.edit import EditCommands
from app.commands.files import FileCommands
from app.commands.grid import GridCommands
from app.commands.images import ImageCommands
from app.commands.imports import ImportCommands
from app.commands.masks import MaskCommands
from app.commands.measurements import MeasurementCommands
from app.commands.program import ProgramCommands
from app.commands.proposals import ProposalCommands
from app.commands.review import ReviewCommands
from app.commands.sequences import SequenceCommands
from app.commands.table import Commands
from app.commands.tools import ToolCommands
from app.commands.view import ViewCommands
from app.dialogs.unsaved import keeps_open
from app.document.importing import Importing
from app.document.opening import OpenedProject
from app.panels.banners import Banners, Scope
from app.panels.batch_progress import BatchProgress
from app.panels.category_list import CategoryList
from app.panels.image_list import ImageList
from app.panels.instance_list import InstanceList
from app.panels.model_menu import ModelMenu
from app.panels.proposal_bar import ProposalBar
from app.panels.recent import Recent
from app.panels.review_bar import ReviewBar
from app.panels.status_line import StatusLine
from app.panels.strip import Strip
from app.panels.tool_options import ToolBar
from app.panels.welcome import Welcome
from app.session.assistant_port import AnyAssistant
from app.session.brightness import DisplayWork
from app.session.category_counts import CategoryCounts
from app.session.image_set import ImageWork
from app.session.imports import BulkWork
from app.session.instances import InstanceWork
from app.session.last_image import LastImage
from app.session.proposals import AssistLoop
from app.session.review import ReviewWork
from app.session.session import Session
from app.session.tool_results import ToolDesk
from app.settings import Settings
from app.shortcuts import Shortcuts
from app.tools.gesture import MenuAt, Result
from app.translation import tr
from app.widgets.application_events import ApplicationEvents
from app.widgets.override import override
from app.widgets.plain_text import keep_plain, make_plain
from app.window import geometry
from app.window.context_menus import ContextMenus
from app.window.dialogs import Dialogs
from app.window.drops import Drops
from app.window.enabled_actions import EnabledActions
from app.window.frame import Frame
from app.window.held_keys import Keys
from app.window.key_hints import KeyHints
from app.window.learn_as_i_go import LearnAsIGo
from app.window.look import Look
from app.window.messages import Messages
from app.window.project_care import ProjectCare
from app.window.project_model import ProjectModel
from app.window.refresh import Refresh, ShownImage, ShownLists
from app.window.scene_builder import Showing
from app.window.stack_offer import StackOffer
from app.window.title import Title


class MainWindow(Frame):
    """One project at a time. The model's process starts once the window is shown: see `use_assistant`.

    `starts`: the program is starting, and calls `follow_events` once the window has settled.
    """

    def __init__(self, settings: Settings, starts: bool = False) -> None:
        super().__init__()
        self.settings = settings
        self.setAcceptDrops(True)
        self.resize(*geometry.FIRST_SIZE)
        self.session = Session(self)
        self.loop = AssistLoop(self.session, self)
        self.instances = InstanceWork(self.session, self)
        self.review = ReviewWork(self.session, self.instances, self)
        self.display = DisplayWork(self.session, self)
        self.images = ImageWork(self.session, self)
        self.bulk = BulkWork(self.session, self)
        self.bulk.ended.connect(self.images.look_anew)
        self.counts = CategoryCounts(self.session, self)
        self.counts.changed.connect(self.refresh_soon)
        self.bulk.ended.connect(lambda _done: self.counts.read_again())
        self.tool_desk = ToolDesk(self.session, self.loop, self.instances)
        self.canvas = Canvas(self.tool_desk.context)
        self.pages = QStackedWidget()
        self.banners = Banners(self.pages)
        self.status = StatusLine(
            self.statusBar(), self.session, self.canvas, lambda: self.banners.clear("keeping")
        )
        self.batch_progress = BatchProgress(self.images.batch)
        self.statusBar().addPermanentWidget(self.batch_progress)
        self.messages = Messages(self.banners, self.statusBar(), self.session, self.loop)
        self.care = ProjectCare(self.banners, self.session)
        self.bar, self.review_bar = ProposalBar(), ReviewBar()
        self.strip = Strip()
        self.tool_bar = ToolBar()
        self.image_list = ImageList(self.images)
        self.instance_list = InstanceList()
        self.category_list = CategoryList()
        self.loop.category_in_hand = lambda: self.category_list.current
        self.canvas.tag.category = lambda: self.category_list.in_hand
        self.recent = Recent(settings, self)
        self.models = ModelMenu(settings, self.loop, self.load_model, self)
        self.last_image = LastImage(self.session, settings)
        self.welcome = Welcome(self.recent)
        self.dialogs = Dialogs(self, self.session, self.loop, settings, self.messages, self.status.training)
        self._learning = LearnAsIGo(self.session, self.loop, settings, self.dialogs.learn)
        self.project_model = ProjectModel(self.session, self.loop, self.images.estimating)
        self._title = Title(self, self.session)
        self._context_menus = ContextMenus(self, self.session, self.instances)
        self._lay_out()
        self.shortcuts = Shortcuts(settings, self._show_keys)
        self.commands = self._make_commands()
        self.add_actions(self.commands.table())
        self._enabled_actions = EnabledActions(
            self, self.session, self.loop, self.images,
            self.image_list, self.category_list, settings, self.review,
        )  # fmt: skip
        self._refresh = self._make_refresh()
        bars = self.bar, self.review_bar
        self._key_hints = KeyHints(
            self, self.shortcuts, (*bars, self.welcome, self.category_list, self.banners)
        )
        self._look = Look(
            self,
            settings,
            (*bars, self.banners, self.image_list, self.category_list, self.welcome, self.canvas),
        )
        self._show_keys()
        self.add_bar(self.tool_bar)
        self.drops = Drops(
            self.session, self.images.chores, self.banners, self.open_path, self.commands.imports.show_import
        )
        self._connect()
        self.set_tool("select")
        self.apply_settings()
        self.usual_layout = geometry.lay_out(self, settings)
        self.events = ApplicationEvents(self)
        keep_plain(self.events)
        self.keys = Keys(
            self, self.events, self.canvas, self.actions_by_name["accept"], self.session.watch.attend
        )
        # Not before the window is made, which would take twice as long.
        if starts:
            make_plain(self)
        else:
            self.follow_events()
        for problem in filter(None, (*settings.problems, self.shortcuts.problem)):
            self.say(problem, scope="settings")

    def follow_events(self) -> None:
        """Follows the application's events from now on: held keys, signs of life, labels before they are shown."""
        make_plain(self)
        self.events.begin()

    # -- assembly

    def _lay_out(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.review_bar)
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self.canvas)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(page)
        self.add_docks(
            {"Categories": self.category_list, "Instances": self.instance_list, "Images": self.image_list}
        )

    def _make_commands(self) -> Commands:
        session, loop, canvas, settings = self.session, self.loop, self.canvas, self.settings
        banners, actions = self.banners, self.actions_by_name
        proposals = ProposalCommands(session, loop, canvas, self.instance_list, settings, self.review)
        categories = CategoryCommands(
            self, session, loop, canvas, self.category_list, banners, proposals.accept_as
        )
        return Commands(
            files=FileCommands(self, session, loop, settings, self.recent, self.models.recent),
            imports=ImportCommands(self, session, canvas, self.bulk),
            edit=EditCommands(self, session, loop, canvas, self.review),
            proposals=proposals,
            batch=BatchCommands(
                self, session, loop, canvas, self.images.batch, self.bulk, self.image_list, settings
            ),
            categories=categories,
            tools=ToolCommands(self, canvas, self.tool_bar, actions, settings),
            masks=MaskCommands(self, self.instances, canvas, self.instance_list, settings),
            review=ReviewCommands(session, self.review, canvas, self),
            images=ImageCommands(self, session, loop, canvas, self.images, self.image_list, banners, actions),
            measurements=MeasurementCommands(self, session, canvas, actions),
            sequences=SequenceCommands(self, session, loop, canvas, self.instance_list, settings),
            view=ViewCommands(self, session, canvas, self.display, settings),
            grid=GridCommands(self, session, loop, canvas, self.images, self.bulk, actions),
            program=ProgramCommands(
                self, settings, self.shortcuts, actions, self.category_list, categories.give
            ),
        )

    def _make_refresh(self) -> Refresh:
        session, loop, settings = self.session, self.loop, self.settings
        scenes, image_only = Showing(session, loop), self.actions_by_name["image_only"]
        image = ShownImage(
            session, loop, settings, scenes,
            self.pages, self.canvas, self.bar, self.strip, image_only, self.review, self.review_bar,
        )  # fmt: skip
        lists = ShownLists(
            session, loop, settings, scenes,
            self.strip, self.category_list, self.instance_list, self.image_list, self.counts,
        )  # fmt: skip

        def show_lists() -> None:
            lists.show()
            self._enabled_actions.show()
            self.status.show_kept()

        return Refresh(image.show, show_lists, self)

    def _connect(self) -> None:
        session, loop, canvas = self.session, self.loop, self.canvas
        self.bulk.ended.connect(self.messages.tell_of_import)
        self.images.batch.follow(loop)
        self.images.batch.changed.connect(self._enabled_actions.show)
        self.images.batch.ended.connect(self.messages.tell_of_batch)
        self.batch_progress.offer([self.actions_by_name[name] for name in ("pause_batch", "stop_batch")])
        session.opened.connect(self._project_opened)
        session.imageChanged.connect(self._image_changed)
        for changed in (session.imageChanged, session.selectionChanged, session.contentChanged):
            changed.connect(self.refresh_soon)
            changed.connect(self._enabled_actions.show)  # at once: the next key may already be in the queue
        session.kept.connect(lambda _pending: self.status.show_kept())
        session.failing.connect(lambda _reason: self.status.show_kept())
        loop.changed.connect(self.refresh_soon)
        for changed in (self.review.changed, self.review.arrived):
            changed.connect(self.refresh_soon)
            changed.connect(self._enabled_actions.show)
        self.review_bar.chosen.connect(lambda name: self.actions_by_name[name].trigger())
        loop.modelChanged.connect(self.refresh_soon)
        loop.proposer.changed.connect(self.refresh_soon)
        session.outlines.detailed.connect(canvas.restyle)
        canvas.resultReady.connect(self._tool_result)
        canvas.hintChanged.connect(self.status.show_hint)
        canvas.radiusWanted.connect(self.set_radius)
        self.tool_bar.left.connect(canvas.setFocus)
        self.instance_list.left.connect(canvas.setFocus)
        self.image_list.left.connect(canvas.setFocus)
        canvas.gestureFailed.connect(lambda text: self.say(text, lasting=False))
        canvas.gestureChanged.connect(self.refresh_soon)
        canvas.pointerMoved.connect(self.status.show_place)
        canvas.viewChanged.connect(self.status.show_zoom)
        self.bar.chosen.connect(lambda name: self.actions_by_name[name].trigger())
        self.bar.sizeChosen.connect(self.loop.set_object_size)
        self.bar.relabelled.connect(self.commands.categories.give)
        self.strip.stepChosen.connect(lambda step_id: session.focus(("step", step_id)))
        self.strip.menuWanted.connect(self._context_menus.of_step)
        self.images.leftOut.connect(self.messages.tell_of_left_out)
        self.images.failed.connect(self.messages.say)
        self.image_list.imageChosen.connect(self._image_chosen)
        self.image_list.menuWanted.connect(
            lambda: self._context_menus.of_images(self.image_list.chosen_count)
        )
        self.image_list.selected.connect(self._enabled_actions.show)
        self.instance_list.instancesChosen.connect(self.instances.select)
        self.instance_list.markWanted.connect(self.instances.mark)
        self.instance_list.pointedAt.connect(self.instances.light)
        self.instance_list.focusWanted.connect(self.actions_by_name["fit_focus"].trigger)
        self.instance_list.properties.described.connect(self.instances.describe)
        self.instance_list.properties.left.connect(canvas.setFocus)
        self.instance_list.menuWanted.connect(self._context_menus.of_instances)
        self.category_list.offer(
            [self.actions_by_name[f"labels_{name}"] for name in BUNDLED]
            + [self.actions_by_name["import_labels"]],
            self.entries("category", self.category_list),
        )
        self.welcome.openFolder.connect(lambda: self.actions_by_name["open_folder"].trigger())
        self.welcome.openFile.connect(lambda: self.actions_by_name["open_file"].trigger())
        self.welcome.openPath.connect(lambda path: self.open_path(Path(path)))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._desktop_changed)
        self._stack_offer = StackOffer(
            self.banners, session, lambda: self.actions_by_name["open_pages"].trigger()
        )
        self.add_menu("open_file", self.recent.menu(QMenu(tr("Open recent"), self), self.open_path))
        self.recent.look()
        self.add_menu("open_model", self.models)

    # -- opening

    def fit_screen(self) -> None:
        """Restores the last position, never larger than the screen."""
        geometry.bring_back(self, self.settings)

    def open_path(self, path: Path | Callable[[], Path], importing: Importing | None = None) -> None:
        """Opens a folder, an image or a project file instead of the open one.

        A callable is called in the opening thread, and returns the path; `importing` is imported first.
        """
        self.canvas.cancel_gesture()
        self.banners.clear("open")
        if not self.session.open(path, importing):
            self.messages.tell_of_keeping(tr("the current project stays open"))
            self.status.show_kept()

    def use_assistant(self, assistant: AnyAssistant, model: Path | None, device: str = "auto") -> None:
        """Connects the model's process and loads a model, if one is named."""
        self.project_model.use(assistant, model, device)
        self.loop.proposer.use(self.settings["click_proposer"])

    def load_model(self, folder: str) -> None:
        self.loop.load_model(Path(folder))

    def _project_opened(self, opened: OpenedProject) -> None:
        self.loop.paused = opened.is_paused
        source = Path(os.path.abspath(opened.source))
        self.recent.remember(source if opened.whole_folder else opened.path)
        self.project_model.follow_project()
        self.canvas.setFocus()

    # -- display

    def refresh_soon(self) -> None:
        """Refreshes the window once pending events have been handled."""
        self._refresh.soon()

    def refresh(self) -> None:
        """Refreshes the whole window now."""
        self._refresh.now()

    @property
    def refreshing(self) -> bool:
        """Whether a refresh is pending."""
        return self._refresh.waiting

    def _show_keys(self) -> None:
        """Sets the actions' keys and updates them wherever the window shows them."""
        self.banners.end("settings")
        self._key_hints.show()
        self.status.show_hint()
        self.refresh_soon()

    def _image_changed(self) -> None:
        session = self.session
        loading = tr("Loading the image…") if session.image is not None else ""
        self.canvas.show_picture(session.picture, tr(session.picture_problem or "") or loading)

    def say(self, text: str, kind: str = "warn", lasting: bool = True, scope: Scope = "project") -> None:
        """Shows a message in a banner."""
        self.messages.say(text, kind, lasting, scope)

    def mention(self, text: str, milliseconds: int) -> None:
        """Shows a text in the status line for a while; an empty one clears it."""
        self.statusBar().showMessage(text, milliseconds)

    def show_dialog(self, dialog: QDialog) -> None:
        """Shows a non-modal dialog."""
        self.dialogs.show(dialog)

    def show_finetuning(self) -> None:
        """Shows the dialog for starting and following a training."""
        self.dialogs.show_finetuning()

    def start_tour(self) -> None:
        """Shows the tour of the window, one at a time, and marks it as seen."""
        from app.window.tour import Tour

        if self.findChild(Tour) is None:
            self.settings.set("tour_seen", True)
            self.canvas.cancel_gesture()
            Tour(self, self.bar, self.canvas, self.strip)

    # -- settings

    def apply_settings(self) -> None:
        """Applies changed settings."""
        self.banners.end("settings")
        self._look.apply()
        self.canvas.wheel_zooms = self.settings["wheel"] == "zoom"
        self.canvas.corner_size = float(self.settings["corner_size"])
        self.canvas.tag.shown = self.settings["pointer_category"]
        self.commands.tools.show_options()
        self.session.overlap = self.settings["overlap"]
        self.session.set_person(self.settings["person"])
        self.session.pictures.pixel_limit = self.settings["megapixels"] * 1_000_000
        self.image_list.show_thumbnails(self.settings["thumbnails"])
        self.images.thumbnails.limit_bytes = self.settings["thumbnail_megabytes"] * 1_000_000
        self.refresh_soon()

    def _desktop_changed(self, _scheme: object) -> None:
        """The desktop switched to dark or light."""
        if self.settings["theme"] == "system":
            self.apply_settings()

    def set_tool(self, name: str) -> None:
        """Switches to a tool."""
        self.commands.tools.set_tool(name)

    def set_radius(self, radius: float) -> None:
        """Sets the radius of brush and eraser, in image pixels."""
        self.commands.tools.set_radius(radius)

    def _tool_result(self, result: Result) -> None:
        said = self.tool_desk.take(result, self.category_list.current)
        if said:
            self.mention(tr(said), 6000)
        if isinstance(result, MenuAt):
            self._context_menus.of_place(result)

    # -- keys, drops, closing

    def _image_chosen(self, image_id: int) -> None:
        self.canvas.cancel_gesture()
        self.session.show_image(image_id)

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
        if not self.shut_down():
            event.ignore()
            return
        super().closeEvent(event)

    def shut_down(self, give_up: bool = False) -> bool:
        """Saves everything pending and ends all background work; the one way to end a window.

        While something cannot be saved, the user may retry or keep the program open, which returns False; with
        `give_up` it is dropped without a question. May be called again.
        """
        closing = (
            self.canvas,
            self.instances,
            self.display,
            self.images,
            self.review,
            self.commands.grid,
            self.dialogs,
        )
        for part in closing:
            part.end()
        while not self.session.close(give_up):
            if keeps_open(self, self.session.pending):
                return False
        geometry.keep(self, self.settings)
        self.events.end()
        self.loop.close()
        self.session.pictures.wait()
        return True
