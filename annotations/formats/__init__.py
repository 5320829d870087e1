"""File formats, one module each: what to read and write (table.py), in the form that base.py defines."""
