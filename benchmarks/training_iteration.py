"""Compares a training iteration with the textbook loop: seconds and peak memory.

    python -m benchmarks.training_iteration [--repeats 3] [--device cuda] [--precision bf16] [--compile]

Both start from the same weights, images and masks: forward, match, loss, backward (ResNet-50, D = 128, T = 20, n = 20,
256 x 256, batch 4). The textbook loop implements the paper's equations literally: each step convolves all of
[state below | skip | hidden], masks are repeated for every pair to compute the costs, and the `munkres` package
assigns. Its losses must equal ours, or nothing is printed. Variants run in turns in separate processes, so that their
memory is measured separately; the times are the minima of all repeats, wall clock and processor time of the process,
which other processes disturb less. Needs the extra `benchmarks`.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch
import torch.nn.functional as F
from torch import Tensor

from benchmarks.extra import in_child, needed
from rsis_model.config import ModelConfig
from rsis_model.conv_lstm import ConvLSTM
from rsis_model.model import RSIS
from trainer.config import LossConfig, TrainConfig
from trainer.data.dataset import Batch
from trainer.data.targets import Target, make_target
from trainer.training.learner import batch_losses, set_training

LOSS = LossConfig()


def network(encoder: str, width: int) -> RSIS:
    """Return a network with the same random weights in every process."""
    torch.manual_seed(0)
    return RSIS(ModelConfig(encoder=encoder, width=width, categories=tuple(f"c{i}" for i in range(20))))


def draw(batch: int, count: int, side: int) -> Batch:
    """Make random images, each with `count` disjoint blocks as objects."""
    torch.manual_seed(1)
    cells = int(count**0.5 + 0.999)
    size = side // cells
    targets = []
    for _ in range(batch):
        masks = torch.zeros(count, side, side, dtype=torch.bool)
        for n in range(count):
            y, x = n // cells * size, n % cells * size
            masks[n, y + 1 : y + size - int(torch.randint(1, 5, ())), x + 1 : x + size - 1] = True
        categories = torch.randint(0, 20, (count,))
        targets.append(
            make_target(masks, categories, torch.zeros(count, dtype=torch.bool), count, heat=False)
        )
    return Batch(torch.randn(batch, 3, side, side), tuple(targets))


def ours(model: RSIS, batch: Batch, steps: int) -> Tensor:
    """Return the loss of our iteration."""
    config = TrainConfig(model=model.config, loss=LOSS)
    return batch_losses(model, batch, steps, config, 0, []).total


def textbook(model: RSIS, batch: Batch, steps: int) -> Tensor:
    """Return the same loss, computed literally by the paper's equations."""
    with needed():
        from munkres import Munkres

    features = model.encoder(batch.images)
    skips = [skip(level) for skip, level in zip(model.skips, features, strict=True)]
    hidden: list[Tensor | None] = [None] * len(skips)
    cell: list[Tensor | None] = [None] * len(skips)
    masks, boxes, categories, objectness = [], [], [], []
    for _ in range(steps):
        below: Tensor | None = None
        for i, (layer, skip) in enumerate(zip(model.decoder.layers, skips, strict=True)):
            assert isinstance(layer, ConvLSTM)
            old = (
                hidden[i]
                if hidden[i] is not None
                else skip.new_zeros(len(skip), layer.hidden, *skip.shape[-2:])
            )
            memory = cell[i] if cell[i] is not None else torch.zeros_like(old)
            parts = [skip, old]
            if below is not None:
                up = F.interpolate(below, size=skip.shape[-2:], mode="bilinear", align_corners=False)
                parts.insert(0, up)
            # Equation 1: the gates are one convolution over everything, at every step.
            gates = F.conv2d(
                torch.cat(parts, 1), layer.gates.weight, layer.gates.bias, padding=layer.gates.padding
            )
            enter, keep, emit, candidate = gates.chunk(4, dim=1)
            cell[i] = keep.sigmoid() * memory + enter.sigmoid() * candidate.tanh()
            hidden[i] = below = emit.sigmoid() * cell[i].tanh()
        size = batch.images.shape[-2:]
        up = F.interpolate(below, size=size, mode="bilinear", align_corners=False)  # type: ignore[arg-type]
        masks.append(model.decoder.mask_head(up)[:, 0])
        c, b, o = model.decoder.vector_heads(tuple(h for h in hidden if h is not None))
        categories.append(c)
        boxes.append(b)
        objectness.append(o)
    logits = torch.stack(masks, 1)  # (B, T, H, W)
    mask_terms, box_terms, class_scores, class_numbers = [], [], [], []
    for b, target in enumerate(batch.targets):
        first = min(steps, len(target.masks))
        p = logits[b, :first].float().sigmoid().flatten(1)
        g = target.masks.flatten(1).to(p.dtype)
        count = len(g)
        # Every prediction with every mask.
        left = p[:, None].repeat(1, count, 1)
        right = g[None].repeat(first, 1, 1)
        overlap = (left * right).sum(2)
        cost = 1 - overlap / (left.sum(2) + right.sum(2) - overlap).clamp(min=1e-6)
        pairs = Munkres().compute(cost.detach().cpu().tolist())
        for t, n in pairs:
            mask_terms.append(cost[t, n])
            box_terms.append(((boxes[t][b] - target.boxes[n]) ** 2).mean())
            class_scores.append(categories[t][b])
            class_numbers.append(target.categories[n])
    stop = torch.stack(objectness)  # (T, B)
    wanted = torch.tensor(
        [[float(t < len(target.masks)) for target in batch.targets] for t in range(steps)], device=stop.device
    )
    return (
        LOSS.mask * torch.stack(mask_terms).mean()
        + LOSS.box * torch.stack(box_terms).mean()
        + LOSS.category * F.cross_entropy(torch.stack(class_scores), torch.stack(class_numbers))
        + LOSS.objectness * F.binary_cross_entropy_with_logits(stop, wanted)
    )


VARIANTS: dict[str, Callable[[RSIS, Batch, int], Tensor]] = {"ours": ours, "textbook": textbook}


def measure(name: str, options: argparse.Namespace, out: Any) -> None:
    """Run one variant in this process: loss, minimum seconds of an iteration, and peak memory above the start."""
    torch.set_num_threads(options.threads)
    device = torch.device(options.device)
    model = network(options.encoder, options.width).to(device)
    set_training(model, freeze_encoder_statistics=True)
    batch = draw(options.batch, options.count, options.side)
    batch = Batch(batch.images.to(device), tuple(Target.to(target, device) for target in batch.targets))
    iterate = VARIANTS[name]
    if options.compile and name == "ours":
        model.step = torch.compile(model.step)  # type: ignore[method-assign]
    kind = {"fp32": None, "bf16": torch.bfloat16, "fp16": torch.float16}[options.precision]
    gpu = device.type == "cuda"
    start = 0 if gpu else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    times = []
    for repeat in range(options.warm + options.inner):
        if gpu:
            torch.cuda.synchronize()
        began, worked = time.perf_counter(), time.process_time()
        with torch.autocast(device.type, dtype=kind, enabled=kind is not None):
            loss = iterate(model, batch, options.steps)
        loss.backward()  # type: ignore[no-untyped-call]
        if gpu:
            torch.cuda.synchronize()
        if repeat >= options.warm:
            times.append((time.perf_counter() - began, time.process_time() - worked))
        if repeat + 1 < options.warm + options.inner:
            model.zero_grad(set_to_none=True)
    peak = (
        torch.cuda.max_memory_allocated()
        if gpu
        else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    )
    norm = float(torch.stack([p.grad.norm() for p in model.parameters() if p.grad is not None]).norm())
    clock, cpu = (min(each) for each in zip(*times, strict=True))
    out.put(
        {"loss": loss.item(), "gradient": norm, "seconds": clock, "cpu_seconds": cpu, "bytes": peak - start}
    )


def main() -> None:
    """Measure both in turn and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--encoder", default="resnet50")
    for name, default in (("width", 128), ("steps", 20), ("count", 20), ("side", 256), ("batch", 4)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--repeats", type=int, default=3, help="processes per variant")
    parser.add_argument("--inner", type=int, default=2, help="iterations timed in each process")
    parser.add_argument("--warm", type=int, default=1, help="iterations before those")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--precision", default="fp32", choices=("fp32", "bf16", "fp16"))
    parser.add_argument("--compile", action="store_true", help="torch.compile of our step")
    options = parser.parse_args()
    with needed():
        import munkres  # noqa: F401  (before the minutes that the first variant takes)
    context = multiprocessing.get_context("spawn")
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in VARIANTS}
    for _ in range(options.repeats):
        for name in VARIANTS:
            seen[name].append(in_child(context, measure, name, options))
    measured = ("seconds", "cpu_seconds", "bytes")
    best = {n: {k: min(each[k] for each in runs) for k in measured} for n, runs in seen.items()}
    losses = {n: runs[0]["loss"] for n, runs in seen.items()}
    gradients = {n: runs[0]["gradient"] for n, runs in seen.items()}
    if options.precision == "fp32":
        for values in (losses, gradients):
            assert abs(values["ours"] - values["textbook"]) < 1e-3 * abs(values["textbook"]), (
                "not the same loss"
            )
    result = {
        **{k: v for k, v in vars(options).items() if k not in ("repeats", "inner", "warm")},
        "loss": losses,
        "gradient_norm": gradients,
        "seconds": {n: round(v["seconds"], 3) for n, v in best.items()},
        "cpu_seconds": {n: round(v["cpu_seconds"], 3) for n, v in best.items()},
        "megabytes": {n: round(v["bytes"] / 2**20) for n, v in best.items()},
        "times_faster": round(best["textbook"]["seconds"] / best["ours"]["seconds"], 3),
        "times_less_cpu": round(best["textbook"]["cpu_seconds"] / best["ours"]["cpu_seconds"], 3),
        "share_of_memory": round(best["ours"]["bytes"] / best["textbook"]["bytes"], 3),
        "images_per_second": round(options.batch / best["ours"]["seconds"], 3),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
