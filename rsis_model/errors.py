"""Errors of a model, each with one clear sentence."""


class ModelError(Exception):
    """A model cannot be built or run as requested; the message says why.

    `template` is the sentence with {placeholders} for `values`, so that a program can translate it.
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values) if values else template)
        self.template, self.values = template, values


class CheckpointError(ModelError):
    """A checkpoint folder cannot be read or written; the message names the file and the reason."""
