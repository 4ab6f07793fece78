"""The steps of a case, and how each is told."""
