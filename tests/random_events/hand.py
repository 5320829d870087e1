"""Chooses what a random hand does next, from what is on the screen: words for xdotool, or a process to kill."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.actions import ACTIONS, BY_NAME, Action

State = dict[str, Any]
KEYS = {
    "Return": "Return", "Enter": "KP_Enter", "Del": "Delete", "Esc": "Escape", "Backspace": "BackSpace",
    "[": "bracketleft", "]": "bracketright", ".": "period", ",": "comma", "+": "plus", "=": "equal",
    "-": "minus", "?": "question", "Space": "space", ";": "semicolon", "/": "slash", "'": "apostrophe",
}  # fmt: skip
NEVER = frozenset(("quit",))  # but at the end
TEXTS = ("nucleus", "x", "cell 2", "ümläut", "a=b", "7", "", "very long name " * 4, "<b>bold</b>", "done")
HELD = ("shift", "ctrl", "alt")


@dataclass(frozen=True)
class Event:
    """`calls` are calls of xdotool, one after the other; `kill` is a process to kill."""

    kind: str
    calls: tuple[tuple[str, ...], ...] = ()
    kill: int | None = None


def key_name(key: str) -> str:
    """A key of the table, such as Ctrl+Shift+], as xdotool calls it."""
    *modifiers, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    return "+".join(
        [*(m.lower() for m in modifiers), KEYS.get(last, last.lower() if len(last) == 1 else last)]
    )


class Hand:
    """Random, but as a person is: mostly where something is going on, and every action at some time."""

    def __init__(self, seed: int, paths: dict[str, tuple[Path, ...]]) -> None:
        self.random = random.Random(seed)
        self.paths = paths  # by a word of a file dialog's title: what may be opened there
        self.wished: Counter[str] = Counter()  # how often each action was chosen
        self.kills = 0

    def next(self, state: State) -> Event:
        """What to do in this state."""
        for _ in range(20):
            event = self._choose(state)(state)
            if event is not None:
                return event
        return Event("escape", (("key", "Escape"),))

    def _choose(self, state: State) -> Callable[[State], Event | None]:
        if "File" in (state["active"] or "") and "Dialog" in state["active"]:
            return self._file_dialog
        if state["popup"]:
            return self._one_of((self._popup, 60), (self._escape, 25), (self._keys_of_lists, 15))
        if not state["main_active"]:
            return self._one_of(
                *((self._widget, 42), (self._escape, 18), (self._keys_of_lists, 10), (self._text, 10)),
                *((self._confirm, 4), (self._main_window, 10), (self._action, 6)),
            )
        if state["situation"]["several"] and self.random.random() < 0.6:
            return self._one_of((self._action, 6), (self._menu, 1), (self._context_menu, 1), (self._text, 1))
        return self._one_of(
            *((self._select_several, 4), (self._action, 32), (self._gesture, 26), (self._widget, 9)),
            *((self._menu, 5), (self._palette, 4)),
            *((self._interrupted, 4), (self._hurry, 5), (self._text, 4), (self._keys_of_lists, 3)),
            *((self._wheel, 3), (self._resize, 1.5), (self._context_menu, 2), (self._kill, 0.4)),
            *((self._escape, 1), (self._shape, 4)),
        )

    def _one_of(
        self, *choices: tuple[Callable[[State], Event | None], float]
    ) -> Callable[[State], Event | None]:
        return self.random.choices([c for c, _ in choices], [w for _, w in choices])[0]

    # -- actions

    def _wish(self, state: State, fits: Callable[[Action], bool]) -> Action | None:
        """An action that is possible now, rather one that was seldom done."""
        able = set(state["enabled"]) - NEVER
        found = [action for action in ACTIONS if action.name in able and fits(action)]
        if not found:
            return None
        weights = [1 / (1 + self.wished[action.name]) ** 1.5 for action in found]
        chosen = self.random.choices(found, weights)[0]
        self.wished[chosen.name] += 1
        return chosen

    def _action(self, state: State) -> Event | None:
        chosen = self._wish(state, lambda action: bool(action.keys or action.held))
        if chosen is None:
            return None
        return Event(
            f"key: {chosen.name}", (("key", key_name(self.random.choice((*chosen.keys, *chosen.held)))),)
        )

    def _menu(self, state: State) -> Event | None:
        """Opens a menu with the mouse and goes down it with the keyboard."""
        chosen = self._wish(state, lambda action: action.in_menu)
        if chosen is None:
            return None
        for menu in state["menu_bar"]:
            entries = [name for name, _ in menu["actions"]]
            if chosen.name in entries:
                able = [name for name, enabled in menu["actions"] if enabled]
                steps = able.index(chosen.name) + 1 if chosen.name in able else 0
                click = (*self._at(menu["rect"]), "click", "1")
                return Event(f"menu: {chosen.name}", (click, ("key", *["Down"] * steps, "Return")))
        return None

    def _palette(self, state: State) -> Event | None:
        chosen = self._wish(state, lambda action: action.name != "palette")
        if chosen is None:
            return None
        title = f"{chosen.menu}: {chosen.text}"
        calls = (("key", "ctrl+k"), ("type", "--delay", "8", title), ("key", "Return"))
        return Event(f"palette: {chosen.name}", calls)

    def _hurry(self, state: State) -> Event | None:
        """Several keys at once, without a look at what they do."""
        keys = []
        for _ in range(self.random.randint(3, 12)):
            chosen = self._wish(
                state, lambda action: bool(action.keys) and action.menu not in ("File", "Help")
            )
            if chosen is not None and chosen.name not in ("palette", "note"):
                keys.append(key_name(self.random.choice(chosen.keys)))
        if self.random.random() < 0.4 and keys:
            keys = [self.random.choice(keys)] * len(keys)
        return Event("hurry", (("key", "--delay", "4", *keys),)) if keys else None

    def _kill(self, state: State) -> Event | None:
        """The model's process dies; more often than that it would be given up."""
        if state["model_pid"] is None or state["model"] != "ready" or self.kills >= 6:
            return None
        self.kills += 1
        return Event("kill the model", kill=state["model_pid"])

    # -- the image

    def _gesture(self, state: State) -> Event | None:
        """A click, a double click or a drag with whatever tool is in use."""
        if state["canvas"] is None:
            return None
        start = self._place(state)
        button = self.random.choices(("1", "3", "2"), (75, 20, 5))[0]
        held = self.random.choices(((), (self.random.choice(HELD),), ("shift", "ctrl")), (75, 20, 5))[0]
        kind = self.random.choices(("click", "double", "drag"), (35, 8, 57))[0]
        words: tuple[str, ...] = self._to(start)
        if kind == "click":
            words += ("click", button)
        elif kind == "double":
            words += ("click", "--repeat", "2", "--delay", "30", button)
        else:
            words += ("mousedown", button, *self._path(state, start), "mouseup", button)
        return Event(f"{kind} {'+'.join(held)} {state['tool']}", (_with(held, words),))

    def _shape(self, state: State) -> Event | None:
        """Several clicks, as for a polygon, closed by Enter or by a double click."""
        if state["canvas"] is None:
            return None
        corners = [self._place(state) for _ in range(self.random.randint(2, 7))]
        words = tuple(w for at in corners for w in (*self._to(at), "click", "1", "sleep", "0.02"))
        end = self.random.choice(
            (("key", "Return"), ("click", "--repeat", "2", "1"), ("key", "BackSpace"), ())
        )
        tool = self.random.choice(("p", "l", "p", ""))
        calls = ((("key", tool),) if tool else ()) + ((*words, *end),)
        return Event(f"corners {state['tool']}", calls)

    def _select_several(self, state: State) -> Event | None:
        """Several instances, by a box, by all of them or by rows of the list."""
        rows = [t for t in state["targets"] if t["kind"] == "row" and t["name"] == "Instances"]
        if len(rows) > 1 and self.random.random() < 0.6:
            one, other = self.random.sample(rows, 2)
            held = self.random.choice(("shift", "ctrl"))
            calls = (
                (*self._at(one["rect"]), "click", "1"),
                _with((held,), (*self._at(other["rect"]), "click", "1")),
            )
            return Event("select rows", calls)
        return Event("select all", (("key", "ctrl+a"),)) if state["situation"]["image"] else None

    def _interrupted(self, state: State) -> Event | None:
        """A key in the middle of a drag."""
        chosen = self._wish(state, lambda action: bool(action.keys) and action.menu != "File")
        if state["canvas"] is None or chosen is None:
            return None
        start = self._place(state)
        key = key_name(chosen.keys[0])
        words = (*self._to(start), "mousedown", "1", *self._path(state, start), "key", key)
        return Event(f"in a drag: {chosen.name}", ((*words, *self._path(state, start), "mouseup", "1"),))

    def _wheel(self, state: State) -> Event | None:
        places = [t["rect"] for t in state["targets"] if t["kind"] == "row"]
        if state["canvas"] is not None:
            places += [state["canvas"]] * (len(places) + 1)
        if not places:
            return None
        count = str(self.random.randint(1, 9))
        words = (*self._at(self.random.choice(places)), "click", "--repeat", count, "--delay", "4")
        held = self.random.choices(((), ("ctrl",), ("shift",)), (70, 20, 10))[0]
        return Event("wheel", (_with(held, (*words, self.random.choice(("4", "5", "4", "5", "6", "7")))),))

    # -- everything else in a window

    def _widget(self, state: State) -> Event | None:
        able = [t for t in state["targets"] if t["rect"][2] > 0 and t["rect"][3] > 0]
        if not able:
            return None
        chosen = self.random.choice(able)
        button = self.random.choices(("1", "3"), (92, 8))[0]
        repeat = self.random.choices(("1", "2"), (90, 10))[0]
        held = self.random.choices(((), ("shift",), ("ctrl",)), (84, 8, 8))[0]
        words = (*self._at(chosen["rect"]), "click", "--repeat", repeat, "--delay", "30", button)
        return Event(
            f"click: {state['active']} {chosen['kind']} {chosen['name'][:30]}", (_with(held, words),)
        )

    def _popup(self, state: State) -> Event | None:
        able = [t for t in state["targets"] if t["name"] not in NEVER]
        if not able:
            return self._escape(state)
        chosen = self.random.choice(able)
        return Event(
            f"popup: {state['active']} {chosen['name'][:30]}", ((*self._at(chosen["rect"]), "click", "1"),)
        )

    def _context_menu(self, state: State) -> Event | None:
        rows = [t for t in state["targets"] if t["kind"] == "row"]
        return (
            Event("context menu", ((*self._at(self.random.choice(rows)["rect"]), "click", "3"),))
            if rows
            else None
        )

    def _text(self, state: State) -> Event | None:
        fields = [t for t in state["targets"] if "LineEdit" in t["kind"] or "Spin" in t["kind"]]
        if not fields:
            return None
        click = (*self._at(self.random.choice(fields)["rect"]), "click", "1")
        text = self.random.choice(TEXTS)
        calls: tuple[tuple[str, ...], ...] = (click,)
        if self.random.random() < 0.5:
            calls += (("key", "ctrl+a", "BackSpace"),)
        if text:
            calls += (("type", "--delay", "8", text),)
        return Event("text", (*calls, ("key", self.random.choice(("Return", "Escape", "Tab", "Down")))))

    def _keys_of_lists(self, state: State) -> Event | None:
        keys = ("Tab", "shift+Tab", "Down", "Up", "Home", "End", "space", "Page_Down", "shift+Down", "Left")
        return Event("list keys", (("key", *self.random.choices(keys, k=self.random.randint(1, 4))),))

    def _escape(self, state: State) -> Event | None:
        return Event("escape", (("key", "Escape"),))

    def _confirm(self, state: State) -> Event | None:
        return Event("confirm", (("key", "Return"),))

    def _main_window(self, state: State) -> Event | None:
        """Goes on in the main window while a dialog is open."""
        if state["canvas"] is None or self.random.random() < 0.3:
            return Event("another window", (("key", "alt+Tab"),))
        return Event("click beside the dialog", ((*self._to(self._place(state)), "click", "1"),))

    def _resize(self, state: State) -> Event | None:
        """The window gets another size; what is below 900 x 600 it does not take."""
        width, height = self.random.choice(((1280, 760), (900, 600), (1100, 700), (640, 480), (1270, 720)))
        words = ("getactivewindow", "windowsize", str(width), str(height), "windowmove", "0", "0")
        return Event("resize", (words,)) if state["main_active"] else None

    def _file_dialog(self, state: State) -> Event | None:
        paths = next((found for word, found in self.paths.items() if word in state["title"].lower()), ())
        if not paths or self.random.random() < 0.4:
            return Event("file dialog: leave", (("key", "Escape"), ("key", "Escape")))
        path = str(self.random.choice(paths))
        typed = (("key", "ctrl+a"), ("type", "--delay", "4", path), ("key", "Return"))
        return Event(f"file dialog: {Path(path).name}", typed)

    # -- places

    def _place(self, state: State) -> tuple[int, int]:
        """A point of the image: mostly near what is in focus, now and then at or beyond the edge."""
        area = state["canvas"]
        if state["object"] is not None and self.random.random() < 0.6:
            x, y, w, h = state["object"]
            area = [x - w // 2 - 5, y - h // 2 - 5, 2 * w + 10, 2 * h + 10]
        x, y = (self.random.randint(area[i], area[i] + max(1, area[i + 2])) for i in (0, 1))
        left, top, width, height = state["canvas"]
        return min(max(x, left), left + width - 1), min(max(y, top), top + height - 1)

    def _path(self, state: State, start: tuple[int, int]) -> tuple[str, ...]:
        words: tuple[str, ...] = ()
        x, y = start
        for _ in range(self.random.randint(1, 8)):
            x, y = x + self.random.randint(-60, 60), y + self.random.randint(-60, 60)
            words += (*self._to((max(0, x), max(0, y))), "sleep", "0.004")
        return words

    def _at(self, rect: list[int]) -> tuple[str, ...]:
        x, y, w, h = rect
        return self._to(
            (x + self.random.randint(0, max(0, w - 1)), y + self.random.randint(0, max(0, h - 1)))
        )

    def _to(self, at: tuple[int, int]) -> tuple[str, ...]:
        return "mousemove", str(at[0]), str(at[1])


def _with(held: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    """The words while the keys are held."""
    before = tuple(word for key in held for word in ("keydown", key))
    after = tuple(word for key in reversed(held) for word in ("keyup", key))
    return (*before, *words, *after)


def not_reached(triggered: dict[str, int]) -> list[str]:
    """The actions of the table that were never done."""
    return [name for name in BY_NAME if not triggered.get(name)]
