"""Tests of what is known: words, lexicon, store, vectors."""
