"""What to review: instances by a filter, doubts about them found by rules, and the conflicts of a merge."""
