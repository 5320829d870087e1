"""Sends random real events to the real program on a virtual screen and says what came of it.

    python -m tests.random_events.run --events 2000 --seed 1 [--output FOLDER]
    python -m tests.random_events.run --replay FOLDER/events.jsonl

Needs Xvfb and xdotool (openbox is used where it is there). Status 1 if anything is not as it must be: a traceback,
a warning of Qt, a document that is not its file, an undo that does not lead back, a leak, a wrong end.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

import resources
from annotations.project import Project
from tests.random_events import memory, report
from tests.random_events.hand import Event, Hand
from tests.random_events.screen import GoneError, HungError, Program, Screen, missing

COUNTED = (
    0.25,
    0.5,
)  # of the events: caches fill, each dialog is made once, and what is loaded late is there
CHECK_EACH = 100
PAUSE = 0.02


class Run:
    """One start of the program, the events, and what was seen."""

    def __init__(self, screen: Screen, folder: Path, events: int) -> None:
        self.screen, self.folder, self.events = screen, folder, events
        photos = make_photos(folder / "photos")
        make_others(folder)
        self.program = Program(screen, folder, str(photos))
        self.log = (folder / "events.jsonl").open("w", encoding="utf-8")
        self.states: list[dict[str, Any]] = []
        self.problems: list[str] = []
        self.counts: list[dict[str, Any]] = []
        self.number = 0
        self.wait_until(lambda s: s["model"] == "ready" and s["object"] is not None, 90)
        self.count()

    def go(self, events: Iterator[Event]) -> None:
        """All events, with looks in between."""
        counted = {max(1, int(self.events * part)) for part in COUNTED}
        for event in events:
            self.number += 1
            known = len(self.states[-1]["faults"])
            self.log.write(
                json.dumps({"kind": event.kind, "calls": event.calls, "kill": bool(event.kill)}) + "\n"
            )
            self.log.flush()
            self.send(event)
            state = self.look()
            state["event"] = f"{self.number} {event.kind}"
            for text in state["faults"][known:]:
                self.problems.append(f"event {self.number} ({event.kind}): {text}")
            if self.number in counted:
                self.come_back()
                self.count()
            if self.number % CHECK_EACH == 0:
                self.check(f"event {self.number}")
                print(f"{self.number} events, {len(self.problems)} problems", file=sys.stderr, flush=True)

    def count(self) -> None:
        """Counts what there is, the window being as at first."""
        self.program.ask("as_at_first")
        self.wait_until(lambda s: s["situation"]["image"], 20)
        time.sleep(2)  # the model looks at it, and what goes on in threads comes to its end
        self.counts.append(self.program.ask("counts"))

    def send(self, event: Event) -> None:
        """The real thing."""
        for call in event.calls:
            self.screen.do(*call)
        if event.kill:
            with suppress(ProcessLookupError):
                os.kill(event.kill, signal.SIGKILL)
        time.sleep(PAUSE)

    def look(self) -> dict[str, Any]:
        """What there is to see now; kept."""
        state = self.program.ask("state")
        state["memory_of_model"] = memory.of_process(state["model_pid"] or 0)
        self.states.append(state)
        return state

    def wait_until(self, holds: Any, seconds: float) -> bool:
        """Looks until something is so."""
        end = time.monotonic() + seconds
        while not holds(self.look()):
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def check(self, when: str) -> None:
        """The document is what is on the disk."""
        found = self.program.ask("check")
        if not found["kept"]:
            self.problems.append(f"{when}: what was decided could not be kept")
        for difference in found["differs"]:
            self.problems.append(f"{when}: document and file differ: {difference}")

    def come_back(self) -> None:
        """Leaves every dialog and the tour, so that nothing but the main window is there."""
        self.screen.do("key", "Escape")
        for _ in range(30):
            state = self.look()
            if state["main_active"] and not state["windows"] and not state["typing"] and not state["gesture"]:
                return
            if state["main_active"] and state["windows"]:
                self.screen.do("windowactivate", str(state["windows"][0]))
                time.sleep(0.3)
            self.screen.do("key", "Escape")
            time.sleep(0.2)
        self.problems.append(
            f"dialogs cannot be left: {state['active']} {state['title']}, {state['windows']}"
        )

    def end(self) -> dict[str, Any]:
        """Undo all, redo all, open it anew, close; what was found."""
        self.come_back()
        self.check("at the end")
        self.count()
        self.press_until(
            "ctrl+y", "redo"
        )  # what the last events took back: redo all would lead beyond the end
        before = self.program.ask("contents")
        undone = self.press_until("ctrl+z", "undo")
        for difference in self.program.ask("at_start")["differs"]:
            self.problems.append(f"undo all does not lead back: {difference}")
        self.check("undo all")
        redone = self.press_until("ctrl+y", "redo")
        if self.program.ask("contents") != before:
            self.problems.append("redo all does not lead to the end again")
        self.check("redo all")
        self.count()
        last = self.look()
        if self.program.ask("open_anew")["opens"]:
            self.wait_until(lambda s: s["situation"]["image"] and s["situation"]["project"], 30)
        self.come_back()
        self.count()
        self.screen.do("key", "ctrl+q")
        status = self.program.end()
        if status != 0:
            self.problems.append(f"the program ended with status {status}")
        if "Traceback" in self.program.errors:
            self.problems.append("there is a traceback in what the program wrote (stderr.txt)")
        for path in self.folder.rglob("*.rsis"):
            if "home" not in path.parts:
                Project.open(path, read_only=True).close()  # checks its integrity
        return {"undone": undone, "redone": redone, "status": status, "last": last}

    def press_until(self, key: str, possible: str) -> bool:
        """Presses a key until its action is not possible any more."""
        for _ in range(400):
            if not self.look()["situation"][possible]:
                return True
            self.screen.do("key", "--delay", "3", *[key] * 40)
            time.sleep(0.05)
        self.problems.append(f"{possible} does not come to an end")
        return False


def make_photos(folder: Path) -> Path:
    """Copies of the bundled photos, a tiny picture, a deep one, and a file that is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for photo in resources.sample_photos()[:6]:
        shutil.copyfile(photo, folder / photo.name)
    Image.fromarray(np.full((3, 5), 99, np.uint8)).save(folder / "tiny.png")
    Image.fromarray((np.arange(120 * 200, dtype=np.uint16) * 2).reshape(120, 200)).save(folder / "deep.png")
    (folder / "broken.png").write_bytes(b"this is no picture")
    return folder


def make_others(folder: Path) -> dict[str, tuple[Path, ...]]:
    """What may be opened in a file dialog, by a word of the dialog's title."""
    other = folder / "others"
    other.mkdir(exist_ok=True)
    for photo in resources.sample_photos()[6:9]:
        shutil.copyfile(photo, other / photo.name)
    labels, bad = folder / "labels.json", folder / "bad.json"
    labels.write_text(
        json.dumps({"categories": [{"name": "leaf", "color": [10, 200, 30]}, {"name": "stem"}]})
    )
    bad.write_text("[1, 2")
    photos = folder / "photos"
    return {
        "folder of images": (photos, photos, other),
        "an image or a project": (photos / "annotations.rsis", next(other.iterdir()), photos / "broken.png"),
        "model": (resources.starter_checkpoint(), folder),
        "categories": (labels, bad),
        "export": (folder / "export.json", folder),
    }


def chosen(run: Run, hand: Hand, count: int) -> Iterator[Event]:
    """Random events, each chosen from the latest state."""
    for _ in range(count):
        yield hand.next(run.states[-1])


def replayed(run: Run, path: Path) -> Iterator[Event]:
    """The events of an earlier run, as they were."""
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        kill = run.states[-1]["model_pid"] if entry["kill"] else None
        yield Event(entry["kind"], tuple(tuple(call) for call in entry["calls"]), kill)


def perform(folder: Path, events: int, seed: int, replay: Path | None = None) -> dict[str, Any]:
    """Do it all in `folder`; the figures and the problems."""
    earlier = replay.read_text(encoding="utf-8").splitlines() if replay else []
    screen = Screen(folder)
    run: Run | None = None
    figures: dict[str, Any] = {}
    try:
        run = Run(screen, folder, len(earlier) or events)
        try:
            source = replayed(run, replay) if replay else chosen(run, Hand(seed, make_others(folder)), events)
            run.go(source)
            figures = run.end()
        except (HungError, GoneError) as error:
            screen_now = folder / "screen.png"
            screen.picture(screen_now)
            run.problems.append(f"event {run.number}: {type(error).__name__}: {error} (see stderr.txt)")
    finally:
        if run is not None:
            run.program.kill()
            run.log.close()
        screen.close()
    return report.figures(run.states, run.counts, run.number) | figures | {"problems": run.problems}


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", type=Path, help="the events.jsonl of an earlier run")
    parser.add_argument("--output", type=Path, help="where the logs go; default: a new temporary folder")
    options = parser.parse_args()
    if lacking := missing():
        print(f"not here: {', '.join(lacking)}", file=sys.stderr)
        return 2
    folder = options.output or Path(tempfile.mkdtemp(prefix="random-events-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    figures = perform(folder, options.events, options.seed, options.replay)
    (folder / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(report.text(figures))
    print(f"logs: {folder}")
    return int(bool(figures["problems"]))


if __name__ == "__main__":
    sys.exit(main())
