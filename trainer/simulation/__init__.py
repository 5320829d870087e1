"""Simulates an annotator with the program's own predictor, to measure the effort."""
