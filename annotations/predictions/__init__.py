"""What a model predicted in many images, as `rsis-trainer predict --shards` writes it: reading it, taking a slice."""
