"""The error for TIFF files that cannot be read."""


class TiffError(ValueError):
    """Why a TIFF file cannot be read, as a part of a sentence: "its list of tags is damaged"."""
