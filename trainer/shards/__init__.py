"""Training data as shards: tars in WebDataset's layout, made, found and read one after the other."""
