"""What an annotation is, where it is kept, how it is read and written; no torch and no Qt."""
