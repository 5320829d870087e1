"""The state of the work: the open project, the image shown, its instances and its proposals, without widgets."""
