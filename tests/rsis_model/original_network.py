"""The original implementation's network, written from its description: what imported weights have to answer like."""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import torch
import torch.nn.functional as F
import torchvision
from torch import Tensor, nn

INPUTS = {
    "resnet34": (512, 256, 128, 64, 64),
    "resnet50": (2048, 1024, 512, 256, 64),
    "resnet101": (2048, 1024, 512, 256, 64),
    "vgg16": (512, 512, 256, 128, 64),
}


class OriginalEncoder(nn.Module):
    """`base`, `sk1` to `sk5` and `bn1` to `bn5`; five skips, deepest first."""

    def __init__(self, base: str, width: int, kernel: int) -> None:
        super().__init__()
        self.kind = base
        if base == "vgg16":
            self.base = nn.Module()
            self.base.features = torchvision.models.vgg16(init_weights=False).features
        else:
            self.base = getattr(torchvision.models, base)()
        widths = (width, width, width // 2, width // 4, width // 8)
        for number, channels, out in zip((5, 4, 3, 2, 1), INPUTS[base], widths, strict=True):
            setattr(self, f"sk{number}", nn.Conv2d(channels, out, kernel, padding=kernel // 2))
            setattr(self, f"bn{number}", nn.BatchNorm2d(out))

    def blocks(self, images: Tensor) -> list[Tensor]:
        """Finest first. VGG's blocks end with their pooling."""
        base, found = self.base, []
        if self.kind == "vgg16":
            for layer in base.features:
                images = layer(images)
                if isinstance(layer, nn.MaxPool2d):
                    found.append(images)
            return found
        found.append(base.relu(base.bn1(base.conv1(images))))
        x = base.maxpool(found[0])
        for layer in (base.layer1, base.layer2, base.layer3, base.layer4):
            x = layer(x)
            found.append(x)
        return found

    def forward(self, images: Tensor) -> list[Tensor]:
        levels = self.blocks(images)
        return [getattr(self, f"bn{n}")(getattr(self, f"sk{n}")(levels[n - 1])) for n in (5, 4, 3, 2, 1)]


class Cell(nn.Module):
    def __init__(self, inputs: int, hidden: int, kernel: int) -> None:
        super().__init__()
        self.Gates = nn.Conv2d(inputs + hidden, 4 * hidden, kernel, padding=kernel // 2)


class OriginalDecoder(nn.Module):
    """`clstm_list`, `conv_out`, `fc_class` (background first) and `fc_stop`."""

    def __init__(self, width: int, kernel: int, skip_mode: str, classes: int) -> None:
        super().__init__()
        self.skip_mode = skip_mode
        self.hidden = [width // 2**i for i in range(5)]
        inputs = [width] + [h * (2 if skip_mode == "concat" else 1) for h in self.hidden[:-1]]
        self.clstm_list = nn.ModuleList(Cell(i, h, kernel) for i, h in zip(inputs, self.hidden, strict=True))
        self.conv_out = nn.Conv2d(self.hidden[-1], 1, kernel, padding=kernel // 2)
        self.fc_class = nn.Linear(sum(self.hidden), classes)
        self.fc_stop = nn.Linear(sum(self.hidden), 1)

    def merged(self, up: Tensor, skip: Tensor) -> Tensor:
        if self.skip_mode == "concat":
            return torch.cat([up, skip], dim=1)
        if self.skip_mode == "sum":
            return up + skip
        return up * skip if self.skip_mode == "mul" else up

    def sequence(
        self, skips: list[Tensor], size: tuple[int, int], steps: int
    ) -> list[tuple[Tensor, Tensor, Tensor]]:
        """`steps` times the mask's, the categories' and the objectness's logits."""

        def up(maps: Tensor, height: int, width: int) -> Tensor:
            return F.interpolate(maps, size=(height, width), mode="bilinear", align_corners=True)

        hidden = [torch.zeros(len(s), h, *s.shape[-2:]) for s, h in zip(skips, self.hidden, strict=True)]
        cells = [torch.zeros_like(h) for h in hidden]
        answers = []
        for _ in range(steps):
            given, pooled = skips[0], []
            for i, cell in enumerate(self.clstm_list):
                enter, keep, leave, new = cell.Gates(torch.cat([given, hidden[i]], dim=1)).chunk(4, dim=1)
                cells[i] = keep.sigmoid() * cells[i] + enter.sigmoid() * new.tanh()
                hidden[i] = leave.sigmoid() * cells[i].tanh()
                pooled.append(hidden[i].amax(dim=(2, 3)))
                if i < 4:
                    given = self.merged(up(hidden[i], *skips[i + 1].shape[-2:]), skips[i + 1])
            last = hidden[-1]
            mask = up(self.conv_out(up(last, 2 * last.shape[-2], 2 * last.shape[-1])), *size)
            vector = torch.cat(pooled, dim=1)
            answers.append((mask[:, 0], self.fc_class(vector), self.fc_stop(vector)[:, 0]))
        return answers


def build(
    base: str, kernel: int, skip_mode: str, width: int = 32, classes: int = 21
) -> tuple[OriginalEncoder, OriginalDecoder]:
    """Random weights, with batch norms that know the statistics of some images, as after training."""
    torch.manual_seed(1)
    encoder = OriginalEncoder(base, width, kernel)
    decoder = OriginalDecoder(width, kernel, skip_mode, classes)
    for module in encoder.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = 1.0
    encoder.train()(torch.randn(2, 3, 64, 64))
    # Untrained gates let little through: larger weights carry the image to the mask.
    for cell in decoder.clstm_list:
        cell.Gates.weight.data *= 6
    nn.init.normal_(decoder.conv_out.weight, std=1.0)
    return encoder.eval(), decoder.eval()


def arguments(**changes: object) -> argparse.Namespace:
    values: dict[str, object] = {
        "base_model": "resnet34",
        "skip_mode": "concat",
        "hidden_size": 32,
        "kernel_size": 3,
        "num_classes": 21,
        "dataset": "pascal",
        "imsize": 256,
        "lr": 0.001,
        "augment": True,
        "log_file": None,
    }
    return argparse.Namespace(**{**values, **changes})


def save(
    folder: Path, encoder: nn.Module, decoder: nn.Module, given: argparse.Namespace, prefix: str = ""
) -> Path:
    """A folder as the original's training leaves it."""
    folder.mkdir()
    for name, part in (("encoder", encoder), ("decoder", decoder)):
        torch.save({prefix + key: value for key, value in part.state_dict().items()}, folder / f"{name}.pt")
    (folder / "args.pkl").write_bytes(python2_pickle(vars(given)))
    return folder


def python2_pickle(values: dict[str, object]) -> bytes:
    """A Namespace as Python 2's `pickle.dump` writes it by default: protocol 0, byte strings."""
    lines = [
        "ccopy_reg",
        "_reconstructor",
        "p0",
        "(cargparse",
        "Namespace",
        "p1",
        "c__builtin__",
        "object",
        "p2",
    ]
    lines += ["Ntp3", "Rp4", "(dp5"]
    text = "\n".join(lines) + "\n"
    for number, (name, value) in enumerate(values.items(), 6):
        text += f"S{name!r}\np{number}\n"
        if isinstance(value, str):
            text += f"S{value!r}\n"
        else:
            text += pickle.dumps(value, protocol=0).decode()[:-1]
        text += "s"
    return (text + "b.").encode()
