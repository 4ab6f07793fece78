"""The line of time: how it is laid out, and how it is drawn."""
