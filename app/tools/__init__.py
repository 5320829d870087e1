"""Tools: each gesture is one generator over pointer events in image coordinates, and knows no window."""
