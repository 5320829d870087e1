"""Icons, presets, sample photos and the starter checkpoint: data that the packages read."""
