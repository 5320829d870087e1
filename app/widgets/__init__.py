"""Small user-interface parts, independent of the program."""
