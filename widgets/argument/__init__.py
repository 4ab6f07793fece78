"""What is argued from the quotes, on the screen."""
