"""Makes figures of the states that were seen, and a page of the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from app.actions import ACTIONS
from tests.random_events.hand import not_reached

MIB = 1 << 20
WHEN = "start, a quarter, half, end, after undo and redo of all, with the project opened anew"
LOOKED_AT = ("tool", "gesture", "model", "shown", "status", "active", "typing", "page", "popup")


def kind_of(state: dict[str, Any]) -> tuple[Any, ...]:
    """What tells one state from another."""
    return (*state["situation"].values(), *(state[name] for name in LOOKED_AT))


def figures(
    states: Sequence[dict[str, Any]], counts: Sequence[dict[str, Any]], events: int
) -> dict[str, Any]:
    """From the states seen and the things counted (see WHEN)."""
    triggered = states[-1]["triggered"]
    busy = [
        (round(1000 * seconds), state.get("event", ""), at)
        for state in states
        for seconds, at in state["busy"]
    ]
    return {
        "events": events,
        "states": len({kind_of(state) for state in states}),
        "situations": len({tuple(state["situation"].values()) for state in states}),
        "windows": sorted({str(state["active"]) for state in states}),
        "reached": len(ACTIONS) - len(not_reached(triggered)),
        "table": len(ACTIONS),
        "not_reached": not_reached(triggered),
        "triggered": triggered,
        "memory": memory_of(states),
        "busy": sorted(busy, reverse=True)[:30],
        "counts": list(counts),
        "grown": grown(counts[2], counts[3]) if len(counts) > 3 else {},
        "said": states[-1]["said"],
        "faults": states[-1]["faults"],
    }


def memory_of(states: Sequence[dict[str, Any]]) -> dict[str, dict[str, list[float]]]:
    """MiB by kind, of the window's process and of the model's: at eighths of the events, and by how much it grows."""
    after = [state for state in states if "event" in state]
    found = {}
    for name, where in (("window", "memory"), ("model", "memory_of_model")):
        for kind in after[0][where] if after else ():
            values = np.array([state[where].get(kind, np.nan) for state in after], float) / MIB
            eighths = [values[round(i * (len(values) - 1) / 8)] for i in range(9)]
            slopes = [_slope(values[len(values) // part :]) for part in (4, 2)]
            found[f"{name}: {kind}"] = {
                "at_eighths": [round(float(value), 1) for value in eighths],
                "a_thousand_after_a_quarter_and_in_the_second_half": slopes,
            }
    return found


def _slope(values: np.ndarray) -> float:
    """By how much values grow in 1000 events, by the least squares."""
    at = np.flatnonzero(np.isfinite(values))
    return round(float(np.polyfit(at, values[at], 1)[0] * 1000), 1) if len(at) > 2 else 0.0


def grown(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What is more or less than it was."""
    found: dict[str, Any] = {}
    for what in ("widgets", "objects", "kinds"):
        names = {*before[what], *after[what]}
        change = {name: after[what].get(name, 0) - before[what].get(name, 0) for name in sorted(names)}
        found[what] = {name: n for name, n in change.items() if n and (what != "kinds" or abs(n) > 99)}
    for what in ("timers", "qthreads", "system_threads", "files", "python_objects"):
        found[what] = f"{before[what]} → {after[what]}"
    loaded = set(after["modules"]) - set(before["modules"])
    found["modules"] = dict(Counter(name.partition(".")[0] for name in loaded))
    threads = Counter(after["threads"])
    threads.subtract(Counter(before["threads"]))
    found["threads"] = {name: number for name, number in threads.items() if number}
    return found


def text(figures: dict[str, Any]) -> str:
    """The figures as a page."""
    counts = figures["counts"]
    widgets = [sum(count["widgets"].values()) for count in counts]
    lines = [
        f"{figures['events']} events; {figures['states']} distinct states ({figures['situations']} combinations of "
        f"what is possible), in the windows {', '.join(figures['windows'])}",
        f"actions reached: {figures['reached']} of {figures['table']}; not: {', '.join(figures['not_reached']) or '–'}",
        "memory (MiB): at eighths of the run; by how much it grows in 1000 events after the first quarter and in the "
        "second half",
        *(f"  {name}: {' / '.join(map(str, each.values()))}" for name, each in figures["memory"].items()),
        f"at {WHEN} (MiB; in use is without what malloc keeps though it is free, "
        "without caches is without what is kept to be painted again, too)",
        *(
            f"  {state} {kind}: {[round(count['memory'][state][kind] / MIB, 1) for count in counts]}"
            for state in counts[0]["memory"]
            for kind in counts[0]["memory"][state]
        ),
        f"widgets at {WHEN}: {widgets}",
        f"threads: {[count['system_threads'] for count in counts]}, open files: {[count['files'] for count in counts]}"
        f", timers: {[count['timers'] for count in counts]}",
        f"modules: {[len(count['modules']) for count in counts]}",
        f"from half to end: {figures['grown']}",
        "longest that the window's thread was busy at one go (ms of CPU time, number and kind of the event, at what):",
        *(f"  {span}" for span in figures["busy"][:8]),
        f"status at the end: {figures.get('status')}",
        f"problems: {len(figures['problems'])}",
        *(f"  {problem}" for problem in figures["problems"]),
    ]
    return "\n".join(lines)
