"""The page to decide on: what changed, who is asked, and the form."""
