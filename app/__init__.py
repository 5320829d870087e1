"""The desktop program: document, tools, assist loop, session, and the window around them."""
