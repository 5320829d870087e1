"""The shell: assembles the window from its parts and keeps them in line with the session."""
