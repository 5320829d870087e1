"""How an annotated object says that annotators differ about it."""

ANNOTATOR = "annotator"
"""The attribute that names whose version it is."""
CONFLICT = "conflict"
"""The attribute with the number of the conflict, which all its versions share."""
