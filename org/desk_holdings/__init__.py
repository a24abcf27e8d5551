"""Holdings in the admin: what is said is recorded, superseded, and never lost."""
