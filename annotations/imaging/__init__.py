"""Reads image files from untrusted sources, whole or in strips, and identifies them by content."""
