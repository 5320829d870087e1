"""Errors of training and evaluation, each with one clear sentence."""


class TrainerError(Exception):
    """A command cannot continue; the message names the file or option and the reason."""
