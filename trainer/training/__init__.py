"""One training: how sequences are unrolled, matched and weighed, and the loop that repeats it."""
