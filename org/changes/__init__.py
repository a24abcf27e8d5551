"""Change events: what became of which unit, when, and by which text (org:ChangeEvent)."""
