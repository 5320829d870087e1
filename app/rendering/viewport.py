"""The image's position on the screen: zoom about a point, pan, fit; plain arithmetic, no window."""

from __future__ import annotations

from dataclasses import dataclass, replace

MOST = 64.0  # screen pixels per image pixel
STEP = 1.25
CLOSEST = 16.0  # screen pixels per image pixel, when zooming to something automatically


@dataclass(frozen=True)
class View:
    """A point (x, y) of the image is shown at (x * scale + left, y * scale + top) of the widget."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def to_image(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left) / self.scale, (y - self.top) / self.scale

    def to_widget(self, x: float, y: float) -> tuple[float, float]:
        return x * self.scale + self.left, y * self.scale + self.top

    def zoomed(self, factor: float, x: float, y: float, least: float) -> View:
        """Zoomed about the widget's point (x, y)."""
        scale = min(max(self.scale * factor, least), MOST)
        ix, iy = self.to_image(x, y)
        return View(scale, x - ix * scale, y - iy * scale)

    def panned(self, dx: float, dy: float) -> View:
        return replace(self, left=self.left + dx, top=self.top + dy)

    def kept_near(self, image: tuple[int, int], widget: tuple[int, int], margin: float = 60.0) -> View:
        """Moved as little as needed to keep some of the image (width, height) in the widget."""
        w, h = image[0] * self.scale, image[1] * self.scale
        left = min(max(self.left, margin - w), widget[0] - margin)
        top = min(max(self.top, margin - h), widget[1] - margin)
        return replace(self, left=left, top=top)

    def filled(self, image: tuple[int, int], widget: tuple[int, int]) -> View:
        """Moved so that the image (width, height) fills the widget where it can, and is centred where it cannot."""
        places = []
        for start, length, room in ((self.left, image[0], widget[0]), (self.top, image[1], widget[1])):
            spare = room - length * self.scale
            places.append(min(max(start, spare), 0.0) if spare < 0 else spare / 2)
        return replace(self, left=places[0], top=places[1])

    def shown(self, image: tuple[int, int], widget: tuple[int, int]) -> tuple[int, int, int, int]:
        """The visible part (x0, y0, x1, y1) of the image in whole pixels; at least one."""
        x0, y0 = self.to_image(0, 0)
        x1, y1 = self.to_image(*widget)
        left, top = min(max(0, int(x0)), image[0] - 1), min(max(0, int(y0)), image[1] - 1)
        return left, top, max(left + 1, min(image[0], int(x1) + 1)), max(top + 1, min(image[1], int(y1) + 1))

    def showing(self, box: tuple[float, float, float, float], widget: tuple[int, int]) -> View:
        """Moved so that the box (x0, y0, x1, y1) is in view; unchanged if it already is, or does not fit."""
        x0, y0 = self.to_widget(box[0], box[1])
        x1, y1 = self.to_widget(box[2], box[3])
        inside = x0 >= 0 and y0 >= 0 and x1 <= widget[0] and y1 <= widget[1]
        covers = x0 <= 0 and y0 <= 0 and x1 >= widget[0] and y1 >= widget[1]
        if inside or covers:
            return self
        return self.panned(widget[0] / 2 - (x0 + x1) / 2, widget[1] / 2 - (y0 + y1) / 2)


def fit(image: tuple[int, int], widget: tuple[int, int], margin: float = 24.0) -> View:
    """The whole image (width, height), centred, as large as the widget allows; tiny images up to eightfold."""
    room = max(widget[0] - 2 * margin, 16.0), max(widget[1] - 2 * margin, 16.0)
    scale = min(room[0] / image[0], room[1] / image[1], 8.0)
    return centred(scale, image, widget)


def fit_box(box: tuple[float, float, float, float], widget: tuple[int, int]) -> View:
    """A box of the image (x0, y0, x1, y1) in the middle of the widget, with a margin of its own size."""
    x0, y0, x1, y1 = box
    scale = min(widget[0] / 2 / max(x1 - x0, 1.0), widget[1] / 2 / max(y1 - y0, 1.0), CLOSEST)
    return View(scale, widget[0] / 2 - (x0 + x1) / 2 * scale, widget[1] / 2 - (y0 + y1) / 2 * scale)


def centred(scale: float, image: tuple[int, int], widget: tuple[int, int]) -> View:
    """The middle of the image in the middle of the widget."""
    return View(scale, (widget[0] - image[0] * scale) / 2, (widget[1] - image[1] * scale) / 2)
