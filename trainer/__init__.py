"""Data sets, matching, losses, curriculum, loop, evaluation and the simulated annotator."""
