"""What people bring to the desk: looked at before it is kept, and refused in plain words."""
