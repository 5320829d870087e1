"""Training: unrolls sequences, matches them, computes losses, and the loop around it."""
