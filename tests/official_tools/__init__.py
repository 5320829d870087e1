"""What others' own tools make of our exports, each in its own environment (`python -m tests.official_tools.run`)."""
