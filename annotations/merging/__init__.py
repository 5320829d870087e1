"""Several annotators' projects as one, and how far they agree."""
