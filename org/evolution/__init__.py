"""How the structure below an organisation or a unit changed over time, and its chart before and after."""
