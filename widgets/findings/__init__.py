"""What is concluded from the quotes, and where and by which law it is argued, on the screen."""
