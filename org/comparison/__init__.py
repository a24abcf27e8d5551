"""What differs between two texts of the structure, told by responsibility and post, not by field."""
