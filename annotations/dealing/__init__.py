"""Splits a project into one for each annotator."""
