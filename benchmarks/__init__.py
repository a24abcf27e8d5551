"""What was measured stays measured: each module prints figures and ratios; none is a test."""
