"""What plays a recording: one Protocol, three players."""
