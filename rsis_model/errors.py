"""What can go wrong with a model, each as one clear sentence."""


class ModelError(Exception):
    """A model cannot be built or run as asked; the message says why."""


class CheckpointError(ModelError):
    """A checkpoint folder cannot be read or written; the message names the file and the reason."""
