"""« Mes décisions »: what waits for a person, what they decided, and how their own texts stand."""
