"""The assist loop: the model in a process of its own, and the trainer started as another."""
