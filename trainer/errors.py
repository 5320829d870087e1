"""What can go wrong while training or evaluating, each as one clear sentence."""


class TrainerError(Exception):
    """A command cannot go on; the message names the file or the option and the reason."""
