"""Runs where Label Studio's SDK is: it writes brush masks, which our reader is to read; and reads them back itself."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
from label_studio_sdk.converter.brush import decode_rle, mask2rle


def main() -> int:
    folder = Path(sys.argv[1])
    expected = np.load(folder / "expected.npz")
    place = folder / "written by label_studio"
    place.mkdir()
    count = equal = 0
    tasks = []
    for stem, masks in expected.items():
        height, width = masks.shape[1:]
        result = []
        for number, mask in enumerate(masks):
            code = mask2rle(mask.astype(np.uint8) * 255)
            count += 1
            equal += np.array_equal(decode_rle(code).reshape(height, width, 4)[..., 3] > 0, mask)
            value = {"format": "rle", "rle": [int(byte) for byte in code], "brushlabels": ["car"]}
            result.append(
                {
                    "id": str(number),
                    "from_name": "tag",
                    "to_name": "image",
                    "type": "brushlabels",
                    "value": value,
                }
                | {"original_width": width, "original_height": height, "image_rotation": 0}
            )
        data = {"image": f"/data/upload/1/0123abcd-{stem}.png"}
        tasks.append({"id": len(tasks), "annotations": [{"result": result}], "data": data})
        shutil.copyfile(folder / "photos" / f"{stem}.png", place / f"{stem}.png")
    (place / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    print(json.dumps({"masks": count, "equal": equal}))
    return int(not (equal == count == sum(map(len, expected.values()))))


if __name__ == "__main__":
    sys.exit(main())
