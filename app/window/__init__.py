"""The shell that puts the window together from its parts and keeps them in line with the session."""
