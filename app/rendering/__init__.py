"""Turns images and masks into pixels and outlines, without widgets."""
