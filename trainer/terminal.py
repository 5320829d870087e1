"""Terminal output: lines, and a progress bar with the remaining time, on stderr."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

# With several processes (torchrun), only the first one prints.
_console = Console(stderr=True, highlight=False, quiet=os.environ.get("RANK", "0") != "0")


def announce(text: str) -> None:
    """Print one line, with rich's markup."""
    _console.print(text, soft_wrap=True)  # so that a path stays in one piece


@contextmanager
def progress(total: int, title: str) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Yield a function for logged lines below a progress bar: training lines advance it, others are printed."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Progress(*columns, console=_console, disable=not _console.is_terminal) as bar:
        task = bar.add_task(title, total=total, note="")

        def told(line: dict[str, Any]) -> None:
            kind = line.get("kind")
            if kind == "train":
                note = f"loss {line['loss']:.3f}, {line['steps']} steps"
                bar.update(task, completed=line["iteration"], note=note)
                if not _console.is_terminal and line["iteration"] % 100 == 0:
                    _console.print(f"{title}: {line['iteration']} of {line['iterations']}, {note}")
            elif kind == "image":
                bar.update(task, completed=line["iteration"])
            else:
                shown = ", ".join(
                    f"{k} {v:.4f}" if isinstance(v, float) else f"{k} {v}"
                    for k, v in line.items()
                    if k != "kind"
                )
                _console.print(f"{kind}: {shown}")

        yield told
