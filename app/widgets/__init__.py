"""Small parts of a user interface that know nothing of the program."""
