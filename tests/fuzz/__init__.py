"""Readers against hostile files: seeds, what must hold, hypothesis (in pytest) and atheris (`tests/fuzz/guided.py`)."""
