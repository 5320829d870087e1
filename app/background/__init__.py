"""Runs work in the background: in threads, and in our own processes at the other end of a pipe."""
