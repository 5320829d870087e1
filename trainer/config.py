"""The training configuration: a frozen value. Presets are TOML files; every field is a command-line option."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import resources
from rsis_model.config import ModelConfig
from trainer.errors import TrainerError


@dataclass(frozen=True)
class AugmentationConfig:
    """How training images are augmented; the paper's presets use the original's recipe.

    crop: side of a square crop in pixels; 0 trains on the whole image, resized as the model's input says.
    scale: smallest and largest zoom; above 1 enlarges. With the model's `input.object_size`, a crop is first scaled
    so that the object it is centred on has that size.
    off_scale: the share of such crops at a random other scale, which teach what too small and too large look like.
    in_scale: objects smaller or larger than these multiples of `object_size` are background.
    rotation, shear: degrees. translation: share of the side. right_angles: also rotate by multiples of 90 degrees.
    brightness, contrast, saturation, hue: as torchvision's ColorJitter. invert, blur, noise: probability of each.
    grey, shuffle: probability of dropping the colours, or of permuting the three channels.
    pasted: probability of pasting instances from other images over a crop, with soft edges; at most `paste_most`.
    """

    crop: int = 0
    scale: tuple[float, float] = (1.0, 1.43)
    off_scale: float = 0.3
    in_scale: tuple[float, float] = (0.5, 2.0)
    rotation: float = 10.0
    translation: float = 0.1
    shear: float = 0.1
    flip_horizontal: bool = True
    flip_vertical: bool = False
    right_angles: bool = False
    brightness: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    hue: float = 0.0
    invert: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    grey: float = 0.0
    shuffle: float = 0.0
    pasted: float = 0.0
    paste_most: int = 5


@dataclass(frozen=True)
class LossConfig:
    """Weights of the four terms and of the heat map (section 3.3; alpha and the heat term are ours).

    The total is mask + box * L_b + category * L_c + objectness * L_s + heat * L_h + size * (L_d + L_f) + alike * L_a +
    quality * L_q; L_d is about the sizes of objects, L_f about where objects of any size are, L_a about places that
    look like the clicked one, L_q about how well each mask fits. edge: a term on pixels near true edges, beside mask.
    *_from: the iteration from which a term counts ("terms are subsequently added").
    objectness_steps: `every` step (the paper) or `n_plus_1` (the original).
    """

    mask: float = 1.0
    box: float = 1.0
    category: float = 0.1
    objectness: float = 0.5
    heat: float = 0.0
    size: float = 0.0
    edge: float = 0.0
    alike: float = 0.0
    quality: float = 0.0
    box_from: int = 0
    category_from: int = 0
    objectness_from: int = 0
    objectness_steps: Literal["every", "n_plus_1"] = "every"


@dataclass(frozen=True)
class PersonConfig:
    """The simulated person of guided training; numbers are probabilities, 0 to 1.

    started: an image starts partly annotated. click: the person clicks (otherwise the network clicks itself).
    box: the network is asked to look inside a box. correct: a click corrects the last mask first.
    fixed: the true mask enters the annotated channel (otherwise the network's, if it is good enough).
    pairing: `click` pairs a self-click with the object under it; `hungarian` matches self-clicked proposals
    to the remaining objects by soft IoU.
    off_centre: a correcting click falls anywhere in the errors, more likely deep inside one, as people click;
    otherwise at the centre of the worst error.
    streams: one random generator per `batch`, or one per `image`, which several processes or parts sharing a
    batch require.
    """

    started: float = 0.6
    click: float = 0.5
    box: float = 0.08
    correct: float = 0.2
    fixed: float = 0.5
    off_centre: float = 0.0
    pairing: Literal["click", "hungarian"] = "click"
    streams: Literal["batch", "image"] = "batch"


@dataclass(frozen=True)
class TrainConfig:
    """The configuration of a run.

    steps: proposals per image, at the start and at most; one is added each time the validation loss has
    not fallen for `patience` validations (section 3.3, curriculum), by at least the share `plateau` of it. Without
    `curriculum`: the maximum at once.
    encoder_learning_rate: 0 freezes the encoder, which makes an iteration almost twice as fast.
    decay_from: share of the iterations after which the learning rates fall along a cosine.
    decay_by_time: with a time limit, the rates also fall by the share of the time that has passed, so that a run that
    the limit ends has learned at low rates too.
    average: decay of the exponential moving average of the weights (0: none).
    order: of a plain network's objects: its own (`free`, by the Hungarian algorithm), or a fixed one.
    stop_after: stop after this many validations in a row without a better score; 0: never.
    replay: the share of draws that fine-tuning takes from its checkpoint's training data, if available.
    tensorboard: also write TensorBoard event files, if the extra of this name is installed.
    broken: an unreadable image or record is reported and skipped (`skip`), or ends the run (`refuse`).
    batch: images per iteration, over all processes and parts. parts: gradient-accumulation steps of a process,
    for a share of the batch that does not fit into memory at once.
    shuffle: samples from shards that each loader process holds, undecoded, to mix their order; 1: as they are stored.
    timeout: seconds after which a process gives up waiting for the others.
    device: auto, cpu, cuda, cuda:N or mps. precision: of the computation; weights stay fp32.
    """

    model: ModelConfig = field(default_factory=ModelConfig)
    augmentation: AugmentationConfig = field(default_factory=AugmentationConfig)
    loss: LossConfig = field(default_factory=LossConfig)
    person: PersonConfig = field(default_factory=PersonConfig)
    iterations: int = 20_000
    batch: int = 4
    steps: tuple[int, int] = (2, 10)
    curriculum: bool = True
    patience: int = 3
    plateau: float = 0.0
    largest: int = 20
    learning_rate: float = 1e-3
    encoder_learning_rate: float = 1e-6
    weight_decay: float = 1e-6
    warmup: int = 100
    decay_from: float = 1.0
    decay_by_time: bool = False
    average: float = 0.0
    clip: float = 5.0
    encoder_weights: str = "auto"
    freeze_encoder_statistics: bool = True
    validate_every: int = 500
    validation_images: int = 24
    save_every: int = 200
    stop_after: int = 0
    replay: float = 0.5
    kinds_balanced: bool = False
    workers: int = 0
    threads: int = 0
    seed: int = 0
    broken: Literal["skip", "refuse"] = "skip"
    tensorboard: bool = False
    order: Literal["free", "left_to_right", "top_to_bottom", "large_to_small"] = "free"
    parts: int = 1
    shuffle: int = 1000
    timeout: int = 300
    device: str = "auto"
    precision: Literal["fp32", "bf16", "fp16"] = "fp32"


def preset_names() -> list[str]:
    """Names of the bundled presets."""
    return sorted(path.stem for path in resources.presets_folder().glob("*.toml"))


def load_preset(name: str) -> TrainConfig:
    """Load a bundled preset; raises TrainerError for an unknown name."""
    path = resources.presets_folder() / f"{name}.toml"
    if not path.is_file():
        raise TrainerError(f"Unknown preset {name!r}; available: {', '.join(preset_names())}.")
    return load_config(path)


def load_config(path: Path, base: TrainConfig | None = None) -> TrainConfig:
    """Apply a configuration file (TOML) to a base; raises TrainerError naming the file or the field."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TrainerError(f"{path}: the configuration cannot be read: {error}") from error
    values.pop("about", None)
    config = base or TrainConfig()
    for name, value in flat(values).items():
        config = override(config, name, value)
    return config


def flat(values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Flatten nested tables to dotted names."""
    result: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            result.update(flat(value, f"{prefix}{name}."))
        else:
            result[f"{prefix}{name}"] = value
    return result


def option_names(kind: Any = None, prefix: str = "") -> dict[str, Any]:
    """Return every field as a dotted name with its default."""
    value = TrainConfig() if kind is None else kind
    result: dict[str, Any] = {}
    for f in fields(value):
        inner = getattr(value, f.name)
        if is_dataclass(inner):
            result.update(option_names(inner, f"{prefix}{f.name}."))
        else:
            result[f"{prefix}{f.name}"] = inner
    return result


def override(config: Any, name: str, value: Any) -> Any:
    """Return the configuration with one dotted field replaced; a string is parsed as the field's type.

    Raises TrainerError for an unknown field or an invalid value.
    """
    head, _, rest = name.partition(".")
    if head not in {f.name for f in fields(config)}:
        raise TrainerError(f"The configuration has no field {name!r}.")
    current = getattr(config, head)
    if rest:
        return replace(config, **{head: override(current, rest, value)})
    converted = _convert(head, value, current)
    if (choices := _choices(config, head)) and converted not in choices:
        raise TrainerError(f"The field {head!r} must be {' or '.join(map(str, choices))}, not {value!r}.")
    return replace(config, **{head: converted})


def _choices(config: Any, name: str) -> tuple[Any, ...]:
    """Return the allowed values of a Literal field; empty for other types."""
    return get_args(hint) if get_origin(hint := get_type_hints(type(config))[name]) is Literal else ()


def _convert(name: str, value: Any, current: Any) -> Any:
    try:
        if isinstance(current, bool):
            if isinstance(value, str) and value.lower() in ("true", "false", "yes", "no", "1", "0"):
                return value.lower() in ("true", "yes", "1")
            if isinstance(value, bool):
                return value
            raise ValueError(value)
        if isinstance(current, tuple):
            parts = value.split(",") if isinstance(value, str) else list(value)
            kind = type(current[0])
            if name != "categories" and len(parts) != len(current):
                raise ValueError(f"{len(current)} values expected")
            return tuple(kind(part.strip() if isinstance(part, str) else part) for part in parts)
        if isinstance(value, bool):
            raise ValueError(value)
        return type(current)(value)
    except (TypeError, ValueError) as error:
        raise TrainerError(f"The field {name!r} cannot be {value!r}: {error}.") from error


def to_dict(config: TrainConfig) -> dict[str, Any]:
    """Convert to plain values for JSON."""
    return dataclasses.asdict(config)


def from_dict(values: dict[str, Any]) -> TrainConfig:
    """Restore a configuration from the values of `to_dict`."""
    config = TrainConfig()
    model = values.pop("model", None)
    for name, value in flat(values).items():
        config = override(config, name, value)
    return config if model is None else replace(config, model=ModelConfig.from_dict(model))
