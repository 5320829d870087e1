"""Tools: each gesture is a generator over pointer events in image coordinates, independent of the window."""
