"""The files that guided fuzzing starts from: for each reader, data sets that reach its different ways."""

from __future__ import annotations

import io
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import tifffile
from PIL import Image

from annotations.imaging.kinds import DECODERS
from annotations.masks import Mask
from annotations.project import Project, schema
from annotations.records import Attribute, Category, Change, ImageRecord, Instance, Step, Transaction
from tests.fuzz import peers
from tests.fuzz.pieces import HEIGHT, RING, WIDTH, picture, saved, text
from tests.fuzz.targets import SIZE, Files, encoded
from tests.fuzz.targets import seeds as exported

COLOURS = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
COLOURS[2:6, 2:6] = 128, 0, 0


def data_sets(name: str) -> list[Files]:
    """Small data sets of a format: our own export, and what other programs write."""
    with tempfile.TemporaryDirectory() as folder:
        own = exported(name, Path(folder))
    return [own, *PEERS.get(name, list)()]


def _coco() -> list[Files]:
    images = [
        {"id": 0, "file_name": "0.png", "width": WIDTH, "height": HEIGHT},
        {"id": 7, "coco_url": "http://x/a/1.png"},
        {"id": 9, "file_name": "images/2.png", "width": float(WIDTH), "height": str(HEIGHT)},
    ]
    ring: list[Any] = [value for point in RING for value in point]
    shapes: list[Any] = [
        [ring],
        [ring, [10, 9, 15, 9, 15, 11]],
        {"counts": [13, 5, 7, 5, WIDTH * HEIGHT - 30], "size": [HEIGHT, WIDTH]},
        {"counts": "=5O1N2O", "size": [HEIGHT, WIDTH]},
        [[1, 1, 5, 5]],
        [],
        None,
    ]
    said = {"bbox": [1.0, 1, 8, 7], "area": 56.0, "score": 0.5}
    annotations = [
        {"id": n, "image_id": (0, 7, 9)[n % 3], "category_id": n % 2, "segmentation": shape, **said}
        | {"iscrowd": (0, 1, True)[n % 3]}
        for n, shape in enumerate(shapes)
    ]
    content = {
        "annotations": annotations,
        "categories": [{"id": 0, "name": "car"}, {"id": 1, "name": "cell"}],
        "images": images,
    }
    files = {"0.png": picture(), "a/1.png": picture(), "images/2.png": picture("PNG", "L")}
    return [
        {"data.json": text(content), **files},
        {"data.json": text({**content, "annotations": annotations[:1] * 5}), **files},
    ]


def _labelme() -> list[Files]:
    mask = encoded(saved(Image.fromarray(np.eye(5, dtype=np.uint8) * 255), "PNG"))
    kinds: list[tuple[str | None, list[list[float]], str | None]] = [
        ("polygon", RING, None),
        ("rectangle", [[1.5, 2], [6, 8]], None),
        ("rectangle", [[1, 1], [5, 1], [5, 5], [1, 5]], None),
        ("rotation", [[1, 1], [5, 2], [4, 6], [0, 5]], None),
        ("circle", [[8, 6], [8, 9]], None),
        ("mask", [[2, 3], [6, 7]], mask),
        ("point", [[2, 3]], None),
        (None, RING, None),
    ]
    shapes = [
        {"label": "car", "points": points, "shape_type": kind, "mask": picture, "group_id": n // 3 or None,
         "flags": {"crowd": n == 1}, "score": 0.5}
        for n, (kind, points, picture) in enumerate(kinds)
    ]  # fmt: skip
    labelme = {
        "version": "5.5.0",
        "imagePath": "..\\x\\0.png",
        "imageHeight": HEIGHT,
        "imageWidth": WIDTH,
        "shapes": shapes,
    }
    objects = [
        {"category": "car", "group": 1, "segmentation": RING, "layer": 1.0, "iscrowd": False},
        {
            "category": "car",
            "group": 1,
            "segmentation": [[10, 2], [14, 2], [14, 6]],
            "layer": 2,
            "iscrowd": 1,
        },
        {"category": "__background__", "group": "", "segmentation": [[3, 3], [6, 3], [6, 6]], "layer": 3},
        {"category": "cell", "group": "", "segmentation": RING, "layer": 4},
    ]
    isat = {"info": {"name": "0.png", "width": WIDTH, "height": HEIGHT, "folder": "x"}, "objects": objects}
    return [
        {"0.json": text(labelme), "0.png": picture(), "labels.txt": b"__ignore__\ncar\n"},
        {"sub/0.json": text(isat), "sub/0.png": picture()},
    ]


def _cityscapes() -> list[Files]:
    with tempfile.TemporaryDirectory() as folder:
        own = exported("cityscapes", Path(folder))
    ids = {name: content for name, content in own.items() if not name.endswith("_polygons.json")}
    labels = ["car", "cargroup", "license plate", "unlabeled", "tree", "unknown"]
    objects = [{"label": label, "polygon": RING, "deleted": n == 5} for n, label in enumerate(labels)]
    objects.append({"label": "person", "polygon": [[3.5, 2]]})
    content = {"imgHeight": HEIGHT, "imgWidth": WIDTH, "objects": objects}
    polygons = {
        "gtFine/val/x/x_0_0_gtFine_polygons.json": text(content),
        "leftImg8bit/val/x/x_0_0_leftImg8bit.png": picture(),
        "labels.json": text([{"name": "tree", "id": 40, "hasInstances": True}]),
    }
    return [ids, polygons]


def _yolo() -> list[Files]:
    line = b"0 0.1 0.1 0.6 0.1 0.6 0.7\n1 0.5 0.5 0.2 0.2\n7 0 0 1 0 1 1 0 1\n"
    return [
        {"classes.txt": b"car\ncell\n", "0.png": picture(), "0.txt": line},
        {
            "dataset.yml": b"names: [car, 'cell']\nval: images\n",
            "images/a/0.png": picture(),
            "labels/a/0.txt": line,
        },
    ]


def _voc() -> list[Files]:
    with tempfile.TemporaryDirectory() as folder:
        own = exported("voc", Path(folder))
    in_colour = saved(Image.fromarray(COLOURS), "PNG")
    coloured = {
        name: in_colour if "Segmentation" in name and name.endswith("png") else own[name] for name in own
    }
    return [{name: content for name, content in own.items() if "labelmap" not in name}, coloured]


def _label_maps() -> list[Files]:
    values = COLOURS[..., 0] // 128
    kinds = {"u": np.uint16, "i": np.int32, "f": np.float32}
    deep = {f"images/{kind}.png": picture() for kind in kinds}
    for kind, dtype in kinds.items():
        file = io.BytesIO()
        tifffile.imwrite(file, values.astype(dtype))
        deep[f"masks/{kind}.tif"] = file.getvalue()
    label = saved(Image.fromarray(values), "PNG")
    own = io.BytesIO()
    np.save(own, np.array({"masks": values, "filename": "c.png", "flows": []}, dtype=object))
    beside = {
        "a.png": picture(),
        "a_cp_masks.png": label,
        "b_img.png": picture(),
        "b_masks.tif": deep["masks/u.tif"],
        "c.png": picture(),
        "c_seg.npy": own.getvalue(),
    }
    in_colour = {
        "train/images/a.png": picture(),
        "train/labels/a.png": saved(Image.fromarray(COLOURS), "PNG"),
    }
    return [deep, beside, in_colour]


def _mask_folders() -> list[Files]:
    box = Image.new("L", (WIDTH, HEIGHT))
    box.paste(255, (2, 2, 6, 6))
    masks = {f"a/masks/{kind}.{kind}": saved(box, name) for kind, name in (("tif", "TIFF"), ("bmp", "BMP"))}
    coloured = {
        "a/masks/rgb.png": saved(box.convert("RGB"), "PNG"),
        "a/masks/p.png": saved(box.convert("P"), "PNG"),
    }
    return [{"a/images/0.png": picture(), **masks, **coloured}]


PEERS: dict[str, Callable[[], list[Files]]] = {
    "coco": _coco,
    "labelme": _labelme,
    "cityscapes": _cityscapes,
    "yolo": _yolo,
    "voc": _voc,
    "mask-folders": _mask_folders,
    "label-maps": _label_maps,
    "imagej": peers.imagej,
    "geojson": peers.geojson,
    "cvat": peers.cvat,
    "datumaro": peers.datumaro,
    "label-studio": peers.label_studio,
    "via": peers.via,
}


def images() -> Files:
    """Image files of every kind, small."""
    noise = np.random.default_rng(0).integers(0, 255, (*SIZE, 3), np.uint8)
    exif = Image.Exif()
    exif[274] = 6
    made = {
        f"{mode.replace(';', '')}.png": picture("PNG", mode)
        for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")
    }
    made |= {
        f"{mode}.tif": picture("TIFF", mode)
        for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F")
    }
    colour = Image.fromarray(noise)
    kinds = {
        "JPEG": "jpg",
        "GIF": "gif",
        "BMP": "bmp",
        "PPM": "ppm",
        "WEBP": "webp",
        "AVIF": "avif",
        "JPEG2000": "jp2",
    }
    for kind in (kind for kind in kinds if kind in DECODERS):
        made[f"colour.{kinds[kind]}"] = saved(colour, kind)
    made["without_end.jpg"] = made["colour.jpg"][:-2]
    made |= {"turned.jpg": saved(colour, "JPEG", exif=exif), "turned.png": saved(colour, "PNG", exif=exif)}
    made["deep.png"] = cv2.imencode(".png", noise.astype(np.uint16) * 257)[1].tobytes()
    for packing in ("tiff_lzw", "packbits", "zstd", "jpeg", "tiff_adobe_deflate", "group4"):
        made[f"{packing}.tif"] = saved(
            colour.convert("1") if packing == "group4" else colour, "TIFF", compression=packing
        )
    grey = Image.fromarray(noise[..., 0].astype(np.float32))
    made["predicted.tif"] = saved(grey, "TIFF", compression="tiff_lzw", tiffinfo={317: 3})
    made["predicted16.tif"] = saved(
        Image.fromarray(noise[..., 0].astype(np.uint16)), "TIFF", compression="zstd", tiffinfo={317: 2}
    )
    options: list[dict[str, Any]] = [
        {"planarconfig": "separate", "bigtiff": True},
        {"planarconfig": "contig", "tile": (16, 16), "byteorder": ">"},
        {"planarconfig": "contig", "compression": "zlib", "predictor": 2, "rowsperstrip": 3},
        {
            "planarconfig": "separate",
            "tile": (16, 16),
            "compression": "zlib",
            "extratags": [(274, 3, 1, 7, True)],
        },
    ]
    for number, option in enumerate(options):
        many = np.dstack([noise, noise[..., :2]]).astype(("u1", "f4", "u2", "u2")[number])
        planes = np.moveaxis(many, 2, 0) if option["planarconfig"] == "separate" else many
        made[f"many{number}.tif"] = _tiff(planes, photometric="minisblack", **option)
    stack = np.moveaxis(noise, 2, 0)
    made["imagej.tif"] = _tiff(stack, imagej=True, metadata={"axes": "CYX"})
    made["stack.tif"] = _tiff(np.stack([stack, stack]).astype("u2"), ome=True, metadata={"axes": "CZYX"})
    made["white.tif"] = _tiff(noise[..., 0].astype("u2"), photometric="miniswhite")
    return made


def _tiff(pixels: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    tifffile.imwrite(file, pixels, **options)
    return file.getvalue()


def label_sets() -> Files:
    """Label set files."""
    rows = [{"name": "car", "color": [1, 2, 3]}, {"name": "Zelle", "color": [255, 0, 0]}]
    return {"own.json": text({"title": "Own", "categories": rows}), "list.json": text(rows)}


def projects() -> Files:
    """Project files: this version's and the first one's, with pages as small as SQLite has them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.rsis"
        with Project.create(path) as project:
            mask = Mask.from_array(np.eye(*SIZE, dtype=np.bool_))
            image = ImageRecord(project.next_id("image"), "0.png", WIDTH, HEIGHT)
            second = ImageRecord(project.next_id("image"), "sub/1.png", WIDTH, HEIGHT, "done")
            kind = Category(
                project.next_id("category"), "car", (1, 2, 3), (Attribute("colour", ("red", "blue")),)
            )
            project.commit(Transaction("Begin", tuple(map(Change.add, (image, second, kind)))))
            one = Instance(
                project.next_id("instance"),
                image.id,
                mask,
                kind.id,
                "drawn",
                note="a",
                attributes=(("colour", "red"),),
            )
            step = Step(
                project.next_id("step"), image.id, 0, "drawn", mask, instance_id=one.id, click=(1.0, 2.0)
            )
            project.commit(Transaction("Draw", (Change.add(one), Change.add(step)), image.id))
            project.set_image_files([(image.id, 5, 6, b"digest")])
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            _make_small(connection)
        return {
            "p.rsis": path.read_bytes(),
            **{f"old{version}.rsis": _older_project(version) for version in (1, 3)},
        }


def _older_project(version: int) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection, version)
        mask = Mask.from_array(np.eye(*SIZE, dtype=np.bool_))
        place = (*mask.size, *mask.origin, *mask.shape, mask.counts)
        connection.execute("INSERT INTO category (id, name, color) VALUES (1, 'car', 255)")
        connection.execute("INSERT INTO image VALUES (1, '0.png', ?, ?, 'started')", (WIDTH, HEIGHT))
        connection.execute(
            f"INSERT INTO instance VALUES (1, 1, {', '.join('?' * len(place))}, 1, 'drawn', 0, NULL, 0, '', '[]')",
            place,
        )
        connection.execute(
            "INSERT INTO history (time, label, changes) VALUES ('2026-01-01T00:00:00+00:00', 'Draw', 3)"
        )
        _make_small(connection)
        return connection.serialize()


def _make_small(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA page_size = 512")
    connection.execute("VACUUM")
