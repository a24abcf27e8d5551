"""What is missing or contradictory in procedures, for the report of ``org.gaps``."""
