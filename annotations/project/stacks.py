"""Turns an image that is a stack into the images of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotations.errors import ProjectError
from annotations.imaging.pages import page_path
from annotations.message import Message
from annotations.project.project import Project
from annotations.records import Change, ImageRecord, Transaction


def open_pages(project: Project, image: ImageRecord, sizes: Sequence[tuple[int, int]]) -> Transaction:
    """Return the transaction after which each page of an image's file is an image; it is not committed.

    sizes: (height, width) of each page. What is annotated in the image was its first page, and belongs to that.
    ProjectError: the first page is an image already.
    """
    pages = [page_path(image.path, number) for number in range(1, len(sizes) + 1)]
    there = {other.path for other in project.images()}
    if pages[0] in there:
        told = Message("the first page of {path} is an image of its own already", path=image.path)
        raise ProjectError(project.path, told)
    changes = [Change.replace(image, replace(image, path=pages[0]))]
    for path, (height, width) in zip(pages[1:], sizes[1:], strict=True):
        if path not in there:
            changes.append(Change.add(ImageRecord(project.next_id("image"), path, width, height)))
    name = image.path.rsplit("/", 1)[-1]
    return Transaction(Message("Open the pages of {name} as images", name=name), tuple(changes))
