"""The parts of the matrix room."""
