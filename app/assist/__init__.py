"""The assist loop: the model in a separate process, and the trainer in another."""
