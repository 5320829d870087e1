"""The direction between the packages, held as tests."""
