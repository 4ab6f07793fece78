"""The room in which copies that were worked on apart come together."""
