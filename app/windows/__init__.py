"""What a person sees: the window, the canvas, the docks, the strip and the dialogs."""
