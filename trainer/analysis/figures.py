"""Draws the figures of the paper's section 4 with matplotlib (the extra `figures`), as PNG and SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.analysis.drawing import PERIOD, colour_bar, fitted, painted
from trainer.analysis.errors import KINDS
from trainer.analysis.measures import active_places, best_examples, most_correlated_block
from trainer.analysis.observing import Observed
from trainer.data.samples import ImageCache
from trainer.errors import TrainerError

DPI = 200
SIDE = 480  # pixels of a drawn image
BLUE, ORANGE = "#2f6db3", "#d9822b"


class Figures:
    """Draws into a folder and remembers the files written."""

    def __init__(self, folder: Path) -> None:
        """folder: created if missing. Raises TrainerError if matplotlib is not installed."""
        try:
            import matplotlib
        except ImportError as error:
            raise TrainerError(
                'The figures need matplotlib: python -m pip install "rsis-annotator[figures]".'
            ) from error
        matplotlib.use("Agg")
        matplotlib.rcParams.update(
            {
                "font.size": 9,
                "axes.spines.top": False,
                "axes.spines.right": False,
                "figure.constrained_layout.use": True,
                "svg.hashsalt": "rsis",
            }
        )
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.written: list[str] = []

    def _figure(self, rows: int, columns: int, width: float, height: float) -> tuple[Any, NDArray[Any]]:
        from matplotlib import pyplot

        figure, axes = pyplot.subplots(rows, columns, figsize=(width, height), squeeze=False)
        return figure, axes

    def _save(self, figure: Any, name: str) -> None:
        from matplotlib import pyplot

        for suffix in ("png", "svg"):
            metadata = {"Date": None} if suffix == "svg" else {}
            figure.savefig(self._folder / f"{name}.{suffix}", dpi=DPI, metadata=metadata)
            self.written.append(f"{name}.{suffix}")
        pyplot.close(figure)

    def false_positives(self, shares: Mapping[str, float]) -> None:
        """Fig. 3a: the kinds of false positives."""
        figure, ((axis,),) = self._figure(1, 1, 3.4, 2.4)
        values = [100 * shares[kind] for kind in KINDS]
        bars = axis.bar(KINDS, values, color=BLUE)
        axis.bar_label(bars, [f"{v:.0f} %" for v in values], padding=2)
        axis.set_ylabel(f"% of {int(shares['count'])} false positives")
        axis.margins(y=0.15)
        self._save(figure, "figure-3a-false-positives")

    def by_step(self, values: Sequence[float]) -> None:
        """Fig. 3b: IoU by time step."""
        figure, ((axis,),) = self._figure(1, 1, 3.4, 2.4)
        axis.plot(range(1, len(values) + 1), values, marker="o", markersize=3, color=BLUE)
        axis.set(xlabel="time step", ylabel="mean IoU", ylim=(0, 1))
        axis.xaxis.get_major_locator().set_params(integer=True)
        self._save(figure, "figure-3b-iou-by-step")

    def by_size(self, name: str, values: Mapping[str, float | None], label: str, scale: float) -> None:
        """Fig. 3c and 3d: one bar per bin of size."""
        figure, ((axis,),) = self._figure(1, 1, 3.4, 2.4)
        heights = [scale * (value or 0.0) for value in values.values()]
        axis.bar(list(values), heights, color=BLUE)
        axis.set(xlabel="size, % of the image (upper end)", ylabel=label, ylim=(0, scale))
        axis.tick_params(axis="x", labelrotation=45 if len(values) > 8 else 0)
        self._save(figure, name)

    def sequences(
        self, observed: Sequence[Observed], places: Sequence[int], name: str, title: str = ""
    ) -> None:
        """Fig. 2 and 4: predicted sequences in the colours of the order, under a colour bar."""
        if not places:
            return
        columns = min(4, len(places))
        rows = -(-len(places) // columns)
        figure, axes = self._figure(rows + 1, columns, 2.2 * columns, 2.2 * rows + 0.4)
        cache = ImageCache(limit=1)
        for axis in axes.flat:
            axis.axis("off")
        grid = axes[0, 0].get_gridspec()
        grid.set_height_ratios([0.12, *[1] * rows])
        for axis in axes[0]:
            axis.remove()
        bar = figure.add_subplot(grid[0, :])
        longest = max(len(observed[i].detections) for i in places)
        bar.imshow(colour_bar(min(PERIOD, max(1, longest))), aspect="auto")
        bar.axis("off")
        bar.set_title(title or "order: first to last", fontsize=9, loc="left")
        for axis, place in zip(axes[1:].flat, places, strict=False):
            o = observed[place]
            axis.imshow(fitted(painted(cache.read(o.sample.path), o.masks), SIDE))
        self._save(figure, name)

    def pairs(self, pairs: Mapping[str, Mapping[str, float]]) -> None:
        """Fig. 5: consecutive pairs of categories by the order in which they were found."""
        if not pairs:
            return
        orders = [name for name in next(iter(pairs.values())) if name != "pairs"]
        figure, ((axis,),) = self._figure(1, 1, 7.0, 0.8 + 0.35 * len(pairs))
        values = np.array([[100 * row[name] for name in orders] for row in pairs.values()])
        axis.imshow(values, cmap="Blues", vmin=0, vmax=100, aspect="auto")
        for (y, x), value in np.ndenumerate(values):
            axis.text(
                x, y, f"{value:.0f}", ha="center", va="center", color="white" if value > 55 else "black"
            )
        axis.set_xticks(range(len(orders)), orders, rotation=20, ha="right")
        axis.set_yticks(range(len(pairs)), [f"{name} ({int(row['pairs'])})" for name, row in pairs.items()])
        axis.set_title("% of consecutive pairs", fontsize=9, loc="left")
        self._save(figure, "figure-5-pairs")

    def active_objects(self, observed: Sequence[Observed]) -> None:
        """Fig. 6: the places of the most and the least active object, before and after training."""
        block = most_correlated_block(observed)
        times = [("after", True)]
        if any(o.before is not None for o in observed):
            times.insert(0, ("before", False))
        figure, axes = self._figure(len(times), 2, 4.4, 2.3 * len(times))
        for row, (time, after) in zip(axes, times, strict=True):
            for axis, most in zip(row, (True, False), strict=True):
                axis.imshow(active_places(observed, block, after, most), cmap="magma")
                axis.set_title(f"{'most' if most else 'least'} active in f{block}, {time}", fontsize=8)
                axis.axis("off")
        self._save(figure, "figure-6-active-objects")

    def correlations(
        self, tau: Mapping[str, float | None], blocks: Mapping[str, Mapping[str, float | None]]
    ) -> None:
        """Tables 3a and 3b as bars."""
        figure, ((left, right),) = self._figure(1, 2, 7.0, 2.4)
        left.barh(list(tau), [value or 0.0 for value in tau.values()], color=BLUE)
        left.set(xlim=(-1, 1), xlabel="Kendall tau", title="order")
        left.axvline(0, color="black", linewidth=0.6)
        places = np.arange(len(blocks))
        for offset, time, colour in ((-0.2, "before", ORANGE), (0.2, "after", BLUE)):
            right.barh(
                places + offset, [row[time] or 0.0 for row in blocks.values()], 0.38, color=colour, label=time
            )
        right.set_yticks(places, list(blocks))
        right.set(xlim=(-1, 1), xlabel="Kendall tau", title="activations of the encoder's blocks")
        right.axvline(0, color="black", linewidth=0.6)
        right.legend(frameon=False)
        self._save(figure, "table-3-correlations")


def draw_all(folder: Path, observed: Sequence[Observed], numbers: Mapping[str, Any]) -> list[str]:
    """Draw every figure; return the files' names. Raises TrainerError if matplotlib is not installed."""
    figures = Figures(folder)
    figures.false_positives(numbers["figure_3a_false_positives"])
    figures.by_step(numbers["figure_3b_iou_by_step"])
    figures.by_size(
        "figure-3c-missed-by-size", numbers["figure_3c_missed_by_size"], "% of the objects missed", 100
    )
    figures.by_size("figure-3d-iou-by-size", numbers["figure_3d_iou_by_size"], "mean IoU", 1)
    longest = sorted(range(len(observed)), key=lambda i: -len(observed[i].detections))
    figures.sequences(observed, [i for i in longest if observed[i].detections][:8], "figure-2-sequences")
    for name, places in best_examples(observed, 4).items():
        figures.sequences(observed, places, f"figure-4-{name.replace(' ', '-')}", name)
    figures.pairs(numbers["figure_5_pairs"])
    figures.active_objects(observed)
    figures.correlations(numbers["table_3a_tau"], numbers["table_3b_tau_of_activations"])
    return figures.written
