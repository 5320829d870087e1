"""The window's frame: menus, toolbars, docks and status bar, made from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import cycle

from PySide6.QtCore import SIGNAL, QByteArray, QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QCursor, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QToolBar, QWidget

from app.actions import ACTIONS, BY_NAME, MENUS, Action, Situation, keys_text, possible
from app.background.paint_first import painting
from app.translation import tr
from app.widgets.icons import icon
from app.widgets.override import override

DOCK_WIDTH = 260
DOCK_HEIGHTS = (210, 300, 260)
POP_UPS = {
    "instance": (
        *(
            "choose_category",
            "",
            "occluded",
            "difficult",
            "crowd",
            "note",
            "",
            "hide_instance",
            "lock_instance",
            "",
        ),
        *("copy", "duplicate", "split", "", "unite", "subtract", "intersect", ""),
        *("to_front", "forward_one", "backward_one", "to_back", "", "delete"),
    ),
    "proposal": ("accept", "reject", "skip", "choose_category", "look_closer"),
    "step": ("accept", "reject", "choose_category", "delete", "start_over"),
    "image": ("image_done", "image_skipped", "image_undone", "", "copy_path"),
    "images": ("images_done", "images_skipped", "images_undone", "", "copy_path"),
    "category": ("category_up", "category_down", "merge_category", "delete_category"),
}
"""The menus of the right button, by what they are for: names of actions; an empty one is a line."""
FIRST_OF_GROUP = frozenset(
    {
        *("import", "open_model", "labels_voc", "statistics", "quit"),
        *("copy", "select_all", "category_up", "cancel"),
        *("accept_above", "look_closer", "back", "relabel_unknown"),
        *("tool_brush", "tool_polygon", "tool_wand", "tool_corners", "brush_smaller", "smooth", "nudge_left"),
        *("unite", "to_front", "no_overlap", "occluded", "hide_instance", "next_instance"),
        *(
            "most_uncertain",
            "find_image",
            "image_done",
            "images_done",
            "display",
            "hide_others",
            "color_by_instance",
            "theme_dark",
        ),
    }
)
"""In the menus a line stands above these."""
ONCE_A_PRESS = ("accept", "reject", "skip", "image_done", "image_skipped")


class Frame(QMainWindow):
    """What every part of the window is put into."""

    def __init__(self) -> None:
        super().__init__()
        self.actions_by_name: dict[str, QAction] = {}
        self.docks: list[QDockWidget] = []
        self.usual_layout = QByteArray()  # docks and toolbars as they are at first
        self._layout_before = QByteArray()  # before only the image was shown
        self._menus: dict[str, QMenu] = {}
        self._buttons: Iterator[tuple[QAction, QWidget]] = iter(())

    @override
    def event(self, event: QEvent) -> bool:
        """All that is to be painted of the window comes as one event."""
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        with painting():
            return super().event(event)

    def add_docks(self, widgets: dict[str, QWidget]) -> None:
        """One dock a widget, below each other at the right; the titles, in English, are the keys."""
        for title, widget in widgets.items():
            dock = QDockWidget(tr(title))
            dock.setObjectName(title.casefold())
            dock.setWidget(widget)
            dock.setFeatures(
                QDockWidget.DockWidgetFeature.DockWidgetMovable
                | QDockWidget.DockWidgetFeature.DockWidgetClosable
            )
            self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            self.docks.append(dock)
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        self.resizeDocks(self.docks, [DOCK_WIDTH] * len(self.docks), Qt.Orientation.Horizontal)
        self.resizeDocks(self.docks, list(DOCK_HEIGHTS), Qt.Orientation.Vertical)

    def add_actions(self, commands: Mapping[str, Callable[[], None]]) -> None:
        """Every action of the table, in its menu and toolbar, with what does it."""
        menus = self._menus = {name: self.menuBar().addMenu(tr(name)) for name in MENUS}
        bars = {"main": QToolBar(tr("Main toolbar")), "tools": QToolBar(tr("Tools"))}
        for name, bar in bars.items():
            bar.setObjectName(name)
            bar.setMovable(False)
            bar.setIconSize(QSize(22, 22))
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bars["main"])
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, bars["tools"])
        self.tool_strip = bars["tools"]
        bars["main"].setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools = QActionGroup(self)
        buttons: list[tuple[QAction, QWidget]] = []
        for entry in ACTIONS:
            action = QAction(tr(entry.text), self)
            action.setObjectName(entry.name)
            action.setAutoRepeat(entry.name not in ONCE_A_PRESS)
            action.setCheckable(entry.checkable)
            action.setStatusTip(tr(entry.help))
            action.triggered.connect(lambda _=False, run=commands[entry.name]: run())
            self.actions_by_name[entry.name] = action
            self.addAction(action)
            if entry.tool:
                tools.addAction(action)
            if entry.in_menu:
                if entry.name in FIRST_OF_GROUP:
                    menus[entry.menu].addSeparator()
                menus[entry.menu].addAction(action)
            if entry.toolbar:
                bars[entry.toolbar].addAction(action)
                button = bars[entry.toolbar].widgetForAction(action)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                buttons.append((action, button))
        self._buttons = cycle(buttons)
        self._view_menu = menus["View"]
        self._view_menu.addSeparator()
        self._view_menu.addActions([dock.toggleViewAction() for dock in self.docks])
        self._view_menu.addActions([bar.toggleViewAction() for bar in bars.values()])

    def add_bar(self, bar: QToolBar) -> None:
        """A toolbar that is not made from the table, at the top; like the others it can be hidden and shown again."""
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        self._view_menu.addAction(bar.toggleViewAction())

    def show_keys(self, table: tuple[Action, ...]) -> None:
        """Gives every action its keys."""
        for entry in table:
            action = self.actions_by_name[entry.name]
            action.setShortcuts([QKeySequence(key) for key in entry.keys])
            keys = keys_text(entry)
            named = f"{tr(entry.text)} ({keys})" if keys else tr(entry.text)
            action.setToolTip(f"{named}\n{tr(entry.help)}")

    def add_menu(self, after: str, menu: QMenu) -> None:
        """Puts a menu behind an action in that one's menu."""
        entry = next(action for action in ACTIONS if action.name == after)
        place = self._menus[entry.menu]
        actions = place.actions()
        at = actions.index(self.actions_by_name[after])
        place.insertMenu(actions[at + 1], menu)

    def pop_up(self, kind: str) -> None:
        """Shows the menu for such a thing where the pointer is."""
        self.show_menu(self.menu_of(kind))

    def menu_of(self, kind: str) -> QMenu:
        """The menu for such a thing, to be shown once."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.entries(kind, menu))
        return menu

    def show_menu(self, menu: QMenu, at: QPoint | None = None) -> None:
        """Shows a menu at a point of the screen, or where the pointer is."""
        menu.popup(at if at is not None else QCursor.pos())

    def entries(self, kind: str, menu: QObject) -> list[QAction]:
        """The actions for such a thing, with lines, which live as long as the menu."""
        return [self.actions_by_name[name] if name else _line(menu) for name in POP_UPS[kind]]

    def show_possible(self, situation: Situation) -> None:
        """Enables the actions that are possible."""
        for name, action in self.actions_by_name.items():
            action.setEnabled(possible(BY_NAME[name], situation))
        self._loosen_a_button()

    def _loosen_a_button(self) -> None:
        """Takes from the next button, in turn, what Qt connects it to its action with.

        A QToolButton connects itself once more each time its action changes, and each change then goes through all of
        these: after a day that is many thousands. It needs none of them beforehand: the next change makes one.
        """
        action, button = next(self._buttons)
        QObject.disconnect(action, SIGNAL("changed()"), button, None)  # type: ignore[call-overload]

    # -- its layout

    def show_dock(self, name: str) -> None:
        """Shows the dock with that object name: "categories", "instances" or "images"."""
        next(dock for dock in self.docks if dock.objectName() == name).show()

    def toggle_full_screen(self) -> None:
        """Fills the screen, or does so no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def toggle_image_only(self) -> None:
        """Hides the docks and toolbars while the action "image_only" is ticked, then shows those that were there."""
        if self.actions_by_name["image_only"].isChecked():
            self._layout_before = self.saveState()
            for part in (*self.docks, *self.findChildren(QToolBar)):
                part.hide()
        elif not self._layout_before.isEmpty():
            self.restoreState(self._layout_before)

    def restore_usual_layout(self) -> None:
        """Lays out the docks and toolbars as they were at first."""
        self.actions_by_name["image_only"].setChecked(False)
        self.restoreState(self.usual_layout)

    def redraw_icons(self) -> None:
        """In the colours of the theme."""
        for name, action in self.actions_by_name.items():
            if BY_NAME[name].icon:
                action.setIcon(icon(BY_NAME[name].icon))


def _line(parent: QObject) -> QAction:
    line = QAction(parent)
    line.setSeparator(True)
    return line
