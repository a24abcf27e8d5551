"""How procedures are approved: whom a change touches, what it is called, what makes it material."""
