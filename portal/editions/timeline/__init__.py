"""Every edition of a text in order, what each is worth on a date, and what differs between any two."""
