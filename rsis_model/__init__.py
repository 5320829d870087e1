"""The network, its predictor and its checkpoints."""
