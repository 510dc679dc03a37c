"""Letter files to the corpus."""
