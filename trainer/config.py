"""The training configuration: a frozen value; presets are TOML files, every field is a command line option."""

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
    """How a training image is varied; the paper's presets use the original's recipe.

    crop: side of a square crop in pixels; 0 trains on the whole image, resized as the model's input says.
    scale: least and greatest zoom; over 1 enlarges. With the model's `input.object_size` a crop is first brought to
    the scale at which the object that it is placed round has that size.
    off_scale: the share of such crops that are brought to any other scale, so that it is learned what too small and
    too large look like. in_scale: objects of less or more than these times the size that the network sees best are
    background to it. rotation, shear: degrees. translation: share of the side.
    right_angles: also turn by 90 degrees. brightness, contrast, saturation, hue: as torchvision's ColorJitter.
    invert, blur, noise: the chance of each. grey, shuffle: the chance that colours are dropped, or that the three
    channels change places.
    pasted: the chance that a crop gets instances cut out of other images, with soft edges, over what is there; at
    most so many of them as `paste_most` says.
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

    The total is mask + box * L_b + category * L_c + objectness * L_s + heat * L_h + size * (L_d + L_f), the last
    two for how large objects are and for where objects of any size are.
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
    box_from: int = 0
    category_from: int = 0
    objectness_from: int = 0
    objectness_steps: Literal["every", "n_plus_1"] = "every"


@dataclass(frozen=True)
class PersonConfig:
    """The simulated person of guided training; each field is a chance between 0 and 1.

    started: an image starts partly annotated. click: the person clicks (else the network does for itself).
    box: the network is asked to look inside a box. correct: the last mask is corrected by a click first.
    fixed: what enters the annotated channel is the true mask (else the network's, where it is good enough).
    pairing: `click`: a self-click is paired with the object under it; `hungarian`: self-clicked proposals
    are matched to what remains by soft IoU.
    off_centre: the chance that a correcting click is anywhere in the errors, the more likely the deeper inside one,
    as people click; else it is the centre of the worst.
    streams: whether one stream of chance serves a whole `batch` or each `image` has its own, as it must where
    several processes or parts share a batch.
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
    """All that shapes a run.

    steps: proposals an image, at the start and at most; they grow by one each time the validation loss has
    not fallen for `patience` validations (section 3.3, curriculum). `curriculum` off: at most at once.
    encoder_learning_rate: 0 leaves the encoder as it is, which makes an iteration almost twice as fast.
    decay_from: share of the iterations after which the learning rates fall to zero along a cosine.
    average: decay of the exponential moving average of the weights that is kept (0: none).
    order: of a plain network's objects: its own (`free`, by the Hungarian algorithm), or one that is set by hand.
    stop_after: end when so many validations in a row brought no better score; 0 goes on to the last iteration.
    replay: the share of its draws that fine-tuning takes from the data its checkpoint came from, where they are there.
    tensorboard: also write TensorBoard's event files, where the extra of this name is installed.
    broken: an image or record that cannot be read is named and left out (`skip`), or ends the run (`refuse`).
    batch: images an iteration, over all processes and parts. parts: how many parts a process works its share
    off in, one after the other, where it does not fit at once (gradient accumulation).
    device: auto, cpu, cuda, cuda:N or mps. precision: of the products; weights stay fp32.
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
    largest: int = 20
    learning_rate: float = 1e-3
    encoder_learning_rate: float = 1e-6
    weight_decay: float = 1e-6
    warmup: int = 100
    decay_from: float = 1.0
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
    device: str = "auto"
    precision: Literal["fp32", "bf16", "fp16"] = "fp32"


def preset_names() -> list[str]:
    """The bundled presets by name."""
    return sorted(path.stem for path in resources.presets_folder().glob("*.toml"))


def load_preset(name: str) -> TrainConfig:
    """A bundled preset; raises TrainerError where there is none of this name."""
    path = resources.presets_folder() / f"{name}.toml"
    if not path.is_file():
        raise TrainerError(f"Unknown preset {name!r}; available: {', '.join(preset_names())}.")
    return load_config(path)


def load_config(path: Path, base: TrainConfig | None = None) -> TrainConfig:
    """A configuration file (TOML) over a base; raises TrainerError naming the file and the field."""
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
    """Nested tables as dotted names."""
    result: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            result.update(flat(value, f"{prefix}{name}."))
        else:
            result[f"{prefix}{name}"] = value
    return result


def option_names(kind: Any = None, prefix: str = "") -> dict[str, Any]:
    """Every field as a dotted name with its default."""
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
    """The configuration with one dotted field replaced; a string is read as the field's own type.

    Raises TrainerError where there is no such field or the value does not fit.
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
    """What a field may be, where its type says so."""
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
    """Plain values for JSON."""
    return dataclasses.asdict(config)


def from_dict(values: dict[str, Any]) -> TrainConfig:
    """The configuration from `to_dict`'s values."""
    config = TrainConfig()
    model = values.pop("model", None)
    for name, value in flat(values).items():
        config = override(config, name, value)
    return config if model is None else replace(config, model=ModelConfig.from_dict(model))
