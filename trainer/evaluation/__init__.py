"""Metrics and the runs that produce them."""
