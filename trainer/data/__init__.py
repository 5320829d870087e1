"""Turns annotations on disk into batches: sources, kinds and splits, augmentation, data sets."""
