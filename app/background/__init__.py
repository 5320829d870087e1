"""Chores for files that must not hold up the window: done by one process of low priority, asked from threads."""
