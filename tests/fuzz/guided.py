"""Fuzzing guided by coverage (atheris): `python -m tests.fuzz.guided --reader all --seconds 60`.

Every input may take 2 s and 1 GB, may raise nothing but our own errors, and may lead to no file outside its folder.
What breaks a rule is written to `OUTPUT/defects`, as a file that `--replay FILE` reads again. Needs the extra `fuzz`.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import redirect_stderr, suppress
from pathlib import Path
from typing import Any

SECONDS, MEGABYTES, LONGEST = 2, 1024, 64 * 1024
SLOWED = 5
"""How many times longer than SECONDS an instrumented run may take before it is looked at without instruments."""
FORMATS = (
    *("coco", "cityscapes", "voc", "cvppp", "labelme", "yolo", "label-maps", "mask-folders"),
    *("imagej", "geojson", "coco-panoptic", "cvat", "datumaro", "label-studio", "via", "mots"),
)
READERS = (*FORMATS, "images", "label-sets", "project")


def main() -> int:
    """Fuzz, replay or measure; 1 where there was a defect."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reader", default="all", choices=("all", *READERS))
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--output", type=Path, default=Path("runs/fuzz"))
    parser.add_argument("--replay", type=Path, help="read one input again, without instruments")
    for hidden in ("--child", "--cover"):
        parser.add_argument(hidden, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child or options.cover:
        return work(options)
    fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="rsis-fuzz-", dir=fast) as place:
        # All processes work in there: one that is ended from outside leaves nothing behind.
        os.environ["TMPDIR"] = tempfile.tempdir = place
        return work(options)


def work(options: argparse.Namespace) -> int:
    """What the options ask for."""
    if options.replay:
        return replay(options.reader, options.replay)
    if options.child:
        fuzz(options.reader, options.output, options.seconds)
    if options.cover:
        print(json.dumps(cover(options.reader, options.output)))
        return 0
    names = READERS if options.reader == "all" else (options.reader,)
    rows = [campaign(name, options.output, options.seconds) for name in names]
    (options.output / "report.json").write_text(json.dumps(rows, indent=1))
    print(table(rows))
    return int(any(row["defects"] for row in rows))


def campaign(name: str, output: Path, seconds: int) -> dict[str, Any]:
    """Fuzz one reader for so long, begun again after each input that ended the process; what came of it."""
    place = (output / name).resolve()
    for folder in ("corpus", "defects", "ended"):
        (place / folder).mkdir(parents=True, exist_ok=True)
    end, inputs, edges, memory = time.monotonic() + seconds, 0, 0, 0
    with open(place / "log.txt", "a", encoding="utf-8") as log:
        while (left := round(end - time.monotonic())) > 0:
            command = [sys.executable, "-m", __spec__.name, "--child", "--reader", name]
            begun = os.path.getsize(log.name)
            ended = subprocess.run(
                [*command, "--seconds", str(left), "--output", str(output)],
                stdout=log,
                stderr=log,
                check=False,
            )
            said = Path(log.name).read_bytes()[begun:].decode("utf-8", "replace")
            inputs += max([int(n) for n in re.findall(r"^#(\d+)", said, re.MULTILINE)], default=0)
            edges = max([edges, *(int(n) for n in re.findall(r"cov: (\d+)", said))])
            memory = max([memory, *(int(n) for n in re.findall(r"rss: (\d+)Mb", said))])
            if ended.returncode == 0 or (not inputs and not any((place / "ended").iterdir())):
                break
    defects = [path.name for path in sorted((place / "defects").iterdir()) if path.suffix == ".txt"]
    slowest, largest = 0.0, float(memory)
    for path in sorted((place / "ended").iterdir()):
        verdict, used, needed = replayed(name, path)
        slowest, largest = max(slowest, used), max(largest, needed)
        if verdict:
            defects.append(f"{path.name}: {verdict}")
    covered = json.loads(
        subprocess.run(
            [sys.executable, "-m", __spec__.name, "--cover", "--reader", name, "--output", str(output)],
            stdout=subprocess.PIPE,
            check=True,
        ).stdout.splitlines()[-1]
    )
    row = {"reader": name, "seconds": seconds, "inputs": inputs, "edges": edges, "defects": defects}
    return row | covered | {"slowest": slowest, "largest": largest}


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as a table for a page."""
    heads = ("reader", "inputs", "edges", "kept", "lines of its modules", "of functions it enters")
    heads += ("slowest", "memory", "defects")
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for row in rows:
        cells = [row["reader"], f"{row['inputs']:,}", row["edges"], row["kept"]]
        cells += [f"{row['lines'][0]} of {row['lines'][1]}", f"{row['entered'][0]} of {row['entered'][1]}"]
        cells += [f"{row['slowest']:.2f} s", f"{row['largest']:.0f} MB", len(row["defects"])]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def fuzz(name: str, output: Path, seconds: int) -> None:
    """The process that atheris drives; it ends it."""
    import atheris

    with atheris.instrument_imports(include=["annotations"]):
        from tests.fuzz.readers import Bench, reader_of
    from tests.fuzz.mutations import mutated

    place = (output / name).resolve()
    reader = reader_of(name)
    bench = Bench(reader, working_folder())
    for number, data in enumerate(reader.inputs()):
        (place / "corpus" / f"seed{number:03}").write_bytes(data)
        with suppress(Exception):
            bench.run(data)  # so that what is imported late is imported
    slowest = [0.0]

    def run(data: bytes) -> None:
        begun = time.process_time()
        try:
            bench.run(data)
        except Exception as error:
            note(place / "defects", data, error)
        used = time.process_time() - begun
        if used > 1.2 * slowest[0]:
            slowest[0] = used
            (place / "ended" / "slowest").write_bytes(data)

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if len(data) < 3 or chance.random() < 0.05:
            return bytes(chance.choice(reader.inputs()))
        if chance.random() < 0.5:
            return data[:2] + bytes(atheris.Mutate(data[2:], longest - 2))
        _, file = reader.file_of(data)
        made = data[:2] + mutated(file.rpartition(".")[2], data[2:], chance)
        return made if len(made) <= longest else data

    words = place / "words.txt"
    words.write_text("".join(f'"{word}"\n' for word in dictionary(reader.modules)))
    atheris.Setup(
        [
            "guided",
            str(place / "corpus"),
            f"-max_total_time={seconds}",
            f"-timeout={SECONDS * SLOWED}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-max_len={LONGEST}",
            f"-artifact_prefix={place / 'ended'}/",
            f"-dict={words}",
            "-reload=0",
            "-print_final_stats=1",
        ],
        run,
        custom_mutator=mutate,
    )
    atheris.Fuzz()


def note(folder: Path, data: bytes, error: Exception) -> None:
    """Keep an input that broke a rule, once for each place in our code and kind of error."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if "site-packages" not in frame.filename
    ]
    own = [f for f in frames if "/annotations/" in f.filename] or frames
    where = f"{Path(own[-1].filename).stem}-{own[-1].name}-{type(error).__name__}"
    file = folder / re.sub(r"[^\w.-]", "_", where)
    if not file.exists():
        file.write_bytes(data)
        file.with_name(f"{file.name}.txt").write_text(
            "".join(traceback.format_exception(error)), errors="replace"
        )


def dictionary(modules: tuple[str, ...]) -> list[str]:
    """The short words that stand in the reading modules: what they look for."""
    words: set[str] = set()
    for name in source_files(modules):
        for node in ast.walk(ast.parse(name.read_text("utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"[\w./-]{1,20}", node.value)
            ):
                words.add(node.value)
    return sorted(word for word in words if word.isascii())


def source_files(modules: tuple[str, ...]) -> list[Path]:
    """The files of modules whose names begin so."""
    root = Path(__file__).parents[2]
    every = {
        ".".join(path.relative_to(root).with_suffix("").parts): path
        for path in root.glob("annotations/**/*.py")
    }
    return [path for name, path in sorted(every.items()) if name.startswith(modules)]


def replayed(name: str, file: Path) -> tuple[str, float, float]:
    """What is wrong with an input (nothing: ""), its seconds of CPU and megabytes at the most, without instruments."""
    command = [sys.executable, "-m", __spec__.name, "--reader", name, "--replay", str(file)]
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=120, check=False
        )
    except subprocess.TimeoutExpired:
        return "it takes over two minutes", 120.0, 0.0
    found = re.search(r"^seconds ([\d.]+) megabytes ([\d.]+)$", ended.stdout, re.MULTILINE)
    if not found:
        return f"the process ended with {ended.returncode}", 0.0, 0.0
    used, memory = float(found[1]), float(found[2])
    if ended.returncode:
        return "it raises", used, memory
    return (
        ("it is slow" if used > SECONDS else "it takes much memory" if memory > MEGABYTES else ""),
        used,
        memory,
    )


def replay(name: str, file: Path) -> int:
    """Read one input as it is, and say how long that took and how much memory there was."""
    from tests.fuzz.readers import Bench, reader_of

    reader = reader_of(name)
    bench = Bench(reader, working_folder())
    bench.run(reader.inputs()[0])
    limit = 4 * MEGABYTES * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    begun, failed = time.process_time(), False
    try:
        bench.run(file.read_bytes())
    except Exception:
        traceback.print_exc()
        failed = True
    used = time.process_time() - begun
    print(f"seconds {used:.3f} megabytes {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
    return int(failed)


def cover(name: str, output: Path) -> dict[str, Any]:
    """How many lines the inputs that were kept reach: of the reading modules, and of the functions that are entered."""
    import coverage

    from tests.fuzz.readers import Bench, reader_of

    reader = reader_of(name)
    folder = Path(__file__).parents[2] / "annotations"
    measured = coverage.Coverage(include=[f"{folder}/*"], data_file=None)
    bench = Bench(reader, working_folder())
    kept = sorted((output / name / "corpus").iterdir())
    measured.start()
    with open(os.devnull, "w") as nothing, redirect_stderr(nothing):
        for path in kept:
            with suppress(Exception):
                bench.run(path.read_bytes())
    measured.stop()
    lines, entered = [0, 0], [0, 0]
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        measured.json_report(morfs=[str(path) for path in source_files(reader.modules)], outfile=file.name)
        report = json.loads(Path(file.name).read_text())
    for found in report["files"].values():
        for function, region in found["functions"].items():
            reached, missing = len(region["executed_lines"]), len(region["missing_lines"])
            if not function:
                continue  # lines of the module itself run when it is imported
            lines[0], lines[1] = lines[0] + reached, lines[1] + reached + missing
            if reached:
                entered[0], entered[1] = entered[0] + reached, entered[1] + reached + missing
    return {"kept": len(kept), "lines": lines, "entered": entered}


def working_folder() -> Path:
    """A new folder for the files of one process."""
    return Path(tempfile.mkdtemp())


if __name__ == "__main__":
    if importlib.util.find_spec("atheris") is None:
        sys.exit("atheris is not installed: pip install -e '.[fuzz]'")
    sys.exit(main())
