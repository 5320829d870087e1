"""What the program does, as sentences; the folders mirror the packages."""
