"""The desktop program: document, tools, assist loop, session, and the window around them."""

__version__ = "0.2.0"
