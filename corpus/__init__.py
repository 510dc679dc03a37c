"""What is known: letters, facts, the lexicon, the store."""
