"""The parts around the canvas: lists, bars, banners and the page that is shown while nothing is open."""
