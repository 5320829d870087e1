"""The canvas: shows the image and forwards the pointer to the current tool."""
