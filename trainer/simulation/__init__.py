"""A simulated annotator at work with the program's own predictor: what it costs a person."""
