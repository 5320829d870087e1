"""The dialogs, which open over the window and are loaded when they are first needed."""
