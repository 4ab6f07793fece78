"""What can be argued from a case, and against it: pure reckoning on plain values, and one reader that gathers them."""
