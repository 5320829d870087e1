"""Random real events (keys, mouse, windows) sent to the real program on a virtual screen."""
