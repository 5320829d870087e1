"""From annotations on disk to batches: sources, kinds and splits, augmentation, data sets."""
