"""The model's configuration: a frozen value saved in every checkpoint."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, TypeVar, get_args

from rsis_model.errors import ModelError

SkipMode = Literal["concat", "sum", "mult", "none"]
WidthLayout = Literal["paper", "original"]
Normalisation = Literal["batch", "group"]
InputMode = Literal["native", "stretch", "fit"]
Contrast = Literal["none", "percentile"]

# What a checkpoint, which may be a stranger's, may ask for: time and memory grow with the square of each.
LARGEST_SCALE = 4.0
LARGEST_SIDE = 2048
"""Pixels of the network's input."""
LONGEST_NAME = 200
LONGEST_TEXT = 10_000
"""Characters."""
LEAST_TILE = 32
"""Side of a tile in pixels of the image."""


@dataclass(frozen=True)
class InputConfig:
    """How an image becomes the network's input.

    mode: `native` keeps the scale and uses tiles beyond `longest_side`; `stretch` resizes to `size`
        (height, width) regardless of the aspect ratio; `fit` shrinks the longest side to `longest_side`.
    scale: in `native` mode, the enlargement of the image, which gives small objects finer masks.
        `longest_side` applies after it.
    multiple: height and width are padded up to a multiple of this.
    object_size: in `native` mode, the object size that the network sees best, in pixels of its input: the diameter
        of the circle of the same area. The scale is then `object_size` over the objects' size in the image, which is
        given or estimated, instead of `scale`. 0: every image is seen at `scale`.
    contrast: `percentile` first maps the image's 0.1 and 99.9 percentiles to 0 and 1, the same for all channels.
    mean, std: of the three channels, on the 0..1 scale.
    """

    mode: InputMode = "native"
    longest_side: int = 512
    size: tuple[int, int] = (256, 256)
    multiple: int = 32
    overlap: int = 96
    scale: float = 1.0
    object_size: float = 0.0
    contrast: Contrast = "none"
    mean: tuple[float, float, float] = (0.485, 0.456, 0.406)
    std: tuple[float, float, float] = (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class ModelConfig:
    """The configuration of the network; the defaults are the paper's (section 3).

    encoder: a timm name. pooled_levels: max-pool each of its levels by 2 (as the original does with VGG-16).
        layers: ConvLSTM layers, 1 to 5, deepest first. width: D of section 3.2.
    width_layout: hidden widths D, D, D/2, D/4, D/8 (`paper`) or D, D/2, D/4, D/8, D/16 (`original`).
    mask_kernel: 1 (the paper's) or 3 (the original's, which upsamples by 2 before it).
    align_corners: bilinear upsampling with aligned corners, as in the original.
    guidance: the extra input of decisions and clicks. where_next: the heat map of object centres.
    embedding: with where_next, channels that tell places alike from others, so that a click also says what its object
        looks like (0: none). quality: predict how well each mask fits.
    memory_steps: with where_next, reset the hidden states after this many steps (0: never), since the
        guidance carries what was found.
    objectness_threshold: the sequence ends when the objectness falls below it.
    least_area: with where-next, minimum pixels of a mask. one_part: an object is one connected part, the one at
        the network's own click.
    knows: what the model was trained to see, in plain words. usual_objectness: on images like those it was trained
        on, the objectness of the first proposal is seldom lower. sure_objectness: on such images nearly all proposals
        of at least this objectness are right. 0: unknown.
    """

    categories: tuple[str, ...] = ("object",)
    encoder: str = "resnet101"
    pooled_levels: bool = False
    layers: int = 5
    width: int = 128
    width_layout: WidthLayout = "paper"
    kernel_size: int = 3
    skip: SkipMode = "concat"
    normalisation: Normalisation = "batch"
    mask_kernel: int = 1
    align_corners: bool = False
    guidance: bool = False
    where_next: bool = False
    heat_width: int = 32
    embedding: int = 0
    quality: bool = False
    memory_steps: int = 0
    objectness_threshold: float = 0.5
    least_area: int = 4
    one_part: bool = False
    knows: str = ""
    usual_objectness: float = 0.0
    sure_objectness: float = 0.0
    input: InputConfig = field(default_factory=InputConfig)

    def __post_init__(self) -> None:
        """Raise ModelError with the reason if the configuration is not valid."""
        checks = [
            (1 <= self.layers <= 5, f"layers is {self.layers}, not 1 to 5"),
            (
                16 <= self.width <= 1024 and self.width % 16 == 0,
                f"width {self.width} is not a multiple of 16",
            ),
            (self.kernel_size in (1, 3), f"kernel_size is {self.kernel_size}, not 1 or 3"),
            (self.mask_kernel in (1, 3), f"mask_kernel is {self.mask_kernel}, not 1 or 3"),
            (self.skip in get_args(SkipMode), f"skip is {self.skip!r}"),
            (self.width_layout in get_args(WidthLayout), f"width_layout is {self.width_layout!r}"),
            (self.normalisation in get_args(Normalisation), f"normalisation is {self.normalisation!r}"),
            (self.input.mode in get_args(InputMode), f"input.mode is {self.input.mode!r}"),
            (self.input.contrast in get_args(Contrast), f"input.contrast is {self.input.contrast!r}"),
            (1 <= len(self.categories) <= 10_000, f"{len(self.categories)} categories"),
            (
                all(len(name) <= LONGEST_NAME for name in self.categories),
                f"a category's name has more than {LONGEST_NAME} characters",
            ),
            (len(self.knows) <= LONGEST_TEXT, f"knows has more than {LONGEST_TEXT} characters"),
            (len(set(self.categories)) == len(self.categories), "a category appears twice"),
            (self.guidance or not self.where_next, "where_next needs guidance"),
            (1 <= self.heat_width <= 512, f"heat_width is {self.heat_width}"),
            (0 <= self.embedding <= 128, f"embedding is {self.embedding}"),
            (
                self.where_next or not (self.embedding or self.quality),
                "embedding and quality need where_next",
            ),
            (self.least_area >= 1, f"least_area is {self.least_area}"),
            (self.memory_steps >= 0, f"memory_steps is {self.memory_steps}"),
            (0 <= self.objectness_threshold <= 1, f"objectness_threshold is {self.objectness_threshold}"),
            (0 <= self.usual_objectness <= 1, f"usual_objectness is {self.usual_objectness}"),
            (0 <= self.sure_objectness <= 1, f"sure_objectness is {self.sure_objectness}"),
            (
                0.25 <= self.input.scale <= LARGEST_SCALE,
                f"input.scale is {self.input.scale}, not 0.25 to {LARGEST_SCALE}",
            ),
            (
                self.input.object_size == 0
                or (8 <= self.input.object_size <= 128 and self.input.mode == "native" and self.where_next),
                f"input.object_size is {self.input.object_size} (0, or 8 to 128 in native mode with where_next)",
            ),
            (
                32 <= self.input.longest_side <= LARGEST_SIDE,
                f"input.longest_side is {self.input.longest_side}, not 32 to {LARGEST_SIDE}",
            ),
            (
                self.input.mode != "native" or self.input.longest_side >= LEAST_TILE * self.input.scale,
                f"input.scale is {self.input.scale} with an input.longest_side of {self.input.longest_side}: "
                "an image would need too many tiles",
            ),
            (1 <= self.input.multiple <= 256, f"input.multiple is {self.input.multiple}"),
            (all(1e-3 <= s <= 1e3 for s in self.input.std), f"input.std is {self.input.std}"),
            (all(-1e3 <= m <= 1e3 for m in self.input.mean), f"input.mean is {self.input.mean}"),
            (
                all(8 <= side <= LARGEST_SIDE for side in self.input.size),
                f"input.size is {self.input.size}, not 8 to {LARGEST_SIDE}",
            ),
            (
                0 <= self.input.overlap <= self.input.longest_side // 2,
                f"input.overlap is {self.input.overlap}, more than half of the longest side",
            ),
        ]
        for right, reason in checks:
            if not right:
                raise ModelError("The model's configuration is not valid: {reason}.", reason=reason)

    @property
    def hidden_widths(self) -> tuple[int, ...]:
        """Channels of each ConvLSTM layer, deepest first (section 3.2)."""
        d = self.width
        paper = (d, d, d // 2, d // 4, d // 8)
        original = (d, d // 2, d // 4, d // 8, d // 16)
        return (paper if self.width_layout == "paper" else original)[: self.layers]

    @property
    def skip_widths(self) -> tuple[int, ...]:
        """Channels of each projected level S_i, deepest first; with `sum` and `mult`, those of the state below."""
        d = self.width
        widths = (d, d, d // 2, d // 4, d // 8)[: self.layers]
        if self.skip in ("sum", "mult"):
            widths = (widths[0], *self.hidden_widths[:-1])
        return widths

    def to_dict(self) -> dict[str, Any]:
        """Convert to plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> ModelConfig:
        """Restore a configuration from plain values.

        Raises ModelError if a field is unknown, has the wrong type, or is out of range.
        """
        if not isinstance(values, dict):
            raise ModelError("The model's configuration is not a JSON object.")
        return _build(cls, {**values, "input": _build(InputConfig, values.get("input", {}))})


Config = TypeVar("Config", bound="ModelConfig | InputConfig")


def _build(kind: type[Config], values: Any) -> Config:
    if not isinstance(values, dict):
        raise ModelError("The model's configuration is not a JSON object.")
    known = {f.name: f for f in fields(kind)}
    default = kind()
    arguments: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise ModelError("The model's configuration has an unknown field {name!r}.", name=name)
        expected = getattr(default, name)
        if isinstance(expected, tuple):
            arguments[name] = _tuple(name, value, expected)
        elif isinstance(expected, float) and isinstance(value, int) and not isinstance(value, bool):
            arguments[name] = float(value)
        elif type(value) is type(expected):
            arguments[name] = value
        else:
            raise ModelError(
                "The model's configuration has {name} = {value!r}, which has the wrong type.",
                name=name,
                value=value,
            )
    return kind(**arguments)


def _tuple(name: str, value: Any, expected: tuple[Any, ...]) -> tuple[Any, ...]:
    element = type(expected[0])
    allowed = (int, float) if element is float else (element,)
    right = isinstance(value, list | tuple) and all(
        isinstance(v, allowed) and not isinstance(v, bool) for v in value
    )
    if not right or (name != "categories" and len(value) != len(expected)):
        raise ModelError(
            "The model's configuration has {name} = {value!r}, which is not a valid list.",
            name=name,
            value=value,
        )
    return tuple(element(v) for v in value)
