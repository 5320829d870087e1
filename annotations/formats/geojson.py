"""GeoJSON as QuPath writes it, one file beside each image; also reads plain GeoJSON in pixels."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from annotations.colors import color_of
from annotations.errors import FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
)
from annotations.formats.beside import files_of, read_beside
from annotations.formats.extras import from_json, note_of
from annotations.formats.geojson_shapes import geometry_of, mask_of
from annotations.formats.reading import Notes
from annotations.formats.sniffing import is_inside, says
from annotations.formats.writing import (
    Names,
    category_names,
    free_stem,
    put_image,
    save_json,
    stem_of,
    with_pixels,
)
from annotations.imaging.reading import image_size
from annotations.imaging.remarks import remark
from annotations.message import Message
from annotations.text_files import LARGEST_JSON, is_text, read_bytes

SUFFIX = ".geojson"
NOTE, CROWD = "ANNOTATION_DESCRIPTION", "iscrowd"
"""Names in QuPath's metadata: its own of a description, and ours of a crowd."""
NAMES = ("classification", "label", "category", "class", "class_name")
"""Properties that name a category: QuPath's, then those of other programs."""
_SAYS = re.compile(rb'"type"\s*:\s*"(FeatureCollection|Feature)"')
Json = dict[str, Any]


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a GeoJSON file, or every one below a folder (`.geojson`; `.json` if it is GeoJSON), with its image.

    Coordinates are pixels of the image. Features without an area are reported, and so are objects on other planes of a
    stack. An invalid file is reported; FormatError if there is none at all.
    """
    given = Path(source).absolute()
    missing = Message("it is not a GeoJSON file, and there are none in it")
    files = [
        path
        for path in files_of(given, (SUFFIX, ".json"), missing)
        if path.suffix.lower() == SUFFIX or path == given or (is_inside(path, given) and says(path, _SAYS))
    ]
    if not files:
        raise FormatError(given, missing)
    notes = Notes()
    names: dict[str, None] = {}

    def take(file: Path, path: Path, name: str) -> ImageAnnotations:
        features = _features(file)
        height, width = image_size(path)
        own = Notes(file)
        instances = _instances(features, (height, width), own, is_stack=bool(remark(path)))
        notes.problems += own.problems
        names.update(dict.fromkeys(i.category for i in instances if i.category is not None))
        return ImageAnnotations(path, name, width, height, tuple(instances))

    folder = Path(images).absolute() if images is not None else None
    return notes.result(read_beside(files, given, folder, (), take, notes), names, given)


def _features(file: Path) -> list[Any]:
    """Return the features of a file; FormatError if it is not GeoJSON."""
    try:
        content = json.loads(read_bytes(file, LARGEST_JSON).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FormatError(file, Message("it is not JSON, or not text at all")) from error
    if isinstance(content, list):
        return content
    kind = content.get("type") if isinstance(content, dict) else None
    if kind == "FeatureCollection" and isinstance(content.get("features"), list):
        return list(content["features"])
    if kind == "Feature":
        return [content]
    raise FormatError(file, Message("it is JSON, but not a collection of GeoJSON features"))


def _instances(
    features: list[Any], size: tuple[int, int], notes: Notes, *, is_stack: bool
) -> list[AnnotatedInstance]:
    taken: list[AnnotatedInstance] = []

    def take(feature: Any) -> None:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise ValueError(Message("it is not a GeoJSON feature"))
        geometry, properties = feature.get("geometry"), feature.get("properties")
        said: Json = properties if isinstance(properties, dict) else {}
        if is_stack and (place := _plane(geometry)) > 1:
            raise ValueError(
                Message("it is on plane {number} of a stack, of which the first is read", number=place)
            )
        mask = mask_of(geometry, size)
        metadata = said.get("metadata")
        more = dict(metadata) if isinstance(metadata, dict) else {}
        note, crowd = note_of(more.pop(NOTE, "")), more.pop(CROWD, "") in ("true", True, 1)
        taken.append(AnnotatedInstance(mask, _category(said), crowd, None, note, from_json(more)))

    for number, feature in enumerate(features, 1):
        notes.guard(f"object {number}", take, feature)
    return taken


def _plane(geometry: Any) -> int:
    """Return the number of an object's plane from 1, as QuPath has it: of depths, or of times."""
    plane = geometry.get("plane") if isinstance(geometry, dict) else None
    said = [plane.get(axis) for axis in "zt"] if isinstance(plane, dict) else []
    return max((value + 1 for value in said if type(value) is int), default=1)


def _category(properties: Json) -> str | None:
    """Return the category that properties name; None if none does. ValueError if it cannot be one."""
    for key in NAMES:
        said = properties.get(key)
        name = said.get("name") or ": ".join(_parts(said.get("names"))) if isinstance(said, dict) else said
        if isinstance(name, int | float) and not isinstance(name, bool):
            name = str(name)
        if isinstance(name, str) and name:
            if not is_text(name):
                raise ValueError(Message("its category is not valid text"))
            return None if name == UNKNOWN else name
    return None


def _parts(names: Any) -> list[str]:
    """Return the parts of a derived class, as QuPath writes them since 0.4."""
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write `NAME.geojson` beside a copy of each image; the output must be new or empty.

    Masks are polygons of pixel corners with their holes as inner rings; those of several parts are one multi-polygon.
    Categories are classifications with colours, notes and attributes QuPath's metadata. Instances of unknown
    category have no classification.
    """
    problems: list[Problem] = []
    free = Names()
    known = category_names(dataset, [])
    colours = {name: color_of(place) for place, name in enumerate(known)}
    with atomic_folder(output) as folder:
        for image in dataset.images:
            stem = free_stem(image, free, problems, stem_of(image.name))
            put_image(image, folder / stem, problems)
            kept = with_pixels(image, problems)
            features = [_feature(instance, colours, image.name, problems) for instance in kept]
            content = {"type": "FeatureCollection", "features": features}
            save_json(content, folder / f"{stem}{SUFFIX}")
    used = {i.category for image in dataset.images for i in image.instances}
    for name in dataset.categories:
        if name not in used:
            reason = Message("it is unused; GeoJSON has no list of categories, so it was left out")
            problems.append(Problem(str(output), Message("category {name!r}", name=name), reason))
    return problems


def _feature(
    instance: AnnotatedInstance, colours: dict[str, tuple[int, int, int]], image: str, problems: list[Problem]
) -> Json:
    properties: Json = {"objectType": "annotation"}
    if instance.category == UNKNOWN:
        reason = Message('the category "{name}" will be read as no category', name=UNKNOWN)
        problems.append(Problem(image, Message("an instance"), reason))
    if instance.category is not None:
        colour = list(colours[instance.category])
        properties["classification"] = {"name": instance.category, "color": colour}
    metadata = dict(instance.attributes)
    for name in (NOTE, CROWD):
        if metadata.pop(name, None) is not None:
            reason = Message("its attribute {name!r} cannot be stored; left out", name=name)
            problems.append(Problem(image, Message("an instance"), reason))
    metadata |= {NOTE: instance.note} if instance.note else {}
    metadata |= {CROWD: "true"} if instance.crowd else {}
    if metadata:
        properties["metadata"] = metadata
    return {"type": "Feature", "geometry": geometry_of(instance.mask), "properties": properties}


def recognises(source: Path) -> bool:
    """Whether a source is a GeoJSON file, or a folder with one."""
    if source.is_file():
        return source.suffix.lower() == SUFFIX or (source.suffix.lower() == ".json" and says(source, _SAYS))
    return source.is_dir() and any(source.rglob(f"*{SUFFIX}"))


FORMAT = Format(
    "geojson",
    "QuPath GeoJSON (one file per image)",
    read,
    write,
    recognises=recognises,
    holds_attributes=True,
    layout="`NAME.geojson` beside `NAME.*`: a collection of features, polygons in pixels; `classification` with name "
    "and colour, `metadata`; also reads plain GeoJSON (`label`, `category`, `class`) and `NAME.json`",
    holds="masks of any shape: polygons of pixel corners with holes as inner rings, parts as multi-polygons; overlaps, "
    "crowds (`metadata`), any number, categories, image folders; notes and attributes (`metadata`)",
    cannot="unused categories; a category named `unknown` is read as none",
)
