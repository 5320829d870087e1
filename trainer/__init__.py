"""Trains and evaluates networks: data sets, matching, losses, curriculum, loop and the simulated annotator."""
