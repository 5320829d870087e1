"""The desktop program: the document, the tools, the assist loop, the session, and the window around them."""
