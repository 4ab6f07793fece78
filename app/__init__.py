"""What the reviewer can do: verbs, values and the session. Knows no widgets."""
