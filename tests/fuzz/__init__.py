"""Readers against hostile files: seeds, what must hold of every reader, and hypothesis."""
