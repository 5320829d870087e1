"""Set-up of the process before Qt is loaded."""
