"""Plug-ins of other packages, found by their entry points; each is loaded and used in a process of its own."""
