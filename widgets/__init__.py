"""What the reviewer sees and touches: one pane a file."""
