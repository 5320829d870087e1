"""Image files from outside: how their pixels are read, whole or in strips, and how they are told from others."""
