"""The desktop program: the document, the tools, the assist loop, the windows."""
