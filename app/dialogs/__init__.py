"""The dialogs, which are loaded when first needed."""
