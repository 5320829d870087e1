"""The canvas shows the image and hands the pointer to the tool in use."""
