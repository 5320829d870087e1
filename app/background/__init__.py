"""Runs work beside the window: in threads, and in processes of our own at the other end of a pipe."""
