"""Exports blobs in every format and lets each official tool judge them in an environment of its own.

    python -m tests.official_tools.run [TOOL …] [--environments DIR] [--needed]

An environment that is not there is made with pip. Without `--needed`, a tool that cannot be installed is skipped.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from annotations.exporting import export
from annotations.formats.table import FORMATS
from tests.official_tools import blobs

HERE = Path(__file__).parent
TOOLS = {
    "pycocotools": ["pycocotools", "numpy", "pillow"],
    "cityscapesscripts": ["cityscapesscripts==2.3.0", "numpy<2", "pillow<13"],
    "datumaro": ["datumaro"],
    "labelme": ["labelme"],
    "roifile": ["roifile", "numpy", "matplotlib"],
    "shapely": ["shapely", "numpy"],
    "panopticapi": ["git+https://github.com/cocodataset/panopticapi.git", "numpy", "pillow"],
    "label_studio": ["label-studio-sdk", "numpy", "pillow", "opencv-python-headless"],
}
WRITTEN = {
    "datumaro": ("datumaro", "written by datumaro"),
    "label_studio": ("label-studio", "written by label_studio"),
}
"""What some tools write for us to read: a format that is only read, and the folder."""


def make(folder: Path) -> None:
    """The exports, and `expected.npz` with the masks of each image by the name of its file."""
    (folder / "photos").mkdir(parents=True)
    dataset = blobs.dataset(folder / "photos")
    for name, row in FORMATS.items():
        if row.writer is None:
            continue
        shares = {"val": 1.0} if row.holds_parts else None
        report = export(dataset, name, folder / f"{name}{row.suffix}", shares=shares)
        reasons = [problem.reason for problem in report.problems]
        (folder / f"{name} reported.json").write_text(json.dumps(reasons), encoding="utf-8")
    export(dataset, "coco", folder / "coco polygons.json", options=["polygons"])
    export(dataset, "labelme", folder / "labelme masks", options=["masks"])
    arrays = {
        image.path.stem: np.array([instance.mask.to_array() for instance in image.instances])
        for image in dataset.images
    }
    np.savez_compressed(folder / "expected.npz", **arrays)


def environment(tool: str, folder: Path) -> Path | None:
    """The Python of a tool's environment, made if need be; None if pip cannot."""
    place = folder / tool
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if (place / "complete").exists():
        return python
    subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", *TOOLS[tool]], check=False, capture_output=True, text=True
    )
    if done.returncode:
        print(f"{tool}: it cannot be installed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    (place / "complete").touch()
    return python


def read_back(tool: str, folder: Path) -> dict[str, int] | None:
    """How many masks our reader finds in what a tool wrote, and how many are equal; None if it writes nothing."""
    if tool not in WRITTEN:
        return None
    name, place = WRITTEN[tool]
    reader = FORMATS[name].reader
    assert reader is not None
    read = reader(folder / place, None)
    wanted = {mask.tobytes() for masks in np.load(folder / "expected.npz").values() for mask in masks}
    found = [instance.mask.to_array().tobytes() for image in read.images for instance in image.instances]
    answer = {"read": len(found), "read as equal": sum(mask in wanted for mask in found)}
    return {**answer, "problems": len(read.problems), "expected": len(wanted)}


def main() -> int:
    """Run the tools; 1 if one of them does not agree."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tools", nargs="*", default=list(TOOLS), metavar="TOOL", help=", ".join(TOOLS))
    parser.add_argument(
        "--environments", type=Path, help="where they are kept; else made anew and thrown away"
    )
    parser.add_argument("--needed", action="store_true", help="a tool that cannot be installed is a failure")
    options = parser.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        make(data)
        for tool in options.tools:
            python = environment(tool, options.environments or Path(scratch) / "environments")
            if python is None:
                failed += [tool] * options.needed
                continue
            script = HERE / f"judge_{tool}.py"
            done = subprocess.run([python, script, data], check=False, stdout=subprocess.PIPE, text=True)
            line = done.stdout.strip().splitlines()[-1:] or ["{}"]
            agrees = done.returncode == 0
            back = read_back(tool, data) if agrees else None
            agrees &= back is None or (
                back["read"] == back["read as equal"] == back["expected"] and not back["problems"]
            )
            print(
                f"{tool}: {'agrees' if agrees else 'DOES NOT AGREE'} {line[0]} {json.dumps(back) if back else ''}"
            )
            failed += [tool] * (not agrees)
    print(json.dumps({"failed": failed}))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
