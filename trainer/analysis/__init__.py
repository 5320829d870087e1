"""The figures and tables of the paper's section 4, from a network's own proposals."""
