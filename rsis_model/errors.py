"""What can go wrong with a model, each as one clear sentence."""


class ModelError(Exception):
    """A model cannot be built or run as asked; the message says why.

    `template` is the sentence, with `values` for its {placeholders}, so that a program can say it in another
    language.
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values) if values else template)
        self.template, self.values = template, values


class CheckpointError(ModelError):
    """A checkpoint folder cannot be read or written; the message names the file and the reason."""
