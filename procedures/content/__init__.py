"""What editions of guides, protocols, projects and documents say: plain typed data, sealed as JSON."""
