"""What quotes and incidents have to do with each other and with the law, as cards, and the questions that make more."""
