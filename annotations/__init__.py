"""Annotations: what they are, where they are kept, and how they are read and written. Needs neither PyTorch nor Qt."""
