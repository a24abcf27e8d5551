"""Steps on the desk: the blocks in which they are written, and their way into the text."""
