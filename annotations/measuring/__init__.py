"""Measures instances: sizes, shapes and intensities, in pixels and in micrometres, as a table."""
