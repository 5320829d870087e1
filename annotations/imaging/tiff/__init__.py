"""Reads TIFF from microscopes and satellites: deep, multi-channel, tiled, larger than 4 GB."""
