"""Annotations: data types, masks, projects, file formats. Needs neither PyTorch nor Qt."""
