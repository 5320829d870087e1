"""Makes figures of the states that were seen, and a page of the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from app.actions import ACTIONS
from tests.random_events.hand import not_reached

MIB = 1 << 20
LOOKED_AT = ("tool", "gesture", "model", "shown", "status", "active", "typing", "page", "popup")


def kind_of(state: dict[str, Any]) -> tuple[Any, ...]:
    """What tells one state from another."""
    return (*state["situation"].values(), *(state[name] for name in LOOKED_AT))


def figures(
    states: Sequence[dict[str, Any]], counts: Sequence[dict[str, Any]], events: int
) -> dict[str, Any]:
    """From the states seen and the things counted at the start, when warm, at the end, and after undo and redo."""
    triggered = states[-1]["triggered"]
    memory = np.array([state["rss"] for state in states], float) / MIB
    slopes = [_slope(memory[len(memory) // part :]) for part in (4, 2)]
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
        "memory": [round(float(memory[round(i * (len(memory) - 1) / 8)]), 1) for i in range(9)],
        "memory_slopes": slopes,
        "busy": sorted(busy, reverse=True)[:30],
        "counts": list(counts),
        "grown": grown(counts[1], counts[2]) if len(counts) > 2 else {},
        "said": states[-1]["said"],
        "faults": states[-1]["faults"],
    }


def _slope(values: np.ndarray) -> float:
    """By how much values grow in 1000 events, by the least squares."""
    return (
        round(float(np.polyfit(np.arange(len(values)), values, 1)[0] * 1000), 1) if len(values) > 2 else 0.0
    )


def grown(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What is more or less than it was."""
    found: dict[str, Any] = {}
    for what in ("widgets", "objects", "kinds"):
        names = {*before[what], *after[what]}
        change = {name: after[what].get(name, 0) - before[what].get(name, 0) for name in sorted(names)}
        found[what] = {name: n for name, n in change.items() if n and (what != "kinds" or abs(n) > 99)}
    for what in ("timers", "qthreads", "system_threads", "files", "python_objects"):
        found[what] = f"{before[what]} → {after[what]}"
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
        f"memory (MiB, at eighths of the run): {figures['memory']}; MiB per 1000 events after the "
        f"first quarter and in the second half: {figures['memory_slopes']}",
        f"memory in use at start, warm, end, after undo and redo of all (MiB): "
        f"{[round(count['live'] / MIB, 1) for count in counts]}, without what is kept to be painted again: "
        f"{[round(count['without_caches'] / MIB, 1) for count in counts]}",
        f"widgets at start, warm, end, after undo and redo of all: {widgets}",
        f"threads: {[count['system_threads'] for count in counts]}, open files: {[count['files'] for count in counts]}"
        f", timers: {[count['timers'] for count in counts]}",
        f"from warm to end: {figures['grown']}",
        "longest that the window's thread was busy at one go (ms of CPU time, number and kind of the event, at what):",
        *(f"  {span}" for span in figures["busy"][:8]),
        f"status at the end: {figures.get('status')}",
        f"problems: {len(figures['problems'])}",
        *(f"  {problem}" for problem in figures["problems"]),
    ]
    return "\n".join(lines)
