"""Where reviewers differ, as a document: gathered from a case into plain values, which the exporters print."""
