"""The real window, driven by keys and mouse, with the model's real process."""
