"""Small maps of seats, drawn on the server; pure functions from a position to the content of an SVG."""
