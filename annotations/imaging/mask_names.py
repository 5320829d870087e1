"""Which pictures of a folder are masks of others, by their names and folders."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Collection, Iterable

from annotations.imaging.kinds import LEFT_OVER

MASKS = re.compile(
    r"(_cp_masks|_(label|labelTrain|instance)Ids|_gt(Fine|Coarse)_color)\.(png|tiff?)$", re.IGNORECASE
)
MASK_OF = re.compile(rf"(_masks?|{'|'.join(LEFT_OVER)})\.[a-z]+$", re.IGNORECASE)
"""Names of masks, and of what cellpose draws, if the image itself is there too: under the rest of the name or …_img."""
LABEL_OF = re.compile(r"_label\.png$", re.IGNORECASE)
"""Names of CVPPP's label maps if the image, …_rgb, is there too."""
LABELME = ("img", "label", "label_viz")
"""The pictures in a folder that labelme makes of one of its files; the first is the image."""
MASK_FOLDERS = re.compile(
    r"(^|.*/)(labels?|masks?|annotations|Segmentation(Class|Object)\w*)/", re.IGNORECASE
)
IMAGE_FOLDERS = re.compile(r"(^|.*/)((JPEG)?images?|imgs?)/", re.IGNORECASE)
"""Folders of masks if a folder of images is beside them."""
MASK_FOLDER_OF = re.compile(r"(^|.*/)([^/]+)_masks?/", re.IGNORECASE)
"""Folders of masks if a folder of the rest of the name is beside them, with images in it."""


def without_masks(names: list[str]) -> list[str]:
    """Leave out the masks of known layouts; `names` are posix paths below one folder."""
    stems = {os.path.splitext(name)[0] for name in names}
    in_folders = in_mask_folders(names)

    def images_of(rest: str) -> tuple[str, str]:
        return rest, f"{rest}_img"

    def is_of_labelme(name: str) -> bool:
        folder, stem = posixpath.split(os.path.splitext(name)[0])
        return stem in LABELME[1:] and all(posixpath.join(folder, one) in stems for one in LABELME)

    def is_mask(name: str) -> bool:
        return (
            name in in_folders
            or MASKS.search(name) is not None
            or (MASK_OF.search(name) is not None and not stems.isdisjoint(images_of(MASK_OF.sub("", name))))
            or (LABEL_OF.search(name) is not None and LABEL_OF.sub("_rgb", name) in stems)
            or is_of_labelme(name)
        )

    return [name for name in names if not is_mask(name)]


def in_mask_folders(names: Collection[str]) -> set[str]:
    """Return the pictures in folders of masks beside a folder of images; `names` are posix paths below one folder."""
    images = {found[1] for name in names if (found := IMAGE_FOLDERS.match(name)) is not None}
    named = {name: found for name in names if (found := MASK_FOLDER_OF.match(name)) is not None}
    folders = _folders_of(names) if named else set()
    return {
        name for name in names if (found := MASK_FOLDERS.match(name)) is not None and found[1] in images
    } | {name for name, found in named.items() if f"{found[1]}{found[2]}" in folders}


def _folders_of(names: Iterable[str]) -> set[str]:
    """Return the folders of files, and those above them."""
    found: set[str] = set()
    for folder in {name.rpartition("/")[0] for name in names}:
        parts = folder.split("/")
        found.update("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return found
