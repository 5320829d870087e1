"""Measures the window as its user meets it; `python -m benchmarks.gui` lists the parts."""
