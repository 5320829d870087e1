"""Measures the window as its user experiences it; `python -m benchmarks.gui` lists the parts."""
