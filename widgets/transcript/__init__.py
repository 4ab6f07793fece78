"""The parts of the transcript view."""
