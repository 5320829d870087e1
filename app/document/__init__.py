"""What a person has decided so far, in memory: one way to change it, undo without limit, kept by a writer."""
