"""A training process of `benchmarks.two_machines`: `rsis-trainer` with a record of its iterations and its weights.

    python -m benchmarks.two_machines_worker RECORDS train --preset … (as rsis-trainer)

RECORDS/RANK.jsonl gets a line with the process's id at the start, one for each iteration (of the first process), and at
the end one with a digest of the network's weights.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from trainer import cli
from trainer.commands import training
from trainer.training.loop import train


def main() -> None:
    """Run the command, recording what happens."""
    file = Path(sys.argv[1]) / f"{os.environ['RANK']}.jsonl"

    def record(**values: Any) -> None:
        with file.open("a", encoding="utf-8") as records:
            records.write(json.dumps(values) + "\n")

    def recorded(*arguments: Any, **options: Any) -> Any:
        told = options["report"]

        def report(line: dict[str, Any]) -> None:
            if line["kind"] == "train":
                record(iteration=line["iteration"], loss=line["loss"])
            told(line)

        job = train(*arguments, **{**options, "report": report})
        weights = hashlib.sha256()
        for name, values in sorted(job.model.state_dict().items()):
            weights.update(name.encode() + values.numpy().tobytes())
        record(weights=weights.hexdigest(), iteration=job.progress.iteration)
        return job

    training.run_training = recorded
    record(process=os.getpid(), address=os.environ["MASTER_ADDR"])
    cli.main(sys.argv[2:])


if __name__ == "__main__":
    main()
