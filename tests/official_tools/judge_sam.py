"""Runs where samexporter is: exports SAM's families with random weights, and writes what their own code answers.

    python judge_sam.py FOLDER [KIND …]

Install samexporter, segment-anything and sam2 with `pip install --no-deps` beside torch, timm, onnx, onnxscript,
onnxruntime, hydra-core and iopath.

For each kind FOLDER/KIND gets the graphs and `answers.npz`: the image, the requests in pixels of the image, and for
each the low-resolution logits, the mask and the predicted IoU. `tests.official_tools.sam` compares.
EFFICIENT_SAM names a copy of EfficientSAM's repository; without it that family is left out.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

SHAPE = (300, 420)
REQUESTS: tuple[dict[str, Any], ...] = (
    {"name": "one click", "points": [(200.0, 140.0, 1)]},
    {"name": "two clicks", "points": [(200.0, 140.0, 1), (90.0, 60.0, 0)]},
    {"name": "box", "points": [], "box": (60, 40, 300, 220)},
    {"name": "box and click", "points": [(150.0, 100.0, 1)], "box": (60, 40, 300, 220)},
    {"name": "correction of one click", "points": [(200.0, 140.0, 1), (260.0, 200.0, 1)], "of": "one click"},
)
"""Points as x, y with whole numbers at the centres of pixels; boxes with whole numbers at their corners."""
Answer = tuple[np.ndarray, np.ndarray, float]


def image() -> np.ndarray:
    """Smooth blobs of colour, uint8."""
    random = np.random.default_rng(5)
    small = torch.from_numpy(random.uniform(0, 255, (1, 3, 9, 12))).float()
    large = torch.nn.functional.interpolate(small, SHAPE, mode="bicubic").clamp(0, 255)
    return large[0].permute(1, 2, 0).byte().numpy().copy()


def stir(model: torch.nn.Module) -> torch.nn.Module:
    """Random weights that make large, uneven masks: published ones cannot be had here."""
    torch.manual_seed(11)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "output_hypernetworks_mlps" in name and "layers.2.weight" in name:
                weight.mul_(6)
            if "pos_embed" in name or "rel_pos" in name:
                weight.normal_(std=0.02)
    return model.eval()


def centred(points: list[tuple[float, float, float]], scale: tuple[float, float]) -> np.ndarray:
    """Points such that the published scaling, which starts at a pixel's corner, keeps the centres of pixels."""
    return np.array([((x + 0.5) - 0.5 / scale[1], (y + 0.5) - 0.5 / scale[0]) for x, y, _ in points])


def corners(box: tuple[int, int, int, int] | None) -> list[tuple[float, float, float]]:
    return [] if box is None else [(box[0] - 0.5, box[1] - 0.5, 2), (box[2] - 0.5, box[3] - 0.5, 3)]


def sam(kind: str, folder: Path) -> Callable[[dict[str, Any], np.ndarray | None], Answer]:
    """SAM and MobileSAM, exported by samexporter."""
    from samexporter import export_decoder, export_encoder
    from samexporter.mobile_encoder.setup_mobile_sam import setup_model
    from segment_anything import SamPredictor, sam_model_registry

    model = stir(setup_model() if kind == "mobile" else sam_model_registry[kind]())
    checkpoint = folder / "random.pth"
    torch.save(model.state_dict(), checkpoint)
    encoder, decoder = (str(folder / f"{kind}.{part}.onnx") for part in ("encoder", "decoder"))
    # Else its trial run on noise, in training mode, changes the statistics of TinyViT's batch norms.
    export_encoder.setup_model = lambda: setup_model().eval()
    export_encoder.run_export(kind, str(checkpoint), encoder, use_preprocess=kind == "mobile", opset=17)
    export_decoder.run_export(kind, str(checkpoint), decoder, opset=17, return_single_mask=False)
    checkpoint.unlink()
    predictor = SamPredictor(model)
    predictor.set_image(image())
    height, width = predictor.input_size
    scale = (height / SHAPE[0], width / SHAPE[1])

    def answer(request: dict[str, Any], before: np.ndarray | None) -> Answer:
        box = request.get("box")
        points = request["points"]
        masks, ious, low = predictor.predict(
            point_coords=centred(points, scale) if points else None,
            point_labels=np.array([label for *_, label in points]) if points else None,
            box=centred(corners(box), scale).reshape(-1) if box else None,
            mask_input=None if before is None else before[None],
            multimask_output=len(points) == 1 and box is None and before is None,
        )
        best = int(ious.argmax())
        return low[best], masks[best], float(ious[best])

    return answer


def sam2(kind: str, folder: Path) -> Callable[[dict[str, Any], np.ndarray | None], Answer]:
    """SAM 2, exported by samexporter; its decoder has three candidates for each request."""
    from hydra import initialize_config_dir
    from hydra.core.global_hydra import GlobalHydra
    from sam2.build_sam import build_sam2
    from sam2.sam2_image_predictor import SAM2ImagePredictor
    from samexporter import export_sam2

    GlobalHydra.instance().clear()
    configs = str(Path(export_sam2.__file__).parent / "sam2_configs")
    with initialize_config_dir(config_dir=configs, version_base="1.2"):
        model = stir(build_sam2(export_sam2.MODEL_CONFIGS[kind], None, device="cpu"))
    checkpoint = folder / "random.pt"
    torch.save({"model": model.state_dict()}, checkpoint)
    command = [sys.executable, "-W", "ignore", "-m", "samexporter.export_sam2", "--checkpoint", checkpoint]
    command += ["--output_encoder", folder / f"{kind}.encoder.onnx"]
    command += ["--output_decoder", folder / f"{kind}.decoder.onnx", "--model_type", kind, "--opset", "17"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    checkpoint.unlink()
    predictor = SAM2ImagePredictor(model)
    predictor.set_image(image())
    scale = (model.image_size / SHAPE[0], model.image_size / SHAPE[1])

    def answer(request: dict[str, Any], before: np.ndarray | None) -> Answer:
        points = [*corners(request.get("box")), *request["points"]]
        masks, ious, low = predictor.predict(
            point_coords=centred(points, scale),
            point_labels=np.array([label for *_, label in points]),
            mask_input=None if before is None else before[None],
            multimask_output=True,
        )
        best = int(ious.argmax())
        return low[best], masks[best].astype(bool), float(ious[best])

    return answer


def efficient(kind: str, folder: Path) -> Callable[[dict[str, Any], np.ndarray | None], Answer]:
    """EfficientSAM, exported by the script of its repository."""
    sys.path.insert(0, os.environ["EFFICIENT_SAM"])
    import export_to_onnx
    import onnx_models
    from efficient_sam.efficient_sam import build_efficient_sam

    # The script was written for the exporter that traces.
    torch.onnx.export = functools.partial(torch.onnx.export, dynamo=False)
    width, heads = {"vitt": (192, 3), "vits": (384, 6)}[kind.removeprefix("efficient_")]
    model = stir(build_efficient_sam(width, heads).eval())
    encoder, decoder = (str(folder / f"{kind}_{part}.onnx") for part in ("encoder", "decoder"))
    export_to_onnx.export_onnx_esam_encoder(model, encoder)
    export_to_onnx.export_onnx_esam_decoder(model, decoder)
    seen = torch.from_numpy(image()).permute(2, 0, 1)[None].float() / 255
    scale = (1024 / SHAPE[0], 1024 / SHAPE[1])
    wrapper = onnx_models.OnnxEfficientSam(model)

    @torch.no_grad()
    def answer(request: dict[str, Any], before: np.ndarray | None) -> Answer:
        points = [*corners(request.get("box")), *(p for p in request["points"] if p[2] == 1)]
        features = model.get_image_embeddings(seen)
        masks, ious, low = wrapper.predict_masks(
            features,
            torch.from_numpy(centred(points, scale)).float()[None, None],
            torch.tensor([label for *_, label in points]).float()[None, None],
            multimask_output=True,
            input_h=SHAPE[0],
            input_w=SHAPE[1],
            output_h=SHAPE[0],
            output_w=SHAPE[1],
        )
        best = int(ious[0, 0].argmax())
        return low[0, best].numpy(), (masks[0, 0, best] > 0).numpy(), float(ious[0, 0, best])

    return answer


KINDS: dict[str, Callable[[str, Path], Callable[[dict[str, Any], np.ndarray | None], Answer]]] = {
    "mobile": sam,
    "vit_b": sam,
    "sam2_hiera_tiny": sam2,
    **({"efficient_vitt": efficient} if "EFFICIENT_SAM" in os.environ else {}),
}


def main() -> int:
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    for kind in sys.argv[2:] or KINDS:
        place = folder / kind
        place.mkdir(parents=True, exist_ok=True)
        answer = KINDS[kind](kind, place)
        found: dict[str, Answer] = {}
        for request in REQUESTS:
            before = found[request["of"]][0] if "of" in request else None
            if before is not None and kind.startswith("efficient"):
                continue  # its decoder takes no mask
            found[request["name"]] = answer(request, before)
        arrays = {"image": image()}
        for name, (low, mask, iou) in found.items():
            arrays |= {f"{name}/logits": low, f"{name}/mask": mask, f"{name}/iou": np.array(iou)}
        np.savez_compressed(place / "answers.npz", **arrays)
        (place / "requests.json").write_text(json.dumps(REQUESTS), encoding="utf-8")
    print(json.dumps({"kinds": sys.argv[2:] or list(KINDS)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
