"""`predict`: proposals for unlabelled images, as COCO results."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import asdict, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from annotations.errors import Problem, explain
from annotations.files import atomic_file
from annotations.formats.coco_reading import Id, read_ids
from annotations.message import count_images
from rsis_model.checkpoint import load_checkpoint
from rsis_model.model import RSIS
from rsis_model.predictor import choose_device
from trainer.commands.common import Options, chosen_checkpoint, warn
from trainer.errors import TrainerError
from trainer.predicting import local, on_ray
from trainer.predicting.failing import Lost, in_the_end
from trainer.predicting.finding import find, item_of
from trainer.predicting.items import Done, Items, Part, cut
from trainer.predicting.results import Summary, as_parquet, check_parquet, is_parquet_of, results_in
from trainer.predicting.store import Store, opened, plan_of
from trainer.predicting.worker import Settings, Worker, precision
from trainer.stores import is_url
from trainer.terminal import announce, progress

LONGEST_ENTRY = 2**24
"""Characters of a file to look at for the first entry of an earlier result."""


FROM_OPTIONS = ("device", "precision", "seed", "threads", "size", "batch_size")
"""What is passed on to the workers as it is."""


def predict(options: Options) -> dict[str, Any]:
    """Write COCO results for images; those that cannot be read are named and left out.

    Raises TrainerError if no image is left, or the output is there and is no such result.
    """
    _check_options(options)
    with on_ray.joined() if options.engine == "ray" else nullcontext():
        return _predict(options)


def _predict(options: Options) -> dict[str, Any]:
    checkpoint = chosen_checkpoint(options)
    model = load_checkpoint(checkpoint)
    items, categories = _chosen_images(options, model.config.categories)
    settings = Settings(
        checkpoint=str(Path(checkpoint).absolute()) if Path(checkpoint).is_dir() else checkpoint,
        categories=categories,
        **{name: getattr(options, name) for name in FROM_OPTIONS},
    )
    same = ("precision", "seed", "size", "categories")
    plan = plan_of(
        items, options.part_size, model.state_dict(), {name: asdict(settings)[name] for name in same}
    )
    where = Path(options.shards or f"{options.output}.parts")
    with opened(where, plan) as store:
        _do(options, settings, model, items, store)
        ids = chain(categories.values(), (item.id for item in items))
        summary = _put_together(options, store, whole_ids=all(isinstance(one, int) for one in ids))
        warn([*summary.broken, *summary.notes])
        if not options.shards:
            store.remove()
    if not summary.images:
        raise TrainerError(f"{' '.join(options.images)}: no image there can be read.")
    return {
        "images": summary.images,
        "broken": len(summary.broken),
        "predictions": summary.predictions,
        **({"output": options.output} if options.output else {}),
        **({"shards": options.shards, "parts": plan.parts} if options.shards else {}),
    }


def _do(options: Options, settings: Settings, model: RSIS, items: Items, store: Store) -> None:
    """Do the parts that are not done."""
    done_before, problems = store.there()
    warn(problems)
    there = sum(len(part.items) for part in cut(items, options.part_size) if part.number in done_before)
    if there:
        announce(f"{count_images(there)} of {len(items):,} are done already")
    left = (part for part in cut(items, options.part_size) if part.number not in done_before)
    with progress(len(items), "predicting") as told:
        told({"kind": "image", "iteration": there})
        deal = partial(_deal, options, settings, model, _Counter(told, there), apart=store.was_killed)
        for done in in_the_end(left, deal, announce):
            store.write(done)


def _put_together(options: Options, store: Store, *, whole_ids: bool) -> Summary:
    """Go through the parts once: write the tables that are missing, and the output if there is an image."""
    summary = Summary()
    with ExitStack() as stack:
        add = None
        for number, (content, digest) in enumerate(store.contents()):
            if options.parquet:
                _write_table(store.path(number, ".parquet"), content, digest, whole_ids=whole_ids)
            summary.add(content)
            if options.output and content["images"] and add is None:
                add = stack.enter_context(results_in(stack.enter_context(atomic_file(options.output))))
            if add is not None:
                add(content)
    return summary


def _check_options(options: Options) -> None:
    if not options.output and not options.shards:
        raise TrainerError("name a file with --output, a folder with --shards, or both.")
    if options.parquet and not options.shards:
        raise TrainerError("--parquet writes the parts of --shards, which names no folder.")
    if options.output:
        _check_output(Path(options.output))
    if options.parquet:
        check_parquet()
    if options.engine == "local":
        with precision(options.precision, choose_device(options.device)):
            pass


def _chosen_images(options: Options, names: Iterable[str]) -> tuple[Items, dict[str, Id]]:
    """Return the images in order, and the ids of categories by name: from 1, or those of `--data`."""
    if not options.data:
        items, problems = find(options.images)
        warn(problems)
        return items, {name: i for i, name in enumerate(names, 1)}
    folder = Path(options.images[0])
    if len(options.images) > 1 or is_url(options.images[0]) or not folder.is_dir():
        raise TrainerError(f"{' '.join(options.images)}: with --data, --images takes one folder.")
    items, problems = find(options.images)
    data = read_ids(Path(options.data), folder)
    reason = f"not in {options.data}, so what the model finds of it is not written"
    foreign = [Problem("", f"category {n!r}", reason) for n in names if n not in data.categories]
    warn([*problems, *data.problems, *foreign])
    if items and not data.images:
        raise TrainerError(f"{folder}: none of its {len(items)} images is in {options.data}.")
    if others := sum(Path(item.where) not in data.images for item in items):
        warn([Problem(str(folder), "", f"{count_images(others)} not in {options.data}")])
    chosen = (item_of(p, p.relative_to(folder).as_posix(), number) for p, number in data.images.items())
    return Items(chosen), {name: data.categories[name] for name in names if name in data.categories}


class _Counter:
    """Counts images for the progress bar."""

    def __init__(self, told: Callable[[dict[str, Any]], None], there: int) -> None:
        self._told, self._count = told, there

    def __call__(self, images: int = 1) -> None:
        self._count += images
        self._told({"kind": "image", "iteration": self._count})


def _deal(
    options: Options, settings: Settings, model: RSIS, count: _Counter, parts: Iterable[Part], *, apart: bool
) -> Iterator[Done | Lost]:
    """Have the engine of the options do the parts; apart: no worker is in this process, as it may end it."""
    processes = options.workers or (1 if apart else 0)
    if options.engine == "ray":
        each = on_ray.resources(settings.device, settings.threads)
        workers = options.workers or on_ray.most_workers(each)
        answers = on_ray.deal(parts, partial(Worker, settings), workers, each)
    elif processes:
        answers = local.deal(parts, partial(Worker, _shared_out(settings, processes)), processes)
    else:
        yield from local.deal(parts, partial(Worker, settings, model, count))
        return
    for answer in answers:
        count(answer.images if isinstance(answer, Done) else 0)
        yield answer


def _shared_out(settings: Settings, workers: int) -> Settings:
    """Return settings with which workers on one machine share its processors."""
    import torch

    return replace(settings, threads=settings.threads or max(1, torch.get_num_threads() // workers))


def _write_table(path: Path, content: dict[str, Any], digest: str, *, whole_ids: bool) -> None:
    """Write a part as a table, too, unless it is there."""
    if not is_parquet_of(path, digest):
        with atomic_file(path) as file:
            file.write(as_parquet(content, digest, whole_ids=whole_ids))


def _check_output(path: Path) -> None:
    """Refuse to replace anything but an earlier result: not a project, an image, weights or annotations."""
    if not path.exists():
        return
    if not path.is_file():
        what = "a folder" if path.is_dir() else "not an ordinary file"
        raise TrainerError(f"{path}: it is {what}; name a file to write.")
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            head = file.read(LONGEST_ENTRY)
    except OSError as error:
        raise TrainerError(f"{path}: it is there already and cannot be read: {explain(error)}.") from error
    if not _is_result(head):
        raise TrainerError(f"{path}: it is there already and is no earlier result; choose another name.")


def _is_result(head: str) -> bool:
    """Whether a file begins as COCO results do: with a list that is empty, or whose first entry is a scored mask."""
    first = head.lstrip()
    if not first.startswith("["):
        return False
    first = first[1:].lstrip()
    if first.startswith("]"):
        return not first[1:].strip()
    try:
        entry, _ = json.JSONDecoder().raw_decode(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(entry, dict) and {"image_id", "category_id", "segmentation", "score"} <= entry.keys()
