"""Which files are images: by suffix those that are read, and those that are not but that a person may expect to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec

from PIL import features

from annotations.message import Message
from annotations.plugins import image_readers

# Asked without loading the decoders.
_HAS = {"avif": find_spec("PIL._avif") is not None, "jpg_2000": features.check_codec("jpg_2000")}
_JPEG_2000 = (".j2c", ".j2k", ".jp2", ".jpc", ".jpf", ".jpx")
JPEG_SUFFIXES = (".jfif", ".jpe", ".jpeg", ".jpg")
IMAGE_SUFFIXES = frozenset(
    {
        *JPEG_SUFFIXES,
        *(".bmp", ".gif", ".lsm", ".pbm", ".pgm", ".png", ".pnm", ".ppm", ".tif", ".tiff", ".webp"),
        *((".avif",) if _HAS["avif"] else ()),
        *(_JPEG_2000 if _HAS["jpg_2000"] else ()),
    }
)
_OWN = tuple(IMAGE_SUFFIXES)
_PROJECT = (".rsis", ".rsis-lock", ".rsis-shm", ".rsis-wal")
"""Ends of the names of a project's files, which lie beside most images: nobody asks what is installed for these."""
DECODERS = (
    *("BMP", "GIF", "JPEG", "PNG", "PPM", "TIFF", "WEBP"),
    *(("AVIF",) if _HAS["avif"] else ()),
    *(("JPEG2000",) if _HAS["jpg_2000"] else ()),
)
"""Pillow's decoders for these; its others (some start programs) are never used."""
_RAW = dict.fromkeys(
    (".arw", ".cr2", ".cr3", ".dng", ".nef", ".orf", ".pef", ".raf", ".rw2", ".srw"), "raw photographs"
)
_OTHERS = {
    ".heic": "HEIC",
    ".heif": "HEIC",
    ".hif": "HEIC",
    ".avif": "AVIF",
    ".jxl": "JPEG XL",
    **dict.fromkeys(_JPEG_2000, "JPEG 2000"),
    ".dcm": "DICOM",
    ".dicom": "DICOM",
    ".nii": "NIfTI",
    ".nii.gz": "NIfTI",
    ".mha": "MetaImage",
    ".npy": "NumPy",
    ".npz": "NumPy",
    ".czi": "CZI",
    ".nd2": "ND2",
    ".lif": "LIF",
    ".oib": "OIB",
    ".oif": "OIF",
    ".oir": "OIR",
    ".vsi": "VSI",
    ".ims": "IMS",
    ".stk": "STK",
    ".svs": "SVS",
    ".ndpi": "NDPI",
    ".scn": "SCN",
    ".mrxs": "MRXS",
    ".qptiff": "QPTIFF",
    ".btf": "BTF",
    ".nrrd": "NRRD",
    ".mrc": "MRC",
    ".fits": "FITS",
    ".h5": "HDF5",
    ".hdf5": "HDF5",
    ".psd": "PSD",
    ".exr": "EXR",
    ".tga": "TGA",
    **_RAW,
}
UNREAD = {suffix: kind for suffix, kind in _OTHERS.items() if suffix not in IMAGE_SUFFIXES}
"""Kinds of images that are not read, by suffix; not what lies beside images for other reasons, such as PDF."""
LEFT_OVER = ("_cp_output", "_flows", "_cp_flows", "_outlines", "_cp_outlines", "_dP")
"""Ends of the names of pictures that cellpose writes beside an image, often followed by `_cp_masks`."""
CELLPOSE_ENDING = "_seg.npy"
"""End of the names of cellpose's own files beside images, which are no images in NumPy's files."""


def image_suffixes() -> frozenset[str]:
    """Return the suffixes of all images that can be read, by the program itself or by a plug-in."""
    return IMAGE_SUFFIXES | image_readers.suffixes(IMAGE_SUFFIXES)


def is_image(name: str) -> bool:
    """Whether a file's name is that of an image that can be read; hidden files are none."""
    if name.startswith("."):
        return False
    lower = name.lower()
    if lower.endswith(_OWN):
        return True
    if lower.endswith((CELLPOSE_ENDING, *_PROJECT)):
        return False
    return lower.endswith(tuple(image_readers.suffixes(IMAGE_SUFFIXES)))


def unread_kinds(names: Iterable[str]) -> Counter[str]:
    """Count the files that are images of kinds that are not read, by kind."""
    found: Counter[str] = Counter()
    plugged = image_readers.suffixes(IMAGE_SUFFIXES)
    for name in names:
        lower = name.lower()
        kind = next((kind for suffix, kind in UNREAD.items() if lower.endswith(suffix)), None)
        if kind is not None and not name.startswith(".") and not lower.endswith((CELLPOSE_ENDING, *plugged)):
            found[kind] += 1
    return found


def unread_message(found: Counter[str]) -> Message:
    """Return a sentence about files of kinds that are not read; there must be some."""
    kinds = ", ".join(kind for kind, _ in found.most_common())
    if found.total() == 1:
        return Message("1 file is of a kind that is not read: {kinds}", kinds=kinds)
    return Message("{count} files are of kinds that are not read: {kinds}", count=found.total(), kinds=kinds)
