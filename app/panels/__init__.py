"""The parts around the canvas: lists, bars, banners and the welcome page."""
