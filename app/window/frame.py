"""The window's frame: menus, toolbars, docks and status bar, built from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import cycle

from PySide6.QtCore import SIGNAL, QByteArray, QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QCursor, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMenuBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from app.actions import ACTIONS, BY_NAME, MENUS, Action, Situation, keys_text, possible
from app.background.paint_first import painting
from app.translation import tr
from app.widgets.icons import icon
from app.widgets.override import override

DOCK_WIDTH = 260
DOCK_HEIGHTS = (110, 200, 345)  # categories, instances and images, of which at least five rows are visible
LAYOUT = 1
"""The version of `layout_state`: a layout of another version is ignored."""
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
    "image": ("image_done", "image_skipped", "image_undone", "", "copy_path", "", "remove_images"),
    "images": ("images_done", "images_skipped", "images_undone", "", "copy_path", "", "remove_images"),
    "category": ("category_up", "category_down", "merge_category", "delete_category"),
}
"""The context menus by subject: names of actions; an empty name is a separator."""
FIRST_OF_GROUP = frozenset(
    {
        *("import", "open_model", "labels_voc", "statistics", "quit"),
        *("copy", "select_all", "category_up", "cancel"),
        *("accept_above", "propose_in_all", "look_closer", "back", "relabel_unknown"),
        *("tool_brush", "tool_polygon", "tool_wand", "tool_corners", "brush_smaller", "smooth", "nudge_left"),
        *("unite", "to_front", "no_overlap", "occluded", "hide_instance", "next_instance"),
        *("doubts", "needs_work", "end_review"),
        *(
            "most_uncertain",
            "find_image",
            "image_done",
            "images_done",
            "remove_images",
            "display",
            "hide_others",
            "color_by_instance",
            "theme_dark",
        ),
    }
)
"""Actions with a separator above them in the menus."""
FIRST_IN_BAR = frozenset({"undo", "image_done"})
"""Actions with a separator before them in the main toolbar."""
WITH_TEXT = frozenset({"image_done"})
"""Buttons of the main toolbar with a visible name; the others show it in the tooltip."""
REPEATED = frozenset(
    {
        *("next_image", "previous_image", "back", "forward", "next_instance", "previous_instance"),
        *("undo", "redo", "nudge_left", "nudge_right", "nudge_up", "nudge_down", "grow", "shrink"),
        *("brush_smaller", "brush_larger", "zoom_in", "zoom_out", "fill_more", "fill_less"),
        *("forward_one", "backward_one", "category_up", "category_down"),
    }
)
"""Actions that a held key repeats. All others, above all the verdicts, happen once a press."""


class Frame(QMainWindow):
    """The main window that holds all parts."""

    def __init__(self) -> None:
        super().__init__()
        self.actions_by_name: dict[str, QAction] = {}
        self._possible: dict[str, bool] = {}  # as the actions were last told
        self.docks: list[QDockWidget] = []
        self.usual_layout = ""  # the original layout of docks and toolbars
        self._layout_before: str | None = None  # before only the image was shown
        self._menus: dict[str, QMenu] = {}
        self._buttons: Iterator[tuple[QAction, QWidget]] = iter(())
        self._beside_menus = BesideMenus(self.menuBar())

    @override
    def event(self, event: QEvent) -> bool:
        """All painting of the window comes in one event."""
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        with painting():
            return super().event(event)

    def add_docks(self, widgets: dict[str, QWidget]) -> None:
        """One dock per widget, stacked at the right; the keys are the English titles."""
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
        """Adds every action of the table to its menu and toolbar, connected to its command."""
        menus = self._menus = {name: self.menuBar().addMenu(tr(name)) for name in MENUS}
        bars = {"main": QToolBar(tr("Main toolbar")), "tools": QToolBar(tr("Tools"))}
        for name, bar in bars.items():
            bar.setObjectName(name)
            bar.setMovable(False)
        bars["main"].setIconSize(QSize(18, 18))
        bars["tools"].setIconSize(QSize(22, 22))
        self._add_at_top(bars["main"])
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, bars["tools"])
        self.tool_strip = bars["tools"]
        tools = QActionGroup(self)
        buttons: list[tuple[QAction, QWidget]] = []
        for entry in ACTIONS:
            action = QAction(tr(entry.text), self)
            action.setObjectName(entry.name)
            action.setAutoRepeat(entry.name in REPEATED)
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
                if entry.name in FIRST_IN_BAR:
                    bars[entry.toolbar].addSeparator()
                bars[entry.toolbar].addAction(action)
                button = bars[entry.toolbar].widgetForAction(action)
                if entry.name in WITH_TEXT and isinstance(button, QToolButton):
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                buttons.append((action, button))
        self._buttons = cycle(buttons)
        self._view_menu = menus["View"]
        self._view_menu.addSeparator()
        self._view_menu.addActions([dock.toggleViewAction() for dock in self.docks])
        self._view_menu.addActions([bar.toggleViewAction() for bar in bars.values()])

    def add_bar(self, bar: QToolBar) -> None:
        """Adds a toolbar that is not built from the table, at the top; like the others it can be hidden."""
        self._add_at_top(bar)
        self._view_menu.addAction(bar.toggleViewAction())

    def _add_at_top(self, bar: QToolBar) -> None:
        """Places it beside the menus, to save height; at the top if the desktop shows the menus."""
        if self.menuBar().isNativeMenuBar():
            self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        else:
            self._beside_menus.add(bar)

    def settle_bars(self) -> None:
        """Resizes the toolbars beside the menus to their contents, at once."""
        self._beside_menus.settle()

    def layout_state(self) -> str:
        """The layout of docks and toolbars, including hidden ones, as a text for the settings."""
        state = bytes(self.saveState(LAYOUT).toBase64().data()).decode()
        return " ".join([state, *(bar.objectName() for bar in self._beside_menus.bars if bar.isHidden())])

    def restore_layout(self, text: str) -> None:
        """Restores the layout of docks and toolbars; a text of another version is ignored."""
        state, *hidden = text.split(" ")
        if self.restoreState(QByteArray.fromBase64(state.encode()), LAYOUT):
            for bar in self._beside_menus.bars:
                bar.setHidden(bar.objectName() in hidden)

    def show_keys(self, table: tuple[Action, ...]) -> None:
        """Sets the keys of every action."""
        for entry in table:
            action = self.actions_by_name[entry.name]
            action.setShortcuts([QKeySequence(key) for key in entry.keys])
            keys = keys_text(entry)
            named = f"{tr(entry.text)} ({keys})" if keys else tr(entry.text)
            action.setToolTip(f"{named}\n{tr(entry.help)}")

    def add_menu(self, after: str, menu: QMenu) -> None:
        """Inserts a menu after an action in that action's menu."""
        entry = next(action for action in ACTIONS if action.name == after)
        place = self._menus[entry.menu]
        actions = place.actions()
        at = actions.index(self.actions_by_name[after])
        place.insertMenu(actions[at + 1], menu)

    def pop_up(self, kind: str) -> None:
        """Shows the context menu of a subject at the pointer."""
        self.show_menu(self.menu_of(kind))

    def menu_of(self, kind: str) -> QMenu:
        """The context menu of a subject, to be shown once."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.entries(kind, menu))
        return menu

    def show_menu(self, menu: QMenu, at: QPoint | None = None) -> None:
        """Shows a menu at a screen position, or at the pointer."""
        menu.popup(at if at is not None else QCursor.pos())

    def entries(self, kind: str, menu: QObject) -> list[QAction]:
        """The actions of a subject, with separators that live as long as the menu."""
        return [self.actions_by_name[name] if name else _line(menu) for name in POP_UPS[kind]]

    def show_possible(self, situation: Situation) -> None:
        """Enables the possible actions."""
        for name, action in self.actions_by_name.items():
            is_possible = possible(BY_NAME[name], situation)
            if is_possible != self._possible.get(name):
                self._possible[name] = is_possible
                action.setEnabled(is_possible)
        self._loosen_a_button()

    def _loosen_a_button(self) -> None:
        """Removes the surplus connections of the next button, in turn, to its action.

        A QToolButton connects itself again each time its action changes, and each change then goes through all of
        these connections: many thousands after a day. It needs none of them, since the next change makes one.
        """
        action, button = next(self._buttons)
        QObject.disconnect(action, SIGNAL("changed()"), button, None)  # type: ignore[call-overload]

    # -- layout

    def show_dock(self, name: str) -> None:
        """Shows the dock with this object name: "categories", "instances" or "images"."""
        next(dock for dock in self.docks if dock.objectName() == name).show()

    def toggle_full_screen(self) -> None:
        """Turns full screen on or off."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def toggle_image_only(self) -> None:
        """Hides the docks and toolbars while the action "image_only" is checked, then restores them."""
        if self.actions_by_name["image_only"].isChecked():
            self._layout_before = self.layout_state()
            for part in (*self.docks, *self.findChildren(QToolBar)):
                part.hide()
        elif self._layout_before is not None:
            self.restore_layout(self._layout_before)

    def restore_usual_layout(self) -> None:
        """Restores the original layout of docks and toolbars."""
        self.actions_by_name["image_only"].setChecked(False)
        self.restore_layout(self.usual_layout)

    def redraw_icons(self) -> None:
        """Redraws the icons in the theme's colours."""
        for name, action in self.actions_by_name.items():
            if BY_NAME[name].icon:
                action.setIcon(icon(BY_NAME[name].icon))


class BesideMenus(QWidget):
    """The toolbars at the right end of the menu row."""

    def __init__(self, menus: QMenuBar) -> None:
        super().__init__(menus)
        self._menus = menus
        self.bars: list[QToolBar] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)

    def add(self, bar: QToolBar) -> None:
        """Adds a toolbar to the left of the existing ones."""
        if not self.bars:
            self._menus.setCornerWidget(self)
        self.bars.append(bar)
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(0, bar)

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.settle()
        return done

    def settle(self) -> None:
        """Updates the width to the toolbars' needs: the menu bar asks for it only when its own size changes."""
        for bar in self.bars:
            inner = bar.layout()
            assert inner is not None
            inner.setContentsMargins(1, 1, 1, 1)  # less than the style sets for a toolbar, each time again
            inner.activate()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        size = self._menus.size()
        QApplication.sendEvent(self._menus, QResizeEvent(size, size))


def _line(parent: QObject) -> QAction:
    line = QAction(parent)
    line.setSeparator(True)
    return line
