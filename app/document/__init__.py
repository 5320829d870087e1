"""The open project in memory: changed only by transactions, with unlimited undo, saved by a writer."""
