"""Model cards: the README.md of a checkpoint, from its configuration and measured figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from trainer.config import TrainConfig


def model_card(
    title: str,
    config: TrainConfig,
    data: str,
    figures: Mapping[str, object],
    terms: str = "",
) -> str:
    """Return Markdown. data: the training data. figures: values by name. terms: licence of data and weights."""
    model = config.model
    rows = "\n".join(
        f"| {name} | {value:.4f} |" if isinstance(value, float) else f"| {name} | {value} |"
        for name, value in figures.items()
        if name not in ("kind", "per_category")
    )
    return "\n".join(
        [
            f"# {title}",
            "",
            f"Knows: {model.knows or ', '.join(model.categories)}. Categories: {', '.join(model.categories)}.",
            "",
            f"Network: {model.encoder} encoder, {model.layers} ConvLSTM layers of width {model.width}, "
            f"skips by {model.skip}, guidance {_on(model.guidance)}, where-next {_on(model.where_next)}.",
            "",
            f"Data: {data}",
            "",
            *([f"Terms: {terms}", ""] if terms else []),
            f"Training: seed {config.seed}, batch {config.batch}, written {datetime.now(UTC):%Y-%m-%d}.",
            "",
            "| figure | value |",
            "| --- | --- |",
            rows,
            "",
        ]
    )


def _on(value: bool) -> str:
    return "on" if value else "off"
