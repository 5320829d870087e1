"""TIFF as microscopes and satellites write it: deep, with many channels, in tiles, larger than 4 GB."""
