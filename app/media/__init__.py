"""Reading the recording itself: probing, sniffing, exact frames (PyAV)."""
