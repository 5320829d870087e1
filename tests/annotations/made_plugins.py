"""Writes packages with plug-ins, good and bad, as pip would leave them in a folder."""

from __future__ import annotations

from pathlib import Path

HEAD = """
import os, time
import numpy as np
from annotations.formats.base import AnnotatedInstance, Format, ImageAnnotations, ReadResult
from annotations.masks import Mask
from annotations.measuring.measurement import ExtraColumn
"""
BODY = {
    "proposer": """
class Made:
    name = "Made"
    def open(self, image):
        return image.shape[:2]
    def propose(self, encoded, clicks, box=None, correct=None):
        USE
        LAST
        return np.ones(encoded, bool)
""",
    "image_reader": """
class Made:
    def shape(self, path):
        return 30, 40, 1
    def read(self, path):
        USE
        LAST
        return np.zeros((30, 40), np.uint16)
""",
    "measurement": """
class Made:
    columns = (ExtraColumn("made", "Made"),)
    def measure(self, mask, values, pixel_size):
        USE
        LAST
        return [1.5]
""",
    "format": """
def read(source, images):
    USE
    LAST
    mask = Mask.from_array(np.ones((30, 40), bool))
    image = ImageAnnotations(source.parent / "a.png", "a.png", 40, 30, (AnnotatedInstance(mask, "cell"),))
    return ReadResult((image,), ("cell",), ())
def write(dataset, output, **options):
    output.write_text("begun")
    USE
    LAST
    return []
Made = Format("NAME", "Made", read, write, suffix=".made", recognises=lambda source: True)
""",
}
NONSENSE = {
    "proposer": "return np.ones((3, 4), bool)",
    "image_reader": "return np.zeros((31, 40), np.uint16)",
    "measurement": "return ['much']",
    "format": "return 'nothing'",
}
"""What each kind answers that is of no use."""


def install(
    site: Path,
    kind: str,
    name: str,
    use: str = "pass",
    *,
    last: str = "pass",
    before: str = "",
    code: str = "",
) -> None:
    """Make a package with one plug-in; `use` and `last` are done when it is used, `before` when it is loaded."""
    package = f"made-{kind}-{name}".replace("_", "-")
    module = package.replace("-", "_")
    body = code or BODY[kind].replace("USE", use).replace("LAST", last).replace("NAME", name)
    (site / f"{module}.py").write_text(f"{before}\n{HEAD}\n{body}", encoding="utf-8")
    info = site / f"{module}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2\n", encoding="utf-8"
    )
    entry = f"[rsis_annotator.{kind}s]\n{name} = {module}:Made\n"
    (info / "entry_points.txt").write_text(entry, encoding="utf-8")
