"""What the person works on: the open project, the image shown, its instances and its proposals, without a widget."""
