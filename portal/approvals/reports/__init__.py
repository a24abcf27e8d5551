"""Reports of approvals on the desk: what is going on, and how long it takes."""
