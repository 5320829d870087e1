"""Compares the recurrent decoder with a textbook one, and measures what else affects a step's speed; one JSON object.

python benchmarks/decoder.py [--parts decoder,proposal,variants,cuda] [--threads 1] [--repeats 15]

decoder: ten steps on a ResNet-101 pyramid at 256 x 256, D = 128, alternating between ours and the textbook's
    (concatenate and convolve everything at every step), medians; the outputs' difference; peak memory; the share of
    the machine's peak at matrix products.
proposal: encode and first proposal of the paper's network, alone and beside a busy process.
variants: bfloat16, channels last and torch.compile (in the device's current layout) against plain float32.
cuda: ten steps with batch 1 and 16, if there is a GPU.

Milliseconds are wall clock; `cpu_ms` is the thread's own time, which other processes disturb less (meaningless with
several threads). The machine's load is reported with them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the program sets it

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from rsis_model import ModelConfig
from rsis_model.model import RSIS
from rsis_model.state import Pyramid

STEPS, SIZE = 10, 256
Run = Callable[[], Any]


def network() -> RSIS:
    """Return the paper's network with random weights that let the image affect the masks."""
    torch.manual_seed(0)
    model = RSIS(ModelConfig(categories=tuple(f"c{i}" for i in range(20)))).eval()
    torch.nn.init.normal_(model.decoder.mask_head.weight)
    return model


def plain_skips(model: RSIS, images: Tensor) -> tuple[Tensor, ...]:
    """Return the projected levels in PyTorch's default memory layout, which favours neither decoder."""
    return tuple(skip.contiguous() for skip in model.encode(images).skips)


def ours(model: RSIS, skips: tuple[Tensor, ...], steps: int = STEPS) -> list[Tensor]:
    """Return mask logits (B, H, W) of each step, including the work that is done once per image."""
    decoder = model.decoder
    skips = tuple(decoder.laid_out(skip) for skip in skips)
    constants, weights = decoder.constant_terms(skips), decoder.moving_weights()
    hidden: tuple[Tensor, ...] = ()
    cell, masks = hidden, []
    for _ in range(steps):
        hidden, cell = decoder(skips, constants, weights, hidden, cell)
        decoder.vector_heads(hidden)
        masks.append(decoder.mask_logits(hidden[-1], (SIZE, SIZE)))
    return masks


def textbook(model: RSIS, skips: tuple[Tensor, ...], steps: int = STEPS) -> list[Tensor]:
    """Run the same weights literally by equations 1 and 2; the heads are ours, so that only the chain differs."""
    decoder = model.decoder
    hidden = [s.new_zeros(len(s), w, *s.shape[-2:]) for s, w in zip(skips, decoder.widths, strict=True)]
    cell, masks = [torch.zeros_like(h) for h in hidden], []
    for _ in range(steps):
        for i, layer in enumerate(decoder.layers):
            parts = [skips[i], hidden[i]]
            if i:
                size = tuple(skips[i].shape[-2:])
                parts.insert(0, F.interpolate(hidden[i - 1], size=size, mode="bilinear"))
            take, keep, emit, candidate = layer.gates(torch.cat(parts, dim=1)).chunk(4, dim=1)
            cell[i] = keep.sigmoid() * cell[i] + take.sigmoid() * candidate.tanh()
            hidden[i] = emit.sigmoid() * cell[i].tanh()
        decoder.vector_heads(tuple(hidden))
        masks.append(decoder.mask_logits(hidden[-1], (SIZE, SIZE)))
    return masks


def interleaved(runs: dict[str, Run], repeats: int) -> dict[str, dict[str, float]]:
    """Alternate between the runs, `repeats` times after one warm-up; return median milliseconds."""
    wall: dict[str, list[float]] = {name: [] for name in runs}
    cpu: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(repeats + 1):
        for name, run in runs.items():
            began, ran = time.perf_counter(), time.thread_time()
            run()
            if turn:
                wall[name].append(time.perf_counter() - began)
                cpu[name].append(time.thread_time() - ran)
    return {
        name: {"ms": 1e3 * statistics.median(wall[name]), "cpu_ms": 1e3 * statistics.median(cpu[name])}
        for name in runs
    }


def peak_memory(run: Run) -> float | None:
    """Return the MiB of resident memory that a run adds at its peak; None if the system is not Linux."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
        before = _status("VmRSS")
        run()
        return (_status("VmHWM") - before) / 1024
    except OSError:
        return None


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])  # KiB


def decoder_part(model: RSIS, repeats: int) -> dict[str, Any]:
    """Compare ours with the textbook's."""
    skips = plain_skips(model, torch.randn(1, 3, SIZE, SIZE))
    square = torch.randn(1024, 1024)
    runs: dict[str, Run] = {
        "ours": lambda: ours(model, skips),
        "textbook": lambda: textbook(model, skips),
        "matrix product": lambda: square @ square,
    }
    times = interleaved(runs, repeats)
    pairs = zip(runs["ours"](), runs["textbook"](), strict=True)
    difference = max(float((a - b).abs().max()) for a, b in pairs)
    flops = {}
    for name in ("ours", "textbook"):
        with FlopCounterMode(display=False) as counter:
            runs[name]()
        flops[name] = counter.get_total_flops()
    peak = 2 * 1024**3 / times["matrix product"]["cpu_ms"]
    return {
        **times,
        "ratio": times["ours"]["ms"] / times["textbook"]["ms"],
        "cpu_ratio": times["ours"]["cpu_ms"] / times["textbook"]["cpu_ms"],
        "largest difference of a mask logit": difference,
        "share of the arithmetic": flops["ours"] / flops["textbook"],
        "peak of matrix products, GFLOP/s": peak / 1e6,
        "share of the peak": {n: flops[n] / times[n]["cpu_ms"] / peak for n in ("ours", "textbook")},
        "peak memory, MiB": {n: peak_memory(runs[n]) for n in ("ours", "textbook")},
    }


def _keep_busy() -> None:
    square = torch.randn(768, 768)
    while True:
        square @ square


@contextmanager
def busy_process() -> Iterator[None]:
    """Run another process that multiplies matrices with as many threads as it likes."""
    process = multiprocessing.get_context("spawn").Process(target=_keep_busy, daemon=True)
    process.start()
    try:
        time.sleep(6)  # until torch is imported there
        yield
    finally:
        process.terminate()
        process.join()


def proposal_part(model: RSIS, repeats: int) -> dict[str, Any]:
    """Time encoding and the first proposal."""
    images = torch.randn(1, 3, SIZE, SIZE)

    def first() -> Pyramid:
        pyramid = model.encode(images)
        model.step(pyramid, model.initial_state(pyramid))
        return pyramid

    runs: dict[str, Run] = {"encode": lambda: model.encode(images), "encode and first proposal": first}
    result: dict[str, Any] = {"alone": interleaved(runs, repeats)}
    result["peak memory, MiB"] = peak_memory(first)
    with busy_process():
        result["beside a busy process"] = interleaved(runs, repeats)
    return result


def variants_part(model: RSIS, repeats: int, device: str = "cpu") -> dict[str, Any]:
    """Time possible improvements against plain float32 on the same pyramid and images."""
    model = model.to(device)
    images = torch.randn(1, 3, SIZE, SIZE, device=device)
    skips = plain_skips(model, images)
    last = network().to(device).to(memory_format=torch.channels_last)
    images_last = images.contiguous(memory_format=torch.channels_last)

    def in_bfloat16(run: Run) -> Run:
        def cast() -> Any:
            with torch.autocast(device, dtype=torch.bfloat16):
                return run()

        return cast

    def with_layout(channels_last: bool, run: Run) -> Run:
        def laid() -> Any:
            kept, model.decoder.channels_last = model.decoder.channels_last, channels_last
            try:
                return run()
            finally:
                model.decoder.channels_last = kept

        return laid

    def waiting(run: Run) -> Run:
        def wait() -> Any:
            answer = run()
            if device == "cuda":
                torch.cuda.synchronize()
            return answer

        return wait

    compiled_encoder = torch.compile(model.encoder)
    compiled_decoder = torch.compile(lambda s: ours(model, s))
    decode: dict[str, Run] = {
        "decode": with_layout(False, lambda: ours(model, skips)),
        "decode, bfloat16": with_layout(False, in_bfloat16(lambda: ours(model, skips))),
        "decode, channels last": with_layout(True, lambda: ours(model, skips)),
        "decode, channels last, bfloat16": with_layout(True, in_bfloat16(lambda: ours(model, skips))),
        "decode, compiled": lambda: compiled_decoder(skips),
    }
    encode: dict[str, Run] = {
        "encode": lambda: model.encoder(images),
        "encode, bfloat16": in_bfloat16(lambda: model.encoder(images)),
        "encode, channels last": lambda: last.encoder(images_last),
        "encode, channels last, bfloat16": in_bfloat16(lambda: last.encoder(images_last)),
        "encode, compiled": lambda: compiled_encoder(images),
    }
    failed = {}
    began = time.perf_counter()
    for runs, name in ((decode, "decode, compiled"), (encode, "encode, compiled")):
        try:
            runs[name]()
        except Exception as error:
            failed[name] = f"{type(error).__name__}: {error}"[:200]
            del runs[name]
    compiling = time.perf_counter() - began
    times = interleaved({name: waiting(run) for name, run in {**decode, **encode}.items()}, repeats)
    plain = decode["decode"]()
    differences = {
        name: max(float((a.float() - b).abs().max()) for a, b in zip(run(), plain, strict=True))
        for name, run in decode.items()
    }
    return {**times, "largest difference of a mask logit": differences, "compiling, s": compiling, **failed}


def cuda_part(model: RSIS, repeats: int) -> dict[str, Any]:
    """Measure steps per second with batches of 1 and 16, and the variants with a batch of 1."""
    result: dict[str, Any] = {"device": torch.cuda.get_device_name()}
    model = model.to("cuda")
    for batch in (1, 16):
        skips = plain_skips(model, torch.randn(batch, 3, SIZE, SIZE, device="cuda"))

        def run(answer: Callable[..., list[Tensor]], given: tuple[Tensor, ...] = skips) -> Run:
            def wait() -> None:
                answer(model, given)
                torch.cuda.synchronize()

            return wait

        torch.cuda.reset_peak_memory_stats()
        times = interleaved({"ours": run(ours), "textbook": run(textbook)}, repeats)
        result[f"batch {batch}"] = {
            **times,
            "ratio": times["ours"]["ms"] / times["textbook"]["ms"],
            "steps a second": 1e3 * STEPS / times["ours"]["ms"],
            "peak memory, MiB": torch.cuda.max_memory_allocated() / 2**20,
        }
    result["variants"] = variants_part(model, repeats, "cuda")
    return result


@torch.inference_mode()
def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--parts", default="decoder,proposal,variants,cuda")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=15)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    parts: dict[str, Callable[[RSIS, int], dict[str, Any]]] = {
        "decoder": decoder_part,
        "proposal": proposal_part,
        "variants": variants_part,
        "cuda": cuda_part,
    }
    load = [round(x, 2) for x in os.getloadavg()]
    result: dict[str, Any] = {"threads": options.threads, "load before": load, "torch": torch.__version__}
    for name in options.parts.split(","):
        if name == "cuda" and not torch.cuda.is_available():
            result[name] = "not measured: no GPU"
            continue
        sys.stderr.write(f"{name} …\n")
        result[name] = parts[name](network(), options.repeats)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
