"""What the process sets up before Qt is loaded."""
