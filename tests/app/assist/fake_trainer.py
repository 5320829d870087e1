"""A stand-in for the trainer: writes what a fine-tuning run writes; its output's name says how it ends."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Write metrics, then end as the run's folder is named."""
    output = Path(sys.argv[sys.argv.index("--output") + 1])
    output.mkdir(parents=True)
    if output.name == "crash":
        print("Traceback and the like", file=sys.stderr)
        print("The project has no corrected image.", file=sys.stderr)
        sys.exit(1)
    with open(output / "metrics.jsonl", "w", encoding="utf-8") as file:
        for i in range(3):
            line = json.dumps({"kind": "train", "iteration": i, "iterations": 3, "loss": 1.0 / (i + 1)})
            file.write(line[:10])
            file.flush()
            time.sleep(0.05)
            file.write(line[10:] + "\n")
            file.flush()
    if output.name == "endless":
        time.sleep(600)
    if output.name == "silent":
        return
    (output / "arguments.json").write_text(json.dumps(sys.argv[1:]), encoding="utf-8")
    for name in ("last", "checkpoint"):
        (output / name).mkdir()
    better = output.name != "worse"
    result = {
        "better": better,
        "before": 0.5,
        "after": 0.75,
        "provisional": False,
        "objects": 12,
        "found_before": 6,
        "found_after": 9,
        "checkpoint": str(output / "checkpoint"),
    }
    (output / "result.json").write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
