"""The commands behind the actions of the table."""
