"""What a network does: the figures and tables of the paper's section 4, from its own proposals."""
