"""Makes sequences for benchmarks: objects on a noisy background that move, turn, grow, divide, come and go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from annotations.masks import Mask

Kind = Literal["cells", "things"]


@dataclass(frozen=True)
class Frame:
    """One image, (H, W, 3) uint8, and its objects: their masks by track."""

    image: NDArray[np.uint8]
    objects: dict[int, Mask]


@dataclass(frozen=True)
class _Body:
    """An object: centre and velocity in pixels, angle and its change in radians, radii; how it looks."""

    track: int
    x: float
    y: float
    vx: float
    vy: float
    angle: float
    turn: float
    radii: tuple[float, float]
    waves: tuple[float, float, float]
    colour: tuple[float, float, float]
    seed: int
    divides: int = -1
    """The frame in which it becomes two."""


def make_sequence(
    seed: int, frames: int = 20, side: int = 256, count: int = 9, speed: float = 3.0, kind: Kind = "cells"
) -> list[Frame]:
    """Make a sequence of `side` x `side` pixels with `count` objects at first.

    speed: pixels by which an object moves per frame, on average. Two of the objects divide, and some leave the image
    or come into it. The same arguments always give the same frames.
    """
    rng = np.random.default_rng(seed)
    bodies = [_new_body(rng, number, side, speed, kind) for number in range(1, count + 1)]
    splitting = rng.permutation(count)[:2]
    for place, number in enumerate(splitting):
        bodies[number] = replace(bodies[number], divides=int(frames * (place + 1) / 3))
    fresh = count + 1
    back = _background(rng, side, kind)
    made = []
    for number in range(frames):
        made.append(_frame(bodies, back, rng, side, kind))
        moved: list[_Body] = []
        for body in bodies:
            if body.divides == number:
                moved += _halves(body, fresh)
                fresh += 2
            else:
                moved.append(_moved(body, rng))
        margin = 12
        bodies = [b for b in moved if -margin < b.x < side + margin and -margin < b.y < side + margin]
        if len(bodies) < count and rng.random() < 0.3:
            bodies.append(replace(_new_body(rng, fresh, side, speed, kind), x=-6.0, vx=abs(speed) + 1))
            fresh += 1
    return made


def _new_body(rng: np.random.Generator, track: int, side: int, speed: float, kind: Kind) -> _Body:
    way = rng.uniform(0, 2 * np.pi)
    fast = rng.gamma(2.0, speed / 2)
    grey = rng.uniform(110, 230)
    colour = (grey, grey, grey) if kind == "cells" else tuple(rng.uniform(30, 240, 3))
    return _Body(
        *(track, *rng.uniform(20, side - 20, 2), fast * np.cos(way), fast * np.sin(way)),
        *(rng.uniform(0, np.pi), rng.normal(0, 0.06)),
        (rng.uniform(9, 20), rng.uniform(7, 14)),
        (*rng.uniform(0, 0.14, 2), rng.uniform(0, 6)),
        (float(colour[0]), float(colour[1]), float(colour[2])),
        int(rng.integers(1 << 30)),
    )


def _moved(body: _Body, rng: np.random.Generator) -> _Body:
    grown = 1 + rng.normal(0.004, 0.01)
    return replace(
        body,
        x=body.x + body.vx,
        y=body.y + body.vy,
        vx=body.vx + rng.normal(0, 0.4),
        vy=body.vy + rng.normal(0, 0.4),
        angle=body.angle + body.turn,
        radii=(body.radii[0] * grown, body.radii[1] * grown),
    )


def _halves(body: _Body, fresh: int) -> list[_Body]:
    """The two objects that one becomes, apart along its long axis."""
    long, short = max(body.radii), min(body.radii)
    angle = body.angle if body.radii[0] >= body.radii[1] else body.angle + np.pi / 2
    dx, dy = 0.62 * long * np.cos(angle), 0.62 * long * np.sin(angle)
    size = (0.5 * long, 0.8 * short)
    return [
        replace(
            body,
            track=fresh + place,
            x=body.x + body.vx + way * dx,
            y=body.y + body.vy + way * dy,
            vx=body.vx + way * 0.12 * dx,
            vy=body.vy + way * 0.12 * dy,
            radii=size,
            angle=angle,
            divides=-1,
        )
        for place, way in enumerate((-1, 1))
    ]


def _background(rng: np.random.Generator, side: int, kind: Kind) -> NDArray[np.float32]:
    coarse = rng.normal(0, 1, (side // 16 + 2, side // 16 + 2)).astype(np.float32)
    smooth = cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)
    if kind == "cells":
        return np.repeat((30 + 6 * smooth)[..., None], 3, axis=2)
    return np.stack([120 + 25 * smooth, 110 + 20 * smooth[::-1], 100 + 25 * smooth[:, ::-1]], axis=2)


def _frame(
    bodies: list[_Body], back: NDArray[np.float32], rng: np.random.Generator, side: int, kind: Kind
) -> Frame:
    picture = back.copy()
    owner = np.zeros((side, side), np.int32)
    ys, xs = np.mgrid[:side, :side].astype(np.float32)
    for body in bodies:
        cos, sin = np.cos(body.angle), np.sin(body.angle)
        u = (cos * (xs - body.x) + sin * (ys - body.y)) / body.radii[0]
        v = (-sin * (xs - body.x) + cos * (ys - body.y)) / body.radii[1]
        way = np.arctan2(v, u)
        edge = (
            1
            + body.waves[0] * np.cos(2 * way + body.waves[2])
            + body.waves[1] * np.cos(3 * way - body.waves[2])
        )
        inside = np.hypot(u, v) < edge
        texture = np.random.default_rng(body.seed).normal(0, 1, (8, 8)).astype(np.float32)
        at_u, at_v = np.clip(2 * u + 3.5, 0, 7), np.clip(2 * v + 3.5, 0, 7)
        look = cv2.remap(texture, at_u.astype(np.float32), at_v.astype(np.float32), cv2.INTER_LINEAR)
        fade = 1 - 0.25 * np.hypot(u, v) if kind == "cells" else np.ones_like(u)
        for channel in range(3):
            picture[..., channel][inside] = (body.colour[channel] * fade + 14 * look)[inside]
        owner[inside] = body.track
    picture = cv2.GaussianBlur(picture, (0, 0), 0.8)
    noise = rng.normal(0, 5, (side, side, 1)) if kind == "cells" else rng.normal(0, 6, (side, side, 3))
    image = np.clip(picture + noise, 0, 255).astype(np.uint8)
    objects = {}
    for body in bodies:
        mask = Mask.from_array(owner == body.track)
        if mask.area >= 25:
            objects[body.track] = mask
    return Frame(image, objects)
