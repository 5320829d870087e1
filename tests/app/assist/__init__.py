"""The assist loop, with a stand-in for the network where only the loop is meant."""
