"""What is missing in the structure, or doubtful: counted on the desk's front page, listed in a report."""
