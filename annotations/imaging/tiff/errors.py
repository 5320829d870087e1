"""The error for TIFF files that cannot be read."""


class TiffError(ValueError):
    """Why a TIFF file cannot be read, as part of a sentence: "its list of tags is damaged"."""
