"""Metrics, and the code that runs networks to compute them."""
