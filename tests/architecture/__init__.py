"""What the code is held to as a whole: its layout and its imports."""
