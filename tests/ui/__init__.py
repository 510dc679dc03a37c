"""The pages in a real browser; run by ``make test-ui``, not by ``make test``."""
