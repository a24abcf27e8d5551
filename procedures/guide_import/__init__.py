"""From a guide written in Word to a draft to complete: what cannot be placed is told, and nothing is published."""
