"""What keeps tests and the programs they start off the network."""
