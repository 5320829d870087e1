"""Merges several annotators' projects into one and measures their agreement."""
