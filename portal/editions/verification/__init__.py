"""Is every edition what was recorded? One module for each kind of check; ``run`` asks them all."""
